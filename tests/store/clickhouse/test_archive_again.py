"""An archive that lacks something which its record does not note any more is made again, without an error."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from store.clickhouse.archive.archiving import ArchiveState
from store.clickhouse.archive.tables import COLUMNS
from store.clickhouse.servers import Servers
from store.models import ScoreDefinition
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.files import read_only_uri
from tests.store.clickhouse.test_archive import Copy, add_bodies, open_copy, servers, tables

__all__ = ["servers"]  # a fixture


@pytest.fixture
async def copy(servers: Servers, tmp_path: Path) -> AsyncIterator[Copy]:
    async with open_copy(servers, tmp_path / "record") as copy:
        yield copy


def empty(copy: Copy) -> None:
    for host in copy.servers.hosts:
        for table in COLUMNS:
            host.use(lambda connection, table=table: connection.command(f"TRUNCATE TABLE {table}_row"))


def ask_each_time(copy: Copy) -> None:
    copy.archiver.close()
    copy.archiver = copy.archiver_of(copy.servers, ask_every_s=0)


async def define(copy: Copy, *names: str) -> None:
    for name in names:
        await copy.store.define_score(1, ScoreDefinition(name=name, kind="float"))


def log_of_changes(data_dir: DataDir) -> list[str]:
    """The names of the entries, of both files."""
    names: list[str] = []
    for file in (data_dir.database, data_dir.bodies):
        with closing(sqlite3.connect(read_only_uri(file), uri=True)) as database:
            names += [name for (name,) in database.execute("SELECT name FROM change ORDER BY seq")]
    return names


async def test_an_archive_that_is_emptied_meanwhile_is_made_again(copy: Copy, tmp_path: Path) -> None:
    """What a node goes on copying does not make it look whole: the node looks now and then."""
    await add_bodies(copy.store, 0, 1)
    await define(copy, "first")
    copy.archive()
    empty(copy)
    await add_bodies(copy.store, 1, 1)
    copy.archive()
    assert not ArchiveState(copy.servers, copy.number).is_there
    ask_each_time(copy)
    copy.archive()
    assert tables(copy.rebuild(tmp_path / "first")) == tables(copy.data_dir)
    empty(copy)
    copy.archive()
    assert tables(copy.rebuild(tmp_path / "second")) == tables(copy.data_dir)


async def test_a_record_that_was_without_clickhouse_meanwhile_is_archived_again(copy: Copy, tmp_path: Path) -> None:
    """Its log of changes has ended, and does not grow. What was deleted meanwhile is deleted in the archive."""
    for number in (3, 2, 1, 0):
        await add_bodies(copy.store, number, 1)
    await define(copy, "first", "second")
    copy.archive()
    assert "gap" not in log_of_changes(copy.data_dir)
    await asyncio.wrap_future(copy.store.end_changes())
    await copy.store.delete_score_definition(1, "first")
    await copy.store.expire(rows_before_us=500, bodies_before_us=1_500)
    await copy.store.close()
    copy.store = await SqliteStore.open(copy.data_dir, ScoreSettings())
    await define(copy, "third")
    await add_bodies(copy.store, 4, 1)  # takes the id of a body that was deleted
    await asyncio.wrap_future(copy.store.end_changes())
    assert log_of_changes(copy.data_dir) == ["gap", "gap"]
    await asyncio.wrap_future(copy.store.log_changes())
    ask_each_time(copy)
    await define(copy, "fourth")
    copy.archive()
    assert "gap" not in log_of_changes(copy.data_dir)
    assert tables(copy.rebuild(tmp_path / "rebuilt")) == tables(copy.data_dir)
