"""POST /v1/scores with application/x-ndjson: any number of scores, one per line.

Every 1,000 lines are stored together and answered, a line for each, while more may arrive. A bad line affects no other.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
import structlog
from aiohttp import http_exceptions, web

from api.http.errors import BadRequest
from api.http.json_values import parser_of
from api.http.replies import PRIVATE
from api.scores.backlog import Backlog
from api.scores.items import ItemRefused, score_from
from api.scores.line_splitter import Line, LineSplitter
from store.base import STATES, IdempotencyKey, KeyReused, ScoreReceipt, Store, StoreUnavailable
from store.models import NewScore

log = structlog.get_logger()

STEP_LINES = 1_000
STEP_BYTES = 4 << 20
MAX_LINE_BYTES = 64 << 10
_SLICE = 50  # lines parsed at once; other requests are served in between

_LOST = (http_exceptions.BadHttpMessage, web.RequestPayloadError, ConnectionError)


class _Step(NamedTuple):
    """Lines that are stored together, parsed."""

    lines: list[Line]
    numbers: list[int]  # of the lines that are scores
    scores: list[NewScore]
    errors: dict[int, str]  # line → the answer that describes what is wrong with it


class _Tally:
    """The totals in the last line of the answer."""

    def __init__(self) -> None:
        self._lines = 0
        self._states: Counter[str] = Counter()
        self._mixed: Counter[str] = Counter()

    def add(self, step: _Step, receipt: ScoreReceipt) -> None:
        self._lines += len(step.lines)
        states = receipt.states()
        self._states.update(states[index] for index in range(len(states)) if index not in receipt.refused)
        self._mixed.update(receipt.labels_among_numbers)

    def summary(self, error: str | None) -> bytes:
        return _line(
            {
                "done": error is None,
                "error": error,
                "lines": self._lines,
                **{state: self._states[state] for state in STATES},
                "refused": self._lines - self._states.total(),
                "labels_among_numbers": self._mixed,
            }
        )


class ScoreLines:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, request: web.Request, project: int, key: str | None) -> web.StreamResponse:
        response = web.StreamResponse(headers=PRIVATE)
        response.content_type = "application/x-ndjson"
        await response.prepare(request)
        backlog = Backlog()
        sending = asyncio.create_task(_send(backlog, response))
        try:
            await self._take(request, project, key, backlog)
            backlog.end()
            await sending
        finally:
            sending.cancel()
            backlog.close()
        return response

    async def _take(self, request: web.Request, project: int, key: str | None, backlog: Backlog) -> None:
        """Store what arrives, step by step, and answer; while one step is stored, the next one is parsed."""
        tally = _Tally()
        storing: asyncio.Task[None] | None = None
        error: str | None = None
        try:
            try:
                number = 0
                async for lines in _steps(request):
                    step = await _parsed(lines)
                    if storing:
                        await storing
                    once = IdempotencyKey(key, _hash(lines), number) if key else None
                    storing = asyncio.create_task(self._store_step(project, step, once, tally, backlog))
                    number += 1
            finally:
                if storing:
                    await storing
        except KeyReused as reused:
            error = f"Idempotency-Key: {reused}"
        except StoreUnavailable as unavailable:
            log.error("store_unavailable", error=str(unavailable))
            error = f"{unavailable}. Lines without an answer above were not stored."
        except _LOST:
            error = "The body could not be read to its end. Lines without an answer above were not stored."
        backlog.put(tally.summary(error))

    async def _store_step(
        self, project: int, step: _Step, once: IdempotencyKey | None, tally: _Tally, backlog: Backlog
    ) -> None:
        receipt = await self._store.keep_scores(project, step.scores, partly=True, idempotency=once)
        tally.add(step, receipt)
        backlog.put(_answer(step, receipt))


async def _send(backlog: Backlog, response: web.StreamResponse) -> None:
    try:
        while data := await backlog.take():
            await response.write(data)
        await response.write_eof()
    except ConnectionError:
        pass  # the client left; what it has sent is stored all the same


async def _steps(request: web.Request) -> AsyncIterator[list[Line]]:
    """The lines that are not blank, in the groups that are stored together. The same body gives the same groups."""
    splitter = LineSplitter(MAX_LINE_BYTES)
    lines: list[Line] = []
    size_bytes = 0
    async for data in request.content.iter_any():
        for line in splitter.feed(data):
            text = line[1]
            if text is None or text.strip():
                lines.append(line)
                size_bytes += len(text or b"")
            if len(lines) == STEP_LINES or size_bytes >= STEP_BYTES:
                yield lines
                lines, size_bytes = [], 0
    lines += [line for line in splitter.end() if line[1] is None or line[1].strip()]
    if lines:
        yield lines


async def _parsed(lines: list[Line]) -> _Step:
    step = _Step(lines, [], [], {})
    for start in range(0, len(lines), _SLICE):
        await asyncio.sleep(0)
        part = lines[start : start + _SLICE]
        parse = parser_of(_joined(part))
        for number, data in part:
            try:
                step.scores.append(score_from(parse(_whole(data))))
                step.numbers.append(number)
            except ItemRefused as error:
                step.errors[number] = _wrong(number, "Validation Failed", error.details)
            except BadRequest as error:
                step.errors[number] = _wrong(number, str(error).replace("The body", "The line"), {})
    return step


def _answer(step: _Step, receipt: ScoreReceipt) -> bytes:
    answers = dict(step.errors)
    for index, (number, score_id, status) in enumerate(
        zip(step.numbers, receipt.score_ids, receipt.states(), strict=True)
    ):
        if score_id is None:
            reason = receipt.refused[index]
            answers[number] = _wrong(number, reason, {"value": {"message": reason}})
        else:
            # Numbers, words and ids of ours: nothing that JSON has to escape.
            answers[number] = f'{{"line":{number},"score_id":"{score_id}","status":"{status}"}}\n'
    return "".join([answers[number] for number, _ in step.lines]).encode()


def _whole(data: bytes | None) -> bytes:
    if data is None:
        raise BadRequest(f"The line is longer than {MAX_LINE_BYTES} bytes")
    return data


def _wrong(number: int, message: str, details: dict[str, Any]) -> str:
    return _line({"line": number, "error": message, "details": details}).decode()


def _line(answer: dict[str, Any]) -> bytes:
    return orjson.dumps(answer) + b"\n"


def _hash(lines: list[Line]) -> bytes:
    """Differs from the hash of the same bytes sent as one JSON body, which has another kind of answer."""
    numbered = [b"%d:%b" % (number, data) if data is not None else b"%d too long" % number for number, data in lines]
    return sha256(b"\n".join([b"lines", *numbered])).digest()


def _joined(lines: list[Line]) -> bytes:
    return b"\n".join([data or b"" for _, data in lines])
