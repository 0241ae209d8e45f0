from __future__ import annotations

import asyncio
import gzip
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager, closing
from pathlib import Path

import orjson
import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

from store.base import Batch, Recorded
from store.extract.extraction import EXTRACTOR_VERSION
from store.extract.pricing.cost import Prices
from store.ingest import Ingest
from store.ingest.head_index import HeadIndex
from store.ingest.holding import NOTHING, Turn, turn
from store.ingest.pairing import Pairing
from store.ingest.tail import Tail
from store.models import Bodies, NewScore, Usage
from store.settings import DataDir, ScoreSettings
from store.spool import segment_files
from store.spool.counters import Counters
from store.spool.frames import Kind
from store.sqlite import SqliteStore
from tests.store.calls import REQUEST, Worker, answer


@asynccontextmanager
async def running(
    store: SqliteStore, data_dir: DataDir, positions: dict[str, int] | None = None
) -> AsyncIterator[Ingest]:
    ingest = Ingest(store, data_dir, Prices(), await store.positions() if positions is None else positions)
    ingest.start()
    try:
        yield ingest
    finally:
        await ingest.stop()


async def until(reached: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await reached():
            await asyncio.sleep(0.005)


async def outcome(store: SqliteStore, name: str) -> str | None:
    found = await store.request(1, name)
    return found.last.outcome if found else "unknown"


async def test_a_call_is_stored_with_extracted_fields_and_bodies(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker
) -> None:
    worker.calls("e1", request_id="mine")
    await ingest.drain()
    found = await sqlite.request(1, "mine")
    assert found
    last = found.last
    assert (last.outcome, last.writer, last.latency_ms, last.time_to_first_byte_ms) == ("ok", worker.id, 2.5, 1.5)
    assert (last.extractor_version, last.dialect, last.answer_preview) == (EXTRACTOR_VERSION, "openai_chat", "Good day")
    assert last.properties == {"Env": "test"}
    assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (9, 3)
    assert last.cost_usd
    assert await sqlite.bodies(1, "e1") == Bodies(REQUEST, answer())
    assert ingest.lag().size_bytes == 0


async def test_a_call_can_be_watched_while_it_runs(sqlite: SqliteStore, ingest: Ingest, worker: Worker) -> None:
    worker.opens("e1", b"", request_size_bytes=None)
    await ingest.drain()
    assert await outcome(sqlite, "e1") is None
    worker.sends("e1", REQUEST)
    await ingest.drain()
    found = await sqlite.request(1, "e1")
    assert found
    assert (found.last.request_size_bytes, found.last.model_asked) == (len(REQUEST), "gpt-4o-mini")
    assert await sqlite.bodies(1, "e1") == Bodies(REQUEST)
    worker.closes("e1")
    await ingest.drain()
    assert await outcome(sqlite, "e1") == "ok"
    assert await sqlite.bodies(1, "e1") == Bodies(REQUEST, answer())


async def test_a_closing_finds_its_opening_after_a_restart(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker
) -> None:
    worker.opens("e1")
    async with running(sqlite, data_dir) as ingest:
        await ingest.drain()
    worker.closes("e1")
    async with running(sqlite, data_dir) as ingest:
        await ingest.drain()
    found = await sqlite.request(1, "e1")
    assert found
    assert (found.last.outcome, found.last.model_asked) == ("ok", "gpt-4o-mini")
    assert found.last.properties == {"Env": "test"}
    assert await sqlite.bodies(1, "e1") == Bodies(REQUEST, answer())


async def test_both_parts_of_bodies_without_their_middle_are_read(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker
) -> None:
    """The gaps are stored with the row, also when ingest restarts between the frames."""
    asked = REQUEST[:-1] + b', "user": "anna", "picture": "' + b"A" * 1_000 + b'", "seed": 7, "safety_identifier": "x"}'
    sent = asked[:-900] + asked[-40:]
    async with running(sqlite, data_dir) as ingest:
        gap = len(asked) - 900
        worker.opens("e1", sent, request_size_bytes=len(asked), request_truncated=True, request_gap_offset=gap)
        await ingest.drain()
    answered = answer("Good day " * 100)
    async with running(sqlite, data_dir) as ingest:
        worker.closes("e1", answered[:300] + answered[-150:], response_truncated=True, response_gap_offset=300)
        await ingest.drain()
    found = await sqlite.request(1, "e1")
    assert found
    last = found.last
    assert (last.request_gap_offset, last.response_gap_offset) == (gap, 300)
    assert (last.model_asked, last.user_id) == ("gpt-4o-mini", "anna")
    assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (9, 3)


async def test_omitted_bodies_are_absent(sqlite: SqliteStore, ingest: Ingest, worker: Worker) -> None:
    worker.opens("e1", b"", request_omitted=True, response_omitted=True, request_size_bytes=90)
    worker.closes("e1", b"", response_size_bytes=80)
    await ingest.drain()
    assert await outcome(sqlite, "e1") == "ok"
    assert await sqlite.bodies(1, "e1") is None


async def test_what_the_worker_read_of_omitted_bodies_is_stored_and_priced(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker
) -> None:
    usage = {"prompt_tokens": 9, "completion_tokens": 3}
    priced = {"models": ["gpt-4o-mini"], "provider": "openai", "service_tier": "", "tool_calls": [], "characters": 0}
    read = {
        "row": {"model_asked": "gpt-4o-mini", "usage": usage, "extract_error": "too_large"},
        "priced": priced | {"stated_usd": None},
    }
    for name, extracted in (("good", read), ("bad", {"row": {"no_such_field": 1}}), ("none", None)):
        worker.opens(name, b"", request_omitted=True, response_omitted=True, request_size_bytes=90)
        worker.closes(name, b"", response_size_bytes=80, extracted=extracted)
    await ingest.drain()
    good = await sqlite.request(1, "good")
    assert good
    assert (good.last.model_asked, good.last.usage) == ("gpt-4o-mini", Usage(9, 3))
    assert good.last.extract_error == "too_large"
    assert good.last.cost_usd == pytest.approx((9 * 0.15 + 3 * 0.6) / 1_000_000)
    bad = await sqlite.request(1, "bad")
    assert bad
    assert (bad.last.outcome, bad.last.extract_error) == ("ok", "failed")
    assert await outcome(sqlite, "none") == "ok"


async def test_reading_everything_again_changes_nothing(sqlite: SqliteStore, data_dir: DataDir, worker: Worker) -> None:
    for number in range(20):
        worker.calls(f"e{number}")
    worker.opens("running")
    async with running(sqlite, data_dir) as ingest:
        await ingest.drain()
    before = await sqlite.stats()
    async with running(sqlite, data_dir, positions={}) as ingest:
        await ingest.drain()
        assert ingest.lost == 0
    assert list(data_dir.quarantine.iterdir()) == []
    after = await sqlite.stats()
    assert (after.exchanges, after.in_flight) == (before.exchanges, before.in_flight) == (21, 1)
    with closing(sqlite3.connect(data_dir.database)) as db:
        changed = db.execute("SELECT exchange_id FROM exchange WHERE version > ?", (before.version,)).fetchall()
    assert set(changed) <= {("running",)}


async def test_a_frame_that_makes_no_sense_costs_itself(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    worker.calls("e1")
    worker.writes(Kind.OPENING, {"exchange_id": "bad"}, b"kept")
    worker.writes_header(b'["no","object"]')
    worker.writes(Kind.CLOSING, {"exchange_id": ["not", "text"]}, b"")
    worker.opens("wrong types", started_at_us="yesterday")
    worker.calls("e2")
    await ingest.drain()
    assert [await outcome(sqlite, name) for name in ("e1", "e2")] == ["ok", "ok"]
    assert (await sqlite.stats()).exchanges == 2
    assert ingest.lost == 4
    files = list(data_dir.quarantine.iterdir())
    assert len(files) == 4
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    assert any(b"kept" in path.read_bytes() for path in files)
    assert ingest.lag().size_bytes == 0


async def test_a_closing_without_an_opening_is_set_aside(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    """Its project is unknown, so it must not be shown to anyone; its bytes are in the quarantine."""
    worker.closes("lost", b"the answer")
    await ingest.drain()
    assert await sqlite.request(1, "lost") is None
    (file,) = data_dir.quarantine.iterdir()
    assert b"the answer" in file.read_bytes()
    assert ingest.lost == 1


async def test_damage_between_frames_is_skipped(sqlite: SqliteStore, ingest: Ingest, worker: Worker) -> None:
    worker.calls("e1")
    worker.writes_bytes(b"\x00garbage" * 10)
    worker.calls("e2")
    await ingest.drain()
    assert await outcome(sqlite, "e2") == "ok"
    assert ingest.lost == 1


async def test_a_segment_that_cannot_be_read_does_not_hold_up_others(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    (data_dir.spool / f"{'0' * 36}.00000001.seg").mkdir()
    worker.calls("e1")
    await until(lambda: _is(sqlite, "e1", "ok"))
    await until(lambda: _fails(ingest))


async def test_calls_of_a_worker_that_died_have_ended(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    counters = Counters(data_dir.spool / f"{worker.id}.counters")
    counters.add("dropped", 3)
    worker.calls("e1")
    worker.opens("cut")
    worker.writes_bytes(b"GNM1 torn")
    worker.lets_go()
    await until(lambda: _is(sqlite, "cut", "worker_died"))
    assert await outcome(sqlite, "e1") == "ok"
    assert await sqlite.bodies(1, "cut") == Bodies(REQUEST)
    await until(lambda: _gone(counters.path))
    assert segment_files.segments(data_dir.spool) == []
    assert (await sqlite.stats()).dropped == 3
    assert await sqlite.positions() == {}


async def test_calls_of_a_worker_that_died_with_its_spool_have_ended(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker
) -> None:
    worker.opens("cut")
    async with running(sqlite, data_dir) as ingest:
        await ingest.drain()
    worker.lets_go()
    worker.path.unlink()
    async with running(sqlite, data_dir):
        await until(lambda: _is(sqlite, "cut", "worker_died"))


async def test_a_dead_workers_counters_are_added_once(sqlite: SqliteStore, data_dir: DataDir) -> None:
    for _ in range(2):
        await asyncio.wrap_future(sqlite.count_dead_writer("w", 3, 4))
    stats = await sqlite.stats()
    assert (stats.dropped, stats.truncated) == (3, 4)


async def test_segments_are_read_in_order_and_deleted_when_stored(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    worker.opens("e1")
    worker.rotates()
    worker.closes("e1")
    worker.opens("e2")
    await ingest.drain()
    await until(lambda: _paths(data_dir, [worker.path]))
    assert await outcome(sqlite, "e1") == "ok"
    assert await outcome(sqlite, "e2") is None, "its worker lives"


async def test_attempts_of_two_workers_are_one_request(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    other = Worker(data_dir)
    try:
        worker.calls("e2", request_id="r", started_at_us=2)
        other.calls("e1", request_id="r", started_at_us=1)
        other.calls("e3", request_id="r", started_at_us=3, body=b"{}")
        await ingest.drain()
    finally:
        other.lets_go()
    found = await sqlite.request(1, "r")
    assert found
    assert [one.exchange_id for one in found.attempts] == ["e1", "e2"]
    assert [one.exchange_id for one in found.conflicts] == ["e3"]


async def test_a_score_that_waited_for_the_upstreams_id_joins(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker
) -> None:
    await sqlite.keep_scores(1, [NewScore("chatcmpl-1", "quality", "integer", 5.0)])
    worker.calls("e1")
    await ingest.drain()
    found = await sqlite.request(1, "e1")
    assert found
    assert [one.sent.value for one in found.scores] == [5.0]


async def test_an_id_is_found_ahead_of_a_backlog(sqlite: SqliteStore, data_dir: DataDir, worker: Worker) -> None:
    for number in range(3_000):
        worker.calls(f"e{number}", body=b"{}")
    worker.opens("e-mine", request_id="mine")
    worker.sends("e-mine", REQUEST)
    worker.closes("e-mine", request_id="mine")
    async with running(sqlite, data_dir) as ingest:
        assert await ingest.catch_up_request(1, "mine", 30)
        assert await outcome(sqlite, "mine") == "ok"
        assert await ingest.catch_up_request(1, "e-mine", 30)
        assert await ingest.catch_up_request(1, "unknown", 30)
        await ingest.drain(60)
        stats = await sqlite.stats()
        assert (stats.exchanges, stats.in_flight) == (3_001, 0)
        assert await ingest.catch_up_request(1, "mine", 30)
        assert (await sqlite.stats()).version == stats.version


async def test_an_id_of_many_calls_is_found_in_steps(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client may send one id for ever: its frames are not all in memory at once, and each is read once."""
    for number in range(300):
        worker.calls(f"e{number}", request_id="again")
    batches: list[int] = []
    store_batch = sqlite.store_batch

    def counted(batch: Batch) -> Future[Recorded]:
        batches.append(len(batch.exchanges))
        return store_batch(batch)

    monkeypatch.setattr(sqlite, "store_batch", counted)
    monkeypatch.setattr("store.ingest.ingest.MAX_FRAMES", 100)
    ingest = Ingest(sqlite, data_dir, Prices(), {})
    found = [asyncio.create_task(ingest.catch_up_request(1, "again", 60)) for _ in range(2)]
    await asyncio.sleep(0)  # both wait before the thread starts
    ingest.start()
    try:
        assert await asyncio.gather(*found) == [True, True]
        assert await ingest.has_all(60)
    finally:
        await ingest.stop()
    assert batches[:6] == [50] * 6
    assert sum(batches) == 300
    request = await sqlite.request(1, "again")
    assert request
    assert request.totals.attempts == 300


async def test_the_index_of_heads_is_bounded_and_shrinks(data_dir: DataDir, worker: Worker) -> None:
    for number in range(20):
        worker.calls(f"e{number}", request_id=f"r{number}")
    index = HeadIndex(data_dir.spool, maximum=7)
    for name in ("r1", "e1", "r19", "e19"):
        assert len(index.frames_of(name, {})) == 2
    assert len(index) == 7
    assert index.frames_of("other", {}) == []
    everything = {worker.path.name: worker.path.stat().st_size}
    assert index.frames_of("r19", everything) == []
    assert len(index) == 0


async def test_drain_returns_up_to_when_the_store_has_everything(ingest: Ingest, worker: Worker) -> None:
    before = time.time_ns() // 1000
    worker.calls("e1")
    assert await ingest.drain() >= before
    assert ingest.lag() == (0, 0.0)


async def test_a_store_that_cannot_be_written_loses_nothing(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, data_dir: DataDir
) -> None:
    """SQLite's page limit stands in for a disk that is full and then has space again."""
    await _limit_pages(sqlite, 1)
    for number in range(200):
        worker.calls(f"e{number}")
    await until(lambda: _fails(ingest))
    assert await ingest.drain(0.05) < time.time_ns() // 1000 - 50_000
    lag = ingest.lag()
    assert 0 < lag.size_bytes <= worker.path.stat().st_size  # a first few may have found room
    assert lag.seconds > 0
    await _limit_pages(sqlite, 1 << 30)
    await ingest.drain(30)
    assert (await sqlite.stats()).exchanges == 200
    assert (ingest.error, ingest.lag()) == (None, (0, 0.0))


@pytest.mark.parametrize("encoding", [None, "gzip"])
async def test_large_bodies_are_extracted_too(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker, encoding: str | None
) -> None:
    long = "".join(chr(97 + (number * number) % 26) for number in range(400_000))
    body = answer(long, "chatcmpl-large")
    headers = {"content-type": "application/json"}
    if encoding:
        body = gzip.compress(body)
        headers["content-encoding"] = encoding
    worker.opens("e1", orjson.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": long}]}))
    worker.closes("e1", body, response_headers=headers)
    assert await ingest.catch_up_request(1, "e1", 60)
    found = await sqlite.request(1, "e1")
    assert found
    assert (found.last.upstream_id, found.last.extractor_version) == ("chatcmpl-large", EXTRACTOR_VERSION)
    assert await sqlite.bodies(1, "e1") == Bodies(
        orjson.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": long}]}), body
    )


async def test_an_extraction_process_that_was_killed_is_replaced(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker
) -> None:
    for exchange_id in ("e1", "e2"):
        worker.opens(exchange_id)
        worker.closes(exchange_id, answer("x" * 300_000, f"chatcmpl-{exchange_id}"))
        assert await ingest.catch_up_request(1, exchange_id, 60)
        found = await sqlite.request(1, f"chatcmpl-{exchange_id}")
        assert found, "its answer was extracted"
        (process,) = [child for child in psutil.Process().children() if "store.extract.process" in child.cmdline()]
        process.kill()
        process.wait(30)


async def test_a_slow_body_is_read_after_its_call_was_stored(
    sqlite: SqliteStore, ingest: Ingest, worker: Worker
) -> None:
    """Other calls are stored at once. What counts calls counts it once, with its tokens."""
    slow = b"data: 1\n" * 900_000 + b"\ndata: " + answer() + b"\n\n"
    worker.opens("slow")
    worker.closes("slow", slow, response_headers={"content-type": "text/event-stream"})
    worker.calls("e1")
    assert await ingest.has_all(60)
    found = await sqlite.request(1, "slow")
    assert found
    assert (found.last.extract_error, found.last.model_asked, found.last.properties) == (
        "too_slow",
        "gpt-4o-mini",
        {"Env": "test"},
    )
    assert (await outcome(sqlite, "e1")) == "ok"
    assert await ingest.catch_up_request(1, "slow", 60)
    found = await sqlite.request(1, "slow")
    assert found
    assert (found.last.extract_error, found.last.usage.prompt_tokens) == (None, 9)
    assert await sqlite.bodies(1, "slow") == Bodies(REQUEST, slow)
    counted = ingest.tallies.snapshot()
    assert sum(counted.calls.values()) == 2
    assert sum(model.prompt_tokens for model in counted.models.values()) == 18
    assert counted.unread == {}, "it was too_slow for a moment only"


async def test_stopping_waits_for_slow_bodies(sqlite: SqliteStore, data_dir: DataDir, worker: Worker) -> None:
    async with running(sqlite, data_dir) as ingest:
        worker.opens("e1")
        worker.closes("e1", answer("x" * 300_000))
        await ingest.has_all(60)
    found = await sqlite.request(1, "e1")
    assert found
    assert found.last.extract_error is None


async def test_the_quarantine_is_emptied_after_some_days(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker
) -> None:
    data_dir.quarantine.mkdir(parents=True)
    old, new = data_dir.quarantine / "old", data_dir.quarantine / "new"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    async with running(sqlite, data_dir):
        await until(lambda: _gone(old))
    assert new.exists()


async def test_stopping_leaves_the_rest_in_the_spool(data_dir: DataDir, worker: Worker) -> None:
    for number in range(2_000):
        worker.calls(f"e{number}", body=b"{}")
    store = await SqliteStore.open(data_dir, ScoreSettings())
    async with running(store, data_dir):
        pass
    await store.close()
    store = await SqliteStore.open(data_dir, ScoreSettings())
    async with running(store, data_dir) as ingest:
        await ingest.drain(60)
    assert (await store.stats()).exchanges == 2_000
    await store.close()


async def _is(store: SqliteStore, name: str, wanted: str) -> bool:
    return await outcome(store, name) == wanted


async def _gone(path: Path) -> bool:
    return not path.exists()


async def _paths(data_dir: DataDir, wanted: list[Path]) -> bool:
    return segment_files.segments(data_dir.spool) == wanted


async def _fails(ingest: Ingest) -> bool:
    return ingest.error is not None


async def _limit_pages(store: SqliteStore, pages: int) -> None:
    limiting = store._writer.submit(lambda session: session.main_db.execute(f"PRAGMA max_page_count = {pages}"))
    await asyncio.wrap_future(limiting)


async def test_a_call_that_ends_by_the_next_read_is_stored_once(data_dir: DataDir, worker: Worker) -> None:
    """What is held is read again after a crash: the position stays before it. Nothing is held for longer."""
    worker.opens("quick")
    worker.calls("whole")
    worker.opens("slow")
    tail, pairing = Tail(data_dir.spool, data_dir.quarantine, {}), Pairing(1 << 20)
    read = tail.read(segment_files.sizes_bytes(data_dir.spool))
    first = turn(NOTHING, pairing.pair(read.frames, {}).exchanges, read, may_hold=True)
    pairing.committed(first.exchanges, [])
    assert _outcomes(first) == [("whole", "ok")]
    assert [*first.positions.values()] == [0]
    worker.closes("quick")
    read = tail.read(segment_files.sizes_bytes(data_dir.spool))
    for _ in range(2):  # until they are stored, the same frames give the same exchanges
        second = turn(first.held, pairing.pair(read.frames, {}).exchanges, read, may_hold=True)
        assert _outcomes(second) == [("slow", None), ("quick", "ok")]
        assert [paired.new_bodies.request for paired in second.exchanges] == [REQUEST, REQUEST]
    assert second.positions == read.positions
    assert not second.held.begun
    tail.close()


async def test_what_a_writer_leaves_after_the_look_at_sizes_is_read(data_dir: DataDir, worker: Worker) -> None:
    """A segment that has not grown is skipped only while its writer holds it."""
    worker.opens("begun")
    tail = Tail(data_dir.spool, data_dir.quarantine, {})
    assert len(tail.read(segment_files.sizes_bytes(data_dir.spool)).frames) == 1
    sizes_bytes = segment_files.sizes_bytes(data_dir.spool)
    assert not tail.read(sizes_bytes)
    worker.closes("begun")
    worker.lets_go()
    read = tail.read(sizes_bytes)
    assert [located.frame.kind for located in read.frames] == [Kind.CLOSING]
    assert read.finished == [worker.path.name]
    assert read.dead_writers == [worker.id]
    tail.close()


async def test_a_later_attempt_is_stored_with_the_end_of_the_one_before(data_dir: DataDir, worker: Worker) -> None:
    """Held, it would let the earlier attempt count as the last one, and be scored as such."""
    worker.calls("first", request_id="same")
    worker.opens("second", request_id="same")
    worker.opens("other")
    tail, pairing = Tail(data_dir.spool, data_dir.quarantine, {}), Pairing(1 << 20)
    read = tail.read(segment_files.sizes_bytes(data_dir.spool))
    turned = turn(NOTHING, pairing.pair(read.frames, {}).exchanges, read, may_hold=True)
    assert _outcomes(turned) == [("first", "ok"), ("second", None)]
    assert [*turned.held.begun] == ["other"]
    tail.close()


async def test_a_call_in_flight_is_stored_though_nobody_asks(
    sqlite: SqliteStore, data_dir: DataDir, worker: Worker
) -> None:
    async with running(sqlite, data_dir):
        worker.opens("slow")
        await until(lambda: _is_outcome(sqlite, "slow", None))


async def _is_outcome(store: SqliteStore, name: str, expected: str | None) -> bool:
    return await outcome(store, name) == expected


def _outcomes(turned: Turn) -> list[tuple[str, str | None]]:
    return [(paired.exchange.exchange_id, paired.exchange.outcome) for paired in turned.exchanges]
