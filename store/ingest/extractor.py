"""Row and bodies → row with extracted fields. Large bodies are read in other processes: nobody waits for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as NotYet

import structlog

from store.extract.bodies.parsing import Json
from store.extract.budgets import SMALL, ExtractError
from store.extract.extraction import extract, priced
from store.extract.omitted import finish
from store.extract.pricing.cost import Prices
from store.extract.process import ExtractionAnswer
from store.ingest.extraction_pool import ExtractionJob, ExtractionPool
from store.models import Bodies, ExchangeRow

log = structlog.get_logger()

GRACE_S = 0.1  # so long the calls that are stored together with slow bodies wait for them
DEADLINE_S = 15.0  # a body within its budget takes some seconds at most, on a machine that has time for it
START_S = 60.0  # a process needs half a second, and many times that where others take the processor from it
# So long a process without work is kept. A burst leaves three, with 30 MB each. Another start takes 0.3 s of CPU time:
# large bodies that come one by one cost 2 % of a core at most.
IDLE_S = 20.0
_IN_FLIGHT_GRACE_S = 0.05
_SMALL_ENCODED_BYTES = 32 << 10


class Extractor:
    """Belongs to one thread. Starts another process with the first large body."""

    def __init__(
        self,
        prices: Prices,
        *,
        grace_s: float = GRACE_S,
        deadline_s: float = DEADLINE_S,
        start_s: float = START_S,
        idle_s: float = IDLE_S,
        on_late: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_late`: called in any thread when `late` may have something to return."""
        self._prices = prices
        self._grace_s = grace_s
        self._deadline_s = deadline_s
        self._on_late = on_late
        self._pool = ExtractionPool(deadline_s, start_s, idle_s)
        self._grace_left_s = grace_s
        self._late: list[ExtractionJob] = []

    def extract(self, facts: ExchangeRow, bodies: Bodies, extracted: Json | None = None) -> ExchangeRow:
        """The exchange with all extracted fields, or without those of the bodies and with `extract_error`.

        `extracted`: what the worker read of omitted bodies. A body that takes longer than `grace_s` is `too_slow` for
        the moment: `late` returns the exchange once it has been read.
        """
        try:
            if extracted is not None:
                return finish(facts, extracted, self._prices)
            if all(_is_small(facts, bodies)):
                row = extract(facts, bodies, self._prices, SMALL)
                if row.extract_error is None:
                    return row
            return self._extract_in_process(facts, bodies)
        except Exception as error:
            log.warning("extraction_failed", exchange_id=facts.exchange_id, error=repr(error))
            return self._unread(facts, bodies, "failed")

    def renew_grace(self) -> None:
        """Wait for slow bodies again, `grace_s` in all: once for all calls that are stored together."""
        self._grace_left_s = self._grace_s

    def late(self) -> list[ExchangeRow]:
        """Exchanges that were `too_slow` for the moment when they were extracted, with what has come of them since.
        Cancels what takes longer than the deadline: it is `too_slow` for good. Ends processes without work."""
        rows = []
        for job in self._late[:]:
            if job.answer.done():
                self._late.remove(job)
                if job.facts.outcome is not None:  # one in flight comes again when it has ended
                    rows.append(self._row_of(job, job.answer.result()))
            elif job.running_s > self._deadline_s:
                self._pool.cancel(job)
        self._pool.end_idle()
        return rows

    def forget(self, exchange_id: str) -> bool:
        """Bodies of this exchange that are being read have changed. Returns whether `late` would have returned it."""
        jobs = [job for job in self._late if job.facts.exchange_id == exchange_id]
        for job in jobs:
            self._late.remove(job)
            self._pool.cancel(job)
        return bool(jobs)

    @property
    def is_busy(self) -> bool:
        """Whether `late` may return any exchange."""
        return bool(self._late)

    def is_late(self, any_id: str) -> bool:
        """Whether `late` may return an exchange of that request id or exchange id."""
        return any(any_id in (job.facts.exchange_id, job.facts.request_id) for job in self._late)

    def late_ids(self) -> set[str]:
        """The exchange ids that `late` will return."""
        return {job.facts.exchange_id for job in self._late[:] if job.facts.outcome is not None}

    def close(self) -> None:
        self._pool.close()

    def _extract_in_process(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
        in_flight = facts.outcome is None
        job = self._pool.submit(facts, bodies, self._on_late)
        asked_at_s = time.monotonic()
        try:
            answer = job.answer.result(min(self._grace_left_s, _IN_FLIGHT_GRACE_S) if in_flight else self._grace_left_s)
        except NotYet:
            self._grace_left_s = max(0.0, self._grace_left_s - (time.monotonic() - asked_at_s))
            self._late.append(job)
            return self._unread(facts, bodies, None if in_flight else "too_slow")
        return self._row_of(job, answer)

    def _row_of(self, job: ExtractionJob, answer: ExtractionAnswer) -> ExchangeRow:
        if answer.read is not None:
            return priced(*answer.read, self._prices)
        if answer.error == "failed":
            log.warning("extraction_failed", exchange_id=job.facts.exchange_id, error=answer.detail)
        return self._unread(job.facts, job.bodies, answer.error)

    def _unread(self, facts: ExchangeRow, bodies: Bodies, error: ExtractError | None) -> ExchangeRow:
        """The exchange with what its headers and small bodies say. `gnomon reprocess` reads it again."""
        try:
            request, response = _is_small(facts, bodies)
            kept = Bodies(bodies.request if request else None, bodies.response if response else None)
            row = extract(facts, kept, self._prices, SMALL)
        except Exception:
            row = facts.copy()
        row.extract_error, row.extractor_version = error, 0
        return row


def _is_small(facts: ExchangeRow, bodies: Bodies) -> tuple[bool, bool]:
    """Of the request and of the response: whether it may be read here. Its budget is checked when it is read."""
    request, response = (
        body is None or len(body) <= (_SMALL_ENCODED_BYTES if "content-encoding" in headers else SMALL.decoded_bytes)
        for body, headers in ((bodies.request, facts.request_headers), (bodies.response, facts.response_headers))
    )
    return request, response
