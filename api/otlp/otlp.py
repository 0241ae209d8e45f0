"""POST /v1/traces and POST /v1/logs, and Helicone's names for the first."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from aiohttp import web

from api.http.auth import Caller
from api.intake.calls import ReportedCalls
from api.otlp import answers, evaluations
from api.otlp.batch import Malformed, RecordBatch
from api.otlp.bodies import BatchReader
from api.otlp.spans import reported
from store.base import IdempotencyKey, Store
from store.models import NewScore


class OtlpHandlers:
    def __init__(self, calls: ReportedCalls, store: Store) -> None:
        self._calls = calls
        self._store = store
        self._reader = BatchReader()

    async def traces(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/traces, /v1/trace/log, /v1/trace/log-python"""
        body, batch = await self._reader.traces(request)
        calls = []
        scores: list[NewScore] = []
        notes = RecordBatch()  # of evaluations: they are no spans, so they do not count as refused ones
        for span in batch.records:
            for score in evaluations.of_span(span, caller.project):
                if isinstance(score, Malformed):
                    notes.refuse(str(score))
                else:
                    scores.append(score)
            try:
                calls.append(reported(span, caller.project, caller.key_name, self._calls.limit_bytes))
            except Malformed as error:
                batch.refuse(str(error))
        await self._calls.write(calls)
        await self._keep(caller, scores, body, notes)
        message = "; ".join(filter(None, (batch.message, notes.message)))
        return answers.success(request, batch.refused, message, "rejectedSpans")

    async def logs(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/logs"""
        body, batch = await self._reader.logs(request)
        scores: list[NewScore] = []
        for log in batch.records:
            if not evaluations.is_evaluation(log):
                batch.refuse(f"log records other than {evaluations.EVENT} are not stored")
                continue
            try:
                scores.append(evaluations.of_log(log, caller.project))
            except Malformed as error:
                batch.refuse(str(error))
        await self._keep(caller, scores, body, batch)
        return answers.success(request, batch.refused, batch.message, "rejectedLogRecords")

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
