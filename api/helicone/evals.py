"""Helicone's questions on scores: /v1/evals and /v1/dashboard/scores/query. Its shapes, with the numbers right.

Booleans are 1 and 0 under `<name>-hcone-bool`, labels are left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from api.helicone.evals_models import (
    DashboardQuery,
    DistributionsAnswer,
    EvalQuery,
    EvalsAnswer,
    ScoreNamesAnswer,
    ScoresOverTimeAnswer,
)
from api.http.auth import Caller
from api.http.json_models import read_model
from api.queries.answering import answered
from api.queries.selection import fresh_selection
from api.queries.time_filters import UNITS, zone_of
from api.queries.time_filters_models import TICK, InvalidTimeFilter, bounds
from api.queries.time_models import TimeRange
from api.requests.request_shape import helicone_name
from api.scores.score_answers import interval_shape
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.scores.evals import Eval, ScoreBin, ScoreName, distributions, evals, over_time, score_names
from store.analytics.selection import Selection
from store.helicone_words import BOOLEAN_SUFFIX

_HOURS_MOST = 10 * 8766  # ten years; each of them is in the answer


class EvalHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evals/scores"""
        fresh_to_us = await self._replica.fresh()
        return await answered(
            self._replica,
            fresh_to_us,
            ScoreNamesAnswer,
            lambda snapshot: [_shown(one) for one in score_names(snapshot, caller.project)],
        )

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/query: each name there is, also those without a value in that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        hours = _hours(start, end)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end + TICK)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            names = _asked(snapshot, caller.project, query.scores)
            return [_eval(one, hours) for one in evals(snapshot, selection, names, "hour", UTC)]

        return await answered(self._replica, fresh_to_us, EvalsAnswer, work)

    async def distributions(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/score-distributions/query: each name that has a value before the end of that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            found = distributions(snapshot, selection, _asked(snapshot, caller.project, query.scores))
            return [_distribution(name, bins) for name, bins in found.items()]

        return await answered(self._replica, fresh_to_us, DistributionsAnswer, work)

    async def dashboard(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/dashboard/scores/query: what is called score_sum is the mean of the bucket."""
        query = await read_model(request, DashboardQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.userFilter, "userFilter", caller, start, end + TICK)
        zone = zone_of(query.timeZoneDifference)
        unit = UNITS[query.dbIncrement]

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            found = over_time(snapshot, selection, score_names(snapshot, caller.project), unit, zone)
            rows: list[dict[str, Any]] = [
                {"score_key": _shown(name), "score_sum": one.mean, "created_at_trunc": _iso(at.astimezone(UTC))}
                for name, buckets in found.items()
                for at, one in buckets.items()
            ]
            return sorted(rows, key=lambda row: (row["created_at_trunc"], row["score_key"]))

        return await answered(self._replica, fresh_to_us, ScoresOverTimeAnswer, work)

    async def _selection(
        self, raw: Any, field: str, caller: Caller, start: datetime, end: datetime
    ) -> tuple[Selection, int]:
        return await fresh_selection(self._replica, caller, raw, field, TimeRange(start=start, end=end))


def _asked(snapshot: Snapshot, project: int, only: list[str] | None) -> list[ScoreName]:
    """Those of the names as they are shown; None: all."""
    if only is None:
        return score_names(snapshot, project)
    found = score_names(snapshot, project, [*only, *(name.removesuffix(BOOLEAN_SUFFIX) for name in only)])
    return [one for one in found if _shown(one) in only]


def _eval(one: Eval, hours: list[datetime]) -> dict[str, Any]:
    overall = one.overall
    return {
        "name": _shown(one.of),
        "averageScore": overall.mean,
        "minScore": overall.min,
        "maxScore": overall.max,
        "count": overall.n,
        "overTime": [
            {"date": _iso(hour), "count": one.buckets[hour].n if hour in one.buckets else 0} for hour in hours
        ],
        "averageOverTime": [
            {"date": _iso(hour), "value": one.buckets[hour].mean if hour in one.buckets else 0} for hour in hours
        ],
        "interval": interval_shape(one.interval),
    }


def _distribution(name: ScoreName, bins: list[ScoreBin]) -> dict[str, Any]:
    shown = [{"lower": bin.lower, "upper": bin.upper, "value": bin.requests} for bin in bins]
    return {"name": _shown(name), "distribution": shown}


def _hours(start: datetime, end: datetime) -> list[datetime]:
    """Every hour of UTC that the time touches."""
    first = start.replace(minute=0, second=0, microsecond=0, tzinfo=UTC)
    count = (end.replace(tzinfo=UTC) - first) // timedelta(hours=1) + 1
    if count > _HOURS_MOST:
        raise InvalidTimeFilter(f"{count} hours, {_HOURS_MOST} at most")
    return [first + timedelta(hours=at) for at in range(count)]


def _shown(one: ScoreName) -> str:
    return helicone_name(one.name, one.type)


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
