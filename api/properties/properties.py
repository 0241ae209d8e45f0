"""/v1/property: the names of properties, their values, and number and cost of the requests that have them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller, Handler
from api.http.base_models import Fresh
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.replies import model_reply
from api.properties.properties_models import (
    HiddenPropertiesAnswer,
    KeyQuery,
    NoQuery,
    OkAnswer,
    OverTimeQuery,
    PropertiesAnswer,
    PropertyOverTimeAnswer,
    PropertyShape,
    SearchQuery,
    TopCostsAnswer,
    TopQuery,
    TopRequestsAnswer,
    ValuesAnswer,
)
from api.queries.replies import fresh_reply, reply_from_replica
from api.queries.selection import fresh_selection
from api.queries.time_filters import UNITS, series_range, zone_of
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests import properties
from store.analytics.requests.metrics import TooManyRows
from store.analytics.requests.properties import Amount, Key
from store.analytics.requests.selected import FixedBuckets
from store.base import Full, Store

_OTHERS = "Other"  # Helicone's word
_TOP_ANSWERS: dict[Amount, type[Fresh[Any]]] = {"cost": TopCostsAnswer, "count": TopRequestsAnswer}


class PropertyHandlers:
    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self._store = store

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/query: without the hidden ones."""
        await read_model(request, NoQuery)
        fresh_to_us = await self._replica.fresh()
        hidden = await self._store.hidden_properties(caller.project)
        names = await self._replica.read(lambda snapshot: properties.names(snapshot, caller.project))
        shown = [{"property": name} for folded, name in names.items() if folded not in hidden]
        return fresh_reply(PropertiesAnswer, shown, fresh_to_us)

    async def hide(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/hide"""
        query = await read_model(request, KeyQuery)
        try:
            await self._store.hide_property(caller.project, query.key)
        except Full as error:
            raise invalid("requestBody.key", str(error), query.key) from error
        return model_reply(OkAnswer())

    async def restore(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/restore"""
        query = await read_model(request, KeyQuery)
        await self._store.restore_property(caller.project, query.key)
        return model_reply(OkAnswer())

    async def hidden(self, _request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/hidden/query"""
        names = await self._store.hidden_properties(caller.project)
        return model_reply(HiddenPropertiesAnswer(data=[PropertyShape(property=name) for name in names.values()]))

    async def search(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/{key}/search"""
        query = await read_model(request, SearchQuery)
        fresh_to_us = await self._replica.fresh()
        key = self._key(caller, request.match_info["key"])
        if key is None:
            return fresh_reply(ValuesAnswer, [], fresh_to_us)
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            ValuesAnswer,
            lambda snapshot: properties.values(snapshot, caller.project, key, query.searchTerm),
        )

    def top(self, amount: Amount) -> Handler:
        """POST /v1/property/{key}/top-costs/query, …/top-requests/query"""

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            time_range = (await read_model(request, TopQuery)).timeFilter.time_range()
            selection, fresh_to_us = await fresh_selection(self._replica, caller, "all", "filter", time_range)
            key = self._key(caller, request.match_info["key"])
            if key is None:
                return fresh_reply(_TOP_ANSWERS[amount], [], fresh_to_us)

            def work(snapshot: Snapshot) -> list[dict[str, Any]]:
                return [
                    {"value": _OTHERS if value is None else value, amount: total}
                    for value, total in properties.top(snapshot, selection, key, amount)
                    if value is not None or total is None or total > 0
                ]

            return await reply_from_replica(self._replica, fresh_to_us, _TOP_ANSWERS[amount], work)

        return answer

    async def over_time(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/properties/over-time: only values and buckets that have requests."""
        query = await read_model(request, OverTimeQuery)
        time_range = series_range(query.timeFilter, query.dbIncrement)
        timing = FixedBuckets(UNITS[query.dbIncrement], zone_of(query.timeZoneDifference))
        selection, fresh_to_us = await fresh_selection(
            self._replica, caller, query.userFilter, "userFilter", time_range
        )
        key = self._key(caller, query.propertyKey)
        if key is None:
            return fresh_reply(PropertyOverTimeAnswer, [], fresh_to_us)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            return [
                {
                    "property": value,
                    "total_cost": amounts["cost"],
                    "request_count": amounts["count"],
                    "created_at_trunc": start,
                }
                for start, value, amounts in properties.over_time(snapshot, selection, key, timing)
            ]

        try:
            return await reply_from_replica(self._replica, fresh_to_us, PropertyOverTimeAnswer, work)
        except TooManyRows as error:
            raise ValidationFailed({"requestBody.dbIncrement": {"message": str(error)}}) from None

    def _key(self, caller: Caller, name: str) -> Key | None:
        """None: no request has it."""
        number = self._replica.property_key(caller.project, name)
        return None if number is None else Key(number, self._replica.property_column(caller.project, name))
