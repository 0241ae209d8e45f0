"""/v1/metrics: how many requests, what they cost, how long they took, as Helicone's dashboard asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web
from pydantic import Field, field_validator

from api.auth import Caller, Handler
from api.errors import ValidationFailed
from api.helicone_questions import (
    UNITS,
    Increment,
    TimedQuery,
    TimeZoneDifference,
    answered,
    fresh_reply,
    fresh_selection,
    series_range,
    zone_of,
)
from api.json_models import read_model
from api.metric_shapes import (
    SCALAR_ANSWERS,
    SERIES_ANSWERS,
    CountAnswer,
    CountriesAnswer,
    ModelsAnswer,
    QuantilesAnswer,
    TokensPerRequestAnswer,
)
from api.query_models import FilterTree, Query
from api.score_question_models import TimeRange
from store.analytics import Mirror
from store.analytics import request_numbers as numbers
from store.analytics.chosen import Timing
from store.analytics.request_numbers import MEASURED, SCALARS, SERIES, TOKENS_PER_REQUEST, Series, TooManyRows
from store.analytics.score_comparisons import Asking
from store.analytics.score_rows import Selection
from store.filter import Condition
from store.filter.conditions import all_of


class CachedCountQuery(Query):
    filter: FilterTree
    isCached: bool = Field(False, description="true: only those answered from a cache.")  # noqa: N815


class SeriesQuery(TimedQuery):
    dbIncrement: Increment = "hour"  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name

    def timing(self) -> Timing:
        return Timing(UNITS[self.dbIncrement], zone_of(self.timeZoneDifference))

    def time_range(self) -> TimeRange:
        return series_range(self.timeFilter, self.dbIncrement)


class QuantilesQuery(SeriesQuery):
    metric: str

    @field_validator("metric")
    @classmethod
    def _known(cls, metric: str) -> str:
        if metric not in MEASURED:
            raise ValueError(f"unknown metric; known are {', '.join(MEASURED)}")
        return metric


class PageQuery(TimedQuery):
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(100, ge=0, le=1000)


class Metrics:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    def scalar(self, name: str) -> Handler:
        """POST /v1/metrics/<one of SCALARS>"""
        sql = SCALARS[name]

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            query = await read_model(request, TimedQuery)
            selection, fresh_to_us = await self._selection(caller, query)
            return await answered(
                self._mirror,
                fresh_to_us,
                SCALAR_ANSWERS[name],
                lambda asking: numbers.scalar(asking.rows, selection, sql),
            )

        return answer

    def series(self, name: str) -> Handler:
        """POST /v1/metrics/<one of SERIES>"""
        series = SERIES[name]

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            query = await read_model(request, SeriesQuery)
            selection, fresh_to_us = await self._selection(caller, query)
            return await answered(
                self._mirror,
                fresh_to_us,
                SERIES_ANSWERS[name],
                lambda asking: _rows(asking, selection, series, query.timing()),
            )

        return answer

    async def tokens_per_request(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/averageTokensPerRequest"""
        query = await read_model(request, TimedQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        return await answered(
            self._mirror,
            fresh_to_us,
            TokensPerRequestAnswer,
            lambda asking: numbers.numbers(asking.rows, selection, TOKENS_PER_REQUEST),
        )

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/requestCount"""
        query = await read_model(request, CachedCountQuery)
        selection, fresh_to_us = await fresh_selection(self._mirror, caller, query.filter, "filter", TimeRange())
        if query.isCached:
            cached = Condition("r.cache_reference_id IS NOT NULL")
            selection = replace(selection, filter=all_of([selection.filter, cached]))
        return await answered(
            self._mirror,
            fresh_to_us,
            CountAnswer,
            lambda asking: numbers.scalar(asking.rows, selection, SCALARS["totalRequests"]),
        )

    async def models(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/models"""
        query = await read_model(request, PageQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        return await answered(
            self._mirror,
            fresh_to_us,
            ModelsAnswer,
            lambda asking: numbers.models(asking.rows, selection, query.limit, query.offset),
        )

    async def countries(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/country: nobody is asked where they are, so there is none."""
        query = await read_model(request, PageQuery)
        _, fresh_to_us = await self._selection(caller, query)
        return fresh_reply(CountriesAnswer, [], fresh_to_us)

    async def quantiles(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/quantiles"""
        query = await read_model(request, QuantilesQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        measured = MEASURED[query.metric]

        def work(asking: Asking) -> list[dict[str, Any]]:
            found = numbers.quantiles(asking.rows, selection, measured, query.timing())
            return [{"time": at, **values} for at, values in found]

        return await answered(self._mirror, fresh_to_us, QuantilesAnswer, work)

    async def _selection(self, caller: Caller, query: TimedQuery) -> tuple[Selection, int]:
        return await fresh_selection(self._mirror, caller, query.filter, "filter", query.time_range())


def _rows(asking: Asking, selection: Selection, series: Series, timing: Timing) -> list[dict[str, Any]]:
    try:
        found = numbers.over_time(asking.rows, selection, series, timing)
    except TooManyRows as error:
        raise ValidationFailed({"requestBody.dbIncrement": {"message": str(error)}}) from None
    return [{"time": at, **values} for at, values in found]
