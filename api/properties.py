"""/v1/property: which properties there are, their values, and what the calls that have them cost."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import Field

from api.answers import Answer, Fresh, Moment, Rounded, reply
from api.auth import Caller, Handler
from api.errors import ValidationFailed
from api.helicone_questions import (
    UNITS,
    Increment,
    TimeFilter,
    TimeZoneDifference,
    answered,
    fresh_reply,
    fresh_selection,
    inclusive,
    series_range,
    zone_of,
)
from api.json_models import read_model
from api.models import Row, Shape
from api.query_models import FilterTree, Query
from api.score_questions import ask_together
from store.analytics import Mirror, properties
from store.analytics.chosen import Timing
from store.analytics.properties import Amount, Key
from store.analytics.request_numbers import TooManyRows
from store.analytics.score_comparisons import Asking
from store.base import Store

_OTHERS = "Other"  # Helicone's word


class NoQuery(Query):
    pass


class KeyQuery(Query):
    key: str = Field(min_length=1, max_length=200)


class SearchQuery(Query):
    searchTerm: str = Field(max_length=8_000)  # noqa: N815  Helicone's name


class TopQuery(Query):
    timeFilter: TimeFilter  # noqa: N815  Helicone's name


class OverTimeQuery(Query):
    propertyKey: str = Field(min_length=1, max_length=200)  # noqa: N815  Helicone's name
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    userFilter: FilterTree = "all"  # noqa: N815  Helicone's name
    dbIncrement: Increment = "hour"  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name


class PropertyShape(Shape):
    property: str


class PropertiesAnswer(Fresh[list[PropertyShape]]):
    """In the order of the alphabet."""


class HiddenPropertiesAnswer(Answer[list[PropertyShape]]):
    pass


class OkShape(Shape):
    ok: Literal[True] = True


class OkAnswer(Answer[OkShape]):
    data: OkShape = OkShape()


class ValuesAnswer(Fresh[list[str]]):
    """The first 25 in the order of the alphabet."""


class ValueCostShape(Shape):
    value: str
    cost: Rounded


class ValueCountShape(Shape):
    value: str
    count: int


class TopCostsAnswer(Fresh[list[ValueCostShape]]):
    """The ten dearest, then all others together as `Other`."""


class TopRequestsAnswer(Fresh[list[ValueCountShape]]):
    """The ten most frequent, then all others together as `Other`."""


class PropertyBucketShape(Row):
    property: Annotated[str, Field(description="The value.")]
    total_cost: Rounded
    request_count: int
    created_at_trunc: Annotated[Moment, Field(description="Start of the bucket.")]


class PropertyOverTimeAnswer(Fresh[list[PropertyBucketShape]]):
    """Only values and buckets that there are."""


_TOP_ANSWERS: dict[Amount, type[Fresh[Any]]] = {"cost": TopCostsAnswer, "count": TopRequestsAnswer}


class Properties:
    def __init__(self, mirror: Mirror, store: Store) -> None:
        self._mirror = mirror
        self._store = store

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/query: those that calls have, but for the hidden ones."""
        await read_model(request, NoQuery)
        fresh_to_us = await self._mirror.fresh()
        hidden = await self._store.hidden_properties(caller.project)
        found = await ask_together(self._mirror, lambda asking: properties.names(asking.rows, caller.project))
        shown = [{"property": name} for folded, name in found.items() if folded not in hidden]
        return fresh_reply(PropertiesAnswer, shown, fresh_to_us)

    async def hide(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/hide"""
        query = await read_model(request, KeyQuery)
        await self._store.hide_property(caller.project, query.key)
        return reply(OkAnswer())

    async def restore(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/restore"""
        query = await read_model(request, KeyQuery)
        await self._store.restore_property(caller.project, query.key)
        return reply(OkAnswer())

    async def hidden(self, _request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/hidden/query"""
        found = await self._store.hidden_properties(caller.project)
        return reply(HiddenPropertiesAnswer(data=[PropertyShape(property=name) for name in found.values()]))

    async def search(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/{key}/search: values of it."""
        query = await read_model(request, SearchQuery)
        fresh_to_us = await self._mirror.fresh()
        key = self._key(caller, request.match_info["key"])
        if key is None:
            return fresh_reply(ValuesAnswer, [], fresh_to_us)
        return await answered(
            self._mirror,
            fresh_to_us,
            ValuesAnswer,
            lambda asking: properties.values(asking.rows, caller.project, key, query.searchTerm),
        )

    def top(self, amount: Amount) -> Handler:
        """POST /v1/property/{key}/top-costs/query, …/top-requests/query"""

        async def answer(request: web.Request, caller: Caller) -> web.Response:
            time_range = inclusive((await read_model(request, TopQuery)).timeFilter)
            selection, fresh_to_us = await fresh_selection(self._mirror, caller, "all", "filter", time_range)
            key = self._key(caller, request.match_info["key"])
            if key is None:
                return fresh_reply(_TOP_ANSWERS[amount], [], fresh_to_us)

            def work(asking: Asking) -> list[dict[str, Any]]:
                found = properties.top(asking.rows, selection, key, amount)
                return [
                    {"value": _OTHERS if value is None else value, amount: of_it}
                    for value, of_it in found
                    if value is not None or of_it > 0
                ]

            return await answered(self._mirror, fresh_to_us, _TOP_ANSWERS[amount], work)

        return answer

    async def over_time(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/property/properties/over-time: only values and buckets that there are."""
        query = await read_model(request, OverTimeQuery)
        time_range = series_range(query.timeFilter, query.dbIncrement)
        timing = Timing(UNITS[query.dbIncrement], zone_of(query.timeZoneDifference))
        selection, fresh_to_us = await fresh_selection(self._mirror, caller, query.userFilter, "userFilter", time_range)
        key = self._key(caller, query.propertyKey)
        if key is None:
            return fresh_reply(PropertyOverTimeAnswer, [], fresh_to_us)

        def work(asking: Asking) -> list[dict[str, Any]]:
            return [
                {
                    "property": value,
                    "total_cost": amounts["cost"],
                    "request_count": amounts["count"],
                    "created_at_trunc": at,
                }
                for at, value, amounts in properties.over_time(asking.rows, selection, key, timing)
            ]

        try:
            return await answered(self._mirror, fresh_to_us, PropertyOverTimeAnswer, work)
        except TooManyRows as error:
            raise ValidationFailed({"requestBody.dbIncrement": {"message": str(error)}}) from None

    def _key(self, caller: Caller, name: str) -> Key | None:
        """None: no call has it."""
        number = self._mirror.property_key(caller.project, name)
        return None if number is None else Key(number, self._mirror.property_column(caller.project, name))
