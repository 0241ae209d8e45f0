"""The replica can be lost, damaged, outdated or of another record: the answers stay the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from store.analytics import Rebuilding
from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.analytics.replica.replica import FIRST_S, FRESH_S, Replica
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import SETTINGS, accuracy, contents, open_replica, record, select
from tests.store.calls import exchange


async def _some_calls(store: SqliteStore, data_dir: DataDir, prefix: str = "", count: int = 300) -> None:
    """Mirrored in several steps."""
    async with open_replica(data_dir) as replica:
        for number in range(count):
            name = f"{prefix}{number}"
            record(store, exchange(name, properties={"Env": name}, started_at_us=number, prompt_preview=name * 40))
            if number % 100 == 50:
                await store.keep_scores(1, [accuracy(f"{prefix}{number - 50}", number)])
                await replica.fresh()
        await replica.fresh(60)


def _delete(path: Path) -> None:
    path.unlink()


def _make_garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


def _make_empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _scribble(path: Path) -> None:
    """Into the data, behind the headers."""
    with path.open("r+b") as file:
        file.seek(12 << 10)
        file.write(b"scribble" * 20_000)


def _flip_some_bits(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(12 << 10, len(data), 97):
        data[place] ^= 0x10
    path.write_bytes(data)


def _outdate(path: Path) -> None:
    with duckdb.connect(path) as file:
        file.execute("UPDATE state SET schema_version = 0")


def _replace(path: Path) -> None:
    path.unlink()
    with duckdb.connect(path) as file:
        file.execute("CREATE TABLE somebody_elses (x INTEGER)")


@pytest.mark.parametrize(
    "harm",
    [_delete, _make_garbage, _make_empty, _truncate, _scribble, _flip_some_bits, _outdate, _replace],
)
async def test_the_answers_are_the_same_again(
    harm: Callable[[Path], None], sqlite: SqliteStore, data_dir: DataDir
) -> None:
    """At the latest after a query has met the damage."""
    await _some_calls(sqlite, data_dir)
    async with open_replica(data_dir) as replica:
        before = await contents(replica)
    harm(data_dir.analytics)
    async with open_replica(data_dir) as replica:
        for _ in range(3):
            try:
                after = await contents(replica)
                break
            except Rebuilding:
                continue
    assert after == before
    assert data_dir.analytics.stat().st_mode & 0o777 == 0o600


async def test_an_older_copy_of_the_record_gets_a_replica_of_its_own(data_dir: DataDir, tmp_path: Path) -> None:
    """Whether the record is behind its replica after it was brought back, or has grown past it again."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await _some_calls(store, data_dir, "first", 20)
    await store.close()
    backup = tmp_path / "backup"
    shutil.copytree(data_dir.root, backup)
    for grows_by in (0, 100):
        store = await SqliteStore.open(data_dir, ScoreSettings())
        await _some_calls(store, data_dir, f"lost{grows_by}", 40)
        await store.close()
        for path in (data_dir.database, data_dir.bodies):
            shutil.copy(backup / path.name, path)
        store = await SqliteStore.open(data_dir, ScoreSettings())
        for number in range(grows_by):
            record(store, exchange(f"kept{number}"))
        async with open_replica(data_dir) as replica:
            await replica.fresh(60)
            rows = await select(replica, "SELECT request_id FROM request")
        await store.close()
        assert len(rows) == 20 + grows_by
        assert not any(name.startswith("lost") for (name,) in rows)


async def test_a_replica_that_is_not_whole_does_not_answer(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Half of the calls would give wrong numbers."""
    record(sqlite, *(exchange(str(number)) for number in range(10_000)))
    async with open_replica(data_dir) as replica:
        with pytest.raises(Rebuilding, match="of 10000 changes"):
            await replica.fresh(0.0)
        await replica.fresh(60.0)
        assert await select(replica, "SELECT count(*) FROM request") == [(10_000,)]


async def test_the_first_query_after_a_start_waits_longer(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Where little is to be copied, an answer is worth waiting for; where much is, one soon hears how far that is."""
    waited: list[float] = []

    async def ingest(timeout_s: float) -> int:
        waited.append(timeout_s)
        return 0

    for calls, patience_s in ((10, FIRST_S), (60_000, FRESH_S)):
        record(sqlite, *(exchange(f"{calls}-{number}") for number in range(calls)))
        replica = await Replica.open(DuckDBEngine(data_dir, SETTINGS), ingest)
        try:
            with suppress(Rebuilding):
                await replica.fresh()
            await replica.fresh(60.0)
            await replica.fresh()
        finally:
            await replica.close()
        assert waited == [patience_s, 60.0, FRESH_S]
        waited.clear()
