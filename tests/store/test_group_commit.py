from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial

import pytest

from store.base import StoreUnavailable
from store.models import NewScore
from store.settings import DataDir
from store.sqlite import Closed, SqliteStore
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread


@pytest.fixture
def writer(data_dir: DataDir) -> Iterator[WriterThread]:
    data_dir.root.mkdir(parents=True)
    writer = WriterThread(Session(data_dir))
    yield writer
    writer.close()


def _add(session: Session, number: int) -> int:
    session.main_db.execute("INSERT INTO spool_position VALUES (?, 0)", (f"s{number}",))
    session.counts["scores"] += 1
    return number


def _held(writer: WriterThread) -> threading.Event:
    """Keeps the writer busy, so that the jobs that come meanwhile share a commit."""
    go = threading.Event()
    begun = threading.Event()

    def hold(_: Session) -> None:
        begun.set()
        assert go.wait(30)

    writer.submit(hold)
    assert begun.wait(30)
    return go


def test_jobs_that_wait_share_one_commit(writer: WriterThread, data_dir: DataDir) -> None:
    go = _held(writer)
    commits: list[str] = []
    writer.submit(lambda session: session.main_db.set_trace_callback(commits.append))
    jobs = [writer.submit(partial(_add, number=number)) for number in range(50)]
    go.set()
    assert [job.result(30) for job in jobs] == list(range(50))
    assert commits.count("COMMIT") == 1


async def test_jobs_of_one_turn_of_the_loop_share_one_commit(writer: WriterThread) -> None:
    jobs = [writer.call(partial(_add, number=0), 1)]
    commits: list[str] = []
    writer.submit(lambda session: session.main_db.set_trace_callback(commits.append)).result(30)
    assert writer.submit(lambda session: session.counts["scores"]).result(30) == 0  # the thread has not begun with one
    commits.clear()
    jobs += [writer.call(partial(_add, number=number), 1) for number in range(1, 50)]
    assert await asyncio.gather(*jobs) == list(range(50))
    assert commits.count("COMMIT") == 1


def test_a_job_that_fails_costs_itself(writer: WriterThread) -> None:
    def fail(session: Session) -> None:
        _add(session, 99)
        raise ValueError("mine")

    go = _held(writer)
    jobs: list[Future[object]] = [
        writer.submit(lambda session: _add(session, 1)),
        writer.submit(fail),
        writer.submit(lambda session: _add(session, 2)),
    ]
    go.set()
    assert (jobs[0].result(30), jobs[2].result(30)) == (1, 2)
    with pytest.raises(ValueError, match="mine"):
        jobs[1].result(30)
    names = writer.submit(lambda session: session.main_db.execute("SELECT segment FROM spool_position").fetchall())
    assert names.result(30) == [("s1",), ("s2",)]
    assert writer.submit(lambda session: session.counts["scores"]).result(30) == 2


def test_a_full_disk_fails_the_waiting_jobs_and_the_thread_goes_on(writer: WriterThread) -> None:
    def limit(session: Session, pages: int) -> None:
        session.main_db.execute(f"PRAGMA max_page_count = {pages}")

    def much(session: Session) -> None:
        session.main_db.execute("INSERT INTO spool_position VALUES (?, 0)", ("x" * 1_000_000,))

    writer.submit(lambda session: limit(session, 1)).result(30)
    go = _held(writer)
    small, large = writer.submit(lambda session: _add(session, 1)), writer.submit(much)
    go.set()
    with pytest.raises((StoreUnavailable, sqlite3.OperationalError), match="full"):
        large.result(30)
    try:
        small.result(30)
        expected = 1
    except StoreUnavailable:
        expected = 0
    writer.submit(lambda session: limit(session, 1 << 30)).result(30)
    assert writer.submit(lambda session: session.counts["scores"]).result(30) == expected
    assert writer.submit(lambda session: _add(session, 2)).result(30) == 2


def test_closing_finishes_what_was_accepted_and_takes_no_more(data_dir: DataDir) -> None:
    data_dir.root.mkdir(parents=True)
    writer = WriterThread(Session(data_dir))
    jobs = [writer.submit(partial(_add, number=number)) for number in range(500)]
    writer.close()
    assert [job.result(0) for job in jobs] == list(range(500))
    with pytest.raises(Closed):
        writer.submit(lambda session: _add(session, 0))


async def test_closing_finishes_what_this_turn_of_the_loop_has_accepted(data_dir: DataDir) -> None:
    data_dir.root.mkdir(parents=True)
    writer = WriterThread(Session(data_dir))
    job = writer.call(partial(_add, number=7), 1)
    writer.close()
    assert await job == 7
    with pytest.raises(Closed):
        writer.call(partial(_add, number=8), 1)


async def test_many_callers_are_acknowledged_after_their_commit(sqlite: SqliteStore, data_dir: DataDir) -> None:
    async def post(number: int) -> None:
        await sqlite.keep_scores(1, [NewScore(f"r{number}", "quality", "integer", 1.0)])
        with sqlite3.connect(data_dir.database) as other:
            found = other.execute("SELECT count(*) FROM score WHERE target_id = ?", (f"r{number}",)).fetchone()
        other.close()
        assert found == (1,)

    await asyncio.gather(*(post(number) for number in range(40)))


async def test_a_caller_that_gives_up_leaves_the_store_working(sqlite: SqliteStore) -> None:
    scores = [NewScore("r", "quality", "integer", 1.0)]
    leaving = asyncio.create_task(sqlite.keep_scores(1, scores))
    reading = asyncio.create_task(sqlite.request(1, "r"))
    await asyncio.sleep(0)
    leaving.cancel()
    reading.cancel()
    await asyncio.gather(leaving, reading, return_exceptions=True)
    assert await sqlite.request(1, "r") is None
    assert await sqlite.stats() == await sqlite.stats()
    await sqlite.keep_scores(1, scores)
