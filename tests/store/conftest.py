from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from store.extract.pricing.cost import Prices
from store.ingest import Ingest
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import Worker


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
async def sqlite(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    yield store
    await store.close()


@pytest.fixture
def worker(data_dir: DataDir) -> Iterator[Worker]:
    worker = Worker(data_dir)
    yield worker
    worker.lets_go()


@pytest.fixture
async def ingest(sqlite: SqliteStore, data_dir: DataDir) -> AsyncIterator[Ingest]:
    """Running."""
    ingest = Ingest(sqlite, data_dir, Prices(), await sqlite.positions())
    ingest.start()
    yield ingest
    await ingest.stop()
