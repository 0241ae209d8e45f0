"""Opens the store that the settings name, so that its users know the `Store` protocol only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.analytics.replica.engine import Engine
from store.base import Store
from store.settings import AnalyticsSettings, DataDir, ScoreSettings
from store.sqlite.session import Session
from store.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from store.clickhouse.servers import Servers


async def open_store(
    data_dir: DataDir, settings: ScoreSettings, join: Callable[[Session], None] | None = None
) -> Store:
    """Open the store in `data_dir`; create it where there is none. `join`: makes its record a node, see Joining.

    Waits for up to 10 s while another process is closing it, then raises DataDirInUse. Raises CannotOpen and its
    subclasses DatabaseDamaged, TooNew and TooOld when the files cannot be used.
    """
    return await SqliteStore.open(data_dir, settings, join=join)


def replica_engine(data_dir: DataDir, settings: AnalyticsSettings, servers: Servers | None) -> Engine:
    """What `Replica.open` needs: a DuckDB file, or ClickHouse's `servers`. The store must be open."""
    if servers is None:
        return DuckDBEngine(data_dir, settings)
    from store.clickhouse.shipping.engine import ClickHouseEngine  # noqa: PLC0415  an optional dependency

    return ClickHouseEngine(data_dir, servers)
