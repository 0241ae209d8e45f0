"""POST /v1/scores/query and /v1/scores/compare: scores by groups, and two groups compared."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from api.comparisons.pairs_models import CompareAnswer
from api.fairness.answers import fairness_shape
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from api.queries.pairing import default_pair_by
from api.queries.selection import properties_of, selection_of
from api.scores.answers import compared_shape, scores_shape
from api.scores.metric_answers import metric_shape
from api.scores.queries_models import CompareQuery, CorrectedBy, GroupFilter, ScoresQuery, ScoresQueryAnswer
from store.analytics import Replica
from store.analytics.comparisons.differences import ScoreComparison, ValuesTooLarge
from store.analytics.fairness.fairness import FairnessQuery, compare_fairly
from store.analytics.fairness.keys import defining_keys, exclude_each_other
from store.analytics.judging import LabelSource, corrected_answers
from store.analytics.query import Snapshot
from store.analytics.scores.answers import ScoreAnswer, ScoreQuery
from store.analytics.scores.names import Passing
from store.analytics.scores.queries import TooManyGroups, answer
from store.analytics.selection import PropertyKeys
from store.base import Store


class ScoreQueryHandlers:
    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self._store = store

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, ScoresQuery)
        node = filter_of(query.filter)
        passing = await self._passing(caller) if query.pass_rate else None
        fresh_to_us = await self._replica.fresh()
        score_query = ScoreQuery(
            tuple(dict.fromkeys(query.scores)),
            selection_of(self._replica, caller, node, query.time_range, query.as_of, query.unit),
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
            passing=passing,
        )
        try:
            results = await self._replica.read(lambda snapshot: self._answer(snapshot, query, score_query, caller))
        except TooManyGroups as error:
            raise ValidationFailed({"requestBody.group_by": {"message": str(error), "value": query.group_by}}) from None
        return model_reply(
            ScoresQueryAnswer(
                data=scores_shape(query, score_query, results), fresh_to=iso_8601(fresh_to_us), unit=query.unit
            )
        )

    def _answer(
        self, snapshot: Snapshot, query: ScoresQuery, score_query: ScoreQuery, caller: Caller
    ) -> list[ScoreAnswer]:
        properties = self._properties(caller)
        answers = answer(snapshot, score_query, properties)
        labels = _label_source(query.corrected_by)
        if labels is None:
            return answers
        return corrected_answers(snapshot, score_query, properties, answers, labels)

    async def compare(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, CompareQuery)
        nodes = [filter_of(side.filter, f"{name}.filter") for name, side in _sides(query)]
        passing = await self._passing(caller) if query.pass_rate else None
        fresh_to_us = await self._replica.fresh()
        first, second = (
            selection_of(self._replica, caller, node, side.time_range or query.time_range, query.as_of, query.unit)
            for node, (_, side) in zip(nodes, _sides(query), strict=True)
        )
        names = tuple(dict.fromkeys(query.scores))
        pair_by = query.pair_by if "pair_by" in query.model_fields_set else default_pair_by(query.unit, *nodes)
        metrics = tuple(dict.fromkeys(query.metrics))
        labels = _label_source(query.corrected_by)
        comparison = ScoreComparison(names, first, second, query.cluster_by, pair_by, metrics, passing, labels)
        fairness_query = FairnessQuery(
            tuple(defining_keys(*nodes)),
            query.cluster_by,
            (query.expected_split[0], query.expected_split[1]) if query.expected_split else None,
            within_overlap=query.within == "overlap",
            is_wanted=query.fairness and bool(names),
            exclude_each_other=exclude_each_other(*nodes),
        )
        properties = self._properties(caller)
        try:
            compared, fairness = await self._replica.read(
                lambda snapshot: compare_fairly(snapshot, comparison, fairness_query, properties)
            )
        except ValuesTooLarge as error:
            raise ValidationFailed({"requestBody.scores": {"message": str(error), "value": query.scores}}) from None
        return model_reply(
            CompareAnswer(
                data=[compared_shape(query, result) for result in compared.scores],
                metrics=[metric_shape(query, result) for result in compared.metrics],
                pair_by=pair_by,
                fairness=fairness and fairness_shape(fairness_query, fairness, _group_names(query)),
                fresh_to=iso_8601(fresh_to_us),
                unit=query.unit,
            )
        )

    async def _passing(self, caller: Caller) -> dict[str, Passing]:
        """What passes, by the name of the score."""
        return {
            each.name: Passing(each.pass_threshold, each.direction == "lower")
            for each in await self._store.score_definitions(caller.project)
            if each.pass_threshold is not None
        }

    def _properties(self, caller: Caller) -> PropertyKeys:
        return properties_of(self._replica, caller)


def _sides(query: CompareQuery) -> list[tuple[str, GroupFilter]]:
    return [("first", query.first), ("second", query.second)]


def _label_source(corrected_by: CorrectedBy | None) -> LabelSource | None:
    if corrected_by is None:
        return None
    labels = LabelSource(corrected_by.score, method=corrected_by.method)
    time_range = corrected_by.time_range
    if time_range is None:
        return labels
    return replace(labels, has_own_time=True, start=time_range.start, end=time_range.end)


def _group_names(query: CompareQuery) -> tuple[str, str]:
    """For people."""
    return query.first.name or "the first group", query.second.name or "the second group"
