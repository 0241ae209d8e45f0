"""POST /v1/request/groups/query: requests by one of their fields or by time; and what occurs for the first time.

The dashboard also completes what is typed into a filter by it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from api.http.auth import Caller
from api.http.json_body import read_model
from api.queries.replies import reply_from_replica
from api.queries.selection import fresh_selection
from api.requests.groups_models import UNITS, FirstsAnswer, FirstsQuery, GroupsAnswer, GroupsQuery
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests.firsts import firsts
from store.analytics.requests.groups import NAMES, RequestGrouping, groups
from store.analytics.requests.periods import periods
from store.analytics.requests.properties import NamedProperty, names, names_by_key
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.keys import PROPERTY
from store.base import Store


class RequestGroupHandlers:
    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self._store = store

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, GroupsQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", query.time_range)
        grouping = self._grouping(query, caller)
        hidden = await self._store.hidden_properties(caller.project) if query.group_by == NAMES else ()
        unit = next((unit for unit in UNITS if unit == query.group_by), None)

        def work(snapshot: Snapshot) -> dict[str, Any]:
            by = buckets_within(snapshot, selection, unit, ZoneInfo(query.time_zone)) if unit else grouping.by
            properties = self._named(snapshot, caller.project, hidden) if by == NAMES else ()
            page = groups(snapshot, selection, replace(grouping, by=by, properties=properties))
            answer = {"groups": page.rows, "count": page.count, "total": page.total, "periods": None}
            if query.before is not None and query.before.start and query.before.end:
                found = periods(snapshot, selection, query.before.start, query.before.end, grouping.quantiles)
                answer["periods"] = {"now": found.now, "before": found.before}
            return answer

        return await reply_from_replica(self._replica, fresh_to_us, GroupsAnswer, work)

    async def firsts(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/request/firsts/query"""
        query = await read_model(request, FirstsQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", query.time_range)
        hidden = await self._store.hidden_properties(caller.project)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            columns = {"model": "model_answered", "prompt": "prompt_id"}
            for folded, name in names(snapshot, caller.project).items():
                column = self._replica.property_column(caller.project, name)
                if column is not None and folded not in hidden:
                    columns[f"{PROPERTY}{name}"] = column
            return firsts(snapshot, selection, columns, query.limit)

        return await reply_from_replica(self._replica, fresh_to_us, FirstsAnswer, work)

    def _grouping(self, query: GroupsQuery, caller: Caller) -> RequestGrouping:
        by: str | int | None = query.group_by
        if query.group_by.startswith(PROPERTY):
            name = query.group_by.removeprefix(PROPERTY)
            by = self._replica.property_column(caller.project, name) or self._replica.property_key(caller.project, name)
        (key, direction), *_ = [*query.sort.items(), ("requests", "desc")]
        descending, quantiles = direction == "desc", tuple(dict.fromkeys(query.quantiles))
        return RequestGrouping(by, query.contains, key, descending, query.limit, query.offset, quantiles=quantiles)

    def _named(self, snapshot: Snapshot, project: int, hidden: Collection[str]) -> tuple[NamedProperty, ...]:
        return tuple(
            NamedProperty(key, name, self._replica.property_column(project, name))
            for key, name in names_by_key(snapshot, project).items()
            if name.casefold() not in hidden
        )
