"""Reading segments while they grow: all frames, the heads ahead of everything else, or a single frame."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import structlog

from store.spool.frame_cursor import FrameCursor
from store.spool.frames import DamagedFrame, Frame, FrameHead
from store.spool.quarantine import set_aside
from store.spool.segment_files import is_free, seed_of

log = structlog.get_logger()


class SegmentReader:
    """Reads one segment from an offset on; `frames` can be called repeatedly while the segment grows.

    `offset`: everything before it was read. `damaged`: how many stretches were not frames; they are copied to the
    quarantine and skipped. `torn_bytes`: the length of the incomplete end that a dead writer left. `finished`: the
    writer has released the segment, and everything was read.
    """

    def __init__(self, path: Path, quarantine: Path, offset: int = 0) -> None:
        self.path = path
        self.name = path.name
        self.writer, number, _ = path.name.split(".")
        self.number = int(number)
        self.offset = offset
        self.damaged = 0
        self.torn_bytes = 0
        self.finished = False
        self._quarantine = quarantine
        self._seed = seed_of(path.name)
        self._file = os.open(path, os.O_RDONLY)

    def __repr__(self) -> str:
        return f"<SegmentReader {self.name} at {self.offset}{' finished' if self.finished else ''}>"

    def frames(self, max_bytes: int = 4 << 20) -> Iterator[tuple[int, Frame]]:
        """The whole frames that are there now, each with its offset. Stops after about `max_bytes`."""
        # Looked up before reading: whatever the writer appends until it releases the lock is then read before
        # `finished` becomes true.
        released = self.finished or is_free(self._file)
        stop = self.offset + max_bytes
        cursor = FrameCursor(self._file, self._seed)
        while self.offset < stop:
            frame = self._next(cursor)
            if frame is not None:
                offset = self.offset
                self.offset += frame.size_bytes
                yield offset, frame.frame
            elif not self._skip_damage(cursor):
                if released:
                    self._cut_torn_end()
                return

    def has_nothing_new(self, size_bytes: int) -> bool:
        """Whether the segment, of that size a moment ago, has been read to its end and may still grow."""
        return size_bytes == self.offset and not is_free(self._file)

    def close(self) -> None:
        os.close(self._file)

    def _next(self, cursor: FrameCursor) -> _SizedFrame | None:
        """The frame at the offset; None: it is damaged or incomplete."""
        try:
            head = cursor.head(self.offset)
            body = cursor.body(self.offset, head) if head else None
        except DamagedFrame:
            return None
        if head is None or body is None:
            return None
        return _SizedFrame(Frame(head.kind, head.header, body), head.size_bytes)

    def _skip_damage(self, cursor: FrameCursor) -> bool:
        """Set aside what is not a frame, if a frame follows; else this is the end, torn or still being written.

        A frame whose length is damaged looks incomplete; but a frame after it proves that its write had ended.
        True: go on reading.
        """
        following = cursor.resync(self.offset + 1)
        if following is None:
            return False
        cursor.forget()
        if self._next(cursor) is not None:
            return True  # it was incomplete at the first look, and both were appended meanwhile
        log.warning(
            "damaged_stretch_set_aside", segment=self.name, offset=self.offset, size_bytes=following - self.offset
        )
        self._set_aside(self.offset, following)
        self.offset = following
        self.damaged += 1
        return True

    def _set_aside(self, start: int, end: int) -> None:
        set_aside(self._quarantine / f"{self.name}.{start}", os.pread(self._file, end - start, start))

    def _cut_torn_end(self) -> None:
        size = os.fstat(self._file).st_size
        if size > self.offset:
            self.torn_bytes += size - self.offset
            log.info("torn_end_set_aside", segment=self.name, offset=self.offset, size_bytes=self.torn_bytes)
            self._set_aside(self.offset, size)
            os.truncate(self.path, self.offset)
        self.finished = True


class _SizedFrame(NamedTuple):
    frame: Frame
    size_bytes: int  # in the file


class HeadReader:
    """Reads the heads of one segment's frames ahead of ingest, without the bodies."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        self.path = path
        self.offset = offset
        self._seed = seed_of(path.name)
        self._file = os.open(path, os.O_RDONLY)

    def heads(self) -> Iterator[tuple[int, FrameHead]]:
        """The heads of the whole frames that are there now, each with its frame's offset. Damage is skipped."""
        cursor = FrameCursor(self._file, self._seed)
        end = os.fstat(self._file).st_size
        while True:
            try:
                head = cursor.head(self.offset)
            except DamagedFrame:
                head = None
            if head is None or self.offset + head.size_bytes > end:
                following = cursor.resync(self.offset + 1)
                if following is None:
                    return
                end = os.fstat(self._file).st_size
                cursor.forget()
                if not self._is_whole(cursor, end):  # else it was only incomplete at the first look
                    self.offset = following
                continue
            offset = self.offset
            self.offset += head.size_bytes
            yield offset, head

    def _is_whole(self, cursor: FrameCursor, end: int) -> bool:
        try:
            head = cursor.head(self.offset)
        except DamagedFrame:
            return False
        return head is not None and self.offset + head.size_bytes <= end

    def close(self) -> None:
        os.close(self._file)


def read_frame(path: Path, offset: int) -> Frame | None:
    """The frame at `offset`; None: the segment is gone, or there is no whole frame."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        cursor = FrameCursor(file, seed_of(path.name))
        head = cursor.head(offset)
        body = cursor.body(offset, head) if head else None
    except DamagedFrame:
        return None
    finally:
        os.close(file)
    return Frame(head.kind, head.header, body) if head and body is not None else None
