"""Log records of spans in the store: how long and how many of them wait for their span."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from store.base import Batch, WaitingRecords
from store.extract import Prices, extract
from store.extract.reported.spans.log_records import with_records
from store.models import Bodies
from store.reprocess import reprocess
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.requests import log_records
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
