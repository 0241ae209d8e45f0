"""Helicone's questions on scores: /v1/evals and /v1/dashboard/scores/query. Its shapes, with the numbers right.

Booleans are 1 and 0 under `<name>-hcone-bool`, labels are left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from pydantic import Field

from api.auth import Caller
from api.helicone_questions import (
    TICK,
    UNITS,
    Increment,
    InvalidTimeFilter,
    TimeFilter,
    TimeZoneDifference,
    bounds,
    fresh_reply,
    fresh_selection,
    zone_of,
)
from api.json_models import read_model
from api.query_models import Query
from api.request_shape import helicone_name
from api.score_answers import interval_shape
from api.score_question_models import FILTER, TimeRange, rounded
from api.score_questions import ask_together
from store.analytics import Mirror
from store.analytics.score_evals import Bin, Eval, ScoreName, distributions, evals, over_time, score_names
from store.analytics.score_rows import Ask, Selection

_HOURS_MOST = 10 * 8766  # ten years; each of them is in the answer


class EvalQuery(Query):
    filter: Any = Field(description=FILTER)
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    offset: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    limit: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    timeZoneDifference: float | None = Field(  # noqa: N815  Helicone's name
        None, ge=-1440, le=1440, description="Taken and ignored, as by Helicone: hours are those of UTC."
    )
    scores: list[str] | None = Field(None, max_length=1000, description="Only these names; beyond Helicone.")


class DashboardQuery(Query):
    userFilter: Any = Field(description=FILTER)  # noqa: N815  Helicone's name
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    dbIncrement: Increment  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name


class Evals:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evals/scores"""
        fresh_to_us = await self._mirror.fresh()
        found = await ask_together(self._mirror, lambda asking: score_names(asking.rows, caller.project))
        return fresh_reply([_shown(one) for one in found], fresh_to_us)

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/query: each name there is, also those without a value in that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        hours = _hours(start, end)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end + TICK)

        def work(ask: Ask) -> list[Eval]:
            return evals(ask, selection, _asked(score_names(ask, caller.project), query.scores), "hour", UTC)

        found = await ask_together(self._mirror, lambda asking: work(asking.rows))
        return fresh_reply([_eval(one, hours) for one in found], fresh_to_us)

    async def distributions(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/score-distributions/query: each name that has a value before the end of that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end)

        def work(ask: Ask) -> dict[ScoreName, list[Bin]]:
            return distributions(ask, selection, _asked(score_names(ask, caller.project), query.scores))

        found = await ask_together(self._mirror, lambda asking: work(asking.rows))
        data = [
            {
                "name": _shown(name),
                "distribution": [{"lower": bin.lower, "upper": bin.upper, "value": bin.requests} for bin in bins],
            }
            for name, bins in found.items()
        ]
        return fresh_reply(data, fresh_to_us)

    async def dashboard(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/dashboard/scores/query: what is called score_sum is the mean of the bucket."""
        query = await read_model(request, DashboardQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.userFilter, "userFilter", caller, start, end + TICK)
        zone = zone_of(query.timeZoneDifference)
        unit = UNITS[query.dbIncrement]
        found = await ask_together(
            self._mirror,
            lambda asking: over_time(asking.rows, selection, score_names(asking.rows, caller.project), unit, zone),
        )
        rows = [
            {"score_key": _shown(name), "score_sum": _rounded(one.mean), "created_at_trunc": _iso(at.astimezone(UTC))}
            for name, buckets in found.items()
            for at, one in buckets.items()
        ]
        return fresh_reply(sorted(rows, key=lambda row: (row["created_at_trunc"], row["score_key"])), fresh_to_us)

    async def _selection(
        self, raw: Any, field: str, caller: Caller, start: datetime, end: datetime
    ) -> tuple[Selection, int]:
        return await fresh_selection(self._mirror, caller, raw, field, TimeRange(start=start, end=end))


def _asked(names: list[ScoreName], only: list[str] | None) -> list[ScoreName]:
    return names if only is None else [one for one in names if _shown(one) in only]


def _eval(one: Eval, hours: list[datetime]) -> dict[str, Any]:
    overall = one.overall
    interval = overall.interval
    return {
        "name": _shown(one.of),
        "averageScore": _rounded(overall.mean),
        "minScore": overall.min,
        "maxScore": overall.max,
        "count": overall.n,
        "overTime": [
            {"date": _iso(hour), "count": one.buckets[hour].n if hour in one.buckets else 0} for hour in hours
        ],
        "averageOverTime": [
            {"date": _iso(hour), "value": _rounded(one.buckets[hour].mean) if hour in one.buckets else 0}
            for hour in hours
        ],
        "interval": None if interval is None else interval_shape(interval).model_dump(),
    }


def _hours(start: datetime, end: datetime) -> list[datetime]:
    """Every hour of UTC that the time touches."""
    first = start.replace(minute=0, second=0, microsecond=0, tzinfo=UTC)
    count = (end.replace(tzinfo=UTC) - first) // timedelta(hours=1) + 1
    if count > _HOURS_MOST:
        raise InvalidTimeFilter(f"{count} hours, {_HOURS_MOST} at most")
    return [first + timedelta(hours=at) for at in range(count)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def _shown(one: ScoreName) -> str:
    return helicone_name(one.name, one.type)


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
