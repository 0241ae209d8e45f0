"""The spool's segments, read as they grow: each writer's in order, all writers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from store.spool.frames import Frame
from store.spool.reader import SegmentReader, segments, writer_is_alive

_FRAMES = 500  # of one writer in one turn
_BYTES = 4 << 20


class LocatedFrame(NamedTuple):
    """A frame, and where it lies."""

    segment: str
    offset: int
    frame: Frame

    @property
    def writer(self) -> str:
        return self.segment.partition(".")[0]


@dataclass(slots=True)
class TailTurn:
    """What one look at the spool brought. `finished` segments will never grow; of `dead` writers nothing will come;
    `full`: not all was read that is there; `error`: why some segment could not be read."""

    found: list[LocatedFrame] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    full: bool = False
    error: str | None = None

    def __bool__(self) -> bool:
        return bool(self.found or self.finished or self.dead)


class Tail:
    """`positions`: segment name → offset from which it is to be read."""

    def __init__(self, directory: Path, quarantine: Path, positions: Mapping[str, int]) -> None:
        self._directory = directory
        self._quarantine = quarantine
        self._positions = dict(positions)
        self._readers: dict[str, SegmentReader] = {}
        self._finished: set[str] = set()
        self._damaged = 0

    @property
    def damaged(self) -> int:
        """Stretches of bytes that were set aside, torn ends apart: those were never frames."""
        return self._damaged + sum(reader.damaged for reader in list(self._readers.values()))

    def turn(self) -> TailTurn:
        """Whole frames that are there now, a bounded number."""
        turn = TailTurn()
        for writer, names in self._unfinished().items():
            try:
                self._read(writer, names, turn)
            except OSError as error:  # what was read of it and of the others stays in the turn
                turn.error = str(error)
        return turn

    def forget(self, segments: list[str]) -> None:
        """These files are deleted."""
        self._finished.difference_update(segments)

    def close(self) -> None:
        for reader in self._readers.values():
            reader.close()

    def _unfinished(self) -> dict[str, list[str]]:
        """Writer → names of its segments that may hold more, in order."""
        found: dict[str, list[str]] = {}
        for path in segments(self._directory):
            if path.name not in self._finished:
                found.setdefault(path.name.partition(".")[0], []).append(path.name)
        return found

    def _read(self, writer: str, names: list[str], turn: TailTurn) -> None:
        before = len(turn.found)
        for name in names:
            reader = self._reader(writer, name)
            if reader is None:
                continue
            start = reader.offset
            room = _FRAMES - (len(turn.found) - before)
            try:
                turn.found.extend(LocatedFrame(name, at, frame) for at, frame in islice(reader.frames(_BYTES), room))
            finally:
                if reader.offset > start:
                    turn.positions[name] = reader.offset
                turn.full |= reader.offset - start >= _BYTES or len(turn.found) - before >= _FRAMES
            if not reader.finished:
                return
            self._finish(writer, reader, turn)
            if len(turn.found) - before >= _FRAMES:
                break
        if writer not in self._unfinished() and not writer_is_alive(self._directory, writer):
            turn.dead.append(writer)

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

    def _finish(self, writer: str, reader: SegmentReader, turn: TailTurn) -> None:
        self._damaged += reader.damaged
        reader.close()
        del self._readers[writer]
        self._finished.add(reader.name)
        turn.positions.pop(reader.name, None)
        turn.finished.append(reader.name)
