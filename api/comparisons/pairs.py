"""POST /v1/scores/compare/pairs: the pairs whose score differs most between two groups of requests or
sessions."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.comparisons.pairs_models import PairsAnswer, PairsQuery, PairsShape
from api.http.auth import Caller
from api.http.base_models import rounded, rounded_near
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from api.queries.pairing import default_pair_by
from api.queries.selection import properties_of, selection_of
from store.analytics import Replica
from store.analytics.comparisons.pairs import Pair, PairedSide, PairQuery, pairs
from store.analytics.fairness.periods import restricted_to_overlap
from store.analytics.fairness.scored import scored_groups
from store.analytics.query import Snapshot
from store.analytics.scores.keys import PAIR_KEYS
from store.analytics.selection import Unit

_NO_PAIR_BY = (
    f"must be {', '.join(PAIR_KEYS)} or property.<Name>; only groups whose filters select two prompts have a default"
)


class ScorePairHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, PairsQuery)
        nodes = [filter_of(query.first.filter, "first.filter"), filter_of(query.second.filter, "second.filter")]
        pair_by = query.pair_by if "pair_by" in query.model_fields_set else default_pair_by(query.unit, *nodes)
        if pair_by is None:
            raise ValidationFailed({"requestBody.pair_by": {"message": _NO_PAIR_BY, "value": None}})
        fresh_to_us = await self._replica.fresh()
        first, second = (
            selection_of(self._replica, caller, node, side.time_range or query.time_range, query.as_of, query.unit)
            for node, side in zip(nodes, (query.first, query.second), strict=True)
        )
        pair_query = PairQuery(query.score, first, second, pair_by, query.limit, query.order)
        properties = properties_of(self._replica, caller)

        def work(snapshot: Snapshot) -> list[PairsShape]:
            asked = _within_overlap(snapshot, query, pair_query) if query.within == "overlap" else pair_query
            by_type = pairs(snapshot, asked, properties)
            shapes = [
                {"type": score_type, "pairs": [_pair(pair, query.unit) for pair in found]}
                for score_type, found in by_type.items()
            ]
            return [PairsShape.model_validate(shape) for shape in shapes]

        data = await self._replica.read(work)
        return model_reply(PairsAnswer(data=data, pair_by=pair_by, fresh_to=iso_8601(fresh_to_us), unit=query.unit))


def _within_overlap(snapshot: Snapshot, query: PairsQuery, asked: PairQuery) -> PairQuery:
    groups = scored_groups(snapshot, query.overlap_of or [query.score], asked.first, asked.second)
    restricted, _ = restricted_to_overlap(snapshot, groups)
    return asked._replace(first=restricted.first, second=restricted.second)


def _pair(pair: Pair, unit: Unit) -> dict[str, Any]:
    difference = pair.second.mean - pair.first.mean
    return {
        "key": pair.key,
        "prompt_preview": pair.prompt_preview,
        "first": _side(pair.first, difference, unit),
        "second": _side(pair.second, difference, unit),
        "difference": rounded(difference),
    }


def _side(side: PairedSide, difference: float, unit: Unit) -> dict[str, Any]:
    of_requests = unit == "request"
    return {
        "mean": rounded_near(side.mean, difference),
        "n_units": side.units,
        "n_requests": side.units if of_requests else None,
        "request_id": side.latest_id if of_requests else None,
        "session_id": None if of_requests else side.latest_id,
        "answer_preview": side.answer_preview,
    }
