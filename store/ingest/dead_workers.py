"""Ends the exchanges of workers that have died, and takes over their counters."""

from __future__ import annotations

from pathlib import Path

import structlog

from store.base import IngestStore
from store.spool import counters
from store.spool.segment_files import segments, writer_is_alive

log = structlog.get_logger()


class DeadWorkers:
    def __init__(self, store: IngestStore, spool: Path, quarantine: Path) -> None:
        self._store = store
        self._quarantine = quarantine
        self._spool = spool

    def forgotten(self) -> list[str]:
        """Writers that have exchanges in flight in the store, are not running, and have no segment left to read."""
        present = self._present()
        return [
            writer
            for writer in self._store.writers_in_flight().result()
            if writer not in present and not writer_is_alive(self._spool, writer)
        ]

    def take_over_all(self) -> None:
        """Take over the counters of all workers that are not running and have no segment left to read."""
        present = self._present()
        for path in self._spool.glob(f"*{counters.SUFFIX}"):
            pid = counters.read(path).get("pid")  # a worker that is just starting may not have written it yet
            if path.stem in present or writer_is_alive(self._spool, path.stem):
                continue
            if counters.is_damaged(path) or (pid and not counters.is_running(pid)):
                self.take_over(path.stem)

    def take_over(self, writer: str) -> None:
        """Add a worker's counters to the totals in the store, and delete their file; set it aside if it is damaged."""
        path = self._spool / f"{writer}{counters.SUFFIX}"
        counted = counters.read(path)
        if counted:
            self._store.count_dead_writer(writer, counted["dropped"], counted["truncated"]).result()
        elif counters.is_damaged(path):
            log.warning("counters_set_aside", file=path.name, reason="they hold what no worker writes")
            aside = self._quarantine / path.name
            path.replace(aside)
            aside.touch()  # the days in quarantine begin now
        path.unlink(missing_ok=True)

    def _present(self) -> set[str]:
        """Writers that have segments in the spool."""
        return {path.name.partition(".")[0] for path in segments(self._spool)}
