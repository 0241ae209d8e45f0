"""Helicone's queries on scores: /v1/evals and /v1/dashboard/scores/query, with Helicone's shapes and correct numbers.

Booleans are 1 and 0 under `<name>-hcone-bool`; labels are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
from api.http.base_models import rounded_near
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.timestamps import iso_8601
from api.queries.replies import reply_from_replica
from api.queries.selection import fresh_selection
from api.queries.time_filters import UNITS, zone_of
from api.queries.time_filters_models import TICK, InvalidTimeFilter
from api.queries.time_models import TimeRange
from api.scores.answers import interval_shape
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests.metrics import TooManyRows
from store.analytics.scores.evals import Eval, ScoreBin, ScoreName, distributions, evals, over_time, score_names
from store.analytics.scores.groups import GroupSummary
from store.analytics.selection import Selection
from store.helicone_words import BOOLEAN_SUFFIX
from store.score_values import helicone_name

_HOURS_MOST = 10 * 8766  # ten years; the answer has every hour
_POINTS_MOST = 100_000  # of all names together: an answer of some 20 MB


class EvalHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evals/scores"""
        fresh_to_us = await self._replica.fresh()
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            ScoreNamesAnswer,
            lambda snapshot: sorted(_shown(name) for name in score_names(snapshot, caller.project)),
        )

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/query: all names, also those without a value in the time range."""
        query = await read_model(request, EvalQuery)
        start, end = query.timeFilter.bounds()
        hours = _hours(start, end)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end + TICK)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            names = _names(snapshot, caller.project, query.scores)
            _check_points(len(names), len(hours))
            with _refusing("scores"):
                return [_eval(each, hours) for each in evals(snapshot, selection, names, "hour", UTC)]

        return await reply_from_replica(self._replica, fresh_to_us, EvalsAnswer, work)

    async def distributions(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/score-distributions/query: the names that have a value in the time range."""
        query = await read_model(request, EvalQuery)
        start, end = query.timeFilter.bounds()
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            names = _names(snapshot, caller.project, query.scores)
            with _refusing("scores"):
                return [_distribution(name, bins) for name, bins in distributions(snapshot, selection, names).items()]

        return await reply_from_replica(self._replica, fresh_to_us, DistributionsAnswer, work)

    async def dashboard(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/dashboard/scores/query: score_sum is the mean of the bucket, in spite of its name."""
        query = await read_model(request, DashboardQuery)
        start, end = query.timeFilter.bounds()
        selection, fresh_to_us = await self._selection(query.userFilter, "userFilter", caller, start, end + TICK)
        zone = zone_of(query.timeZoneDifference)
        unit = UNITS[query.dbIncrement]

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            with _refusing("dbIncrement"):
                series = over_time(snapshot, selection, score_names(snapshot, caller.project), unit, zone)
            rows: list[dict[str, Any]] = [
                {"score_key": _shown(name), "score_sum": _mean(bucket), "created_at_trunc": iso_8601(start)}
                for name, buckets in series.items()
                for start, bucket in buckets.items()
            ]
            return sorted(rows, key=lambda row: (row["created_at_trunc"], row["score_key"]))

        return await reply_from_replica(self._replica, fresh_to_us, ScoresOverTimeAnswer, work)

    async def _selection(
        self, raw: Any, field: str, caller: Caller, start: datetime, end: datetime
    ) -> tuple[Selection, int]:
        return await fresh_selection(self._replica, caller, raw, field, TimeRange(start=start, end=end))


@contextmanager
def _refusing(field: str) -> Iterator[None]:
    """Blame what would be too large on that field of the body."""
    try:
        yield
    except TooManyRows as error:
        raise ValidationFailed({f"requestBody.{field}": {"message": str(error)}}) from None


def _check_points(names: int, hours: int) -> None:
    if names * hours > _POINTS_MOST:
        raise InvalidTimeFilter(
            f"{names} score names times {hours} hours are more than {_POINTS_MOST} values; use a shorter range, or "
            "name fewer scores in 'scores'"
        )


def _names(snapshot: Snapshot, project: int, only: list[str] | None) -> list[ScoreName]:
    """`only`: names as Helicone shows them; None: all."""
    wanted = only and [*only, *(name.removesuffix(BOOLEAN_SUFFIX) for name in only)]
    names = score_names(snapshot, project, wanted)
    return sorted((name for name in names if only is None or _shown(name) in only), key=_shown)


def _eval(score: Eval, hours: list[datetime]) -> dict[str, Any]:
    overall, buckets = score.overall, score.buckets
    return {
        "name": _shown(score.of),
        "averageScore": _mean(overall),
        "minScore": rounded_near(overall.min, overall.values.sd),
        "maxScore": rounded_near(overall.max, overall.values.sd),
        "count": overall.n,
        "overTime": [{"date": iso_8601(hour), "count": buckets[hour].n if hour in buckets else 0} for hour in hours],
        "averageOverTime": [
            {"date": iso_8601(hour), "value": _mean(buckets[hour]) if hour in buckets else 0} for hour in hours
        ],
        "interval": interval_shape(score.interval),
    }


def _mean(group: GroupSummary) -> float | None:
    return rounded_near(group.mean, group.values.sd)


def _distribution(name: ScoreName, bins: list[ScoreBin]) -> dict[str, Any]:
    shown = [{"lower": bin.lower, "upper": bin.upper, "value": bin.requests} for bin in bins]
    return {"name": _shown(name), "distribution": shown}


def _hours(start: datetime, end: datetime) -> list[datetime]:
    """Every hour of UTC that the time range touches."""
    first = start.replace(minute=0, second=0, microsecond=0, tzinfo=UTC)
    count = (end.replace(tzinfo=UTC) - first) // timedelta(hours=1) + 1
    if count > _HOURS_MOST:
        raise InvalidTimeFilter(f"{count} hours, of at most {_HOURS_MOST}; use a shorter range")
    return [first + timedelta(hours=number) for number in range(count)]


def _shown(name: ScoreName) -> str:
    return helicone_name(name.name, name.type)
