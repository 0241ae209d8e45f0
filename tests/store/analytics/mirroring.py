"""A mirror over a real record."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from store.analytics import Mirror
from store.analytics.schema import TABLES
from store.base import Batch
from store.records import Exchange, NewScore
from store.settings import AnalyticsSettings, DataDir
from store.sqlite import SqliteStore

SETTINGS = AnalyticsSettings(memory_limit_mb=256, threads=1)


async def nothing_to_ingest(_timeout_s: float) -> int:
    return time.time_ns() // 1000


@asynccontextmanager
async def mirrored(data_dir: DataDir) -> AsyncIterator[Mirror]:
    """Of a record that is open; it is not caught up yet."""
    mirror = await Mirror.open(data_dir, SETTINGS, nothing_to_ingest)
    try:
        yield mirror
    finally:
        await mirror.close()


async def contents(mirror: Mirror) -> dict[str, list[tuple[Any, ...]]]:
    """All of it but its own state, brought up to date."""
    await mirror.fresh(60.0)
    return {table: await mirror.select(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES if table != "state"}


def record(store: SqliteStore, *exchanges: Exchange) -> None:
    store.record(Batch(exchanges=exchanges)).result()


def accuracy(target_id: str, value: float, **changes: Any) -> NewScore:
    return NewScore(**({"target_id": target_id, "name": "accuracy", "kind": "integer", "value": value} | changes))
