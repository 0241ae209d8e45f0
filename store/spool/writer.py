"""The writing side of the spool: one `SpoolWriter` per worker process, used from its event loop.

All frames of one loop turn go into one write; whoever waits for a frame is called back after that write, so the order
"on disk, then on the wire" costs no extra system call. Nothing in here raises at the data plane: a frame that can't be
written is counted and its caller told.
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
from store.spool import reader
from store.spool.counters import SUFFIX as COUNTERS_SUFFIX
from store.spool.counters import Counters
from store.spool.frames import Header, Kind, encode
from store.spool.segment import Segment

log = structlog.get_logger()

_RECOUNT_S = 1.0  # how often the whole spool's size is looked up
_ROTATE_S = 3600  # a quiet worker's segment would otherwise keep bodies on disk long after they were ingested
_OWED_MAX = 10_000  # endings remembered while the disk is full


# kind, header, body, and whom to tell whether it was written
_Waiting = tuple[Kind, Header, bytes, Callable[[bool], None]]


class SpoolWriter:
    def __init__(self, directory: Path, settings: SpoolSettings, loop: asyncio.AbstractEventLoop) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.id = uuid7()
        self.counters = Counters(directory / f"{self.id}{COUNTERS_SUFFIX}")
        self._directory = directory
        self._max_bytes = settings.max_bytes
        self._segment_bytes = settings.segment_bytes
        self._sync_after_s = settings.fsync_ms / 1000
        self._sync_first = settings.fsync_ms == 0  # whoever waits for a closing frame waits for the disk
        self._loop = loop
        self._waiting: list[_Waiting] = []
        self._owed: deque[tuple[Kind, Header]] = deque(maxlen=_OWED_MAX)
        self._spool_bytes = 0  # of the whole spool when last counted, and what we wrote since
        self._counted_at = float("-inf")
        self._number = 1
        self._segment = Segment(directory, reader.segment_name(self.id, self._number))
        self._rotate_at = loop.time() + _ROTATE_S
        # One thread, so that a segment is not closed while it is being synced.
        self._syncer = ThreadPoolExecutor(1, "spool-sync")
        self._syncing = False
        self._unsynced: list[Callable[[bool], None]] | None = None  # None: all that was written is on the disk
        self._sync_timer: asyncio.TimerHandle | None = None
        self._complained: set[str] = set()
        self._full = False  # something did not fit, and no beginning of a call did since
        self._full_until = float("-inf")  # no new segment before that, as the last one did not help
        self._syncer.submit(self._segment.sync_name)

    def append(self, kind: Kind, header: Header, body: bytes, then: Callable[[bool], None]) -> None:
        """Write a frame at the end of this loop turn, then call `then(written)`.

        With fsync_ms = 0 a CLOSING's `then` is called when the frame is on the disk, else when the system has it.
        """
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append((kind, header, body, then))

    def on_tick(self) -> None:
        """From the worker's clock: what could not be written is tried again, and a quiet segment is let go."""
        if self._owed:
            self._pay_owed()
        if self._segment.size and self._loop.time() > self._rotate_at:
            self._rotate()

    async def close(self) -> None:
        """Everything appended is on the disk; the segment is let go."""
        self._flush()
        self._pay_owed()
        if self._sync_timer:
            self._sync_timer.cancel()
        await self._loop.run_in_executor(self._syncer, self._finish, self._segment)
        self._release()
        self._syncer.shutdown()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        written = self._write(waiting)
        if self._segment.size >= self._segment_bytes:
            self._rotate()
        if self._unsynced is None:
            self._unsynced = []
        for (kind, _, _, then), done in zip(waiting, written, strict=True):
            if self._sync_first and done and kind is Kind.CLOSING:
                self._unsynced.append(then)
                continue
            try:
                then(done)
            except Exception:  # one dead client must not keep the others of this turn from their last bytes
                log.exception("after_write_failed")
        self._sync_soon()

    def _write(self, waiting: list[_Waiting]) -> list[bool]:
        """One write for all of them; which of them are now in the segment, whole."""
        if self._owed:
            self._pay_owed()
        seed = self._segment.seed
        frames = [encode(kind, header, body, seed) for kind, header, body, _ in waiting]
        # Endings may use the last sixteenth, so that calls which were logged as begun get their end.
        room, reserve = self._room(), self._max_bytes >> 4
        if sum(map(len, frames)) <= room - reserve and not self._full:
            done = self._append(frames)
            if all(done):
                return done
        else:
            done = self._append_what_fits(waiting, frames, room, reserve)
        for (kind, header, body, _), written in zip(waiting, done, strict=True):
            if not written and kind is not Kind.OPENING:
                self._owe(kind, header, bool(body))
        self._look_full(waiting, done)
        return done

    def _append_what_fits(self, waiting: list[_Waiting], frames: list[bytes], room: int, reserve: int) -> list[bool]:
        fits = []
        for (kind, *_), frame in zip(waiting, frames, strict=True):
            fits.append(len(frame) <= room - (reserve if kind is Kind.OPENING else 0))
            room -= len(frame) * fits[-1]
        if not any(fits):
            return fits
        stored = iter(self._append([frame for frame, fit in zip(frames, fits, strict=True) if fit]))
        return [fit and next(stored) for fit in fits]

    def _look_full(self, waiting: list[_Waiting], done: list[bool]) -> None:
        if not all(done):
            self._full = True
            self.counters["spool_full"] = 1
            self._complain("spool_full", None)
            if self._segment.size and self._loop.time() > self._full_until:
                self._full_until = self._loop.time() + _RECOUNT_S
                self._rotate()  # only a segment that was let go can be ingested to its end and give its room back
        elif self._full and any(kind is Kind.OPENING for kind, *_ in waiting):
            self._full = False
            self.counters["spool_full"] = 0
            self._complained.clear()
            log.warning("spool_has_room_again")

    def _append(self, frames: list[bytes]) -> list[bool]:
        before = self._segment.size
        try:
            done = self._segment.append(frames)
        except OSError as error:
            # What was cut short stays there as damage, which the reader steps over.
            self._complain("spool_segment_broken", error)
            done = [False] * len(frames)
            self._rotate()
            return done
        self._spool_bytes += self._segment.size - before
        return done

    def _room(self) -> int:
        now = self._loop.time()
        if now - self._counted_at > _RECOUNT_S:
            self._counted_at = now
            try:
                self._spool_bytes = reader.size_bytes(self._directory)
            except OSError as error:
                self._complain("spool_unreadable", error)
        return self._max_bytes - self._spool_bytes

    def _owe(self, kind: Kind, header: Any, lost_body: bool) -> None:
        """What can't be written now of calls that are in the log as begun is written later, without its body."""
        if lost_body:
            header["request_truncated" if kind is Kind.REQUEST else "response_truncated"] = True
        self._owed.append((kind, header))

    def _pay_owed(self) -> None:
        while self._owed:
            kind, header = self._owed[0]
            frame = encode(kind, header, b"", self._segment.seed)
            if len(frame) > self._room() or not self._append([frame])[0]:
                return
            self._owed.popleft()

    def _rotate(self) -> None:
        """The next segment is there and locked before the last one is let go."""
        try:
            following = Segment(self._directory, reader.segment_name(self.id, self._number + 1))
        except OSError as error:
            self._complain("spool_segment_not_made", error)
            return
        self._syncer.submit(self._finish, self._segment)
        self._syncer.submit(following.sync_name)
        self._segment = following
        self._number += 1
        self._rotate_at = self._loop.time() + _ROTATE_S

    # Syncing: at most one at a time, for all that was written since the last

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
        released, self._unsynced = self._unsynced, None
        done = self._loop.run_in_executor(self._syncer, self._sync_segment, self._segment)
        done.add_done_callback(lambda _: self._synced(released))

    def _synced(self, released: list[Callable[[bool], None]]) -> None:
        self._syncing = False
        _call(released, written=True)
        if self._unsynced is not None:
            self._sync_soon()

    def _release(self) -> None:
        released, self._unsynced = self._unsynced or [], None
        _call(released, written=True)

    def _sync_segment(self, segment: Segment) -> None:
        try:
            segment.sync()
        except OSError as error:
            self._complain("spool_not_synced", error)

    def _finish(self, segment: Segment) -> None:
        self._sync_segment(segment)
        segment.let_go()

    def _complain(self, event: str, error: OSError | None) -> None:
        """Once, until writing works again."""
        if event not in self._complained:
            self._complained.add(event)
            log.error(event, error=str(error) if error else "no room left; calls go on, unlogged ones are counted")


def _call(waiting: list[Callable[[bool], None]], *, written: bool) -> None:
    for then in waiting:
        try:
            then(written)
        except Exception:  # one dead client must not keep the others from their last bytes
            log.exception("after_write_failed")
