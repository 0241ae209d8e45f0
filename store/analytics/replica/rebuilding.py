"""`gnomon replica rebuild`: the replica made anew from the record."""

from __future__ import annotations

from store.analytics.replica.copying import Copier, Progress
from store.analytics.replica.database import Database, remove
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir
from store.sqlite.lock import DataDirLock
from store.sqlite.session import Session


def rebuild(
    data_dir: DataDir, settings: AnalyticsSettings, progress: Progress | None = None, *, lock_wait_s: float = 0.0
) -> int:
    """Returns how many changes it holds then. Works on the files, so no server may run on them: raises DataDirInUse,
    or TooNew."""
    lock = DataDirLock(data_dir, lock_wait_s)
    try:
        Session(data_dir).close()  # brings the record's tables to this program's version
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
