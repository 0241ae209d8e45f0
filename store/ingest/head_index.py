"""Finds the frames of one id that are not ingested yet, by an index of frame heads that is read ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from store.ingest.pairing import id_of
from store.spool.segment_files import segments
from store.spool.segment_reader import HeadReader

_MAX_HEADS = 100_000  # in the index, some 40 MB


class FrameLocation(NamedTuple):
    segment: str
    offset: int


class _Head(NamedTuple):
    location: FrameLocation
    exchange_id: str
    request_id: str | None


class HeadIndex:
    """Reads nothing until `frames_of` is called. Heads beyond `maximum` are not indexed but read with each call."""

    def __init__(self, directory: Path, maximum: int = _MAX_HEADS) -> None:
        self._directory = directory
        self._maximum = maximum
        self._offsets: dict[str, int] = {}  # segment → up to here it is in the index
        self._heads: dict[str, deque[_Head]] = {}  # by segment, in the order of its file
        self._size = 0
        self._frames: dict[str, list[FrameLocation]] = {}  # by exchange id
        self._exchanges: dict[str, set[str]] = {}  # by request id

    def __len__(self) -> int:
        return self._size

    def frames_of(
        self, any_id: str, ingested: Mapping[str, int], left_out: Set[str] = frozenset()
    ) -> list[FrameLocation]:
        """The frames of the exchanges with that request id or exchange id that are not ingested yet, in their order.

        `ingested`: segment → offset up to which it is in the store. `left_out`: ids of exchanges that are not wanted.
        """
        self.drop(ingested)
        for head in self._read(ingested, index=True):
            self._add(head)
        unread = list(self._read(ingested, index=False)) if self._size >= self._maximum else []
        exchange_ids = {any_id, *self._exchanges.get(any_id, ())}
        exchange_ids.update(head.exchange_id for head in unread if head.request_id == any_id)
        exchange_ids -= left_out
        locations = {location for exchange_id in exchange_ids for location in self._frames.get(exchange_id, ())}
        locations.update(head.location for head in unread if head.exchange_id in exchange_ids)
        return sorted(locations)

    def drop(self, ingested: Mapping[str, int]) -> None:
        """Remove what has been ingested."""
        for segment, heads in list(self._heads.items()):
            upto = ingested.get(segment, 0)
            while heads and heads[0].location.offset < upto:
                self._remove(heads.popleft())
            if not heads:
                del self._heads[segment]

    def drop_segments(self, segments: list[str]) -> None:
        """These segments were ingested to their end and deleted."""
        for segment in segments:
            for head in self._heads.pop(segment, ()):
                self._remove(head)
            self._offsets.pop(segment, None)

    def _read(self, ingested: Mapping[str, int], index: bool) -> Iterator[_Head]:
        for path in segments(self._directory):
            start = max(ingested.get(path.name, 0), self._offsets.get(path.name, 0))
            try:
                reader = HeadReader(path, start)
            except FileNotFoundError:
                continue
            try:
                for offset, head in reader.heads():
                    if index and self._size >= self._maximum:
                        return
                    if index:
                        self._offsets[path.name] = reader.offset
                    if exchange_id := id_of(head.header):
                        yield _Head(FrameLocation(path.name, offset), exchange_id, head.header.get("request_id"))
            finally:
                reader.close()

    def _add(self, head: _Head) -> None:
        self._size += 1
        self._heads.setdefault(head.location.segment, deque()).append(head)
        self._frames.setdefault(head.exchange_id, []).append(head.location)
        if head.request_id is not None and head.request_id != head.exchange_id:
            self._exchanges.setdefault(head.request_id, set()).add(head.exchange_id)

    def _remove(self, head: _Head) -> None:
        self._size -= 1
        frames = self._frames[head.exchange_id]
        frames.remove(head.location)
        if frames:
            return
        del self._frames[head.exchange_id]
        exchanges = self._exchanges.get(head.request_id or "", set())
        exchanges.discard(head.exchange_id)
        if not exchanges:
            self._exchanges.pop(head.request_id or "", None)
