"""The writing side of the spool: one `SpoolWriter` per writing process, used from its event loop: each proxy worker has
one, and the api process for calls that its callers report.

All frames of one loop turn go into one write. Callbacks that wait for a frame are called after that write: the order
"on disk, then on the wire" costs no extra system call. Nothing here raises at the data plane: a frame that cannot be
written is counted, and its callback gets `False`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import structlog

from store.ids import uuid7
from store.settings import SpoolSettings
from store.spool.counters import SUFFIX as COUNTERS_SUFFIX
from store.spool.counters import Counters
from store.spool.frames import EncodedFrame, FrameHeader, Kind, encode
from store.spool.segment_files import segment_name, size_bytes
from store.spool.segment_writer import SegmentWriter

log = structlog.get_logger()

_RECOUNT_S = 1.0  # how often the size of the whole spool is measured
_ROTATE_S = 3600  # a quiet worker's segment would otherwise keep bodies on disk long after they were ingested
_ALONE = frozenset({Kind.WHOLE, Kind.LOG_RECORDS})
_FIRST = _ALONE | {Kind.OPENING}  # of a call: if it is not written, the call is not logged
_LAST = _ALONE | {Kind.CLOSING}
_MAX_OWED = 10_000  # REQUEST and CLOSING frames remembered while the disk is full


# kind, header, body, on_written
_Waiting = tuple[Kind, FrameHeader, bytes, Callable[[bool], None]]


class SpoolWriter:
    def __init__(
        self,
        directory: Path,
        settings: SpoolSettings,
        loop: asyncio.AbstractEventLoop,
        counters: Counters | None = None,
    ) -> None:
        """`counters`: those of a process that is no worker; None: a worker's, in a file of the directory."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.id = uuid7()
        self.counters = counters or Counters(directory / f"{self.id}{COUNTERS_SUFFIX}")
        self._directory = directory
        self._max_bytes = settings.max_bytes
        self._segment_bytes = settings.segment_bytes
        self._sync_after_s = settings.fsync_ms / 1000
        self._sync_first = settings.fsync_ms == 0  # the callback of a last frame waits for the disk
        self._loop = loop
        self._waiting: list[_Waiting] = []
        self._owed: deque[tuple[Kind, FrameHeader]] = deque(maxlen=_MAX_OWED)
        self._spool_bytes = 0  # of the whole spool when last measured, plus what this writer wrote since
        self._measured_at = float("-inf")
        self._number = 1
        self._segment = SegmentWriter(directory, segment_name(self.id, self._number))
        self._rotate_at = loop.time() + _ROTATE_S
        # One thread, so that no segment is closed while it is being synced.
        self._syncer = ThreadPoolExecutor(1, "spool-sync")
        self._syncing = False
        # Callbacks that wait for a sync; None: everything written is durable.
        self._unsynced: list[Callable[[bool], None]] | None = None
        self._sync_timer: asyncio.TimerHandle | None = None
        self._reported: set[str] = set()  # problems logged since writing last worked
        self._full = False  # a frame did not fit, and no first frame of a call was written since
        self._rotate_when_full_at = float("-inf")  # loop time; a rotation before that did not help
        self._syncer.submit(self._segment.sync_name)

    def append(self, kind: Kind, header: FrameHeader, body: bytes, on_written: Callable[[bool], None]) -> None:
        """Write a frame at the end of this loop turn, then call `on_written(written)`.

        With fsync_ms = 0, the callback of a call's last frame is called when it is durable, and gets `False`
        if the disk refuses to make it so; else it is called when the operating system has the frame.
        """
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append((kind, header, body, on_written))

    def on_tick(self) -> None:
        """The worker's clock calls this at each tick: owed frames are tried again, a quiet segment is released."""
        if self._owed:
            self._pay_owed()
        if self._segment.size_bytes and self._loop.time() > self._rotate_at:
            self._rotate()

    async def close(self) -> None:
        """Write what waits, make everything durable, release the segment."""
        self._flush()
        self._pay_owed()
        if self._sync_timer:
            self._sync_timer.cancel()
        self._call_unsynced(await self._loop.run_in_executor(self._syncer, self._finish, self._segment))
        self._syncer.shutdown()

    def _flush(self) -> None:
        """The writer's turn. The event loop calls this once after the turn in which frames were appended."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        all_written = self._write(waiting)
        if self._segment.size_bytes >= self._segment_bytes:
            self._rotate()
        if self._unsynced is None:
            self._unsynced = []
        for (kind, _, _, on_written), written in zip(waiting, all_written, strict=True):
            if self._sync_first and written and kind in _LAST:
                self._unsynced.append(on_written)
                continue
            try:
                on_written(written)
            except Exception:  # one failing call must not keep the other calls of this turn from their last bytes
                log.exception("after_write_failed")
        self._sync_soon()

    def _write(self, waiting: list[_Waiting]) -> list[bool]:
        """One write for all of them. Which of them are now in the segment, whole."""
        if self._owed:
            self._pay_owed()
        seed = self._segment.seed
        frames = [encode(kind, header, body, seed) for kind, header, body, _ in waiting]
        # The last sixteenth is reserved for REQUEST and CLOSING frames: a call with an OPENING gets its end.
        free, reserve = self._free_bytes(), self._max_bytes >> 4
        if sum(map(_size_bytes, frames)) <= free - reserve and not self._full:
            all_written = self._append(frames)
            if all(all_written):
                return all_written
        else:
            all_written = self._append_what_fits(waiting, frames, free, reserve)
        for (kind, header, body, _), written in zip(waiting, all_written, strict=True):
            if not written and kind not in _FIRST:
                self._owe(kind, header, bool(body))
        self._update_full(waiting, all_written)
        return all_written

    def _append_what_fits(
        self, waiting: list[_Waiting], frames: list[EncodedFrame], free: int, reserve: int
    ) -> list[bool]:
        fits = []
        for (kind, *_), frame in zip(waiting, frames, strict=True):
            frame_bytes = _size_bytes(frame)
            fits.append(frame_bytes <= free - (reserve if kind in _FIRST else 0))
            free -= frame_bytes * fits[-1]
        if not any(fits):
            return fits
        written = iter(self._append([frame for frame, fit in zip(frames, fits, strict=True) if fit]))
        return [fit and next(written) for fit in fits]

    def _update_full(self, waiting: list[_Waiting], all_written: list[bool]) -> None:
        if not all(all_written):
            self._full = True
            self.counters["spool_full"] = 1
            self._report("spool_full", None)
            if self._segment.size_bytes and self._loop.time() > self._rotate_when_full_at:
                self._rotate_when_full_at = self._loop.time() + _RECOUNT_S
                self._rotate()  # only a released segment can be ingested to its end and deleted
        elif self._full and any(kind in _FIRST for kind, *_ in waiting):
            self._full = False
            self.counters["spool_full"] = 0
            self._reported.clear()
            log.warning("spool_has_room_again")

    def _append(self, frames: list[EncodedFrame]) -> list[bool]:
        before = self._segment.size_bytes
        try:
            all_written = self._segment.append(frames)
        except OSError as error:
            # Part of a frame stays in the segment as damage, which the reader skips.
            self._report("spool_segment_broken", error)
            all_written = [False] * len(frames)
            self._rotate()
            return all_written
        self._spool_bytes += self._segment.size_bytes - before
        return all_written

    def _free_bytes(self) -> int:
        now = self._loop.time()
        if now - self._measured_at > _RECOUNT_S:
            self._measured_at = now
            try:
                self._spool_bytes = size_bytes(self._directory)
            except OSError as error:
                self._report("spool_unreadable", error)
        return self._max_bytes - self._spool_bytes

    def _owe(self, kind: Kind, header: Any, lost_body: bool) -> None:
        """Remember a frame that cannot be written now, for a call that has its OPENING. It loses its body."""
        if lost_body:
            side = "request" if kind is Kind.REQUEST else "response"
            header[f"{side}_truncated"] = True
            header[f"{side}_gap_offset"] = None
        self._owed.append((kind, header))

    def _pay_owed(self) -> None:
        while self._owed:
            kind, header = self._owed[0]
            frame = encode(kind, header, b"", self._segment.seed)
            if _size_bytes(frame) > self._free_bytes() or not self._append([frame])[0]:
                return
            self._owed.popleft()

    def _rotate(self) -> None:
        """Go on in a new segment, which is created and locked before the old one is released."""
        try:
            following = SegmentWriter(self._directory, segment_name(self.id, self._number + 1))
        except OSError as error:
            self._report("spool_segment_not_made", error)
            return
        self._syncer.submit(self._finish, self._segment)
        self._syncer.submit(following.sync_name)
        self._segment = following
        self._number += 1
        self._rotate_at = self._loop.time() + _ROTATE_S

    # Syncing: at most one at a time, for everything that was written since the previous one

    def _sync_soon(self) -> None:
        if self._sync_first:
            self._sync()
        elif self._sync_timer is None:
            self._sync_timer = self._loop.call_later(self._sync_after_s, self._sync)

    def _sync(self) -> None:
        self._sync_timer = None
        if self._syncing or self._unsynced is None:
            return
        self._syncing = True
        callbacks, self._unsynced = self._unsynced, None
        synced = self._loop.run_in_executor(self._syncer, self._sync_segment, self._segment)
        synced.add_done_callback(lambda future: self._on_synced(callbacks, future.result()))

    def _on_synced(self, callbacks: list[Callable[[bool], None]], durable: bool) -> None:
        """The event loop calls this when the sync that `callbacks` wait for has ended."""
        self._syncing = False
        _call(callbacks, written=durable)
        if self._unsynced is not None:
            self._sync_soon()

    def _call_unsynced(self, durable: bool) -> None:
        callbacks, self._unsynced = self._unsynced or [], None
        _call(callbacks, written=durable)

    def _sync_segment(self, segment: SegmentWriter) -> bool:
        """Whether what was written is durable."""
        try:
            segment.sync()
        except OSError as error:
            self._report("spool_not_synced", error)
            return False
        return True

    def _finish(self, segment: SegmentWriter) -> bool:
        durable = self._sync_segment(segment)
        segment.release()
        return durable

    def _report(self, event: str, error: OSError | None) -> None:
        """Log a problem once, until writing works again."""
        if event not in self._reported:
            self._reported.add(event)
            full = "spool.max_bytes is reached or the disk is full; calls go on, the unlogged ones are counted"
            log.error(event, error=str(error) if error else full)


def _size_bytes(frame: EncodedFrame) -> int:
    return len(frame[0]) + len(frame[1])


def _call(callbacks: list[Callable[[bool], None]], *, written: bool) -> None:
    for on_written in callbacks:
        try:
            on_written(written)
        except Exception:  # one failing call must not keep the others from their last bytes
            log.exception("after_write_failed")
