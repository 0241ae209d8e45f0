"""What the log could not understand is listed with counts, an example and what to do."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from store.base import Batch
from store.extract.pricing.cost import Prices
from store.models import ExchangeRow, NewScore, Usage
from store.reprocess import reprice
from store.settings import DataDir, PriceSettings, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.findings import read_findings
from tests.store.calls import exchange

TOKENS = Usage(1_000_000, 0)


def _rows() -> list[ExchangeRow]:
    priced = exchange("priced", dialect="openai_chat", model_answered="gpt-4o", usage=TOKENS, cost_usd=1.0)
    priceless = replace(priced, exchange_id="n1", request_id="n1", model_answered="mine", cost_usd=None, provider="lab")
    return [
        priced,
        priceless,
        replace(priceless, exchange_id="n2", request_id="n2", properties={"Env": "prod"}),
        exchange("strange", path="/v1/made-up?x=1", dialect="unknown"),
        exchange("cut", outcome="answer_incomplete", provider="lab", model_answered="mine"),
        exchange("odd", usage_contradicts=True, provider="lab"),
        exchange("torn", unreadable_events=2, provider="lab"),
        exchange("silent", dialect="openai_chat", is_stream=True, provider="lab"),
        exchange("huge", response_truncated=True),
        exchange("bomb", extract_error="too_deep"),
        exchange("stated", cost_usd=0.5, cost_source="provider", usage=TOKENS, model_answered="mine"),
    ]


@pytest.fixture
async def logged(data_dir: DataDir) -> DataDir:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await asyncio.wrap_future(store.store_batch(Batch(_rows())))  # type: ignore[arg-type]
    await store.keep_scores(1, [NewScore("nobody", "quality", "integer", 1.0)])
    await store.close()
    return data_dir


async def test_each_kind(logged: DataDir) -> None:
    findings = {finding.kind: finding for finding in read_findings(logged.database, 10_000)}
    assert {kind: (finding.subject, finding.calls) for kind, finding in findings.items()} == {
        "unknown_dialect": ("openai POST /v1/made-up", 1),
        "model_without_price": ("mine (lab)", 2),
        "contradicting_totals": ("? (lab)", 1),
        "incomplete_stream": ("mine (lab)", 1),
        "unreadable_events": ("? (lab)", 1),
        "stream_without_usage": ("? (lab)", 1),
        "truncated_body": ("openai POST /v1/chat/completions", 1),
        "unread_body": ("too_deep openai POST /v1/chat/completions", 1),
        "waiting_scores": ("quality", 1),
    }
    assert findings["incomplete_stream"].example_id == "cut"
    assert findings["waiting_scores"].example_id == "nobody"
    assert 'model = "mine"' in findings["model_without_price"].advice


async def test_only_the_newest_calls_are_looked_through(logged: DataDir) -> None:
    kinds = {finding.kind for finding in read_findings(logged.database, 1)}
    assert kinds == {"waiting_scores"}


async def test_the_store_answers_per_project(logged: DataDir) -> None:
    store = await SqliteStore.open(logged, ScoreSettings())
    try:
        assert await store.findings(2, 10_000) == []
        assert len(await store.findings(1, 10_000)) == 9
    finally:
        await store.close()


async def test_a_new_price_reaches_stored_calls(logged: DataDir) -> None:
    """Properties stay, and so does a cost that the provider stated."""
    prices = Prices([PriceSettings(model="mine", input_usd=3, output_usd=9)])
    seen: list[tuple[int, int]] = []
    assert reprice(logged, prices, progress=lambda done, total: seen.append((done, total))) == 4
    assert seen == [(11, 11)]
    store = await SqliteStore.open(logged, ScoreSettings())
    try:
        priced = await store.request(1, "n2")
        stated = await store.request(1, "stated")
    finally:
        await store.close()
    assert priced is not None
    assert stated is not None
    assert (priced.last.cost_usd, priced.last.cost_source) == (3.0, "settings")
    assert priced.last.properties == {"Env": "prod"}
    assert (stated.last.cost_usd, stated.last.cost_source) == (0.5, "provider")
    assert "model_without_price" not in {finding.kind for finding in read_findings(logged.database, 10_000)}
