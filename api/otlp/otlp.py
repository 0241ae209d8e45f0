"""POST /v1/traces and POST /v1/logs, and Helicone's names for the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from aiohttp import web

from api.http.auth import Caller
from api.intake.calls import ReportedCall, ReportedCalls, ReportedLogRecords
from api.otlp import answers, evaluations
from api.otlp.batch import Malformed, RecordBatch
from api.otlp.bodies import BatchReader
from api.otlp.message_records import MessageRecords
from api.otlp.spans import reported
from store.base import IdempotencyKey, Store
from store.models import NewScore


@dataclass(slots=True)
class _Found:
    """What a request reports."""

    batch: RecordBatch
    calls: list[ReportedCall | ReportedLogRecords] = field(default_factory=list)
    scores: list[NewScore] = field(default_factory=list)
    notes: RecordBatch = field(default_factory=RecordBatch)  # of evaluations on spans: no spans that were refused


class OtlpHandlers:
    def __init__(self, calls: ReportedCalls, store: Store) -> None:
        self._calls = calls
        self._store = store
        self._reader = BatchReader()

    async def traces(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/traces, /v1/trace/log, /v1/trace/log-python"""
        body, found = await self._reader.traces(request, partial(_of_spans, caller, self._calls.limit_bytes))
        await self._calls.write(found.calls)
        await self._keep(caller, found.scores, body, found.notes)
        message = "; ".join(filter(None, (found.batch.message, found.notes.message)))
        return answers.success(request, found.batch.refused, message, "rejectedSpans")

    async def logs(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/logs"""
        body, found = await self._reader.logs(request, partial(_of_logs, caller, self._calls.limit_bytes))
        await self._calls.write(found.calls)
        await self._keep(caller, found.scores, body, found.batch)
        return answers.success(request, found.batch.refused, found.batch.message, "rejectedLogRecords")

    async def _keep(self, caller: Caller, scores: Sequence[NewScore], body: bytes, batch: RecordBatch) -> None:
        """Store the scores; a request that is sent again changes nothing. Raises StoreUnavailable."""
        if not scores:
            return
        digest = sha256(body).digest()
        receipt = await self._store.keep_scores(
            caller.project, scores, partly=True, idempotency=IdempotencyKey(f"otlp-{digest.hex()}", digest)
        )
        for reason in receipt.refused.values():
            batch.refuse(reason)


def _of_spans(caller: Caller, limit_bytes: int, batch: RecordBatch) -> _Found:
    found = _Found(batch)
    for span in batch.records:
        for score in evaluations.of_span(span, caller.project):
            if isinstance(score, Malformed):
                found.notes.refuse(str(score))
            else:
                found.scores.append(score)
        try:
            found.calls.append(reported(span, caller.project, caller.key_name, limit_bytes))
        except Malformed as error:
            batch.refuse(str(error))
    return found


def _of_logs(caller: Caller, limit_bytes: int, batch: RecordBatch) -> _Found:
    found = _Found(batch)
    messages = MessageRecords(caller.project)
    for log in batch.records:
        try:
            if evaluations.is_evaluation(log):
                found.scores.append(evaluations.of_log(log, caller.project))
            else:
                messages.add(log)
        except Malformed as error:
            batch.refuse(str(error))
    found.calls += messages.reported(limit_bytes, batch)
    return found
