"""`gnomon spool verify`: what is in the spool, and how much of it is not in the store yet. Changes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import orjson

from store.settings import DataDir
from store.spool.frames import Head, Kind
from store.spool.reader import HeadReader, is_free, read_frame, segments
from store.sqlite.files import damage, read_only_uri

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SegmentReport:
    name: str
    frames: int  # whole ones
    damaged: int  # stretches that are no frames, and frames whose body fails its check
    torn_bytes: int  # an end that its writer will never finish
    arriving_bytes: int  # an end that its writer is at
    not_stored: int | None  # whole frames whose content the store does not have yet; None: it can't be read


@dataclass(frozen=True, slots=True)
class Report:
    segments: list[SegmentReport]
    unreadable: str | None = None  # what is wrong with gnomon.db, and what to do

    @property
    def frames(self) -> int:
        return sum(one.frames for one in self.segments)

    @property
    def damaged(self) -> int:
        return sum(one.damaged for one in self.segments)

    @property
    def torn(self) -> int:
        """Segments with a torn end."""
        return sum(one.torn_bytes > 0 for one in self.segments)

    @property
    def not_stored(self) -> int | None:
        if any(one.not_stored is None for one in self.segments):
            return None
        return sum(one.not_stored or 0 for one in self.segments)


class _Key(NamedTuple):
    exchange_id: str
    kind: Kind


def verify(data_dir: DataDir) -> Report:
    """Works while a server runs on these files, and when none does."""
    if not data_dir.database.exists():
        return Report(_segments(data_dir, len))
    try:
        with closing(sqlite3.connect(read_only_uri(data_dir.database), uri=True)) as records:
            records.execute("SELECT count(*) FROM migration").fetchone()  # it is a database of ours
            return Report(_segments(data_dir, partial(_not_stored, records)))
    except sqlite3.OperationalError as error:
        unreadable = f"{data_dir.database} can't be read: {error}"
    except sqlite3.DatabaseError as error:
        unreadable = damage(data_dir.database, error)
    return Report(_segments(data_dir, lambda _whole: None), unreadable)


def _segments(data_dir: DataDir, not_stored: Callable[[list[_Key]], int | None]) -> list[SegmentReport]:
    return [_segment(path, not_stored) for path in segments(data_dir.spool) if path.exists()]


def _segment(path: Path, not_stored: Callable[[list[_Key]], int | None]) -> SegmentReport:
    file = os.open(path, os.O_RDONLY)
    try:
        let_go = is_free(file)  # asked first: what comes later is then read, or still arriving
        reader = HeadReader(path)
        try:
            whole, damaged, end = _walk(path, reader.heads())
        finally:
            reader.close()
        rest = max(0, os.fstat(file).st_size - end)
    finally:
        os.close(file)
    missing = not_stored(whole)
    return SegmentReport(path.name, len(whole), damaged, rest if let_go else 0, 0 if let_go else rest, missing)


def _walk(path: Path, heads: Iterable[tuple[int, Head]]) -> tuple[list[_Key], int, int]:
    """Whole frames, damaged stretches, and where the last frame ends."""
    whole = []
    damaged = end = 0
    for offset, head in heads:
        damaged += offset > end
        end = offset + head.size
        if read_frame(path, offset) is None:
            damaged += 1
        else:
            whole.append(_Key(str(head.header.get("exchange_id")), head.kind))
    return whole, damaged, end


def _not_stored(records: sqlite3.Connection, frames: list[_Key]) -> int:
    missing = 0
    for start in range(0, len(frames), _AT_ONCE):
        some = frames[start : start + _AT_ONCE]
        known = _known(records, {frame.exchange_id for frame in some})
        missing += sum(not _has(known.get(frame.exchange_id), frame.kind) for frame in some)
    return missing


class _Row(NamedTuple):
    ended: int
    request_came: int


def _known(records: sqlite3.Connection, exchange_ids: set[str]) -> dict[str, _Row]:
    rows = records.execute(
        "SELECT exchange_id, outcome IS NOT NULL, request_size_bytes IS NOT NULL FROM exchange"
        " WHERE exchange_id IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(exchange_ids)).decode(),),
    )
    return {exchange_id: _Row(ended, came) for exchange_id, ended, came in rows}


def _has(row: _Row | None, kind: Kind) -> bool:
    if row is None:
        return False
    if kind is Kind.OPENING:
        return True
    return bool(row.ended or (kind is Kind.REQUEST and row.request_came))
