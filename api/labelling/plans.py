"""POST /v1/label-plans: which requests people should label next, and a queue of them."""

from __future__ import annotations

from time import time_ns
from typing import NamedTuple

from aiohttp import web

from api.http.auth import Caller
from api.http.errors import Forbidden, ValidationFailed
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.labelling.plans_models import (
    LabelPlanAnswer,
    LabelPlanBody,
    LabelPlanShape,
    PlannedItemShape,
    PlannedQueueBody,
    StratumShape,
)
from api.labelling.queues import check_scores, put_queue
from api.queries.selection import fresh_selection
from store.analytics import Replica
from store.analytics.comparisons.differences import ValuesTooLarge
from store.analytics.planning.judged import JUDGED_MOST, judged_requests, request_ids
from store.analytics.query import Snapshot
from store.analytics.selection import Selection
from store.base import Store
from store.evaluation.labelling import ITEMS_MOST, Queue, QueueItem, hashed_position
from store.ids import uuid7
from store.statistics.planning import LabelPlan, label_plan, labels_for


class _Planned(NamedTuple):
    plan: LabelPlan
    request_ids: list[str]
    judged: int
    matching: int


class LabelPlanHandlers:
    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica

    async def plan(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/label-plans"""
        body = await read_model(request, LabelPlanBody)
        if body.queue is not None and "score" not in caller.scopes:
            raise Forbidden("A plan with a queue creates it, so the key needs the scope 'score' too")
        queue = None if body.queue is None else await self._queue(caller, body, body.queue)
        selection, fresh_to_us = await fresh_selection(
            self._replica, caller, body.filter, "requestBody.filter", body.time_range
        )
        planned = await self._replica.read(lambda snapshot: _planned(snapshot, selection, body))
        if queue is not None:
            await put_queue(self._store, queue, "requestBody.queue.name")
            await self._store.labelling.add_items(queue, _items(queue, planned))
        data = _shape(planned, None if queue is None else queue.id)
        return model_reply(LabelPlanAnswer(data=data, fresh_to=iso_8601(fresh_to_us)))

    async def _queue(self, caller: Caller, body: LabelPlanBody, asked: PlannedQueueBody) -> Queue:
        names = list(dict.fromkeys(asked.scores or [body.label_score or body.score]))
        await check_scores(self._store, caller.project, names, "requestBody.queue.scores")
        now_us = time_ns() // 1000
        return Queue(
            id=uuid7(),
            project=caller.project,
            name=asked.name,
            instructions=asked.instructions,
            scores=tuple(names),
            raters_per_item=asked.raters_per_item,
            filter=None,
            start_us=None,
            end_us=None,
            sample_share=1.0,
            sample_most=body.n or ITEMS_MOST,
            item_order="random",
            created_at_us=now_us,
            updated_at_us=now_us,
        )


def _planned(snapshot: Snapshot, selection: Selection, body: LabelPlanBody) -> _Planned:
    """Blocks; raises ValidationFailed."""
    try:
        judged = judged_requests(snapshot, selection, body.score, body.label_score or body.score)
    except ValuesTooLarge as error:
        raise ValidationFailed({"requestBody.score": {"message": str(error), "value": body.score}}) from None
    if judged is None:
        raise invalid("requestBody.score", "no judge gave a number or boolean of this name here", body.score)
    most = body.n or ITEMS_MOST
    n = most if body.half_width is None else labels_for(judged.units, body.half_width, most)
    plan = label_plan(judged.units, n, body.seed)
    if not len(plan.chosen):
        message = "people have labelled all requests that the judge scored here"
        raise ValidationFailed({"requestBody.score": {"message": message, "value": body.score}})
    ids = request_ids(snapshot, [judged.rows[place] for place in plan.chosen])
    return _Planned(plan, ids, len(judged.rows), judged.matching)


def _items(queue: Queue, planned: _Planned) -> list[QueueItem]:
    return [
        QueueItem(request_id, hashed_position(queue.id, request_id), float(probability))
        for request_id, probability in zip(planned.request_ids, planned.plan.probabilities, strict=True)
    ]


def _shape(planned: _Planned, queue_id: str | None) -> LabelPlanShape:
    plan = planned.plan
    return LabelPlanShape(
        basis=plan.basis,
        n_judged=planned.judged,
        is_cut=planned.matching > JUDGED_MOST,
        strata=[
            StratumShape(
                low=each.low,
                high=each.high,
                size=each.size,
                n_labels=each.labels,
                spread=each.spread,
                allocated=each.allocated,
                probability=each.probability,
            )
            for each in plan.strata
        ],
        half_width=plan.half_width,
        half_width_random=plan.half_width_random,
        items=[
            PlannedItemShape(request_id=request_id, probability=float(probability))
            for request_id, probability in zip(planned.request_ids, plan.probabilities, strict=True)
        ],
        queue_id=queue_id,
    )
