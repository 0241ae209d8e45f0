"""What is in the spool: whole frames, damage, torn ends, and how much is not in the store yet. Changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from store.spool.frames import FrameHead, Kind
from store.spool.segment_files import is_free, segments
from store.spool.segment_reader import HeadReader, read_frame


@dataclass(frozen=True, slots=True)
class SegmentReport:
    name: str
    frames: int  # whole ones
    damaged: int  # stretches that are not frames, and frames whose body fails its check
    torn_bytes: int  # an incomplete end whose writer is gone
    arriving_bytes: int  # an incomplete end whose writer holds the segment
    not_stored: int | None  # whole frames whose content is not in the store yet; None: the store cannot be read


@dataclass(frozen=True, slots=True)
class SpoolReport:
    segments: list[SegmentReport]
    unreadable: str | None = None  # why the store cannot be read, and what to do

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    @property
    def damaged(self) -> int:
        return sum(segment.damaged for segment in self.segments)

    @property
    def torn(self) -> int:
        """How many segments have a torn end."""
        return sum(segment.torn_bytes > 0 for segment in self.segments)

    @property
    def not_stored(self) -> int | None:
        if any(segment.not_stored is None for segment in self.segments):
            return None
        return sum(segment.not_stored or 0 for segment in self.segments)


class FrameKey(NamedTuple):
    exchange_id: str
    kind: Kind


# whole frames → how many of them are not in the store yet; None: the store cannot be read
CountNotStored = Callable[[list[FrameKey]], int | None]


def verify_segments(spool: Path, count_not_stored: CountNotStored) -> list[SegmentReport]:
    """A report of every segment. Works while a server runs on these files, and when none does."""
    return [_verify_segment(path, count_not_stored) for path in segments(spool) if path.exists()]


def _verify_segment(path: Path, count_not_stored: CountNotStored) -> SegmentReport:
    file = os.open(path, os.O_RDONLY)
    try:
        released = is_free(file)  # looked up before reading: what is appended later is then read, or still arriving
        reader = HeadReader(path)
        try:
            whole, damaged, end = _read_all(path, reader.heads())
        finally:
            reader.close()
        rest = max(0, os.fstat(file).st_size - end)
    finally:
        os.close(file)
    torn, arriving = (rest, 0) if released else (0, rest)
    return SegmentReport(path.name, len(whole), damaged, torn, arriving, count_not_stored(whole))


def _read_all(path: Path, heads: Iterable[tuple[int, FrameHead]]) -> tuple[list[FrameKey], int, int]:
    """(whole frames, number of damaged stretches, where the last frame ends)."""
    whole = []
    damaged = end = 0
    for offset, head in heads:
        damaged += offset > end
        end = offset + head.size_bytes
        if read_frame(path, offset) is None:
            damaged += 1
        else:
            whole.append(FrameKey(str(head.header.get("exchange_id")), head.kind))
    return whole, damaged, end
