"""A process that runs ingest is killed again and again."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from store.base import Stats
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.spool_check import verify_spool
from tests.store.calls import Worker

_INGEST = """
import asyncio, sys
from pathlib import Path
from store.ingest import Ingest
from store.extract.pricing.cost import Prices
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore

async def main():
    data_dir = DataDir(Path(sys.argv[1]))
    store = await SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=30)
    ingest = Ingest(store, data_dir, Prices(), await store.positions())
    ingest.start()
    await ingest.drain(60)
    print("drained", flush=True)
    if sys.argv[2] == "wait":
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await ingest.stop()
    await store.close()

asyncio.run(main())
"""


def test_ingest_killed_at_any_time_stores_every_call_once(data_dir: DataDir) -> None:
    worker = Worker(data_dir)
    count = 0
    for _ in range(6):
        for number in range(count, count + 400):
            worker.opens(f"e{number}", body=b"{}")
            if number % 2:
                worker.closes(f"e{number - 1}")
                worker.closes(f"e{number}")
        worker.rotates()
        count += 400
        with _process(data_dir, "wait") as ingest:
            _let_it_work(data_dir, count)
            ingest.kill()
    worker.opens("cut")
    worker.lets_go()
    with _process(data_dir, "leave") as ingest:
        assert ingest.stdout
        assert ingest.stdout.read() == b"drained\n"
    assert ingest.returncode == 0
    with closing(sqlite3.connect(data_dir.database)) as db:
        outcomes = dict(db.execute("SELECT outcome, count(*) FROM exchange GROUP BY outcome"))
        assert outcomes == {"ok": count, "worker_died": 1}
    assert asyncio.run(_stats(data_dir)).exchanges == count + 1
    assert verify_spool(data_dir).segments == []


def _process(data_dir: DataDir, then: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _INGEST, str(data_dir.root), then], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _let_it_work(data_dir: DataDir, count: int) -> None:
    """Until a random part of the calls is in the store."""
    enough = random.randint(count - 400, count - 1)
    deadline = time.monotonic() + 30
    while _rows(data_dir) <= enough:
        assert time.monotonic() < deadline


def _rows(data_dir: DataDir) -> int:
    if not data_dir.database.exists():
        return 0
    try:
        with closing(sqlite3.connect(data_dir.database)) as db:
            return int(db.execute("SELECT count(*) FROM exchange").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # just being made


async def _stats(data_dir: DataDir) -> Stats:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        return await store.stats()
    finally:
        await store.close()
