"""POST /v1/scores/query and /v1/scores/compare: scores by groups, and two groups side by side."""

from __future__ import annotations

from aiohttp import web

from api.http.answers import reply
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_models import read_model
from api.queries.filter_models import filter_of
from api.queries.selection import properties_of, selection_of
from api.requests.request_shape import timestamp
from api.scores.score_answers import compared_shape, scores_shape
from api.scores.score_queries_models import CompareAnswer, CompareQuery, GroupFilter, ScoresQuery, ScoresQueryAnswer
from store.analytics import Replica
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.comparison import ScoreComparison, ValuesTooLarge, compare
from store.analytics.scores.queries import TooManyGroups, answer
from store.analytics.selection import PropertyKeys


class ScoreQueryHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, ScoresQuery)
        node = filter_of(query.filter)
        fresh_to_us = await self._replica.fresh()
        question = ScoreQuery(
            tuple(dict.fromkeys(query.scores)),
            selection_of(self._replica, caller, node, query.time_range, query.as_of),
            query.keys,
            query.bucket,
            query.zone,
            tuple(query.quantiles),
            tuple(query.histogram.edges or ()) if query.histogram else (),
            query.histogram.bins if query.histogram else 0,
            query.cluster_by,
            tuple(dict.fromkeys(query.include)),
            query.limit,
            total=query.total,
        )
        try:
            found = await self._replica.read(lambda snapshot: answer(snapshot, question, self._properties(caller)))
        except TooManyGroups as error:
            raise ValidationFailed({"requestBody.group_by": {"message": str(error), "value": query.group_by}}) from None
        return reply(ScoresQueryAnswer(data=scores_shape(query, question, found), fresh_to=timestamp(fresh_to_us)))

    async def compare(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, CompareQuery)
        nodes = [filter_of(side.filter, f"{name}.filter") for name, side in _sides(query)]
        fresh_to_us = await self._replica.fresh()
        first, second = (
            selection_of(self._replica, caller, node, side.time_range or query.time_range, query.as_of)
            for node, (_, side) in zip(nodes, _sides(query), strict=True)
        )
        names = tuple(dict.fromkeys(query.scores))
        question = ScoreComparison(names, first, second, query.cluster_by, query.pair_by)
        try:
            found = await self._replica.read(lambda snapshot: compare(snapshot, question, self._properties(caller)))
        except ValuesTooLarge as error:
            raise ValidationFailed({"requestBody.scores": {"message": str(error), "value": query.scores}}) from None
        data = [compared_shape(query, one) for one in found]
        return reply(CompareAnswer(data=data, fresh_to=timestamp(fresh_to_us)))

    def _properties(self, caller: Caller) -> PropertyKeys:
        return properties_of(self._replica, caller)


def _sides(query: CompareQuery) -> list[tuple[str, GroupFilter]]:
    return [("first", query.first), ("second", query.second)]
