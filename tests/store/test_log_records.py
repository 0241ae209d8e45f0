"""Log records of spans in the store: how long and how many of them wait for their span."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from store.base import Batch, WaitingRecords
from store.evaluation.evaluators import Evaluation, EvaluatorId
from store.evaluation.pipeline import NewTask, Routing
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.extract.reported.spans.log_records import with_records
from store.ingest.extractor import Extractor
from store.ingest.log_records import LogRecords
from store.ingest.pairing import PairedExchange
from store.ingest.quarantine import Quarantine
from store.ingest.tail import LocatedFrame
from store.ingest.tallies import Tallies
from store.models import Bodies, ExchangeRow
from store.reprocess import reprocess
from store.settings import DataDir, ScoreSettings
from store.spool.frames import Frame, Kind
from store.sqlite import SqliteStore
from store.sqlite.requests import log_records
from tests.store.calls import exchange
from tests.store.test_steps import CHAT, span

LIMIT = 10_000


def said(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"{number}",
        "name": "gen_ai.user.message",
        "time_unix_nano": number,
        "attributes": {},
        "body": {"content": text},
    }


async def wait(store: SqliteStore, exchange_id: str, *records: dict[str, Any]) -> None:
    body = with_records({}, records, LIMIT).body
    waiting = WaitingRecords(exchange_id, len(records), len(body), LIMIT)
    batch = Batch(bodies={exchange_id: Bodies(body)}, log_records=[waiting])
    await asyncio.wrap_future(store.store_batch(batch))


async def counts(store: SqliteStore) -> tuple[int, int]:
    stats = await store.stats()
    return stats.waiting_log_records, stats.expired_log_records


async def test_log_records_wait_for_a_time(sqlite: SqliteStore) -> None:
    await wait(sqlite, "a", said(1, "One"), said(2, "Two"))
    await wait(sqlite, "a", said(1, "One"), said(2, "Two"), said(3, "Three"))
    assert await counts(sqlite) == (3, 0)
    assert await sqlite.expire_log_records(time.time_ns() // 1000 - 60_000_000) == 0
    assert await sqlite.expire_log_records(time.time_ns() // 1000 + 1) == 3
    assert await counts(sqlite) == (0, 3)
    assert await asyncio.wrap_future(sqlite.stored_spans(["a"], {"a"})) == {}


async def test_the_oldest_of_too_many_are_given_up(sqlite: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_records, "WAITING_MOST", 3)
    for number, name in enumerate("abcd"):
        await wait(sqlite, name, said(number, "One"))
    assert await counts(sqlite) == (3, 1)
    monkeypatch.setattr(log_records, "WAITING_BYTES_MOST", 300)
    await wait(sqlite, "e", said(1, "One"))
    waiting, given_up = await counts(sqlite)
    assert waiting < 3
    assert waiting + given_up == 5
    stored = await asyncio.wrap_future(sqlite.stored_spans([], set("abcde")))
    assert sorted(stored) == ["d", "e"]


async def test_a_batch_without_spans_asks_nothing(sqlite: SqliteStore) -> None:
    """Nor do spans, where no log record waits."""
    assert await asyncio.wrap_future(sqlite.stored_spans(["a", "b"], set())) == {}
    await wait(sqlite, "a", said(1, "One"))
    (found,) = (await asyncio.wrap_future(sqlite.stored_spans(["a", "b"], set()))).values()
    assert (found.has_come, found.limit_bytes) == (False, LIMIT)


async def test_reprocessing_keeps_them(data_dir: DataDir) -> None:
    row, bodies = span(1, CHAT)
    whole = with_records(json.loads(bodies.request or b""), [said(2, "Two"), said(1, "One")], LIMIT).body
    completed = extract(row, Bodies(whole), Prices())
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await asyncio.wrap_future(store.store_batch(Batch([row], {row.exchange_id: bodies})))
    await asyncio.wrap_future(store.store_batch(Batch(bodies={row.exchange_id: Bodies(whole)}, completed=[completed])))
    before = await store.request(1, row.exchange_id)
    await store.close()
    assert await asyncio.to_thread(reprocess, data_dir, Prices(), everything=True) == 1
    store = await SqliteStore.open(data_dir, ScoreSettings())
    after = await store.request(1, row.exchange_id)
    await store.close()
    assert before
    assert after
    assert before.last.prompt_preview == after.last.prompt_preview == "Two"
    assert before.last.input_hash == after.last.input_hash is not None


def test_the_same_messages_have_the_same_hash_however_they_are_sent() -> None:
    row, bodies = span(1, CHAT)
    parts = [{"role": "user", "parts": [{"type": "text", "content": "One"}]}]
    told, _ = span(1, CHAT | {"gen_ai.input.messages": json.dumps(parts)})
    whole = with_records(json.loads(bodies.request or b""), [said(1, "One")], LIMIT).body
    assert extract(row, Bodies(whole), Prices()).input_hash == told.input_hash is not None


def test_a_text_that_is_json_stays_as_it_was_written() -> None:
    row, bodies = span(1, CHAT)
    for text in ('{"a":  1}', "[1,  2]", '["one"]'):
        whole = with_records(json.loads(bodies.request or b""), [said(1, text)], LIMIT).body
        assert extract(row, Bodies(whole), Prices()).prompt_preview == " ".join(text.split()), text


@pytest.fixture
def joining(sqlite: SqliteStore, data_dir: DataDir) -> Iterator[LogRecords]:
    extractor = Extractor(Prices())
    yield LogRecords(sqlite, extractor, Tallies(), Quarantine(data_dir.quarantine, 7))
    extractor.close()


def frame(exchange_id: str, *records: dict[str, Any]) -> LocatedFrame:
    body = with_records({}, records, LIMIT).body
    return LocatedFrame("w.1.seg", 0, Frame(Kind.LOG_RECORDS, {"exchange_id": exchange_id, "limit_bytes": LIMIT}, body))


def grown(row: ExchangeRow, bodies: Bodies, *records: dict[str, Any]) -> tuple[ExchangeRow, Bodies]:
    whole = Bodies(with_records(json.loads(bodies.request or b""), records, LIMIT).body)
    facts = row.copy()
    facts.request_size_bytes = len(whole.request or b"")
    return extract(facts, whole, Prices()), whole


def test_calls_of_the_proxy_are_joined_with_nothing(joining: LogRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything asked of the store for them."""
    monkeypatch.delattr(SqliteStore, "stored_spans")
    paired = [PairedExchange(exchange("wire"), Bodies(b"{}"), None, Bodies(b"{}"), [])]
    assert joining.join(paired, []) == (paired, Batch())


async def test_a_crash_between_both_databases(sqlite: SqliteStore, joining: LogRecords) -> None:
    """The body has the log records already, the row does not: their frame is read again, and the row is completed."""
    row, bodies = span(1, CHAT, request_size_bytes=len(span(1, CHAT)[1].request or b""))
    await asyncio.wrap_future(sqlite.store_batch(Batch([row], {row.exchange_id: bodies})))
    completed, whole = grown(row, bodies, said(1, "One"))
    unread = completed.copy()
    unread.extract_error = "failed"  # then the body is written alone
    await asyncio.wrap_future(sqlite.store_batch(Batch(bodies={row.exchange_id: whole}, completed=[unread])))
    for expected in (1, 0):
        _, batch = await asyncio.to_thread(joining.join, [], [frame(row.exchange_id, said(1, "One"))])
        assert len(batch.completed) == expected
        await asyncio.wrap_future(sqlite.store_batch(batch))
    found = await sqlite.request(1, row.exchange_id)
    assert found
    assert found.last.prompt_preview == "One"


async def test_a_damaged_frame_is_set_aside(joining: LogRecords, data_dir: DataDir) -> None:
    broken = frame("a", said(1, "One"))
    header = {"exchange_id": "a", "limit_bytes": "many"}
    frames = [broken._replace(frame=broken.frame._replace(header=header)), broken._replace(offset=9)]
    _, batch = await asyncio.to_thread(joining.join, [], frames)
    assert [waiting.records for waiting in batch.log_records] == [1]
    assert len([*data_dir.quarantine.iterdir()]) == 1


@pytest.mark.parametrize("routed", [False, True])
async def test_messages_that_come_during_an_evaluation(sqlite: SqliteStore, *, routed: bool) -> None:
    """What was evaluated without them is not noted as done, whether the feed has made the new task or not."""
    name = EvaluatorId(1, "help")
    await sqlite.evaluators.put(name, "api", {"name": "help"}, "v1", b"{}")
    await sqlite.pipeline.listen([(1, "request.logged")], lambda: None)
    row, bodies = span(1, CHAT)
    await asyncio.wrap_future(sqlite.store_batch(Batch([row], {row.exchange_id: bodies})))

    async def route() -> None:
        (event,) = await sqlite.pipeline.events(filtered=False, limit=10)
        task = NewTask(
            *(name.consumer, 1, event.kind, event.subject, event.request_id, None, 1.0),
            event.created_at_us,
            event.created_at_us,
        )
        await sqlite.pipeline.route(Routing([task], {name.consumer: 10}, done=[event.id]))

    await route()
    ((task,), _) = await sqlite.pipeline.due(name.consumer, time.time_ns() // 1000, 10)
    completed, whole = grown(row, bodies, said(1, "One"))
    await asyncio.wrap_future(sqlite.store_batch(Batch(bodies={row.exchange_id: whole}, completed=[completed])))
    if routed:
        await route()
    evaluation = Evaluation("skipped", "no_text", "", row.request_id, row.exchange_id, task=(task.id, task.due_at_us))
    for noted in (set(), {row.exchange_id}):
        await sqlite.evaluators.settle(name, "v1", [evaluation])
        assert await sqlite.evaluators.evaluated(name, "v1", [row.exchange_id]) == noted
        if not noted:
            if not routed:
                await route()
            ((task,), _) = await sqlite.pipeline.due(name.consumer, time.time_ns() // 1000, 10)
            evaluation = Evaluation(
                "skipped", "no_text", "", row.request_id, row.exchange_id, task=(task.id, task.due_at_us)
            )
