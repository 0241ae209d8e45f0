"""A replica that has caught up, in whatever steps, equals a replica rebuilt from the record."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database
from store.analytics.replica.rebuilding import rebuild
from store.analytics.replica.schema import OF_REQUEST
from store.analytics.replica.source import Source
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.histories import Step, change, step
from tests.store.analytics.replicas import SETTINGS, accuracy, contents, open_replica, record, select
from tests.store.calls import exchange


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=25))
def test_step_by_step_is_as_good_as_at_once(steps: list[Step]) -> None:
    """Retries, conflicts, late ends, waiting scores, deletions, in any order."""
    with tempfile.TemporaryDirectory() as root:
        asyncio.run(_compare(DataDir(Path(root)), steps))


async def _compare(data_dir: DataDir, steps: list[Step]) -> None:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    async with open_replica(data_dir) as replica:
        for step in steps:
            if not await change(store, data_dir, step):
                await replica.fresh(60.0)
        followed = await contents(replica)
        await _check_leads(replica)
    await store.close()
    rebuild(data_dir, SETTINGS)
    store = await SqliteStore.open(data_dir, ScoreSettings())
    async with open_replica(data_dir) as replica:
        at_once = await contents(replica)
        await _check_leads(replica)
        await _check_names(replica)
    await store.close()
    assert followed == at_once


async def _check_leads(replica: Any) -> None:
    """A score leads to the row that speaks for its request and repeats what that says, and there is only one."""
    astray = await select(
        replica,
        "SELECT score.id FROM score LEFT JOIN request ON request.id = score.request AND request.is_last"
        " AND request.request_id = score.request_id AND request.project = score.project"
        " WHERE (score.request_id IS NOT NULL) <> (request.id IS NOT NULL)",
    )
    assert astray == []
    repeated = " OR ".join(f"score.{name} IS DISTINCT FROM request.{name}" for name in OF_REQUEST)
    unlike = await select(
        replica, f"SELECT score.id FROM score JOIN request ON request.id = score.request WHERE {repeated}"
    )
    assert unlike == []
    twice = await select(replica, "SELECT request_id FROM request WHERE is_last GROUP BY ALL HAVING count(*) > 1")
    assert twice == []


async def _check_names(replica: Any) -> None:
    """What is said of the names of scores is what their rows say."""
    counted = await select(
        replica,
        "SELECT project, name, kind, if(count(DISTINCT author) = 1, min(author), NULL), count(*),"
        " count(*) FILTER (superseded_at IS NULL), count(*) FILTER (superseded_at IS NULL AND request IS NOT NULL),"
        " count(*) FILTER (superseded_at IS NULL AND target_kind = 'session'), max(recorded_at)"
        " FROM score GROUP BY ALL ORDER BY ALL",
    )
    assert await select(replica, "SELECT * FROM score_name ORDER BY ALL") == counted


async def test_a_score_is_never_missing_while_another_takes_its_place(tmp_path: Path) -> None:
    """Also when that happens after the replica has looked how far there is to go, and before it reads the rows."""
    data_dir = DataDir(tmp_path)
    store = await SqliteStore.open(data_dir, ScoreSettings())
    database = Database(data_dir.analytics, SETTINGS)
    record(store, exchange("x", request_id="r"))
    await store.keep_scores(1, [accuracy("r", 1)])
    looked = threading.Event()

    def supersede() -> bool:
        if not looked.is_set():
            looked.set()
            asyncio.run_coroutine_threadsafe(store.keep_scores(1, [accuracy("r", 2)]), loop).result()
        return True

    def copy() -> None:
        with closing(Source(data_dir)) as source:
            Copier(database, source).catch_up(None, supersede)

    loop = asyncio.get_running_loop()
    await asyncio.to_thread(copy)
    with database.cursor() as cursor:
        assert cursor.execute("SELECT value FROM score WHERE superseded_at IS NULL").fetchall() in ([(1,)], [(2,)])
    database.close()
    await store.close()
