"""POST /v1/scores/explain: which values of which keys carry the change of a score or metric between two groups."""

from __future__ import annotations

from aiohttp import web

from api.comparisons.explain_models import (
    EvaluatorVersionShape,
    ExplainAnswer,
    ExplainedShape,
    ExplainedSideShape,
    ExplainedValueShape,
    ExplainQuery,
    LeftOutShape,
    PartShape,
    TestedPartShape,
    ValueSideShape,
)
from api.comparisons.pairs_models import EffectShape
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from api.queries.selection import properties_of, selection_of
from api.scores.answers import interval_shape
from api.scores.queries_models import GroupFilter
from store.analytics import Replica
from store.analytics.explain import explain as explaining
from store.analytics.explain.explain import ExplainedValue, Explanation, LabelNeeded, TooManyToExplain
from store.statistics import Interval, Part


class ScoreExplainHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def explain(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, ExplainQuery)
        sides = [("first", query.first), ("second", query.second)]
        nodes = [filter_of(side.filter, f"{name}.filter") for name, side in sides]
        fresh_to_us = await self._replica.fresh()
        first, second = (
            selection_of(self._replica, caller, node, side.time_range or query.time_range, query.as_of, query.unit)
            for node, (_, side) in zip(nodes, sides, strict=True)
        )
        asked = explaining.ChangeToExplain(query.score, query.metric, query.label, first, second, query.cluster_by)
        properties = properties_of(self._replica, caller)
        try:
            found = await self._replica.read(lambda snapshot: explaining.explain(snapshot, asked, properties))
        except LabelNeeded as error:
            raise ValidationFailed({"requestBody.label": {"message": str(error), "value": None}}) from None
        except TooManyToExplain as error:
            raise ValidationFailed({"requestBody.time_range": {"message": str(error), "value": None}}) from None
        return model_reply(
            ExplainAnswer(
                data=[_explained(query, each) for each in found],
                unit=query.unit,
                method="kitagawa_delta",
                correction="holm",
                fresh_to=iso_8601(fresh_to_us),
            )
        )


def _explained(query: ExplainQuery, found: Explanation) -> ExplainedShape:
    comparison = found.comparison
    return ExplainedShape(
        type=found.type,
        first=_group(query.first, found.n[0], found.means[0], found.intervals[0]),
        second=_group(query.second, found.n[1], found.means[1], found.intervals[1]),
        difference=comparison.difference,
        interval=interval_shape(comparison.interval),
        p_value=comparison.p_value,
        test=comparison.test,
        effect_size=EffectShape(value=comparison.effect_size, method=comparison.effect),
        keys=found.keys,
        left_out=[LeftOutShape(key=each.key, reason=each.reason) for each in found.left_out],
        tested=len(found.values),
        values=[_value(each) for each in found.values[: query.limit]],
    )


def _group(group: GroupFilter, n: int, mean: float | None, interval: Interval) -> ExplainedSideShape:
    return ExplainedSideShape(name=group.name, n_units=n, mean=mean, interval=interval_shape(interval))


def _value(value: ExplainedValue) -> ExplainedValueShape:
    change = value.change
    first, second = (
        ValueSideShape(n_units=n, share=share, mean=mean)
        for n, share, mean in zip(change.n, change.shares, change.means, strict=True)
    )
    excess = change.excess
    return ExplainedValueShape(
        key=value.key,
        value=value.value,
        evaluator=value.evaluator and EvaluatorVersionShape(name=value.evaluator.name, version=value.evaluator.version),
        other=value.others,
        first=first,
        second=second,
        mix=_part(change.mix),
        rate=_part(change.rate),
        contribution=_part(change.contribution),
        excess=TestedPartShape(
            amount=excess.amount,
            interval=interval_shape(excess.interval),
            p_value=excess.p_value,
            p_value_holm=value.holm_p,
        ),
    )


def _part(part: Part) -> PartShape:
    return PartShape(amount=part.amount, interval=interval_shape(part.interval))
