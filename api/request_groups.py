"""POST /v1/request/groups/query: calls by one thing they have, which is also how values are completed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import AfterValidator, Field

from api.answers import Fresh, Moment, Rounded
from api.auth import Caller
from api.helicone_questions import answered, fresh_selection
from api.json_models import read_model
from api.models import Shape
from api.query_models import FilterTree, Query
from api.score_question_models import TimeRange
from store.analytics import Mirror
from store.analytics.request_groups import COLUMNS, NAMES, SORTABLE, RequestGrouping, groups
from store.analytics.score_comparisons import Asking
from store.analytics.score_rows import PROPERTY
from store.base import Store

_KNOWN = f'"{NAMES}" (the names of properties, without hidden ones), property.<Name>, {", ".join(COLUMNS)}'


def _group_key(key: str) -> str:
    is_property = key.startswith(PROPERTY) and len(key) > len(PROPERTY)
    if key != NAMES and key not in COLUMNS and not is_property:
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
    contains: str = Field("", max_length=8_000, description="Only values with this text, in any case.")
    sort: Annotated[dict[str, Literal["asc", "desc"]], AfterValidator(_sort)] = Field(
        {}, description=f"One of {', '.join(SORTABLE)}; most calls first unless it says otherwise."
    )
    limit: int = Field(100, ge=0, le=1000)
    offset: int = Field(0, ge=0, le=2**53 - 1)


class RequestGroupShape(Shape):
    value: str | None = Field(description="null: calls without it.")
    requests: int
    errors: int = Field(description="With a status of 400 and above, or that failed in another way.")
    cost: Rounded = Field(description="USD.")
    prompt_tokens: int
    completion_tokens: int
    latency: Rounded | None = Field(description="The mean, milliseconds.")
    time_to_first_token: Rounded | None = Field(description="The mean, milliseconds.")
    first_at: Moment
    last_at: Moment


class GroupsShape(Shape):
    groups: list[RequestGroupShape]
    count: int = Field(description="Of groups on all pages.")


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

        def work(asking: Asking) -> dict[str, Any]:
            found = groups(asking.rows, selection, grouping)
            return {"groups": found.rows, "count": found.count}

        return await answered(self._mirror, fresh_to_us, GroupsAnswer, work)

    async def _grouping(self, query: GroupsQuery, caller: Caller) -> RequestGrouping:
        by: str | int | None = query.group_by
        if query.group_by.startswith(PROPERTY):
            name = query.group_by.removeprefix(PROPERTY)
            by = self._mirror.property_column(caller.project, name) or self._mirror.property_key(caller.project, name)
        (key, way), *_ = [*query.sort.items(), ("requests", "desc")]
        hidden = await self._hidden(caller) if by == NAMES else ()
        return RequestGrouping(by, query.contains, key, way == "desc", query.limit, query.offset, hidden)

    async def _hidden(self, caller: Caller) -> tuple[int, ...]:
        names = await self._store.hidden_properties(caller.project)
        keys = (self._mirror.property_key(caller.project, name) for name in names)
        return tuple(key for key in keys if key is not None)
