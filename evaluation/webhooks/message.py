"""Tasks → messages: what has to be sent to a webhook, read from the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import structlog

from evaluation.webhooks.payload import Occurrence, payload
from evaluation.webhooks.people import body_for_people
from store.base import Store
from store.evaluation.pipeline import Task
from store.evaluation.webhooks import Webhook
from store.models import Bodies, ExchangeRow, Request, Score

log = structlog.get_logger()

BODIES_BYTES = 8 << 20  # of the bodies that are read at a time

UrlOf = Callable[[str, int, str], str]  # base URL, project, request id → URL of the request's bodies


class Message(NamedTuple):
    task: Task
    body: bytes | None  # None: what it is about is no longer stored, or cannot be written
    error: str | None = None  # why it cannot be written

    @property
    def id(self) -> str:
        """The same at each attempt and after each crash: receivers ignore what they have had."""
        return message_id(self.task.subject)


def message_id(subject: str) -> str:
    return f"msg_{subject}"


async def messages_of(store: Store, webhook: Webhook, tasks: Sequence[Task], url_of: UrlOf) -> list[Message]:
    """In the order of the tasks; those whose bodies no longer fit into BODIES_BYTES are left for the next time."""
    request_ids = list(dict.fromkeys(task.request_id for task in tasks if task.request_id is not None))
    requests = {each.request_id: each for each in await store.requests(webhook.project, request_ids)}
    called = [task.subject for task in tasks if task.kind == "request.logged"]
    calls = await store.pipeline.exchanges(webhook.project, called)
    exchanges = {task.id: _exchange(task, calls, requests) for task in tasks}
    exchange_ids = list(dict.fromkeys(each.exchange_id for each in exchanges.values() if each))
    bodies = await store.many_bodies(exchange_ids, BODIES_BYTES)
    found: list[tuple[Task, Occurrence | None]] = []
    for task in tasks:
        exchange = exchanges[task.id]
        both = bodies.get(exchange.exchange_id, Bodies()) if exchange else Bodies()
        if both is None and found:
            break
        found.append((task, await _occurrence(store, webhook, task, requests, exchange, both, url_of)))
    return await asyncio.to_thread(_encoded, found, webhook)


async def _occurrence(
    store: Store,
    webhook: Webhook,
    task: Task,
    requests: Mapping[str, Request],
    exchange: ExchangeRow | None,
    bodies: Bodies | None,
    url_of: UrlOf,
) -> Occurrence | None:
    if task.data is not None:
        return Occurrence(task.kind, task.created_at_us, data=task.data)
    request = requests.get(task.request_id or "")
    scores = request.scores if request else []
    score = await _score(store, task, scores) if task.kind == "score.added" else None
    if exchange is None and score is None:
        return None
    url = url_of(webhook.base_url, webhook.project, request.request_id) if request else None
    return Occurrence(task.kind, task.created_at_us, exchange, bodies, scores, score, url)


def _exchange(task: Task, calls: Mapping[str, ExchangeRow], requests: Mapping[str, Request]) -> ExchangeRow | None:
    """The call that the task is about, or the last attempt of the scored request."""
    if task.kind == "request.logged":
        return calls.get(task.subject)
    request = requests.get(task.request_id or "")
    return request.last if request else None


async def _score(store: Store, task: Task, current: Sequence[Score]) -> Score | None:
    """The score that was added, which another may have superseded since."""
    for score in current:
        if score.score_id == task.subject:
            return score
    history = await store.score_history(task.project, task.subject)
    return next((score for score in history if score.score_id == task.subject), None)


def _encoded(found: Sequence[tuple[Task, Occurrence | None]], webhook: Webhook) -> list[Message]:
    return [_message(task, occurrence, webhook) for task, occurrence in found]


def _message(task: Task, occurrence: Occurrence | None, webhook: Webhook) -> Message:
    if occurrence is None or (webhook.format != "json" and occurrence.data is None):
        return Message(task, None)
    try:
        if webhook.format != "json" and occurrence.data is not None:
            return Message(task, body_for_people(occurrence.data, webhook.format))
        return Message(task, payload(occurrence, include_data=webhook.include_data))
    except Exception as error:  # a single one must not stop those that follow
        log.exception("webhook_message_failed", kind=task.kind, subject=task.subject)
        return Message(task, None, f"the message cannot be written: {type(error).__name__}")
