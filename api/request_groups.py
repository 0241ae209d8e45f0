"""POST /v1/request/groups/query: calls by one thing they have or by time, which is also how values are completed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import AfterValidator, Field, model_validator

from api.answers import Fresh, Moment, Rounded
from api.auth import Caller
from api.helicone_questions import answered, fresh_selection
from api.json_models import read_model
from api.models import Shape
from api.query_models import FilterTree, Query
from api.score_question_models import BUCKETS, TimeRange, TimeZone
from store.analytics import Mirror
from store.analytics.buckets import BucketUnit
from store.analytics.chosen import buckets_within
from store.analytics.request_groups import COLUMNS, NAMES, SORTABLE, RequestGrouping, groups
from store.analytics.score_comparisons import Asking
from store.analytics.score_rows import PROPERTY
from store.base import Store

_UNITS: tuple[BucketUnit, ...] = ("minute", *BUCKETS)
_KNOWN = (
    f'"{NAMES}" (the names of properties, without hidden ones), property.<Name>, {", ".join(COLUMNS)};'
    f" {', '.join(_UNITS)}"
)


def _group_key(key: str) -> str:
    is_property = key.startswith(PROPERTY) and len(key) > len(PROPERTY)
    if key != NAMES and key not in (*COLUMNS, *_UNITS) and not is_property:
        raise ValueError(f"can't be grouped by; known are {_KNOWN}")
    return key


def _sort(sort: dict[str, str]) -> dict[str, str]:
    if len(sort) > 1:
        raise ValueError("takes one key")
    if not sort.keys() <= set(SORTABLE):
        raise ValueError(f"unknown sort key; known are {', '.join(SORTABLE)}")
    return sort


class GroupsQuery(Query):
    group_by: Annotated[str, Field(max_length=300, description=f"{_KNOWN}."), AfterValidator(_group_key)]
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    time_zone: TimeZone = "UTC"
    contains: str = Field("", max_length=8_000, description="Only values with this text, in any case; not of times.")
    sort: Annotated[dict[str, Literal["asc", "desc"]], AfterValidator(_sort)] = Field(
        {}, description=f"One of {', '.join(SORTABLE)}; most calls first unless it says otherwise."
    )
    quantiles: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        [], max_length=20, description="Of latency and time to first token, exact, for each group."
    )
    limit: int = Field(100, ge=0, le=1000)
    offset: int = Field(0, ge=0, le=2**53 - 1)

    @model_validator(mode="after")
    def _times_hold_no_text(self) -> GroupsQuery:
        if self.contains and self.group_by in _UNITS:
            raise ValueError(f"contains is for texts, not for group_by: {self.group_by}")
        return self


class AmountsShape(Shape):
    requests: int
    errors: int = Field(description="With a status of 400 and above, or that failed in another way.")
    cost: Rounded = Field(description="USD.")
    prompt_tokens: int
    completion_tokens: int
    latency: Rounded | None = Field(description="The mean, milliseconds.")
    time_to_first_token: Rounded | None = Field(description="The mean, milliseconds.")


class RequestGroupShape(AmountsShape):
    value: str | None = Field(description="null: calls without it. Of a time, when it begins, ISO 8601 in its zone.")
    first_at: Moment
    last_at: Moment
    latency_quantiles: dict[str, Rounded] | None = Field(description="Milliseconds, by what was asked for.")
    time_to_first_token_quantiles: dict[str, Rounded] | None = Field(description="Milliseconds.")


class GroupsShape(Shape):
    groups: list[RequestGroupShape]
    count: int = Field(description="Of groups on all pages.")
    total: AmountsShape | None = Field(
        description="Of the calls in all groups, on all pages; null by names of properties, as a call has several."
    )


class GroupsAnswer(Fresh[GroupsShape]):
    pass


class RequestGroups:
    def __init__(self, mirror: Mirror, store: Store) -> None:
        self._mirror = mirror
        self._store = store

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, GroupsQuery)
        selection, fresh_to_us = await fresh_selection(self._mirror, caller, query.filter, "filter", query.time_range)
        grouping = await self._grouping(query, caller)
        unit = next((unit for unit in _UNITS if unit == query.group_by), None)

        def work(asking: Asking) -> dict[str, Any]:
            by = buckets_within(asking.rows, selection, unit, ZoneInfo(query.time_zone)) if unit else grouping.by
            found = groups(asking.rows, selection, replace(grouping, by=by))
            return {"groups": found.rows, "count": found.count, "total": found.total}

        return await answered(self._mirror, fresh_to_us, GroupsAnswer, work)

    async def _grouping(self, query: GroupsQuery, caller: Caller) -> RequestGrouping:
        by: str | int | None = query.group_by
        if query.group_by.startswith(PROPERTY):
            name = query.group_by.removeprefix(PROPERTY)
            by = self._mirror.property_column(caller.project, name) or self._mirror.property_key(caller.project, name)
        (key, way), *_ = [*query.sort.items(), ("requests", "desc")]
        hidden = await self._hidden(caller) if by == NAMES else ()
        descending, quantiles = way == "desc", tuple(dict.fromkeys(query.quantiles))
        return RequestGrouping(by, query.contains, key, descending, query.limit, query.offset, hidden, quantiles)

    async def _hidden(self, caller: Caller) -> tuple[int, ...]:
        names = await self._store.hidden_properties(caller.project)
        keys = (self._mirror.property_key(caller.project, name) for name in names)
        return tuple(key for key in keys if key is not None)
