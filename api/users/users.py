"""/v1/user: users, and sums over their requests."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.json_body import read_model
from api.queries.distributions import distribution_shape, share_of
from api.queries.distributions_models import BinShape
from api.queries.replies import reply_from_replica
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
from store.analytics.requests.distribution import distributions


class UserHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/user/query"""
        query = await read_model(request, UserQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, "all", "filter", query.time_range())
        return await reply_from_replica(
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
            rows = users.metrics(snapshot, selection, sort, query.limit, query.offset, descending=descending)
            return {
                "users": [{"id": row["user_id"], **row} for row in rows],
                "count": users.count(snapshot, selection),
                "hasUsers": users.any_at_all(snapshot, caller.project),
            }

        return await reply_from_replica(self._replica, fresh_to_us, UserMetricsAnswer, work)

    async def spread(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/user/metrics-overview/query"""
        query = await read_model(request, UserSpreadQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", TimeRange())
        amounts, share = users.amounts(selection), share_of(query)

        def work(snapshot: Snapshot) -> dict[str, list[BinShape]]:
            both_ends = query.useInterquartile
            return distribution_shape(distributions(snapshot, amounts, [*users.AMOUNTS], share, both_ends=both_ends))

        return await reply_from_replica(self._replica, fresh_to_us, UserSpreadAnswer, work)
