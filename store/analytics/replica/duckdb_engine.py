"""The engine of a single machine: the replica is a DuckDB file beside the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import duckdb

from store.analytics.query import Snapshot
from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database, may_be_damage
from store.analytics.replica.engine import Progress
from store.analytics.replica.running_query import RunningQuery
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir

T = TypeVar("T")


class DuckDBEngine:
    is_shared = False

    def __init__(self, data_dir: DataDir, settings: AnalyticsSettings) -> None:
        self._data_dir = data_dir
        self._settings = settings
        self.version = 0
        self.is_suspect = False
        self.query_error: str | None = None  # there is no server that could be away

    def open(self) -> None:
        self._source = Source(self._data_dir)
        self._database = Database(self._data_dir.analytics, self._settings)
        self._copier = Copier(self._database, self._source)
        self.version = self._copier.version

    def newest(self) -> int:
        return self._source.version()

    def copy(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        if self.is_suspect:
            self.is_suspect = False
            self._copier.repair()
        try:
            self._copier.catch_up(progress, keep_on)
        except duckdb.Error as error:
            self.is_suspect = may_be_damage(error)
            raise
        finally:
            self.version = self._copier.version

    def read_names(self) -> None:
        """There are no other nodes."""

    def close(self) -> None:
        self._database.close()
        self._source.close()

    def query(self, work: Callable[[Snapshot], T], timeout_s: float) -> RunningQuery[T]:
        return RunningQuery(self._database, work, timeout_s)

    def property_key(self, project: int, name: str) -> int | None:
        return self._copier.keys.get((project, name.casefold()))

    def property_column(self, project: int, name: str) -> str | None:
        key = self.property_key(project, name)
        slot = None if key is None else self._copier.slots.get(key)
        return None if slot is None else f"p{slot}"
