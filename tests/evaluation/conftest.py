"""A real record, its replica, and a feed between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from evaluation.feed import Feed
from store.analytics import Replica
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import open_replica

SECRET = bytes(32)


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
async def store(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    yield store
    await store.close()


@pytest.fixture
async def replica(store: SqliteStore, data_dir: DataDir) -> AsyncIterator[Replica]:
    async with open_replica(data_dir) as replica:
        yield replica


@pytest.fixture
def make_feed(store: SqliteStore, replica: Replica) -> Callable[..., Feed]:
    return lambda unread=set, awaited=(): Feed(store.pipeline, replica, unread, SECRET, awaited)
