"""/v1/user: users, and what their calls sum up to."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.json_models import read_model
from api.queries.answering import answered
from api.queries.distributions import spread_shape
from api.queries.selection import fresh_selection
from api.queries.time_models import TimeRange
from api.users.users_models import (
    LIMIT,
    LimitTooHigh,
    UserMetricsAnswer,
    UserMetricsQuery,
    UserQuery,
    UsersAnswer,
    UserSpreadAnswer,
    UserSpreadQuery,
)
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests import users


class UserHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/user/query"""
        query = await read_model(request, UserQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, "all", "filter", query.time_range())
        return await answered(
            self._replica, fresh_to_us, UsersAnswer, lambda snapshot: users.totals(snapshot, selection, query.userIds)
        )

    async def metrics(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/user/metrics/query"""
        query = await read_model(request, UserMetricsQuery)
        if query.limit > LIMIT:
            raise LimitTooHigh
        selection, fresh_to_us = await fresh_selection(
            self._replica, caller, query.filter, "filter", query.time_range()
        )
        sort, descending = query.order

        def work(snapshot: Snapshot) -> dict[str, Any]:
            ask = snapshot
            found = users.metrics(ask, selection, sort, query.limit, query.offset, descending=descending)
            return {
                "users": [{"id": one["user_id"], **one} for one in found],
                "count": users.count(ask, selection),
                "hasUsers": users.any_at_all(ask, caller.project),
            }

        return await answered(self._replica, fresh_to_us, UserMetricsAnswer, work)

    async def spread(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/user/metrics-overview/query"""
        query = await read_model(request, UserSpreadQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", TimeRange())
        return await answered(
            self._replica,
            fresh_to_us,
            UserSpreadAnswer,
            lambda snapshot: spread_shape(query, users.amounts(snapshot, selection)),
        )
