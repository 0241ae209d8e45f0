"""`Ingest`: reads the spool in a thread of its own, beside the API's event loop.

_run                   until stopped: one read of the spool after another, again after errors
  _recover             once: workers that died while no api process was running
  _read_spool          one read of the spool
    _ingest_early      frames that the API waits for, ahead of their turn
    _ingest            the frames of one read, without the calls that have just begun
      _pair            frames → exchanges, and what log records change
      _store_exchanges extracts, stores; when a row fails, stores it with its facts alone or sets it aside
        _commit        one batch, tried until the store can be written
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import NamedTuple

import structlog

from store.base import Batch, IngestStore, StoreUnavailable
from store.extract.pricing.cost import Prices
from store.ingest.dead_workers import DeadWorkers
from store.ingest.extractor import Extractor
from store.ingest.freshness import Freshness, Lag
from store.ingest.head_index import HeadIndex
from store.ingest.holding import NOTHING, turn
from store.ingest.late_rows import LateRows
from store.ingest.log_records import LogRecords
from store.ingest.pairing import PairedExchange, Pairing
from store.ingest.quarantine import Quarantine
from store.ingest.tail import MAX_BYTES, MAX_FRAMES, LocatedFrame, Tail, TailRead
from store.ingest.tallies import Tallies
from store.models import Bodies
from store.settings import DataDir
from store.spool.frames import Kind
from store.spool.segment_reader import read_frame

log = structlog.get_logger()

_POLL_S = 0.1  # frames that arrive meanwhile share a batch; callers that wait for freshness wake the thread
_POLL_WAITED_FOR_S = 0.025  # while a caller waits for calls that are not whole yet
_RETRY_S = (0.1, 0.5, 2.0)  # pauses while the store cannot be written; the last one repeats
_MEMORY_BYTES = 64 << 20  # for openings whose closing has not come


class _Wanted(NamedTuple):
    any_id: str
    done: Future[bool]

    def resolve(self, stored: bool) -> None:
        if self.done.set_running_or_notify_cancel():
            self.done.set_result(stored)


class _Stopped(Exception):
    pass


class Ingest:
    """Start it with `start()`, end it with `await stop()`.

    Everything that was read is in the store before a position moves on: after a crash it is read again.
    """

    def __init__(
        self,
        store: IngestStore,
        data_dir: DataDir,
        prices: Prices,
        positions: dict[str, int],
        quarantine_days: float = 7,
    ) -> None:
        """`positions`: segment name → offset from which to read, as `Store.positions` returns them."""
        self._store = store
        self._spool = data_dir.spool
        self._quarantine = Quarantine(data_dir.quarantine, quarantine_days)
        self._tail = Tail(data_dir.spool, data_dir.quarantine, positions)
        self._pairing = Pairing(_MEMORY_BYTES)
        self._wake = threading.Event()
        self._extractor = Extractor(prices, on_late=self._wake.set)
        self.tallies = Tallies()
        self._late_rows = LateRows(store, self._extractor, self.tallies)
        self._log_records = LogRecords(store, self._extractor, self.tallies, self._quarantine)
        self._dead_workers = DeadWorkers(store, data_dir.spool, data_dir.quarantine)
        self._heads = HeadIndex(data_dir.spool)
        self._freshness = Freshness(data_dir.spool, positions)
        self._wanted: deque[_Wanted] = deque()
        self._stopping = threading.Event()
        self._unfinished: TailRead | None = None  # read, but not stored yet
        self._held = NOTHING  # calls that have just begun
        self._thread = threading.Thread(target=self._run, name="ingest")
        self.error: str | None = None  # why ingest cannot go on now; None: it can

    def start(self) -> None:
        self._thread.start()

    async def stop(self) -> None:
        """Finish the running batch. The rest of the spool stays there for the next start."""
        self._stopping.set()
        self._wake.set()
        await asyncio.to_thread(self._thread.join)

    def unread_ids(self) -> set[str]:
        """The exchange ids of stored calls whose large bodies are still being read."""
        return self._late_rows.ids()

    async def catch_up_request(self, project: int, request_id: str, timeout_s: float = 2.0) -> bool:
        """Store what the spool holds of that request id or exchange id, ahead of everything else.

        False: it took longer than `timeout_s` or failed. Frames of the same id in other projects are stored too.
        """
        wanted = _Wanted(request_id, Future())
        self._wanted.append(wanted)
        self._wake.set()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(wanted.done), timeout_s)
        except TimeoutError:
            return False

    async def drain(self, timeout_s: float = 2.0) -> int:
        """Store all that is in the spool now. Returns the time (Unix µs) up to which the store has everything: that of
        this call, or an earlier one when it took longer than `timeout_s`."""
        reached = self._freshness.mark()
        self._wake.set()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(reached), timeout_s)
        except TimeoutError:
            return self._freshness.fresh_to_us

    async def has_all(self, timeout_s: float = 2.0) -> bool:
        """Store all that is in the spool now. False: it took longer than `timeout_s` or failed."""
        called_at_us = time.time_ns() // 1000
        return await self.drain(timeout_s) >= called_at_us

    def lag(self) -> Lag:
        return self._freshness.lag()

    @property
    def lost(self) -> int:
        """Frames and damaged stretches of bytes set aside since the start; each held a part of a logged call."""
        return self._quarantine.frames + self._tail.damaged

    # The thread

    def _run(self) -> None:
        failures = 0
        recovered = False
        while not self._stopping.is_set():
            try:
                if not recovered:
                    self._recover()
                    recovered = True
                more = self._read_spool()
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
        try:
            self._late_rows.finish(self._wake)
        except StoreUnavailable:
            pass  # they stay as they were stored
        self._tail.close()
        self._extractor.close()
        while self._wanted:
            self._wanted.popleft().resolve(False)

    def _pause_s(self, failures: int) -> float:
        if failures:
            return _RETRY_S[min(failures, len(_RETRY_S)) - 1]
        return _POLL_S if self._freshness.idle else _POLL_WAITED_FOR_S

    def _recover(self) -> None:
        """End the exchanges of workers that died while no api process was running, and take over their counters."""
        if dead := self._dead_workers.forgotten():
            self._commit(Batch(dead_writers=dead))
        self._dead_workers.take_over_all()

    def _read_spool(self) -> bool:
        """Returns whether there may be more to read."""
        self._late_rows.store()
        if self._wanted and self._held.begun:  # these have been read, so what is read ahead leaves them out
            self._freshness.stored(self._ingest(TailRead(), may_hold=False), [])
        while self._wanted:
            self._ingest_early(self._wanted.popleft())
        sizes_bytes = self._freshness.look()
        read = self._unfinished or self._tail.read(sizes_bytes)
        if read.error and read.error != self.error:
            log.error("spool_unreadable", error=read.error)
        self.error = read.error
        positions: dict[str, int] = {}
        if read or self._held.begun:
            self._unfinished = read  # if this fails, the next try begins with it
            positions = self._ingest(read, may_hold=self._freshness.idle)
            self._unfinished = None
        self._freshness.stored(positions, read.finished)
        self._heads.drop(self._freshness.positions())
        self._quarantine.clean()
        return read.full or bool(read.finished)

    def _ingest(self, read: TailRead, *, may_hold: bool) -> dict[str, int]:
        """Returns up to where the store has the segments now. `may_hold`: nobody waits for calls in flight."""
        exchanges, log_records = self._pair(read.frames)
        may_hold = may_hold and self._pairing.has_room and not read.finished and not read.dead_writers
        exchanges, positions, held = turn(self._held, exchanges, read, may_hold=may_hold)
        self._store_exchanges(
            exchanges,
            replace(log_records, positions=positions, gone=read.finished, dead_writers=read.dead_writers),
        )
        self._held = held
        self._pairing.committed(exchanges, read.dead_writers)
        self._log_records.note_read(read.frames)
        for name in read.finished:
            (self._spool / name).unlink(missing_ok=True)
        self._tail.forget(read.finished)
        self._heads.drop_segments(read.finished)
        for writer in read.dead_writers:
            self._dead_workers.take_over(writer)
        return positions

    def _ingest_early(self, wanted: _Wanted) -> None:
        """Ingest the frames of one id ahead of their turn. They are read again later; rows are stored exactly once, so
        that is harmless."""
        try:
            for frames in self._early_frames(wanted.any_id):
                exchanges, log_records = self._pair(frames)
                self._store_exchanges(exchanges, log_records)
                self._pairing.note_ended_early(exchanges)
                self._log_records.note_early(frames)
                self._pairing.committed(exchanges, [])
        except Exception:
            wanted.resolve(False)
            raise
        self._late_rows.when_read(wanted.any_id, wanted.resolve)

    def _early_frames(self, any_id: str) -> Iterator[list[LocatedFrame]]:
        """The frames of one id, as many at a time as a read of the spool brings: a client may send one id for ever."""
        locations = self._heads.frames_of(any_id, self._freshness.positions(), self._pairing.ended_early)
        frames: list[LocatedFrame] = []
        size_bytes = 0
        for segment, offset in locations:
            frame = read_frame(self._spool / segment, offset)
            if frame is None:
                continue
            frames.append(LocatedFrame(segment, offset, frame))
            size_bytes += len(frame.body)
            if len(frames) >= MAX_FRAMES or size_bytes >= MAX_BYTES:
                yield frames
                frames, size_bytes = [], 0
        if frames:
            yield frames

    def _pair(self, frames: Sequence[LocatedFrame]) -> tuple[list[PairedExchange], Batch]:
        """The exchanges of these frames, and a batch with what log records change beside them."""
        log_records = [located for located in frames if located.frame.kind is Kind.LOG_RECORDS]
        if log_records:
            frames = [located for located in frames if located.frame.kind is not Kind.LOG_RECORDS]
        missing = self._pairing.missing(frames)
        paired = self._pairing.pair(frames, self._store.stored_exchanges(missing).result() if missing else {})
        for frame, reason in paired.rejected:
            self._quarantine.set_aside(frame, reason)
        return self._log_records.join(paired.exchanges, log_records)

    def _store_exchanges(self, exchanges: Sequence[PairedExchange], rest: Batch) -> None:
        """Store the exchanges, and with them the positions and the rest of `rest`."""
        self._extractor.renew_grace()
        rows = [self._extractor.extract(paired.exchange, paired.bodies, paired.extracted) for paired in exchanges]
        failed = self._commit(replace(rest, exchanges=rows, bodies=rest.bodies | _new_bodies(exchanges)))
        self.tallies.add(rows, self._extractor.late_ids())
        if not failed:
            return
        # A second try with the facts alone: an extracted field may be what cannot be stored.
        again = [paired for paired in exchanges if paired.exchange.exchange_id in failed]
        failed = self._commit(Batch([paired.exchange for paired in again], _new_bodies(again)))
        for paired in again:
            if reason := failed.get(paired.exchange.exchange_id):
                for frame in paired.frames:
                    self._quarantine.set_aside(frame, reason)
        self._commit(rest)

    def _commit(self, batch: Batch) -> dict[str, str]:
        """Store a batch, trying until the store can be written: until then its frames are nowhere but in the spool,
        which waits. Returns the exchange ids of rows that cannot be stored, with the reasons."""
        attempts = 0
        while True:
            try:
                failed = self._store.store_batch(batch).result().failed
            except Exception as error:
                if not attempts:
                    log.error("store_unavailable", error=str(error))
                self.error = str(error)
            else:
                if attempts:
                    self.error = None  # before the callers that waited for this batch continue
                return failed
            if self._stopping.wait(_RETRY_S[min(attempts, len(_RETRY_S) - 1)]):
                raise _Stopped
            attempts += 1


def _new_bodies(exchanges: Iterable[PairedExchange]) -> dict[str, Bodies]:
    return {paired.exchange.exchange_id: paired.new_bodies for paired in exchanges}
