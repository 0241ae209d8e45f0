"""/v1/session: sessions, their names, and how they are spread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from pydantic import Field

from api.answers import Fresh, Moment, Rounded
from api.auth import Caller
from api.helicone_questions import answered, fresh_selection, unix_range
from api.json_models import read_model
from api.models import Shape
from api.query_models import FilterTree, Query
from api.score_question_models import TimeRange
from api.spreads import BinShape, Spread, spread_shape
from store.analytics import Mirror, sessions
from store.analytics.score_comparisons import Asking
from store.analytics.sessions import SessionSelection

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

    created_at: Moment
    latest_request_created_at: Moment
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
    created_at: Moment
    last_used: Moment
    first_used: Moment
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


class Sessions:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/query"""
        query, selection, fresh_to_us = await self._sessions(request, caller)
        return await answered(
            self._mirror,
            fresh_to_us,
            SessionsAnswer,
            lambda asking: sessions.sessions(asking.rows, selection, query.limit, query.offset),
        )

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/count"""
        _, selection, fresh_to_us = await self._sessions(request, caller)
        return await answered(
            self._mirror, fresh_to_us, SessionCountAnswer, lambda asking: sessions.count(asking.rows, selection)
        )

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/name/query"""
        _, selection, fresh_to_us = await self._named(request, caller)
        return await answered(
            self._mirror, fresh_to_us, SessionNamesAnswer, lambda asking: sessions.names(asking.rows, selection)
        )

    async def metrics(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/metrics/query"""
        query, selection, fresh_to_us = await self._named(request, caller)

        def work(asking: Asking) -> dict[str, Any]:
            found = sessions.amounts(asking.columns, selection)
            means = {
                name: [{"average": float(values.mean()) if len(values) else None}] for name, values in found.items()
            }
            return {**spread_shape(query, found), "average": means}

        return await answered(self._mirror, fresh_to_us, SessionMetricsAnswer, work)

    async def _sessions(self, request: web.Request, caller: Caller) -> tuple[SessionQuery, SessionSelection, int]:
        query = await read_model(request, SessionQuery)
        requests, fresh_to_us = await fresh_selection(
            self._mirror, caller, query.filter, "filter", query.timeFilter.time_range()
        )
        return query, SessionSelection(requests, search=query.search, named=query.nameEquals), fresh_to_us

    async def _named(self, request: web.Request, caller: Caller) -> tuple[SessionNameQuery, SessionSelection, int]:
        query = await read_model(request, SessionNameQuery)
        requests, fresh_to_us = await fresh_selection(self._mirror, caller, query.filter, "filter", query.time_range())
        return query, SessionSelection(requests, name_contains=query.nameContains), fresh_to_us
