"""Reads the spool's segments as they grow: those of one writer in order, all writers side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from store.spool.frames import Frame
from store.spool.segment_files import sizes_bytes, writer_is_alive
from store.spool.segment_reader import SegmentReader

MAX_FRAMES = 500  # of one writer in one read
MAX_BYTES = 4 << 20


class LocatedFrame(NamedTuple):
    """A frame and its position in the spool."""

    segment: str
    offset: int
    frame: Frame

    @property
    def writer(self) -> str:
        return self.segment.partition(".")[0]


@dataclass(slots=True)
class TailRead:
    """What one read of the spool brought."""

    frames: list[LocatedFrame] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)  # segment → offset up to which it was read
    finished: list[str] = field(default_factory=list)  # segments read to their end that will not grow
    dead_writers: list[str] = field(default_factory=list)  # no more frames will come from these
    full: bool = False  # there is more to read
    error: str | None = None  # why a segment could not be read

    def __bool__(self) -> bool:
        return bool(self.frames or self.finished or self.dead_writers)


class Tail:
    def __init__(self, directory: Path, quarantine: Path, positions: Mapping[str, int]) -> None:
        """`quarantine`: where damaged bytes go; `positions`: segment name → offset from which it is to be read."""
        self._directory = directory
        self._quarantine = quarantine
        self._positions = dict(positions)
        self._readers: dict[str, SegmentReader] = {}
        self._finished: set[str] = set()
        self._damaged = 0

    @property
    def damaged(self) -> int:
        """Stretches of bytes set aside, not counting the torn end that a killed writer leaves: it never was a frame."""
        return self._damaged + sum(reader.damaged for reader in list(self._readers.values()))

    def read(self, sizes: Mapping[str, int]) -> TailRead:
        """The next whole frames, a bounded number. `sizes`: those of the segments a moment ago."""
        read = TailRead()
        for writer, names in self._unfinished(sizes).items():
            try:
                self._read(writer, names, sizes, read)
            except OSError as error:  # what was read of this writer and of the others stays in `read`
                read.error = str(error)
        return read

    def forget(self, segments: list[str]) -> None:
        """These files have been deleted."""
        self._finished.difference_update(segments)

    def close(self) -> None:
        for reader in self._readers.values():
            reader.close()

    def _unfinished(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Writer → those of its segments that may hold more, in order."""
        unfinished: dict[str, list[str]] = {}
        for name in names:
            if name not in self._finished:
                unfinished.setdefault(name.partition(".")[0], []).append(name)
        return unfinished

    def _read(self, writer: str, names: list[str], sizes: Mapping[str, int], read: TailRead) -> None:
        before = len(read.frames)
        for name in names:
            reader = self._reader(writer, name)
            if reader is None:
                continue
            if reader.has_nothing_new(sizes[name]):
                return
            start = reader.offset
            free = MAX_FRAMES - (len(read.frames) - before)
            try:
                frames = islice(reader.frames(MAX_BYTES), free)
                read.frames.extend(LocatedFrame(name, offset, frame) for offset, frame in frames)
            finally:
                if reader.offset > start:
                    read.positions[name] = reader.offset
                read.full |= reader.offset - start >= MAX_BYTES or len(read.frames) - before >= MAX_FRAMES
            if not reader.finished:
                return
            self._finish(writer, reader, read)
            if len(read.frames) - before >= MAX_FRAMES:
                break
        unfinished = self._unfinished(sizes_bytes(self._directory))
        if writer not in unfinished and not writer_is_alive(self._directory, writer):
            read.dead_writers.append(writer)

    def _reader(self, writer: str, name: str) -> SegmentReader | None:
        reader = self._readers.get(writer)
        if reader is None:
            path = self._directory / name
            try:
                reader = SegmentReader(path, self._quarantine, self._positions.pop(name, 0))
            except FileNotFoundError:
                return None
            self._readers[writer] = reader
        return reader

    def _finish(self, writer: str, reader: SegmentReader, read: TailRead) -> None:
        self._damaged += reader.damaged
        reader.close()
        del self._readers[writer]
        self._finished.add(reader.name)
        read.positions.pop(reader.name, None)
        read.finished.append(reader.name)
