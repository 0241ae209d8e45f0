"""Logged requests and sessions → calls as evaluators see them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog

from evaluation.evaluators.call import CannotRead, call_of, session_of
from evaluation.evaluators.definition import Evaluator
from evaluation.evaluators.results import Skipped
from store.analytics import Replica
from store.analytics.requests.lists import ListSelection, RequestLists
from store.analytics.requests.sorting import Sort
from store.base import Store
from store.filter import parse
from store.models import Bodies, Request

log = structlog.get_logger()

MAX_SESSION_CALLS = 200
MAX_CALL_BYTES = 64 << 20  # of the bodies of one request or session
BATCH_BYTES = 32 << 20  # of bodies that are in memory at once
OLDEST_FIRST = Sort(descending=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be evaluated."""

    id: str  # a request id or a session id
    probability: float | None = None  # with which it was sampled; None: it was chosen
    task: tuple[int, int] | None = None  # id and due time


@dataclass(frozen=True, slots=True)
class ReadCall:
    subject: Subject
    exchange_id: str | None  # of the request's last attempt, or the session's last call; None: nothing to note
    call: dict[str, Any] | Skipped
    line: bytes = b""  # the call as JSON


class CallReader:
    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica
        self.lists = RequestLists(replica)

    async def read(self, project: int, definition: Evaluator, subjects: Sequence[Subject]) -> list[ReadCall]:
        """In their order. Where the bodies of all would take too much memory, only the first ones, at least one."""
        reference = definition.judge.reference if definition.judge else "Reference"
        if definition.target == "session":
            return await self._sessions(project, subjects, reference)
        requests = {each.request_id: each for each in await self._requests(project, [each.id for each in subjects])}
        exchange_ids = [request.last.exchange_id for request in requests.values()]
        bodies = await self._store.many_bodies(exchange_ids, BATCH_BYTES)
        beyond = {each for each, both in bodies.items() if both is None}
        if exchange_ids and beyond == set(exchange_ids):  # already the first is too large for a batch
            bodies[exchange_ids[0]] = await self._store.bodies(project, exchange_ids[0]) or Bodies()
            beyond.discard(exchange_ids[0])
        ends = (index for index, each in enumerate(subjects) if _is_beyond(requests.get(each.id), beyond))
        first = subjects[: next(ends, len(subjects))]

        def read(subject: Subject) -> ReadCall:
            request = requests.get(subject.id)
            if request is None:
                return ReadCall(subject, None, Skipped("deleted"))
            return _read(subject, request, bodies.get(request.last.exchange_id) or Bodies(), reference)

        return await asyncio.to_thread(lambda: [read(subject) for subject in first])

    async def session_requests(self, project: int, session_id: str) -> list[str]:
        """The ids of a session's requests, the oldest first, one more than a session may have at most."""
        condition = parse({"request_response_rmt": {"session_id": {"equals": session_id}}})
        rows = await self.lists.page(ListSelection(project, condition), OLDEST_FIRST, MAX_SESSION_CALLS + 1)
        return [row.request_id for row in rows]

    async def _sessions(self, project: int, subjects: Sequence[Subject], reference: str) -> list[ReadCall]:
        reads: list[ReadCall] = []
        for subject in subjects:
            reads.append(await self._session(project, subject, reference))
            if sum(len(read.line) for read in reads) > BATCH_BYTES:
                break
        return reads

    async def _session(self, project: int, subject: Subject, reference: str) -> ReadCall:
        await self._replica.fresh()
        request_ids = await self.session_requests(project, subject.id)
        requests = [each for each in await self._requests(project, request_ids) if each.last.outcome is not None]
        if not requests:
            return ReadCall(subject, None, Skipped("deleted"))
        last = requests[-1].last.exchange_id
        if len(request_ids) > MAX_SESSION_CALLS:
            return ReadCall(subject, last, Skipped("too_long"))
        bodies = await self._store.many_bodies([each.last.exchange_id for each in requests], MAX_CALL_BYTES)
        if None in bodies.values():
            return ReadCall(subject, last, Skipped("too_long"))
        reads = [
            await asyncio.to_thread(_read, subject, each, bodies.get(each.last.exchange_id) or Bodies(), reference)
            for each in requests
        ]
        for read in reads:
            if isinstance(read.call, Skipped):
                return ReadCall(subject, last, read.call)
        calls = [read.call for read in reads if isinstance(read.call, dict)]
        whole = session_of(subject.id, calls)
        return ReadCall(subject, last, whole, await asyncio.to_thread(orjson.dumps, whole))

    async def _requests(self, project: int, request_ids: Sequence[str]) -> list[Request]:
        return await self._store.requests(project, list(dict.fromkeys(request_ids)))


def _is_beyond(request: Request | None, beyond: Collection[str]) -> bool:
    return request is not None and request.last.exchange_id in beyond


def _read(subject: Subject, request: Request, bodies: Bodies, reference: str) -> ReadCall:
    if request.last.outcome is None:  # an attempt that came later, whose end will be an event of its own
        return ReadCall(subject, None, Skipped("in_flight"))
    if bodies.damaged:  # logged where it was read
        return ReadCall(subject, request.last.exchange_id, Skipped("not_readable"))
    try:
        call = call_of(request, bodies, reference)
        return ReadCall(subject, request.last.exchange_id, call, orjson.dumps(call))
    except CannotRead as error:
        return ReadCall(subject, request.last.exchange_id, Skipped(str(error)))
    except Exception:  # a body of a kind that we have not thought of must not stop the others
        log.exception("call_not_readable", request_id=request.request_id)
        return ReadCall(subject, request.last.exchange_id, Skipped("not_readable"))
