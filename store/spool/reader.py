"""The spool on disk: frames in segment files, written by workers, read by ingest.

A segment is named `<writer id>.<number>.seg`. Its writer holds a lock on it for as long as it may grow, and makes and
locks the next one before it lets go; so a lock that is free means that no byte will ever be added, and a frame that
is not whole there is torn, where under a held lock it is a write in progress.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import structlog

from store.spool.frames import MAGIC, DamagedFrame, Frame, Head, decode_head

log = structlog.get_logger()

SUFFIX = ".seg"
_WINDOW = 1 << 20  # read at a time


def segment_name(writer: str, number: int) -> str:
    return f"{writer}.{number:08d}{SUFFIX}"


def seed_of(name: str) -> int:
    """Binds the frames of a segment to its name."""
    return crc32(name.encode())


def segments(directory: Path) -> list[Path]:
    """The segment files, a writer's in the order of their numbers, older writers first."""
    return sorted(directory.glob(f"*{SUFFIX}"))


def size_bytes(directory: Path) -> int:
    """What the spool takes on disk, quarantine apart."""
    total = 0
    with os.scandir(directory) as entries:
        for entry in entries:
            try:
                if entry.is_file(follow_symlinks=False):
                    total += entry.stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # ingested and deleted meanwhile
    return total


def writer_is_alive(directory: Path, writer: str) -> bool:
    """Whether some process may still append frames under that writer id."""
    seen: list[Path] = []
    while True:
        found = sorted(directory.glob(f"{writer}.*{SUFFIX}"))
        if any(_is_held(path) for path in found):
            return True
        if found == seen:
            return False
        seen = found  # it may have gone on to a new segment between the listing and the look at the locks


class SegmentReader:
    """Reads one segment from an offset on; can be asked again and again while the segment grows.

    `offset`: all before it was read. `damaged` counts stretches that were not frames; they are copied to
    `quarantine` and skipped. `torn_bytes`: the cut end that a dead writer left.
    """

    def __init__(self, path: Path, quarantine: Path, offset: int = 0) -> None:
        self.path = path
        self.name = path.name
        self.writer, number, _ = path.name.split(".")
        self.number = int(number)
        self.offset = offset
        self.damaged = 0
        self.torn_bytes = 0
        self.finished = False  # its writer has let go and everything is read
        self._quarantine = quarantine
        self._seed = seed_of(path.name)
        self._file = os.open(path, os.O_RDONLY)

    def __repr__(self) -> str:
        return f"<SegmentReader {self.name} at {self.offset}{' finished' if self.finished else ''}>"

    def frames(self, max_bytes: int = 4 << 20) -> Iterator[tuple[int, Frame]]:
        """Whole frames that are there now, each with its offset; stops after about `max_bytes`."""
        # Asked before reading: what is written until the writer lets go is then read before we say "finished".
        let_go = self.finished or is_free(self._file)
        stop = self.offset + max_bytes
        cursor = _Cursor(self._file, self._seed)
        while self.offset < stop:
            frame = self._next(cursor)
            if frame is not None:
                at = self.offset
                self.offset += frame.size
                yield at, frame.frame
            elif not self._skip_damage(cursor):
                if let_go:
                    self._cut_torn_end()
                return

    def close(self) -> None:
        os.close(self._file)

    def _next(self, cursor: _Cursor) -> _Whole | None:
        """The frame at the offset; None when it is damaged or not all there."""
        try:
            head = cursor.head(self.offset)
            body = cursor.body(self.offset, head) if head else None
        except DamagedFrame:
            return None
        return _Whole(Frame(head.kind, head.header, body), head.size) if head and body is not None else None

    def _skip_damage(self, cursor: _Cursor) -> bool:
        """Set aside what is no frame, if a frame follows; else it is the end: torn, or still being written.

        A length that was damaged looks like a frame that is not all there; but what follows was appended after it.
        True: go on reading.
        """
        following = cursor.resync(self.offset + 1)
        if following is None:
            return False
        cursor.forget()
        if self._next(cursor) is not None:
            return True  # it was arriving when it was looked at first, and what follows came meanwhile
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


class _Whole(NamedTuple):
    frame: Frame
    size: int  # in the file


class HeadReader:
    """Reads the heads of one segment's frames ahead of everything else, skipping the bodies."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        self.path = path
        self.offset = offset
        self._seed = seed_of(path.name)
        self._file = os.open(path, os.O_RDONLY)

    def heads(self) -> Iterator[tuple[int, Head]]:
        """Heads of whole frames that are there now, each with its frame's offset. Damage is stepped over."""
        cursor = _Cursor(self._file, self._seed)
        end = os.fstat(self._file).st_size
        while True:
            try:
                head = cursor.head(self.offset)
            except DamagedFrame:
                head = None
            if head is None or self.offset + head.size > end:
                following = cursor.resync(self.offset + 1)
                if following is None:
                    return
                end = os.fstat(self._file).st_size
                cursor.forget()
                if not self._is_whole(cursor, end):  # it may have been arriving when it was looked at first
                    self.offset = following
                continue
            at = self.offset
            self.offset += head.size
            yield at, head

    def _is_whole(self, cursor: _Cursor, end: int) -> bool:
        try:
            head = cursor.head(self.offset)
        except DamagedFrame:
            return False
        return head is not None and self.offset + head.size <= end

    def close(self) -> None:
        os.close(self._file)


def read_frame(path: Path, offset: int) -> Frame | None:
    """The frame that begins there; None when the segment is gone or holds no whole frame there."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        cursor = _Cursor(file, seed_of(path.name))
        head = cursor.head(offset)
        body = cursor.body(offset, head) if head else None
    except DamagedFrame:
        return None
    finally:
        os.close(file)
    return Frame(head.kind, head.header, body) if head and body is not None else None


def set_aside(path: Path, data: bytes) -> None:
    """Keep bytes that could not be understood, for a person to look at. A full disk must not stop the reader."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:
        return
    try:
        os.write(file, data)
    except OSError:
        pass  # counted by the caller all the same
    finally:
        os.close(file)


class _Cursor:
    """Random access to a growing file through one window of memory."""

    def __init__(self, file: int, seed: int) -> None:
        self._file = file
        self._seed = seed
        self._start = 0
        self._data = b""

    def head(self, at: int) -> Head | None:
        """Raises Damaged when no frame begins at `at`; None when it isn't all there."""
        head = decode_head(self._data, at - self._start, self._seed) if self._holds(at) else None
        if head is None:
            self._fill(at, _WINDOW)
            head = decode_head(self._data, 0, self._seed)
            if head is None and len(self._data) == _WINDOW:  # a header longer than the window
                self._fill(at, 8 * _WINDOW)
                head = decode_head(self._data, 0, self._seed)
        return head

    def body(self, at: int, head: Head) -> bytes | None:
        """Raises Damaged when the body fails its check; None when it isn't all there."""
        if at + head.size > self._start + len(self._data):
            self._fill(at, max(head.size, _WINDOW))
            if len(self._data) < head.size:
                return None
        end = at - self._start + head.size
        body = self._data[end - head.body_length : end]
        if crc32(body) != head.body_crc:
            raise DamagedFrame("the frame's body fails its check")
        return body

    def resync(self, at: int) -> int | None:
        """Where the next frame begins, from `at` on."""
        while True:
            if not self._holds(at):
                self._fill(at, _WINDOW)
                if len(self._data) < len(MAGIC):
                    return None
            found = self._data.find(MAGIC, at - self._start)
            if found < 0:
                # the magic may lie across the window's edge
                at = max(at, self._start + len(self._data) - len(MAGIC) + 1)
                self._fill(at, _WINDOW)
                if len(self._data) < len(MAGIC):
                    return None
                continue
            at = self._start + found
            try:
                if self.head(at) is not None:
                    return at
            except DamagedFrame:
                pass
            at += 1

    def forget(self) -> None:
        """What was read before may have been half written."""
        self._data = b""

    def _holds(self, at: int) -> bool:
        return self._start <= at < self._start + len(self._data)

    def _fill(self, at: int, size: int) -> None:
        self._data = os.pread(self._file, size, at)
        self._start = at


def is_free(file: int) -> bool:
    """Whether nobody holds the lock of this open file."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True


def _is_held(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not is_free(file)
    finally:
        os.close(file)
