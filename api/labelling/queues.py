"""/v1/queues: requests that people are to score."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from time import time_ns
from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Conflict, Forbidden, NotFound, ValidationFailed, shown
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.replies import json_reply, model_reply
from api.labelling.answers import handed_item, next_shape, queue_record
from api.labelling.filling import items_of_filter
from api.labelling.following import Following
from api.labelling.queues_models import (
    NewQueueBody,
    NextBody,
    QueueAnswer,
    QueueBody,
    QueuesAnswer,
)
from api.labelling.raters import rater_of
from api.queries.filters import filter_of
from api.requests.requests import readable_bodies
from store.analytics import Replica
from store.base import Full, Store
from store.evaluation.labelling import Handed, Queue, QueueStep
from store.ids import uuid7
from store.timestamps import to_us


class QueueHandlers:
    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica
        self._following = Following(store, replica)

    async def create(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/queues"""
        body = await read_model(request, NewQueueBody)
        if body.filter is not None:
            filter_of(body.filter)
        await check_scores(self._store, caller.project, body.scores)
        now_us = time_ns() // 1000
        queue = Queue(
            id=uuid7(),
            project=caller.project,
            name=body.name,
            instructions=body.instructions,
            scores=tuple(body.scores),
            raters_per_item=body.raters_per_item,
            filter=body.filter,
            start_us=None if body.time_range.start is None else to_us(body.time_range.start),
            end_us=None if body.time_range.end is None else to_us(body.time_range.end),
            sample_share=body.sample_share,
            sample_most=body.sample_most,
            item_order=body.item_order,
            follow_from_us=_follow_from_us(body, body.filter, None),
            created_at_us=now_us,
            updated_at_us=now_us,
        )
        items = await items_of_filter(self._replica, caller, queue)
        await put_queue(self._store, queue)
        await self._store.labelling.add_items(queue, items)
        return await self._reply(queue, status=201)

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/queues"""
        queues = await self._store.labelling.queues(caller.project)
        await self._following.update_all(caller, queues)
        progress = await self._store.labelling.progress(queues, None)
        return model_reply(QueuesAnswer(data=[queue_record(queue, progress[queue.id]) for queue in queues]))

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/queues/{queue_id}"""
        return await self._reply(await queue_in(self._store, request, caller))

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/queues/{queue_id}"""
        body = await read_model(request, QueueBody)
        queue = await queue_in(self._store, request, caller)
        await check_scores(self._store, caller.project, body.scores)
        changed = replace(
            queue,
            name=body.name,
            scores=tuple(body.scores),
            instructions=body.instructions,
            raters_per_item=body.raters_per_item,
            follow_from_us=_follow_from_us(body, queue.filter, queue.follow_from_us),
            updated_at_us=time_ns() // 1000,
        )
        await put_queue(self._store, changed)
        return await self._reply(changed)

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/queues/{queue_id}: keeps scores and corrections."""
        if not await self._store.labelling.delete_queue(caller.project, request.match_info["queue_id"]):
            raise _unknown(request)
        return model_reply(DeletedAnswer())

    async def next(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/queues/{queue_id}/next"""
        if "read" not in caller.scopes:
            raise Forbidden("The next request of a queue shows a logged call, so the key needs the scope 'read' too")
        body = await read_model(request, NextBody)
        rater = rater_of(body.rater, caller)
        queue = await queue_in(self._store, request, caller)
        await self._following.update(caller, queue)
        step = QueueStep(rater, body.skip, body.back_to, body.return_skipped)
        try:
            handed = await self._store.labelling.hand_out(queue, step)
        except Full as error:
            raise ValidationFailed({"requestBody.skip": {"message": str(error)}}) from error
        progress = (await self._store.labelling.progress([queue], rater))[queue.id]
        item = None if handed is None else await self._shown(queue, rater, handed)
        return json_reply({"data": next_shape(item, rater, progress), "error": None})

    async def _shown(self, queue: Queue, rater: str, handed: Handed) -> dict[str, Any]:
        request_id = handed.item.request_id
        logged = await self._store.request(queue.project, request_id)
        corrections = await self._store.labelling.corrections(queue.project, [request_id])
        correction = next((each.text for each in corrections if each.author == rater), None)
        item = handed_item(queue, rater, handed, logged, correction).model_dump()
        if logged is not None:
            bodies = await self._store.bodies(queue.project, logged.last.exchange_id)
            if bodies is not None:
                item["request"] |= await asyncio.to_thread(readable_bodies, logged.last, bodies)
        return item

    async def _reply(self, queue: Queue, status: int = 200) -> web.Response:
        progress = (await self._store.labelling.progress([queue], None))[queue.id]
        return model_reply(QueueAnswer(data=queue_record(queue, progress)), status=status)


async def queue_in(store: Store, request: web.Request, caller: Caller) -> Queue:
    """The queue that the path names. Raises NotFound."""
    for queue in await store.labelling.queues(caller.project):
        if queue.id == request.match_info["queue_id"]:
            return queue
    raise _unknown(request)


async def put_queue(store: Store, queue: Queue, field: str = "requestBody.name") -> None:
    """`field`: that has the name. Raises ValidationFailed and Conflict."""
    try:
        is_new_name = await store.labelling.put_queue(queue)
    except Full as error:
        raise invalid(field, str(error), queue.name) from error
    if not is_new_name:
        raise Conflict(f"There is another queue named {shown(queue.name)}; choose another name")


async def check_scores(store: Store, project: int, names: Sequence[str], field: str = "requestBody.scores") -> None:
    """`field`: that has the names. Raises ValidationFailed."""
    known = {definition.name for definition in await store.score_definitions(project)}
    for place, name in enumerate(names):
        if name not in known:
            message = "has no definition, so raters would not know its values; create one under Scores first"
            raise invalid(f"{field}[{place}]", message, name)


def _follow_from_us(body: QueueBody, raw_filter: Any, before: int | None) -> int | None:
    """A queue that follows its filter already goes on from when it began to."""
    if not body.follow:
        return None
    if raw_filter is None:
        raise invalid("requestBody.follow", "the queue has no filter to follow; send false", True)
    return before or time_ns() // 1000


def _unknown(request: web.Request) -> NotFound:
    return NotFound(f"There is no queue {shown(request.match_info['queue_id'])}")
