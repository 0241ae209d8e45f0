"""/v1/metrics: number, cost and duration of requests, as Helicone's dashboard queries them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.helicone.metrics_models import (
    CachedCountQuery,
    CountAnswer,
    CountriesAnswer,
    ModelsAnswer,
    PageQuery,
    QuantilesAnswer,
    QuantilesQuery,
    SeriesQuery,
    TokensPerRequestAnswer,
)
from api.http.auth import Caller, Handler
from api.http.base_models import Fresh
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.queries.replies import fresh_reply, reply_from_replica
from api.queries.selection import fresh_selection
from api.queries.time_filters_models import TimedQuery
from api.queries.time_models import TimeRange
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests import metrics as numbers
from store.analytics.requests.metrics import MEASURED, SCALARS, SERIES, TOKENS_PER_REQUEST, MetricSeries, TooManyRows
from store.analytics.requests.selected import FixedBuckets
from store.analytics.selection import Selection, only_cached


class MetricHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def scalar(self, name: str, model: type[Fresh[Any]]) -> Handler:
        """POST /v1/metrics/<one of SCALARS>"""
        sql = SCALARS[name]

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            query = await read_model(request, TimedQuery)
            selection, fresh_to_us = await self._selection(caller, query)
            return await reply_from_replica(
                self._replica,
                fresh_to_us,
                model,
                lambda snapshot: numbers.scalar(snapshot, selection, sql),
            )

        return answer

    def series(self, name: str, model: type[Fresh[Any]]) -> Handler:
        """POST /v1/metrics/<one of SERIES>"""
        series = SERIES[name]

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            query = await read_model(request, SeriesQuery)
            selection, fresh_to_us = await self._selection(caller, query)
            return await reply_from_replica(
                self._replica,
                fresh_to_us,
                model,
                lambda snapshot: _rows(snapshot, selection, series, query.timing()),
            )

        return answer

    async def tokens_per_request(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/averageTokensPerRequest"""
        query = await read_model(request, TimedQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            TokensPerRequestAnswer,
            lambda snapshot: numbers.numbers(snapshot, selection, TOKENS_PER_REQUEST),
        )

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/requestCount"""
        query = await read_model(request, CachedCountQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", TimeRange())
        if query.isCached:
            selection = only_cached(selection)
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            CountAnswer,
            lambda snapshot: numbers.scalar(snapshot, selection, SCALARS["totalRequests"]),
        )

    async def models(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/models"""
        query = await read_model(request, PageQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            ModelsAnswer,
            lambda snapshot: numbers.models(snapshot, selection, query.limit, query.offset),
        )

    async def countries(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/country: countries are not recorded."""
        query = await read_model(request, PageQuery)
        _, fresh_to_us = await self._selection(caller, query)
        return fresh_reply(CountriesAnswer, [], fresh_to_us)

    async def quantiles(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/metrics/quantiles"""
        query = await read_model(request, QuantilesQuery)
        selection, fresh_to_us = await self._selection(caller, query)
        measured = MEASURED[query.metric]

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            buckets = numbers.quantiles(snapshot, selection, measured, query.timing())
            return [{"time": start, **values} for start, values in buckets]

        return await reply_from_replica(self._replica, fresh_to_us, QuantilesAnswer, work)

    async def _selection(self, caller: Caller, query: TimedQuery) -> tuple[Selection, int]:
        return await fresh_selection(self._replica, caller, query.filter, "filter", query.time_range())


def _rows(snapshot: Snapshot, selection: Selection, series: MetricSeries, timing: FixedBuckets) -> list[dict[str, Any]]:
    try:
        buckets = numbers.over_time(snapshot, selection, series, timing)
    except TooManyRows as error:
        raise ValidationFailed({"requestBody.dbIncrement": {"message": str(error)}}) from None
    return [{"time": start, **values} for start, values in buckets]
