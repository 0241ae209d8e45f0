"""Queues as the API shows them. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.http.timestamps import iso_8601
from api.labelling.queues_models import (
    HandedItem,
    LastStepShape,
    NextShape,
    QueueProgressShape,
    QueueRecord,
    RaterShareShape,
)
from api.requests.helicone_request import helicone_request, score_detail
from store.evaluation.labelling import Handed, Queue, QueueProgress
from store.models import Request


def queue_record(queue: Queue, progress: QueueProgress) -> QueueRecord:
    return QueueRecord(
        id=queue.id,
        name=queue.name,
        scores=list(queue.scores),
        instructions=queue.instructions,
        raters_per_item=queue.raters_per_item,
        filter=queue.filter,
        start=None if queue.start_us is None else iso_8601(queue.start_us),
        end=None if queue.end_us is None else iso_8601(queue.end_us),
        sample_share=queue.sample_share,
        sample_most=queue.sample_most,
        item_order=queue.item_order,
        follow_from=None if queue.follow_from_us is None else iso_8601(queue.follow_from_us),
        progress=_progress(progress),
        created_at=iso_8601(queue.created_at_us),
        updated_at=iso_8601(queue.updated_at_us),
    )


def next_shape(item: dict[str, Any] | None, rater: str, progress: QueueProgress) -> dict[str, Any]:
    mine = next(each for each in progress.raters if each.rater == rater)
    shape = NextShape(
        item=None,
        rater=rater,
        progress=_progress(progress),
        mine=RaterShareShape(**mine._asdict()),
        last_step=None if progress.last_step is None else LastStepShape(**progress.last_step._asdict()),
    )
    return shape.model_dump() | {"item": item}


def handed_item(
    queue: Queue, rater: str, handed: Handed, request: Request | None, correction: str | None
) -> HandedItem:
    """Blind: what others said appears only once the rater has given all scores."""
    asked = [score for score in request.scores if score.sent.name in queue.scores] if request else []
    own = [score for score in asked if score.sent.author == rater and score.sent.evaluator is None]
    others = [score for score in asked if score not in own]
    return HandedItem(
        request_id=handed.item.request_id,
        probability=handed.item.probability,
        is_done=handed.is_done,
        request=None if request is None else helicone_request(_without_scores(request)),
        own_scores=[score_detail(score) for score in own],
        other_scores=[score_detail(score) for score in others] if handed.is_done else None,
        correction=correction,
    )


def _without_scores(request: Request) -> Request:
    return replace(request, scores=[], totals=replace(request.totals, scores=0))


def _progress(progress: QueueProgress) -> QueueProgressShape:
    return QueueProgressShape(
        items=progress.items,
        done=progress.done,
        ratings=progress.ratings,
        raters=[RaterShareShape(**each._asdict()) for each in progress.raters],
    )
