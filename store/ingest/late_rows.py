"""Completes the rows of calls that were stored before their large bodies had been read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

from store.base import IngestStore, StoreUnavailable
from store.ingest.extractor import Extractor
from store.ingest.tallies import Tallies
from store.models import ExchangeRow

log = structlog.get_logger()

_POLL_S = 0.025
_FINISH_S = 5.0

OnRead = Callable[[bool], None]


class LateRows:
    """Belongs to the ingest thread."""

    def __init__(self, store: IngestStore, extractor: Extractor, tallies: Tallies) -> None:
        self._store = store
        self._extractor = extractor
        self._tallies = tallies
        self._rows: list[ExchangeRow] = []  # read, but not stored yet
        self._moving = threading.Lock()  # an exchange is always either the extractor's or in `_rows`
        self._waiting: list[tuple[str, OnRead]] = []

    def when_read(self, any_id: str, on_read: OnRead) -> None:
        """Calls `on_read` with True once the bodies of that request id or exchange id have been read or given up; with
        False if the thread ends before."""
        self._waiting.append((any_id, on_read))
        self._notify()

    def ids(self) -> set[str]:
        """The exchange ids of stored calls whose bodies are being read, or were read and are not stored yet. Callable
        from any thread."""
        with self._moving:
            return self._extractor.late_ids() | {row.exchange_id for row in self._rows[:]}

    def store(self) -> None:
        """Store what has been read since. Raises StoreUnavailable; the next call begins with the same row."""
        with self._moving:
            self._rows += self._extractor.late()
        while self._rows:
            row = self._rows[0]
            try:
                if row.extract_error != "too_slow":  # then the row says so already
                    self._store.update_extracted([row]).result()
            except StoreUnavailable:
                raise
            except Exception as error:  # it stays as it was stored
                log.warning("late_extraction_not_stored", exchange_id=row.exchange_id, error=repr(error))
            else:
                self._tallies.add_late(row)
            del self._rows[0]
        self._notify()

    def finish(self, wake: threading.Event) -> None:
        """Before the thread ends. What takes longer stays `too_slow` until `gnomon reprocess`. Raises StoreUnavailable.

        `wake`: set when something may have been read.
        """
        until_s = time.monotonic() + _FINISH_S
        try:
            self.store()
            while self._extractor.is_busy and time.monotonic() < until_s:
                wake.wait(_POLL_S)
                wake.clear()
                self.store()
        finally:
            for _, on_read in self._waiting:
                on_read(False)

    def _notify(self) -> None:
        waiting, self._waiting = self._waiting, []
        for any_id, on_read in waiting:
            if self._extractor.is_late(any_id):
                self._waiting.append((any_id, on_read))
            else:
                on_read(True)
