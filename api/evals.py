"""Helicone's questions on scores: /v1/evals and /v1/dashboard/scores/query. Its shapes, with the numbers right.

Booleans are 1 and 0 under `<name>-hcone-bool`, labels are left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from aiohttp import web
from pydantic import Field

from api.answers import Fresh, Rounded
from api.auth import Caller
from api.helicone_questions import (
    TICK,
    UNITS,
    Increment,
    InvalidTimeFilter,
    TimeFilter,
    TimeZoneDifference,
    answered,
    bounds,
    fresh_selection,
    zone_of,
)
from api.json_models import read_model
from api.models import Iso, Row, Shape
from api.query_models import FilterTree, Query
from api.request_shape import BOOLEAN_SUFFIX, helicone_name
from api.score_answers import interval_shape
from api.score_question_models import IntervalShape, TimeRange
from store.analytics import Mirror
from store.analytics.asking import Ask
from store.analytics.score_evals import Bin, Eval, ScoreName, distributions, evals, over_time, score_names
from store.analytics.score_rows import Selection

_HOURS_MOST = 10 * 8766  # ten years; each of them is in the answer


class EvalQuery(Query):
    filter: FilterTree
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    offset: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    limit: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    timeZoneDifference: float | None = Field(  # noqa: N815  Helicone's name
        None, ge=-1440, le=1440, description="Taken and ignored, as by Helicone: hours are those of UTC."
    )
    scores: list[str] | None = Field(None, max_length=1000, description="Only these names; beyond Helicone.")


class DashboardQuery(Query):
    userFilter: FilterTree  # noqa: N815  Helicone's name
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    dbIncrement: Increment  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name


class HourCountShape(Row):
    date: Iso
    count: int


class HourMeanShape(Row):
    date: Iso
    value: Annotated[Rounded | None, Field(description="0: no value in that hour.")]


class EvalShape(Shape):
    name: str
    averageScore: Rounded | None  # noqa: N815  Helicone's name
    minScore: Rounded | None  # noqa: N815  Helicone's name
    maxScore: Rounded | None  # noqa: N815  Helicone's name
    count: int = Field(description="Of requests.")
    overTime: list[HourCountShape] = Field(description="Every hour of the time.")  # noqa: N815  Helicone's name
    averageOverTime: list[HourMeanShape] = Field(description="Every hour of the time.")  # noqa: N815  Helicone's name
    interval: IntervalShape | None = Field(description="Of the mean; beyond Helicone.")


class EvalsAnswer(Fresh[list[EvalShape]]):
    """Every name there is, also those without a value in that time."""


class ScoreNamesAnswer(Fresh[list[str]]):
    """In the order of the alphabet; booleans under `<name>-hcone-bool`, labels left out."""


class DistributionBinShape(Shape):
    lower: float
    upper: float = Field(description="Not included but in the last bin.")
    value: int = Field(description="Requests.")


class DistributionShape(Shape):
    name: str
    distribution: list[DistributionBinShape]


class DistributionsAnswer(Fresh[list[DistributionShape]]):
    """Each name that has a value."""


class ScoreBucketShape(Row):
    score_key: str
    score_sum: Annotated[Rounded | None, Field(description="The mean of the bucket, as in Helicone.")]
    created_at_trunc: Iso


class ScoresOverTimeAnswer(Fresh[list[ScoreBucketShape]]):
    """In the order of time."""


class Evals:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evals/scores"""
        fresh_to_us = await self._mirror.fresh()
        return await answered(
            self._mirror,
            fresh_to_us,
            ScoreNamesAnswer,
            lambda asking: [_shown(one) for one in score_names(asking.rows, caller.project)],
        )

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/query: each name there is, also those without a value in that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        hours = _hours(start, end)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end + TICK)

        def work(ask: Ask) -> list[dict[str, Any]]:
            names = _asked(ask, caller.project, query.scores)
            return [_eval(one, hours) for one in evals(ask, selection, names, "hour", UTC)]

        return await answered(self._mirror, fresh_to_us, EvalsAnswer, lambda asking: work(asking.rows))

    async def distributions(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/score-distributions/query: each name that has a value before the end of that time."""
        query = await read_model(request, EvalQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.filter, "filter", caller, start, end)

        def work(ask: Ask) -> list[dict[str, Any]]:
            found = distributions(ask, selection, _asked(ask, caller.project, query.scores))
            return [_distribution(name, bins) for name, bins in found.items()]

        return await answered(self._mirror, fresh_to_us, DistributionsAnswer, lambda asking: work(asking.rows))

    async def dashboard(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/dashboard/scores/query: what is called score_sum is the mean of the bucket."""
        query = await read_model(request, DashboardQuery)
        start, end = bounds(query.timeFilter)
        selection, fresh_to_us = await self._selection(query.userFilter, "userFilter", caller, start, end + TICK)
        zone = zone_of(query.timeZoneDifference)
        unit = UNITS[query.dbIncrement]

        def work(ask: Ask) -> list[dict[str, Any]]:
            found = over_time(ask, selection, score_names(ask, caller.project), unit, zone)
            rows: list[dict[str, Any]] = [
                {"score_key": _shown(name), "score_sum": one.mean, "created_at_trunc": _iso(at.astimezone(UTC))}
                for name, buckets in found.items()
                for at, one in buckets.items()
            ]
            return sorted(rows, key=lambda row: (row["created_at_trunc"], row["score_key"]))

        return await answered(self._mirror, fresh_to_us, ScoresOverTimeAnswer, lambda asking: work(asking.rows))

    async def _selection(
        self, raw: Any, field: str, caller: Caller, start: datetime, end: datetime
    ) -> tuple[Selection, int]:
        return await fresh_selection(self._mirror, caller, raw, field, TimeRange(start=start, end=end))


def _asked(ask: Ask, project: int, only: list[str] | None) -> list[ScoreName]:
    """Those of the names as they are shown; None: all."""
    if only is None:
        return score_names(ask, project)
    found = score_names(ask, project, [*only, *(name.removesuffix(BOOLEAN_SUFFIX) for name in only)])
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


def _distribution(name: ScoreName, bins: list[Bin]) -> dict[str, Any]:
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
