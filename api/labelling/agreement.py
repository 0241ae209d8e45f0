"""POST /v1/scores/agreement: how far those who gave the same score to the same units agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.labelling.agreement_models import AgreementAnswer, AgreementBody, AgreementShape
from api.queries.filters import filter_of
from api.queries.selection import selection_of
from api.scores.answers import interval_shape
from store.analytics import Replica
from store.analytics.agreement import (
    AgreementQuery,
    AgreementResult,
    Disagreement,
    JudgeAgreement,
    MeasuredRater,
    RaterPair,
    measure,
)
from store.analytics.selection import Selection, Unit
from store.base import Store
from store.filter.conditions import all_of
from store.sql import Sql
from store.statistics.raters import Agreement, RaterEffect


class AgreementHandlers:
    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        body = await read_model(request, AgreementBody)
        node = filter_of(body.filter)
        fresh_to_us = await self._replica.fresh()
        selection = selection_of(self._replica, caller, node, body.time_range, unit=body.unit)
        if body.queue is not None:
            selection = await self._within_queue(caller.project, selection, body.queue)
        definitions = await self._store.score_definitions(caller.project)
        query = AgreementQuery(
            body.score,
            selection,
            body.raters,
            body.scale,
            next((each for each in definitions if each.name == body.score), None),
            body.disagreements,
            body.versions_of,
        )
        result = await self._replica.read(lambda snapshot: measure(snapshot, query))
        data = AgreementShape.model_validate(_shape(result, body.unit))
        return model_reply(AgreementAnswer(data=data, fresh_to=iso_8601(fresh_to_us)))

    async def _within_queue(self, project: int, selection: Selection, queue_id: str) -> Selection:
        if all(queue.id != queue_id for queue in await self._store.labelling.queues(project)):
            raise ValidationFailed(
                {"requestBody.queue": {"message": "there is no queue with this id", "value": queue_id}}
            )
        ids = await self._store.labelling.item_ids(queue_id)
        within = Sql("r.request_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (ids,))
        return replace(selection, filter=all_of([selection.filter, within]), on_scores=None)


def _shape(result: AgreementResult, unit: Unit) -> dict[str, Any]:
    return {
        "type": result.type,
        "scale": result.scale,
        "n_units": result.units,
        "n_units_of_one": result.units_of_one,
        "is_cut": result.is_cut,
        "raters": [_rater(each) for each in result.raters],
        "of": result.measured,
        "percent": _coefficient(result.percent),
        "alpha": _coefficient(result.alpha),
        "fleiss": _coefficient(result.fleiss),
        "pairs": [_pair(each) for each in result.pairs],
        "judges": [_judge(each) for each in result.judges],
        "disagreements": [_disagreement(each, unit) for each in result.disagreements],
    }


def _rater(measured: MeasuredRater) -> dict[str, Any]:
    rater, bias, leniency = measured.rater, measured.bias, measured.leniency
    return {
        "rater": rater.name,
        "version": rater.version,
        "is_person": rater.is_person,
        "n_ratings": rater.ratings,
        "bias": bias and _coefficient(bias),
        "leniency": leniency and _coefficient(leniency),
        "odd_one_out": _coefficient(measured.odd_one_out),
    }


def _coefficient(found: Agreement | RaterEffect) -> dict[str, Any]:
    return {
        "value": found.value,
        "interval": interval_shape(found.interval),
        "n_units": found.units,
    }


def _pair(pair: RaterPair) -> dict[str, Any]:
    difference = pair.difference
    return {
        "first": pair.first,
        "second": pair.second,
        "percent": _coefficient(pair.percent),
        "kappa": _coefficient(pair.kappa),
        "difference": difference and difference.value,
        "difference_interval": difference and interval_shape(difference.interval),
        "table": {"values": pair.table.values, "counts": pair.table.counts},
    }


def _judge(judge: JudgeAgreement) -> dict[str, Any]:
    passing = judge.passing
    shown = passing and {
        "both": passing.both,
        "judge_only": passing.judge_only,
        "people_only": passing.people_only,
        "neither": passing.neither,
        "precision": passing.precision,
        "precision_interval": interval_shape(passing.precision_interval),
        "recall": passing.recall,
        "recall_interval": interval_shape(passing.recall_interval),
    }
    return {"pair": _pair(judge.pair), "n_ties": judge.ties, "passing": shown}


def _disagreement(disagreement: Disagreement, unit: Unit) -> dict[str, Any]:
    of_request = unit == "request"
    return {
        "request_id": disagreement.unit_id if of_request else None,
        "session_id": None if of_request else disagreement.unit_id,
        "prompt_preview": disagreement.prompt_preview,
        "spread": disagreement.spread,
        "ratings": [each._asdict() for each in disagreement.ratings],
    }
