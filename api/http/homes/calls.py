"""Answers what other nodes ask of this one's record: POST /ui/nodes/{name}, which only nodes may call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import orjson
from aiohttp import web

from api.http.errors import BodyTooLarge, Forbidden
from api.http.homes import keys, wire
from api.http.homes.client import CALLS, NodeKey
from api.http.homes.owner import OwnerLedger
from api.http.replies import bytes_reply
from store.base import AmbiguousTarget, DoesNotFit, KeyReused, Rejected, Store
from store.evaluation.labelling import RatedRequests
from store.ingest import Ingest

_DRAIN_S = 2.0
_MOST_BYTES = 64 << 20  # of a question: the scores of the largest call, written again

_OF_KEYS: Sequence[wire.NodeCall[Any, Any]] = (wire.CLAIM_KEY, wire.RELEASE_KEY, wire.REMEMBER_RECEIPT)

Answer = Callable[[Any], Awaitable[Any]]


class NodeCallHandlers:
    def __init__(self, store: Store, ingest: Ingest, ledger: OwnerLedger, key: NodeKey) -> None:
        """`store`, `ingest`: of this node."""
        self._key = key
        self._answers: dict[str, tuple[wire.NodeCall[Any, Any], Answer]] = {
            call.name: (call, answer)
            for call, answer in (
                (wire.TAKE_SCORES, lambda q: store.take_scores(q.project, q.scores, q.stamps, partly=q.partly)),
                (wire.READ_REQUESTS, lambda q: store.requests(*q)),
                (wire.READ_BODIES, lambda q: _bodies(store, q)),
                (wire.READ_STEPS, lambda q: store.steps(*q)),
                (wire.READ_SESSIONS_OF_STEPS, lambda q: store.sessions_of_steps(*q)),
                (wire.COUNT_SCORES, lambda q: store.count_scores(*q)),
                (wire.DELETE_SCORES, lambda q: store.delete_scores(*q)),
                (wire.READ_COUNTS, store.pipeline.counts),
                (wire.READ_SPENT, store.evaluators.spent),
                (wire.READ_TASKS, lambda q: store.pipeline.tasks(q.consumer, state=q.state, limit=q.limit)),
                (wire.RETRY, lambda q: _retry(store, q)),
                (wire.RESERVE, ledger.reserve_here),
                (wire.REFUND, ledger.refund_here),
                (wire.READ_KNOWN_REQUESTS, lambda q: _known_requests(store, ingest, q)),
                (wire.READ_RATINGS, lambda q: _ratings(store, q)),
                (wire.READ_CORRECTIONS, lambda q: store.labelling.corrections(*q)),
            )
        }
        self._answers |= {call.name: (call, partial(keys.ANSWERS[call.name], store)) for call in _OF_KEYS}

    def answer(self, call: wire.NodeCall[Any, Any], answer: Answer) -> None:
        """Before `add_to`: for what is made after this object."""
        self._answers[call.name] = call, answer

    def add_to(self, app: web.Application) -> None:
        for name in self._answers:
            app.router.add_post(f"{CALLS}/{name}", self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        if not self._key.comes_from_node(request):
            raise Forbidden("Only the nodes of this installation may call this")
        call, answer = self._answers[request.path.rpartition("/")[2]]
        question = call.question.validate_json(await _body(request))
        try:
            return bytes_reply(call.answer.dump_json(await answer(question)))
        except (AmbiguousTarget, DoesNotFit, KeyReused, Rejected) as error:
            return bytes_reply(orjson.dumps(wire.written(error)), status=wire.REFUSED)


async def _bodies(store: Store, question: wire.ReadBodies) -> dict[str, Any]:
    return wire.to_wire(await store.many_bodies(*question))


async def _retry(store: Store, question: wire.Retry) -> int:
    consumer, now_us, ids, from_us, to_us = question
    return await store.pipeline.retry(consumer, now_us, task_ids=ids, from_us=from_us, to_us=to_us)


async def _known_requests(store: Store, ingest: Ingest, question: wire.ReadKnownRequests) -> set[str]:
    await ingest.drain(_DRAIN_S)
    return await store.labelling.known_requests(*question)


async def _ratings(store: Store, question: wire.ReadRatings) -> list[RatedRequests]:
    return [await store.labelling.ratings(question.project, names, ids) for names, ids in question.wanted]


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise BodyTooLarge(f"The body is larger than {_MOST_BYTES} bytes")
    return bytes(body)
