"""Up to which time the store has everything that was logged."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from store.spool import segment_files


class Lag(NamedTuple):
    """How far the store is behind the spool: bytes not ingested yet, and the greatest possible age of the oldest."""

    size_bytes: int
    seconds: float


class _Mark(NamedTuple):
    """The sizes of the segments at a point in time, and the future to complete once all of that is stored."""

    at_us: int
    sizes: dict[str, int]
    reached: Future[int] | None  # None: no caller waits


class Freshness:
    def __init__(self, directory: Path, positions: Mapping[str, int]) -> None:
        """`positions`: segment → offset up to which it is in the store."""
        self._directory = directory
        self._positions = dict(positions)
        self._marks: list[_Mark] = []
        self._lock = threading.Lock()
        self.fresh_to_us = self._oldest_us()

    def mark(self) -> Future[int]:
        """Done once everything that is in the spool now is in the store; the result is the time now, in Unix µs."""
        reached: Future[int] = Future()
        self._mark(reached)
        return reached

    def look(self) -> dict[str, int]:
        """The sizes of the segments now. If no caller waits, the store is fresh up to now once it has all of that."""
        return self._mark(None).sizes if self.idle else segment_files.sizes_bytes(self._directory)

    def stored(self, positions: Mapping[str, int], deleted: list[str]) -> None:
        """The store has everything up to these positions; the `deleted` segments are gone."""
        self._positions.update(positions)
        for name in deleted:
            self._positions.pop(name, None)
        with self._lock:
            marks, self._marks = self._marks, []
        waiting = []
        for mark in marks:
            if self._is_reached(mark):
                self.fresh_to_us = max(self.fresh_to_us, mark.at_us)
                if mark.reached is not None and mark.reached.set_running_or_notify_cancel():
                    mark.reached.set_result(mark.at_us)
            elif mark.reached is None or not mark.reached.cancelled():
                waiting.append(mark)
        with self._lock:
            self._marks += waiting

    @property
    def idle(self) -> bool:
        """No caller waits."""
        with self._lock:
            return all(mark.reached is None for mark in self._marks)

    def positions(self) -> dict[str, int]:
        return self._positions

    def lag(self) -> Lag:
        sizes = segment_files.sizes_bytes(self._directory)
        behind = sum(max(0, size - self._positions.get(name, 0)) for name, size in sizes.items())
        return Lag(behind, max(0.0, time.time() - self.fresh_to_us / 1e6) if behind else 0.0)

    def _is_reached(self, mark: _Mark) -> bool:
        return all(
            self._positions.get(name, 0) >= size or not (self._directory / name).exists()
            for name, size in mark.sizes.items()
        )

    def _mark(self, reached: Future[int] | None) -> _Mark:
        mark = _Mark(time.time_ns() // 1000, segment_files.sizes_bytes(self._directory), reached)
        with self._lock:
            self._marks.append(mark)
        return mark

    def _oldest_us(self) -> int:
        """When the least recently written unread segment was written (Unix µs); now when everything is read."""
        now_us = time.time_ns() // 1000
        return min(
            (
                path.stat().st_mtime_ns // 1000
                for path in segment_files.segments(self._directory)
                if _size(path) > self._positions.get(path.name, 0)
            ),
            default=now_us,
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0  # ingested and deleted meanwhile
