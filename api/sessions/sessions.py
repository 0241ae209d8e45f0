"""/v1/session: sessions, their names, and histograms of them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.json_body import read_model
from api.queries.distributions import distribution_shape, share_of
from api.queries.replies import reply_from_replica
from api.queries.selection import fresh_selection
from api.sessions.sessions_models import (
    SessionCountAnswer,
    SessionMetricsAnswer,
    SessionNameQuery,
    SessionNamesAnswer,
    SessionQuery,
    SessionsAnswer,
)
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests import sessions
from store.analytics.requests.distribution import distributions
from store.analytics.requests.sessions import SessionSelection


class SessionHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/query"""
        query, selection, fresh_to_us = await self._sessions(request, caller)
        return await reply_from_replica(
            self._replica,
            fresh_to_us,
            SessionsAnswer,
            lambda snapshot: sessions.sessions(snapshot, selection, query.limit, query.offset),
        )

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/count"""
        _, selection, fresh_to_us = await self._sessions(request, caller)
        return await reply_from_replica(
            self._replica, fresh_to_us, SessionCountAnswer, lambda snapshot: sessions.count(snapshot, selection)
        )

    async def names(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/name/query"""
        _, selection, fresh_to_us = await self._named(request, caller)
        return await reply_from_replica(
            self._replica, fresh_to_us, SessionNamesAnswer, lambda snapshot: sessions.names(snapshot, selection)
        )

    async def metrics(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/metrics/query"""
        query, selection, fresh_to_us = await self._named(request, caller)
        amounts, share = sessions.amounts(selection), share_of(query)

        def work(snapshot: Snapshot) -> dict[str, Any]:
            found = distributions(snapshot, amounts, [*sessions.AMOUNTS], share, both_ends=query.useInterquartile)
            means = {name: [{"average": each.mean}] for name, each in found.items()}
            return {**distribution_shape(found), "average": means}

        return await reply_from_replica(self._replica, fresh_to_us, SessionMetricsAnswer, work)

    async def _sessions(self, request: web.Request, caller: Caller) -> tuple[SessionQuery, SessionSelection, int]:
        query = await read_model(request, SessionQuery)
        requests, fresh_to_us = await fresh_selection(
            self._replica, caller, query.filter, "filter", query.timeFilter.time_range()
        )
        return query, SessionSelection(requests, search=query.search, named=query.nameEquals), fresh_to_us

    async def _named(self, request: web.Request, caller: Caller) -> tuple[SessionNameQuery, SessionSelection, int]:
        query = await read_model(request, SessionNameQuery)
        requests, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", query.time_range())
        return query, SessionSelection(requests, name_contains=query.nameContains), fresh_to_us
