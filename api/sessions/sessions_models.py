"""Bodies and answers of /v1/session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pydantic import Field

from api.http.base_models import Fresh, Rounded, Shape, Timestamp
from api.queries.distributions_models import BinShape, DistributionQuery
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import unix_range
from api.queries.time_models import TimeRange

_NAMES_FOR = timedelta(days=150)
_MS_US = 1_000


class TimeFilterMs(Query):
    """A range of time; both ends are included."""

    startTimeUnixMs: float = Field(description="Unix time in milliseconds.")
    endTimeUnixMs: float = Field(description="Unix time in milliseconds.")

    def time_range(self) -> TimeRange:
        return unix_range(self.startTimeUnixMs * _MS_US, self.endTimeUnixMs * _MS_US)


class SessionQuery(Query):
    """Selects sessions by their requests, and a page of the answer."""

    search: str = Field("", max_length=10_000, description="Text in the id or name of the session, in any case.")
    timeFilter: TimeFilterMs = Field(description="Both ends are included.")
    nameEquals: str | None = Field(None, max_length=10_000, description="Name of the session.")
    timezoneDifference: float = Field(0, description="Accepted and ignored: timestamps are in UTC.")
    filter: FilterTree = "all"
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(50, ge=0, le=1000)


class SessionNameQuery(DistributionQuery):
    """Selects sessions by their name and requests."""

    nameContains: str = Field("", max_length=10_000, description="Text in the name, in any case.")
    timezoneDifference: float = Field(0, description="Accepted and ignored: timestamps are in UTC.")
    timeFilter: TimeFilterMs | None = Field(None, description="null: the last 150 days.")
    filter: FilterTree = "all"

    def time_range(self) -> TimeRange:
        """The last 150 days if there is no `timeFilter`. Raises InvalidTimeFilter."""
        if self.timeFilter is not None:
            return self.timeFilter.time_range()
        return TimeRange(start=datetime.now(UTC).replace(tzinfo=None) - _NAMES_FOR)


class SessionShape(Shape):
    """A session, with those of its requests that time range and filter select."""

    created_at: Timestamp
    latest_request_created_at: Timestamp
    session_id: str
    session_name: str | None
    total_cost: Rounded | None = Field(description="In USD; null: no cost is known.")
    total_requests: int
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    avg_latency: Rounded | None = Field(description="Mean latency of a request, in milliseconds.")
    duration_ms: Rounded = Field(description="From the start of the first request to the end of the last one.")
    user_ids: list[str] = Field(description="The first 100 in alphabetical order.")
    first_message: str | None = Field(
        description="The first characters of the last message of its first request; null: not known."
    )


class SessionsAnswer(Fresh[list[SessionShape]]):
    """The session that began last comes first."""


class SessionCountShape(Shape):
    """Number of sessions, and means over them."""

    count: int
    total_cost: Rounded | None = Field(description="In USD; null: no cost is known.")
    avg_cost: Rounded | None = Field(description="Mean cost of a session, in USD.")
    avg_latency: Rounded | None = Field(description="Mean latency of a request, in milliseconds.")
    avg_requests: Rounded | None = Field(description="Mean number of requests in a session.")


class SessionCountAnswer(Fresh[SessionCountShape]):
    """Number of the selected sessions, and means over them."""


class SessionNameShape(Shape):
    """The sessions with one name."""

    name: str | None = Field(description="null: sessions without a name.")
    created_at: Timestamp
    last_used: Timestamp
    first_used: Timestamp
    session_count: int
    avg_latency: Rounded | None = Field(description="Mean latency of a request, in milliseconds.")


class SessionNamesAnswer(Fresh[list[SessionNameShape]]):
    """The fifty names used last."""


class MeanShape(Shape):
    """A mean; null if there are no sessions."""

    average: Rounded | None


class SessionMeansShape(Shape):
    """Means over all sessions; each list has one element, as in Helicone."""

    session_count: list[MeanShape]
    session_duration: list[MeanShape]
    session_cost: list[MeanShape]


class SessionMetricsShape(Shape):
    """Histograms of sessions."""

    session_count: list[BinShape] = Field(description="By number of requests.")
    session_duration: list[BinShape] = Field(
        description="By seconds from the start of the first request to that of the last."
    )
    session_cost: list[BinShape] = Field(description="By cost, in USD.")
    average: SessionMeansShape


class SessionMetricsAnswer(Fresh[SessionMetricsShape]):
    """Histograms of the selected sessions."""


class StepSessionsQuery(Query):
    """Selects sessions that have steps but no call."""

    time_range: TimeRange = Field(TimeRange(), description="When the steps began.")
    limit: int = Field(50, ge=0, le=1000)


class StepSessionShape(Shape):
    """A session without a call: a trace of agents and tools, or steps that a client logged."""

    session_id: str
    name: str = Field(description="Name of the first step.")
    created_at: Timestamp
    duration_ms: Rounded = Field(description="From the start of the first step to the end of the last one.")
    steps: int
    errors: int = Field(description="Number of steps that failed.")


class StepSessionsAnswer(Fresh[list[StepSessionShape]]):
    """The session that began last comes first. The newest 50,000 steps of the time are looked at."""


class StepCall(Shape):
    """The numbers of a step that is a call."""

    outcome: str | None = Field(description="How it ended, such as ok or answer_failed; null: in flight.")
    status: int | None
    model: str | None
    prompt_tokens: int | None
    completion_tokens: int | None
    cost: Rounded | None = Field(description="In USD; null: the price of the model is unknown.")
    prompt_preview: str | None = Field(description="The first 120 characters of its last message.")
    answer_preview: str | None = Field(description="The first 120 characters.")
    scores: dict[str, bool | float | str] = Field(
        description="The newest value of each name. Of a session with more than 200,000 values, those of the most "
        "frequent names."
    )


class StepShape(Shape):
    """A step of a session: a call, a span of a trace, or what a client logged as a tool, a search or data."""

    step_id: str
    depth: int = Field(description="0 for a root; the steps below a step follow it, one deeper.")
    kind: str = Field(
        description="call, agent, workflow, tool, retrieval, guardrail, evaluation, data, or other; "
        "path: no step of its own, but the beginning of the paths of others."
    )
    name: str = Field(description="Name of the span; of another call the last part of the path, else the model.")
    started_at: Timestamp
    duration_ms: Rounded | None = Field(description="null: not said, or in flight.")
    error: str | None = Field(description="null: it did not fail, as far as is known.")
    request_id: str | None = Field(description="Request that the step describes; null: not a call.")
    trace_id: str | None
    span_id: str | None
    parent_span_id: str | None = Field(description="null: the root of its trace, or not a span.")
    session_path: str | None = Field(description="Helicone-Session-Path.")
    call: StepCall | None = Field(description="null: not a call.")


class StepsAnswer(Shape):
    """The steps of a session as a tree, depth first; siblings in the order in which they began."""

    data: list[StepShape]
    error: None = None
    truncated: bool = Field(description="Whether the session has more steps than the first 10,000.")
