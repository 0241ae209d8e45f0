"""Up to which moment the store holds everything that was logged."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from store.spool import segment_files


class Lag(NamedTuple):
    """How far the store is behind the spool: bytes not ingested, and the age of the oldest of them at most."""

    size_bytes: int
    seconds: float


class _Mark(NamedTuple):
    """How far the spool reached at a moment, and who waits for all of it to be stored."""

    at_us: int
    sizes: dict[str, int]
    reached: Future[int]


class Freshness:
    """`positions`: segment → offset up to which it is in the store."""

    def __init__(self, directory: Path, positions: Mapping[str, int]) -> None:
        self._directory = directory
        self._positions = dict(positions)
        self._marks: list[_Mark] = []
        self._lock = threading.Lock()
        self.fresh_to_us = self._oldest_us()

    def mark(self) -> Future[int]:
        """Done, with that moment, once everything that is in the spool now is in the store."""
        mark = _Mark(time.time_ns() // 1000, self._sizes(), Future())
        with self._lock:
            self._marks.append(mark)
        return mark.reached

    def stored(self, positions: Mapping[str, int], deleted: list[str]) -> None:
        """The store has come this far."""
        self._positions.update(positions)
        for name in deleted:
            self._positions.pop(name, None)
        with self._lock:
            marks, self._marks = self._marks, []
        waiting = []
        for mark in marks:
            if self._is_reached(mark):
                self.fresh_to_us = max(self.fresh_to_us, mark.at_us)
                if mark.reached.set_running_or_notify_cancel():
                    mark.reached.set_result(mark.at_us)
            elif not mark.reached.cancelled():
                waiting.append(mark)
        with self._lock:
            self._marks += waiting

    @property
    def idle(self) -> bool:
        """Nobody waits for anything."""
        return not self._marks

    def positions(self) -> dict[str, int]:
        return self._positions

    def lag(self) -> Lag:
        behind = sum(max(0, size - self._positions.get(name, 0)) for name, size in self._sizes().items())
        return Lag(behind, max(0.0, time.time() - self.fresh_to_us / 1e6) if behind else 0.0)

    def _is_reached(self, mark: _Mark) -> bool:
        return all(
            self._positions.get(name, 0) >= size or not (self._directory / name).exists()
            for name, size in mark.sizes.items()
        )

    def _sizes(self) -> dict[str, int]:
        return {path.name: stat for path in segment_files.segments(self._directory) if (stat := _size(path))}

    def _oldest_us(self) -> int:
        """Before anything was ingested by us: what is unread may be as old as its segment's last byte."""
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
