"""POST /v1/scores/compare/pairs: what moved most between two groups of calls."""

from __future__ import annotations

from typing import Any, Literal

from aiohttp import web
from pydantic import Field

from api.answers import Fresh, Rounded
from api.auth import Caller
from api.helicone_questions import answered
from api.json_models import read_model
from api.models import Shape
from api.query_models import Query, filter_of
from api.score_question_models import GroupFilter, Moment, Name, PairKey, TimeRange
from api.score_questions import properties_of, selection_of
from store.analytics import Mirror
from store.analytics.score_comparisons import Asking
from store.analytics.score_pairs import Pair, PairedSide, PairQuestion, pairs


class PairsQuery(Query):
    score: Name
    first: GroupFilter
    second: GroupFilter
    pair_by: PairKey
    time_range: TimeRange = TimeRange()
    as_of: Moment | None = Field(None, description="Scores as they were recorded at that moment.")
    limit: int = Field(20, ge=1, le=1000)


class PairSideShape(Shape):
    mean: Rounded = Field(description="Of its calls.")
    n_requests: int
    request_id: str = Field(description="The latest of them.")


class PairShape(Shape):
    key: str = Field(description="What both have: the hash of the messages, or the property's value.")
    first: PairSideShape
    second: PairSideShape
    difference: Rounded = Field(description="Second minus first.")


class PairsShape(Shape):
    type: Literal["number", "boolean"]
    pairs: list[PairShape] = Field(description="Largest differences first.")


class PairsAnswer(Fresh[list[PairsShape]]):
    """For each type that the score has, but for labels."""


class ScorePairs:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, PairsQuery)
        nodes = [filter_of(query.first.filter, "first.filter"), filter_of(query.second.filter, "second.filter")]
        fresh_to_us = await self._mirror.fresh()
        first, second = (
            selection_of(self._mirror, caller, node, side.time_range or query.time_range, query.as_of)
            for node, side in zip(nodes, (query.first, query.second), strict=True)
        )
        question = PairQuestion(query.score, first, second, query.pair_by, query.limit)
        properties = properties_of(self._mirror, caller)

        def work(asking: Asking) -> list[dict[str, Any]]:
            found = pairs(asking.rows, question, properties)
            return [{"type": kind, "pairs": [_pair(one) for one in of_it]} for kind, of_it in found.items()]

        return await answered(self._mirror, fresh_to_us, PairsAnswer, work)


def _pair(one: Pair) -> dict[str, Any]:
    return {
        "key": one.key,
        "first": _side(one.first),
        "second": _side(one.second),
        "difference": one.second.mean - one.first.mean,
    }


def _side(one: PairedSide) -> dict[str, Any]:
    return {"mean": one.mean, "n_requests": one.requests, "request_id": one.request_id}
