"""`Ingest`: tails the spool in a thread of its own, beside the API's event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from typing import NamedTuple

import structlog

from store.base import Batch, IngestStore
from store.extract import Prices
from store.ingest.extractor import Extractor
from store.ingest.freshness import Freshness, Lag
from store.ingest.head_index import HeadIndex
from store.ingest.pairing import Facts, Pairing
from store.ingest.tail import LocatedFrame, Tail, TailTurn
from store.models import Bodies
from store.settings import DataDir
from store.spool import counters
from store.spool.frames import encode
from store.spool.reader import read_frame, seed_of, segments, set_aside, writer_is_alive

log = structlog.get_logger()

_POLL_S = 0.1  # what comes meanwhile is one batch; who asks a question does not wait for it
_SOON_S = 0.025  # while somebody waits for what is not whole yet
_RETRY_S = (0.1, 0.5, 2.0)  # between tries while the store can't be written; the last one again and again
_MEMORY_BYTES = 64 << 20
_CLEAN_S = 3600


class _Wanted(NamedTuple):
    name: str
    done: Future[bool]


class _Stopped(Exception):
    pass


class Ingest:
    """Start it with `await start()`; everything it learns is in the store before a position moves on."""

    def __init__(
        self,
        store: IngestStore,
        data_dir: DataDir,
        prices: Prices,
        positions: dict[str, int],
        quarantine_days: float = 7,
    ) -> None:
        """`positions`: what `store.positions()` says."""
        data_dir.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = store
        self._spool = data_dir.spool
        self._quarantine = data_dir.quarantine
        self._quarantine_s = quarantine_days * 86_400
        self._tail = Tail(data_dir.spool, data_dir.quarantine, positions)
        self._pairing = Pairing(_MEMORY_BYTES)
        self._extractor = Extractor(prices)
        self._heads = HeadIndex(data_dir.spool)
        self._freshness = Freshness(data_dir.spool, positions)
        self._wanted: deque[_Wanted] = deque()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._turn: TailTurn | None = None
        self._clean_at = 0.0
        self._rejected = 0
        self._thread = threading.Thread(target=self._run, name="ingest")
        self.error: str | None = None  # what keeps it from going on now

    def start(self) -> None:
        self._thread.start()

    async def stop(self) -> None:
        """Finish the step under way. What is left in the spool stays there for the next start."""
        self._stopping.set()
        self._wake.set()
        await asyncio.to_thread(self._thread.join)

    async def catch_up_request(self, project: int, request_id: str, timeout_s: float = 2.0) -> bool:
        """Store what the spool has of that request id or exchange id now, ahead of everything else.

        False when that took too long or failed. Ids are not told apart by project here: a namesake is stored along.
        """
        wanted = _Wanted(request_id, Future())
        self._wanted.append(wanted)
        self._wake.set()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(wanted.done), timeout_s)
        except TimeoutError:
            return False

    async def drain(self, timeout_s: float = 2.0) -> int:
        """Store all that is in the spool now. Returns the moment (Unix µs) up to which the store has everything:
        that of the call, or an earlier one when it took too long."""
        reached = self._freshness.mark()
        self._wake.set()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(reached), timeout_s)
        except TimeoutError:
            return self._freshness.fresh_to_us

    async def has_all(self, timeout_s: float = 2.0) -> bool:
        """Store all that is in the spool now; False when that took too long or failed."""
        asked_at_us = time.time_ns() // 1000
        return await self.drain(timeout_s) >= asked_at_us

    def lag(self) -> Lag:
        return self._freshness.lag()

    @property
    def lost(self) -> int:
        """Frames and damaged stretches of bytes set aside since the start; each held a part of a logged call."""
        return self._rejected + self._tail.damaged

    # The thread

    def _run(self) -> None:
        failures = 0
        begun = False
        while not self._stopping.is_set():
            try:
                if not begun:
                    self._begin()
                    begun = True
                more = self._step()
                failures = 0
            except _Stopped:
                break
            except Exception as error:  # the thread must live: it tries again
                if not failures:
                    log.exception("ingest_failed")
                self.error = repr(error)
                failures += 1
                more = False
            if not more:
                self._wake.wait(self._pause_s(failures))
                self._wake.clear()
        self._tail.close()
        self._extractor.close()
        while self._wanted:
            _answer(self._wanted.popleft(), False)

    def _pause_s(self, failures: int) -> float:
        if failures:
            return _RETRY_S[min(failures, len(_RETRY_S)) - 1]
        return _POLL_S if self._freshness.idle else _SOON_S

    def _begin(self) -> None:
        """Workers that died while nobody looked: their calls have ended, their counters are ours."""
        present = {path.name.partition(".")[0] for path in segments(self._spool)}
        gone = [
            writer
            for writer in self._store.writers_in_flight().result()
            if writer not in present and not writer_is_alive(self._spool, writer)
        ]
        if gone:
            self._record(Batch(dead_writers=gone))
        for path in self._spool.glob(f"*{counters.SUFFIX}"):
            pid = counters.read(path).get("pid")  # a worker that is just starting may not have written it yet
            if path.stem not in present and pid and not counters.is_running(pid):
                self._count_dead(path.stem)

    def _step(self) -> bool:
        """One look at the spool; whether there may be more."""
        while self._wanted:
            self._fetch(self._wanted.popleft())
        if self._freshness.idle:
            self._freshness.mark()
        turn = self._turn or self._tail.turn()
        if turn.error and turn.error != self.error:
            log.error("spool_unreadable", error=turn.error)
        self.error = turn.error
        if turn:
            self._turn = turn  # should this step fail, the next one takes it up again
            self._take(turn)
            self._turn = None
        self._freshness.stored(turn.positions, turn.finished)
        self._heads.drop(self._freshness.positions())
        self._clean()
        return turn.full or bool(turn.finished)

    def _take(self, turn: TailTurn) -> None:
        facts = self._understand(turn.found)
        self._keep(facts, Batch(positions=turn.positions, gone=turn.finished, dead_writers=turn.dead))
        self._pairing.committed(facts, turn.dead)
        for name in turn.finished:
            (self._spool / name).unlink(missing_ok=True)
        self._tail.forget(turn.finished)
        self._heads.drop_segments(turn.finished)
        for writer in turn.dead:
            self._count_dead(writer)

    def _fetch(self, wanted: _Wanted) -> None:
        """Frames of one id, ahead of their turn; they are met again later, which exactly-once makes harmless."""
        try:
            found = []
            for where in self._heads.frames_of(wanted.name, self._freshness.positions()):
                frame = read_frame(self._spool / where.segment, where.offset)
                if frame is not None:
                    found.append(LocatedFrame(where.segment, where.offset, frame))
            found = [one for one in found if not self._pairing.has_ended_early(one)]
            if found:
                facts = self._understand(found)
                self._keep(facts, None)
                self._pairing.ended_early(facts)
                self._pairing.committed(facts, [])
        except Exception:
            _answer(wanted, False)
            raise
        _answer(wanted, True)

    def _understand(self, found: Sequence[LocatedFrame]) -> list[Facts]:
        missing = self._pairing.missing(found)
        paired = self._pairing.pair(found, self._store.stored(missing).result() if missing else {})
        for one, reason in paired.rejected:
            self._set_aside(one, reason)
        return paired.facts

    def _keep(self, facts: Sequence[Facts], then: Batch | None) -> None:
        """Record these; when all that can be kept is, positions and the rest of `then`."""
        rows = [self._extractor.extract(one.exchange, one.bodies) for one in facts]
        rest = then or Batch()
        failed = self._record(Batch(rows, _new_bodies(facts), rest.positions, rest.gone, rest.dead_writers))
        if not failed:
            return
        # A second try with the facts alone: what was derived of them may be what can't be stored.
        again = [one for one in facts if one.exchange.exchange_id in failed]
        failed = self._record(Batch([one.exchange for one in again], _new_bodies(again)))
        for one in again:
            if reason := failed.get(one.exchange.exchange_id):
                for frame in one.frames:
                    self._set_aside(frame, reason)
        self._record(rest)

    def _record(self, batch: Batch) -> dict[str, str]:
        """Tries until it works: what is not in the store is nowhere else but in the spool, which waits."""
        tries = 0
        while True:
            try:
                failed = self._store.record(batch).result().failed
            except Exception as error:
                if not tries:
                    log.error("store_unavailable", error=str(error))
                self.error = str(error)
            else:
                if tries:
                    self.error = None  # before those who waited for this batch are told
                return failed
            if self._stopping.wait(_RETRY_S[min(tries, len(_RETRY_S) - 1)]):
                raise _Stopped
            tries += 1

    def _set_aside(self, one: LocatedFrame, reason: str) -> None:
        self._rejected += 1
        log.warning("frame_set_aside", segment=one.segment, offset=one.offset, reason=reason)
        data = encode(one.frame.kind, one.frame.header, one.frame.body, seed_of(one.segment))  # type: ignore[arg-type]  # as it was read, whatever it holds
        set_aside(self._quarantine / f"{one.segment}.{one.offset}", data)

    def _count_dead(self, writer: str) -> None:
        path = self._spool / f"{writer}{counters.SUFFIX}"
        counted = counters.read(path)
        if counted:
            self._store.count_dead(writer, counted["dropped"], counted["truncated"]).result()
        path.unlink(missing_ok=True)

    def _clean(self) -> None:
        now = time.monotonic()
        if now < self._clean_at:
            return
        self._clean_at = now + _CLEAN_S
        before = time.time() - self._quarantine_s
        for path in self._quarantine.iterdir():
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _answer(wanted: _Wanted, answer: bool) -> None:
    if wanted.done.set_running_or_notify_cancel():
        wanted.done.set_result(answer)


def _new_bodies(facts: Iterable[Facts]) -> dict[str, Bodies]:
    return {one.exchange.exchange_id: one.new for one in facts}
