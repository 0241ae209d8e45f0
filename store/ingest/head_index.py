"""Which frames of an id are not ingested yet: an index of frame heads, read ahead of everything else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from store.ingest.pairing import id_of
from store.spool.segment_files import segments
from store.spool.segment_reader import HeadReader

_MAX = 100_000  # heads remembered, some 40 MB


class FrameLocation(NamedTuple):
    segment: str
    offset: int


class _Noted(NamedTuple):
    where: FrameLocation
    exchange_id: str
    request_id: str | None


class HeadIndex:
    """Nothing is read until somebody asks. Beyond so many heads it is not remembered but looked through each time."""

    def __init__(self, directory: Path, maximum: int = _MAX) -> None:
        self._directory = directory
        self._maximum = maximum
        self._offsets: dict[str, int] = {}  # segment → up to here it is in the index
        self._noted: dict[str, deque[_Noted]] = {}  # by segment, in the order of the file
        self._size = 0
        self._frames: dict[str, list[FrameLocation]] = {}  # by exchange id
        self._exchanges: dict[str, set[str]] = {}  # by request id

    def __len__(self) -> int:
        return self._size

    def frames_of(self, name: str, ingested: Mapping[str, int]) -> list[FrameLocation]:
        """Frames not ingested yet of the exchanges with that request id or exchange id, in the order of their files.

        `ingested`: segment → offset up to which it is in the store.
        """
        self.drop(ingested)
        for noted in self._read(ingested, remember=True):
            self._note(noted)
        unread = list(self._read(ingested, remember=False)) if self._size >= self._maximum else []
        exchange_ids = {name, *self._exchanges.get(name, ())}
        exchange_ids.update(noted.exchange_id for noted in unread if noted.request_id == name)
        found = {where for exchange_id in exchange_ids for where in self._frames.get(exchange_id, ())}
        found.update(noted.where for noted in unread if noted.exchange_id in exchange_ids)
        return sorted(found)

    def drop(self, ingested: Mapping[str, int]) -> None:
        """Forget what has been ingested."""
        for segment, noted in list(self._noted.items()):
            upto = ingested.get(segment, 0)
            while noted and noted[0].where.offset < upto:
                self._forget(noted.popleft())
            if not noted:
                del self._noted[segment]

    def drop_segments(self, segments: list[str]) -> None:
        """These were ingested to their end and deleted."""
        for segment in segments:
            for noted in self._noted.pop(segment, ()):
                self._forget(noted)
            self._offsets.pop(segment, None)

    def _read(self, ingested: Mapping[str, int], remember: bool) -> Iterator[_Noted]:
        for path in segments(self._directory):
            start = max(ingested.get(path.name, 0), self._offsets.get(path.name, 0))
            try:
                reader = HeadReader(path, start)
            except FileNotFoundError:
                continue
            try:
                for offset, head in reader.heads():
                    if remember and self._size >= self._maximum:
                        return
                    if remember:
                        self._offsets[path.name] = reader.offset
                    if exchange_id := id_of(head.header):
                        yield _Noted(FrameLocation(path.name, offset), exchange_id, head.header.get("request_id"))
            finally:
                reader.close()

    def _note(self, noted: _Noted) -> None:
        self._size += 1
        self._noted.setdefault(noted.where.segment, deque()).append(noted)
        self._frames.setdefault(noted.exchange_id, []).append(noted.where)
        if noted.request_id is not None and noted.request_id != noted.exchange_id:
            self._exchanges.setdefault(noted.request_id, set()).add(noted.exchange_id)

    def _forget(self, noted: _Noted) -> None:
        self._size -= 1
        frames = self._frames[noted.exchange_id]
        frames.remove(noted.where)
        if frames:
            return
        del self._frames[noted.exchange_id]
        exchanges = self._exchanges.get(noted.request_id or "", set())
        exchanges.discard(noted.exchange_id)
        if not exchanges:
            self._exchanges.pop(noted.request_id or "", None)
