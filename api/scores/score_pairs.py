"""POST /v1/scores/compare/pairs: what moved most between two groups of calls."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.json_models import read_model
from api.queries.answering import answered
from api.queries.filter_models import filter_of
from api.queries.selection import properties_of, selection_of
from api.scores.score_pairs_models import PairsAnswer, PairsQuery
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.scores.pairs import Pair, PairedSide, PairQuery, pairs


class ScorePairHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, PairsQuery)
        nodes = [filter_of(query.first.filter, "first.filter"), filter_of(query.second.filter, "second.filter")]
        fresh_to_us = await self._replica.fresh()
        first, second = (
            selection_of(self._replica, caller, node, side.time_range or query.time_range, query.as_of)
            for node, side in zip(nodes, (query.first, query.second), strict=True)
        )
        question = PairQuery(query.score, first, second, query.pair_by, query.limit)
        properties = properties_of(self._replica, caller)

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            found = pairs(snapshot, question, properties)
            return [{"type": kind, "pairs": [_pair(one) for one in of_it]} for kind, of_it in found.items()]

        return await answered(self._replica, fresh_to_us, PairsAnswer, work)


def _pair(one: Pair) -> dict[str, Any]:
    return {
        "key": one.key,
        "first": _side(one.first),
        "second": _side(one.second),
        "difference": one.second.mean - one.first.mean,
    }


def _side(one: PairedSide) -> dict[str, Any]:
    return {"mean": one.mean, "n_requests": one.requests, "request_id": one.request_id}
