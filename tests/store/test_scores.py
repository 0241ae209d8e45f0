"""What SQLite does with scores beyond storing them (store/base.py)."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from store.base import Batch, DoesNotFit, IdempotencyKey, KeyReused, Rejected, ScoreReceipt
from store.extract.pricing.cost import Prices
from store.models import NewScore, ScoreDefinition, ScoreSelection
from store.reprocess import reprocess
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.scores.adding import ScoreWrite
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread
from tests.store.calls import exchange
from tests.store.changes import changes


def score(target: str, value: float = 1, name: str = "quality", **more: object) -> NewScore:
    return NewScore(target, name, "float", float(value), **more)  # type: ignore[arg-type]  # by name


async def record(store: SqliteStore, *names: str) -> None:
    await asyncio.wrap_future(store.store_batch(Batch([exchange(name) for name in names])))


async def test_many_callers_share_a_commit_and_each_gets_its_own_answer(sqlite: SqliteStore) -> None:
    """Waiting calls are written together: good ones as if alone, bad ones fail alone, each in its own order."""
    await record(sqlite, "e1")
    await sqlite.define_score(1, ScoreDefinition("bounded", maximum=1, enforce=True))
    calls = [sqlite.keep_scores(1, [score("e1", number), score("later", number)]) for number in range(50)]
    calls.append(sqlite.keep_scores(1, [score("e1", 99), score("e1", 2, "bounded")]))
    calls.append(sqlite.keep_scores(2, [score("e1", 7)]))
    *receipts, refused, other = await asyncio.gather(*calls, return_exceptions=True)
    assert isinstance(refused, DoesNotFit)
    assert [receipt.request_ids for receipt in receipts] == [["e1", None]] * 50  # type: ignore[union-attr]
    assert other.waiting == [True]  # type: ignore[union-attr]
    history = await sqlite.scores_of(1, "request", "e1")
    assert [one.sent.value for one in history] == [float(number) for number in range(50)]
    assert [one.superseded_at_us is None for one in history] == [False] * 49 + [True]
    stats = await sqlite.stats()
    assert (stats.scores, stats.waiting_scores) == (101, 51)


async def test_a_session_can_have_the_id_of_an_exchange(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Each score of a call belongs to what its id names: a request, one of its attempts, or a session."""
    await asyncio.wrap_future(sqlite.store_batch(Batch([exchange("e1", request_id="r1")])))
    sent = [score("r1", name="a"), score("e1", name="b"), score("e1", target_kind="session"), score("later")]
    receipt = await sqlite.keep_scores(1, sent)
    assert receipt.request_ids == ["r1", "r1", None, None]
    assert receipt.waiting == [False, False, False, True]
    with closing(sqlite3.connect(data_dir.database)) as db:
        targets = db.execute("SELECT request_id, exchange_id FROM score ORDER BY id").fetchall()
    assert targets == [("r1", None), ("r1", "e1"), (None, None), (None, None)]


async def test_a_call_that_breaks_costs_itself(sqlite: SqliteStore) -> None:
    """A score that SQLite cannot store undoes its call, not those that share its commit."""
    calls = [sqlite.keep_scores(1, [score(f"r{number}")]) for number in range(5)]
    broken = sqlite.keep_scores(1, [score("r9"), score("\ud800")])
    *receipts, failed = await asyncio.gather(*calls, broken, return_exceptions=True)
    assert isinstance(failed, TypeError | ValueError)
    assert all(receipt.waiting == [True] for receipt in receipts)  # type: ignore[union-attr]
    assert (await sqlite.stats()).scores == 5
    assert await sqlite.scores_of(1, "request", "r9") == []


async def test_the_bound_on_waiting_scores_holds_for_calls_together(data_dir: DataDir) -> None:
    """The limit of the settings applies, however many calls come at once."""
    store = await SqliteStore.open(data_dir, ScoreSettings(waiting_max=3))
    try:
        calls = [store.keep_scores(1, [score(f"r{number}")]) for number in range(5)]
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert sum(isinstance(one, Rejected) for one in outcomes) == 2
        partly = await store.keep_scores(1, [score("r9"), score("r8")], partly=True)
        assert (sorted(partly.refused), partly.score_ids) == ([0, 1], [None, None])
        assert (await store.stats()).waiting_scores == 3
    finally:
        await store.close()


async def test_a_repeated_call_gets_the_first_receipt_for_a_day(sqlite: SqliteStore) -> None:
    """A repeated call with an idempotency key gets the first receipt until that is deleted."""
    key = IdempotencyKey("key", b"hash")
    first = await sqlite.keep_scores(1, [score("r1"), score("r2")], idempotency=key)
    again = await sqlite.keep_scores(1, [score("r1"), score("r2")], idempotency=key)
    assert (first.repeated, again.repeated, again.score_ids) == (False, True, first.score_ids)
    assert (await sqlite.keep_scores(2, [score("r1")], idempotency=key)).repeated is False
    with pytest.raises(KeyReused):
        await sqlite.keep_scores(1, [score("r1")], idempotency=IdempotencyKey("key", b"other"))
    assert await sqlite.forget_answers(first.recorded_at_us) == 0
    assert await sqlite.forget_answers(first.recorded_at_us + 10_000_000) == 2
    assert (await sqlite.keep_scores(1, [score("r1")], idempotency=key)).repeated is False


async def test_superseding_and_deleting_are_changes(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Superseding changes the earlier row; deleting leaves a mark with the row's id."""
    await record(sqlite, "e1")
    await sqlite.keep_scores(1, [score("e1", 1), score("e1", 5, "other")])
    first = changes(data_dir)[-2]
    (second,) = (await sqlite.keep_scores(1, [score("e1", 2)])).score_ids
    changed = changes(data_dir, after=first.version + 1)
    assert [change.what for change in changed] == ["score", "score"]
    assert changed[0].row_id == first.row_id
    history = await sqlite.scores_of(1, "request", "e1")
    assert [one.superseded_at_us is None for one in history if one.sent.name == "quality"] == [False, True]
    assert second
    assert await sqlite.delete_score(1, second)
    assert not await sqlite.delete_score(1, second)
    selection = ScoreSelection(names=("other",), request_ids=("e1",))
    assert await sqlite.delete_scores(1, selection, 2) == 1
    assert await sqlite.delete_scores(2, selection, 0) == 0
    assert await sqlite.delete_scores(1, selection, 1) == 1
    deleted = changes(data_dir, after=changed[-1].version)
    assert [change.what for change in deleted] == ["deleted score"] * 2
    assert deleted[0].row_id == changed[1].row_id
    assert (await sqlite.stats()).scores == 1


async def test_thousands_are_deleted_and_what_comes_meanwhile_stays(sqlite: SqliteStore) -> None:
    """A large deletion deletes the scores that were there when it began."""
    await sqlite.keep_scores(1, [score(f"r{number}", source="code") for number in range(2_000)])
    selection = ScoreSelection(sources=("code",))
    deleting = asyncio.create_task(sqlite.delete_scores(1, selection, 2_000))
    while await sqlite.count_scores(1, selection) == 2_000:
        assert not deleting.done()
    await sqlite.keep_scores(1, [score("new", source="code")])
    assert await deleting == 2_000
    assert await sqlite.count_scores(1, selection) == 1
    assert (await sqlite.stats()).waiting_scores == 1


async def test_a_property_given_later_is_the_requests(data_dir: DataDir) -> None:
    """It replaces the call's own, stays with later attempts, is a change, survives `gnomon reprocess`, and is deleted
    with the request."""
    sqlite = await SqliteStore.open(data_dir, ScoreSettings())
    await record(sqlite, "e1")
    before = (await sqlite.stats()).version
    assert await sqlite.set_property(1, "e1", "Team", "blue")
    assert not await sqlite.set_property(1, "unknown", "Team", "blue")
    assert not await sqlite.set_property(2, "e1", "Team", "blue")
    assert [change.what for change in changes(data_dir, after=before)] == ["exchange"]
    found = await sqlite.request(1, "e1")
    assert found
    assert found.last.properties == {"Team": "blue"}
    retry = exchange("e2", request_id="e1", started_at_us=2_000, properties={"team": "red", "App": "x"})
    await asyncio.wrap_future(sqlite.store_batch(Batch([retry])))
    await sqlite.close()
    reprocess(data_dir, Prices(), everything=True)
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = await store.request(1, "e1")
        assert found
        assert found.last.properties["Team"] == "blue"
        await store.expire(rows_before_us=3_000, bodies_before_us=None)
        await record(store, "e1")
        found = await store.request(1, "e1")
        assert found
        assert found.last.properties == {}
    finally:
        await store.close()


def test_a_small_job_waits_for_one_large_one_at_most(data_dir: DataDir) -> None:
    """A job of many rows takes turns with all waiting small ones."""
    data_dir.root.mkdir(parents=True)
    writer = WriterThread(Session(data_dir))
    order: list[str] = []

    async def submit() -> None:
        begun, go = threading.Event(), threading.Event()
        held = writer.call(lambda _: (begun.set(), go.wait(30)), 1)
        assert await asyncio.to_thread(begun.wait, 30)
        jobs = [writer.call(lambda _, name=f"large {number}": order.append(name), 1_000) for number in range(3)]
        jobs += [writer.call(lambda _, name=f"small {number}": order.append(name), 1) for number in range(3)]
        go.set()
        await asyncio.gather(held, *jobs)

    asyncio.run(submit())
    writer.close()
    assert order == ["large 0", "small 0", "small 1", "small 2", "large 1", "large 2"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a thread writes")
def test_a_commit_writes_nothing_but_its_pages(data_dir: DataDir) -> None:
    """SQLite copies pages that a statement changes; into a file, unless it is told otherwise."""

    def write(session: Session, at: int) -> None:
        calls = [ScoreWrite(1, [score(f"r{number * 619 % 1_000}")], 9_999) for number in range(at, at + 200)]
        session.begin()
        assert all(isinstance(outcome, ScoreReceipt) for outcome in calls[0].group(session, calls))
        session.commit()

    def written() -> int:
        return int(re.findall(r"wchar: (\d+)", Path("/proc/thread-self/io").read_text())[0])

    data_dir.root.mkdir(parents=True)
    session = Session(data_dir)
    for at in range(0, 1_000, 200):
        write(session, at)
    log = data_dir.database.with_name(data_dir.database.name + "-wal")
    before = written() - log.stat().st_size
    write(session, 0)  # supersedes: pages all over the table and its index
    assert written() - log.stat().st_size == before
    session.close()
