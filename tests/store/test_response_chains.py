"""Calls that continue a response share the session of the call that created it, in whichever order they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest

from store.base import Batch
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow
from store.reprocess import reprocess
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import exchange
from tests.store.extract.calls import dumps

TOOLS = [{"type": "function", "name": "exec", "parameters": {"type": "object"}}]
HEADERS = {"content-type": "application/json"}


def call(number: int, previous: int | None, **request: Any) -> tuple[ExchangeRow, Bodies]:
    """A call that creates the response `resp_<number>`."""
    asked: dict[str, Any] = {"model": "gpt-5", "input": f"question {number}", "store": True, **request}
    if previous is not None:
        asked["previous_response_id"] = f"resp_{previous}"
    body = dumps(asked)
    response = {
        "id": f"resp_{number}",
        "object": "response",
        "status": "completed",
        "model": "gpt-5",
        "output": [],
        "usage": {"input_tokens": 5, "output_tokens": 1, "total_tokens": 6},
    }
    facts = exchange(
        f"e{number}",
        started_at_us=1_000 + number,
        path="/v1/responses",
        request_headers=HEADERS,
        response_headers=HEADERS,
        request_size_bytes=len(body),
    )
    return facts, Bodies(body, dumps(response))


async def store_each(store: SqliteStore, calls: Sequence[tuple[ExchangeRow, Bodies]]) -> None:
    """Extract and store, each call in a batch of its own."""
    for facts, bodies in calls:
        batch = Batch([extract(facts, bodies, Prices())], {facts.exchange_id: bodies})
        await asyncio.wrap_future(store.store_batch(batch))  # type: ignore[arg-type]  # its Future is concurrent's


async def sessions(store: SqliteStore, numbers: Sequence[int]) -> list[tuple[str | None, str | None]]:
    shown = []
    for number in numbers:
        request = await store.request(1, f"e{number}")
        assert request
        shown.append((request.last.session_id, request.last.session_source))
    return shown


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_first_response_names_the_chain(sqlite: SqliteStore, order: tuple[int, ...]) -> None:
    calls = [call(1, None), call(2, 1), call(3, 2)]
    await store_each(sqlite, [calls[number] for number in order])
    assert await sessions(sqlite, (1, 2, 3)) == [("resp_1", "previous_response")] * 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_chain_has_the_session_of_its_first_call(sqlite: SqliteStore, order: tuple[int, ...]) -> None:
    calls = [call(1, None, prompt_cache_key="session-7"), call(2, 1), call(3, 2)]
    await store_each(sqlite, [calls[number] for number in order])
    assert await sessions(sqlite, (1, 2, 3)) == [
        ("session-7", "prompt_cache_key"),
        ("session-7", "previous_response"),
        ("session-7", "previous_response"),
    ]


async def test_all_calls_of_one_batch_are_linked(sqlite: SqliteStore) -> None:
    calls = [call(3, 2), call(1, None), call(2, 1)]
    rows = [extract(facts, bodies, Prices()) for facts, bodies in calls]
    await asyncio.wrap_future(sqlite.store_batch(Batch(rows, {})))  # type: ignore[arg-type]  # its Future is concurrent's
    assert await sessions(sqlite, (1, 2, 3)) == [("resp_1", "previous_response")] * 3


async def test_two_answers_to_one_response_are_in_its_session(sqlite: SqliteStore) -> None:
    await store_each(sqlite, [call(1, None), call(2, 1), call(3, 1)])
    assert {name for name, _ in await sessions(sqlite, (1, 2, 3))} == {"resp_1"}


async def test_a_response_that_is_not_logged_names_the_chain(sqlite: SqliteStore) -> None:
    await store_each(sqlite, [call(2, 1), call(3, 2)])
    assert await sessions(sqlite, (2, 3)) == [("resp_1", "previous_response")] * 2


async def test_a_response_that_nothing_continues_has_no_session(sqlite: SqliteStore) -> None:
    await store_each(sqlite, [call(1, None), call(2, None)])
    assert await sessions(sqlite, (1, 2)) == [(None, None)] * 2


async def test_reprocessing_keeps_the_sessions(data_dir: DataDir) -> None:
    calls = [
        call(1, None),
        call(2, 1),
        call(3, 2),
        call(4, None, tools=TOOLS, input=[{"role": "user", "content": "?"}]),
    ]
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await store_each(store, [*calls, call(5, 4, tools=TOOLS)])
    before = await sessions(store, (1, 2, 3, 4, 5))
    await store.close()
    assert await asyncio.to_thread(reprocess, data_dir, Prices(), everything=True) == 5
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        assert await sessions(store, (1, 2, 3, 4, 5)) == before
        assert before[3][1] == "first_messages"
        assert before[4] == (before[3][0], "previous_response")
    finally:
        await store.close()
