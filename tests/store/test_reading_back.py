"""Only the call that creates an object owns its id; calls that read it back refer to it, in whichever order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import permutations

import pytest

from store.base import AmbiguousTarget, Batch
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow, NewScore
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import answer, exchange
from tests.store.extract.calls import dumps

HEADERS = {"content-type": "application/json"}
USAGE = {"input_tokens": 5_000, "output_tokens": 900, "total_tokens": 5_900}


def _response(status: str) -> bytes:
    usage = USAGE if status == "completed" else None
    return dumps(
        {"id": "resp_1", "object": "response", "status": status, "model": "gpt-4.1", "output": [], "usage": usage}
    )


def _created() -> ExchangeRow:
    facts = exchange("post", path="/v1/responses", started_at_us=1_000, response_headers=HEADERS)
    return extract(
        facts, Bodies(dumps({"model": "gpt-4.1", "background": True, "input": "x"}), _response("queued")), Prices()
    )


def _read(number: int, status: str) -> ExchangeRow:
    path = "/v1/responses/resp_1"
    facts = exchange(f"get{number}", method="GET", path=path, started_at_us=2_000 + number, response_headers=HEADERS)
    return extract(facts, Bodies(None, _response(status)), Prices())


@pytest.fixture
async def store(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    yield store
    await store.close()


async def _last(store: SqliteStore, request_id: str) -> ExchangeRow:
    request = await store.request(1, request_id)
    assert request is not None
    return request.last


@pytest.mark.parametrize("order", [*permutations(range(3))])
async def test_late_tokens_are_counted_once_on_the_creating_call(store: SqliteStore, order: tuple[int, ...]) -> None:
    rows = [_created(), _read(1, "in_progress"), _read(2, "completed")]
    for index in order:
        await asyncio.wrap_future(store.store_batch(Batch([rows[index]])))  # type: ignore[arg-type]
    created, polled, finished = [await _last(store, name) for name in ("post", "get1", "get2")]
    assert (created.usage.prompt_tokens, created.usage.completion_tokens) == (5_000, 900)
    assert created.cost_usd == pytest.approx((5_000 * 2 + 900 * 8) / 1e6)
    request = await store.request(1, "post")
    assert request is not None
    assert [read.exchange_id for read in request.read_back_by or ()] == ["get1", "get2"]
    for read in (polled, finished):
        assert (read.parent_exchange_id, read.upstream_id) == ("post", None)
        assert (read.usage.prompt_tokens, read.cost_usd) == (None, None)


async def test_a_score_for_the_id_belongs_to_the_creating_call(store: SqliteStore) -> None:
    await asyncio.wrap_future(store.store_batch(Batch([_created(), _read(1, "completed")])))  # type: ignore[arg-type]
    receipt = await store.keep_scores(1, [NewScore("resp_1", "quality", "integer", 90.0)])
    assert receipt.request_ids == ["post"]


async def test_an_id_of_two_requests_is_refused(store: SqliteStore) -> None:
    """Ollama draws its ids from 999: a score for one that two calls share could belong to either."""
    rows = [
        extract(
            exchange(name, started_at_us=number, response_headers=HEADERS),
            Bodies(None, answer(upstream_id="chatcmpl-7")),
            Prices(),
        )
        for number, name in enumerate(("first", "second"))
    ]
    await asyncio.wrap_future(store.store_batch(Batch(rows)))  # type: ignore[arg-type]
    score = NewScore("chatcmpl-7", "quality", "integer", 90.0)
    with pytest.raises(AmbiguousTarget, match="one of first, second"):
        await store.keep_scores(1, [score])
    receipt = await store.keep_scores(1, [score, score._replace(target_id="first")], partly=True)
    assert (list(receipt.refused), receipt.request_ids) == ([0], [None, "first"])


async def test_attempts_of_one_request_may_share_an_id(store: SqliteStore) -> None:
    rows = [
        extract(
            exchange(name, request_id="same", started_at_us=number, response_headers=HEADERS),
            Bodies(None, answer(upstream_id="chatcmpl-7")),
            Prices(),
        )
        for number, name in enumerate(("first", "second"))
    ]
    await asyncio.wrap_future(store.store_batch(Batch(rows)))  # type: ignore[arg-type]
    receipt = await store.keep_scores(1, [NewScore("chatcmpl-7", "quality", "integer", 90.0)])
    assert receipt.request_ids == ["same"]
