"""`gnomon replica rebuild`: builds the replica from the record."""

from __future__ import annotations

from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database, remove
from store.analytics.replica.engine import Progress
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir
from store.sqlite.lock import DataDirLock
from store.sqlite.session import Session


def rebuild(
    data_dir: DataDir, settings: AnalyticsSettings, progress: Progress | None = None, *, lock_wait_s: float = 0.0
) -> int:
    """Returns the number of changes it holds. Raises DataDirInUse while a server runs on the data directory, and TooNew
    if a newer version of Gnomon wrote it."""
    lock = DataDirLock(data_dir, lock_wait_s)
    try:
        Session(data_dir).close()  # migrates the record to this version
        remove(data_dir.analytics)
        source, database = Source(data_dir), Database(data_dir.analytics, settings)
        try:
            copier = Copier(database, source)
            copier.catch_up(progress)
            return copier.version
        finally:
            database.close()
            source.close()
    finally:
        lock.release()
