"""DOC"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pydantic import Field

from api.http.answer_models import Shape
from api.http.answers import Fresh, Rounded, Timestamp
from api.queries.distributions import BinShape, Spread
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import unix_range
from api.queries.time_models import TimeRange

_NAMES_FOR = timedelta(days=150)


_MS_US = 1_000


class TimeFilterMs(Query):
    startTimeUnixMs: float  # noqa: N815  Helicone's name
    endTimeUnixMs: float  # noqa: N815  Helicone's name

    def time_range(self) -> TimeRange:
        return unix_range(self.startTimeUnixMs * _MS_US, self.endTimeUnixMs * _MS_US)


class SessionQuery(Query):
    search: str = Field("", max_length=10_000, description="In the session's id or name, in any case.")
    timeFilter: TimeFilterMs = Field(description="Both ends are included.")  # noqa: N815  Helicone's name
    nameEquals: str | None = Field(None, max_length=10_000)  # noqa: N815  Helicone's name
    timezoneDifference: float = Field(0, description="Taken and ignored: moments are in UTC and say so.")  # noqa: N815
    filter: FilterTree = "all"
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(50, ge=0, le=1000)


class SessionNameQuery(Spread):
    nameContains: str = Field("", max_length=10_000)  # noqa: N815  Helicone's name
    timezoneDifference: float = Field(0, description="Taken and ignored: moments are in UTC and say so.")  # noqa: N815
    timeFilter: TimeFilterMs | None = None  # noqa: N815  Helicone's name
    filter: FilterTree = "all"

    def time_range(self) -> TimeRange:
        """The last 150 days unless it says otherwise."""
        if self.timeFilter is not None:
            return self.timeFilter.time_range()
        return TimeRange(start=datetime.now(UTC).replace(tzinfo=None) - _NAMES_FOR)


class SessionShape(Shape):
    """With those of its calls that the time and the filter let through."""

    created_at: Timestamp
    latest_request_created_at: Timestamp
    session_id: str
    session_name: str | None
    total_cost: Rounded
    total_requests: int
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    avg_latency: Rounded | None = Field(description="Milliseconds.")
    user_ids: list[str]


class SessionsAnswer(Fresh[list[SessionShape]]):
    """Those that began last come first."""


class SessionCountShape(Shape):
    count: int
    total_cost: Rounded
    avg_cost: Rounded | None = Field(description="Of a session.")
    avg_latency: Rounded | None = Field(description="Of a call, milliseconds.")
    avg_requests: Rounded | None = Field(description="Of a session.")


class SessionCountAnswer(Fresh[SessionCountShape]):
    pass


class SessionNameShape(Shape):
    name: str | None = Field(description="null: sessions without one.")
    created_at: Timestamp
    last_used: Timestamp
    first_used: Timestamp
    session_count: int
    avg_latency: Rounded | None = Field(description="Of a call, milliseconds.")


class SessionNamesAnswer(Fresh[list[SessionNameShape]]):
    """The fifty that were used last."""


class MeanShape(Shape):
    average: Rounded | None


class SessionMeansShape(Shape):
    """Of all sessions; each a list of one."""

    session_count: list[MeanShape]
    session_duration: list[MeanShape]
    session_cost: list[MeanShape]


class SessionMetricsShape(Shape):
    session_count: list[BinShape] = Field(description="Calls.")
    session_duration: list[BinShape] = Field(description="Seconds from the first call's start to the last's.")
    session_cost: list[BinShape] = Field(description="USD.")
    average: SessionMeansShape


class SessionMetricsAnswer(Fresh[SessionMetricsShape]):
    pass
