"""Steps of sessions in the store."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from itertools import permutations
from typing import Any

import pytest

from store.base import Batch
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.intake import SPAN, SPANS_PATH, span_id_of
from store.models import Bodies, ExchangeRow, NewScore
from store.reprocess import reprocess
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import exchange

TRACE = "ab" * 16
CHAT = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o", "gen_ai.response.id": "answer-1"}


@pytest.fixture
async def store(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    yield store
    await store.close()


def span(number: int, attributes: dict[str, Any], parent: int = 0, **facts: Any) -> tuple[ExchangeRow, Bodies]:
    """The row of a span as ingest makes it, and its body."""
    value = {
        "trace_id": TRACE,
        "span_id": f"{number:016x}",
        "name": f"span {number}",
        "attributes": attributes,
        "status": {"code": "ok"},
    }
    if parent:
        value["parent_span_id"] = f"{parent:016x}"
    bodies = Bodies(json.dumps(value).encode())
    more = {"upstream": SPAN, "path": SPANS_PATH, "target_url": "", "status": None, "started_at_us": 1_000 * number}
    row = exchange(span_id_of(1, TRACE, value["span_id"]), **(more | facts))
    return extract(row, bodies, Prices()), bodies


async def keep(store: SqliteStore, *reported: tuple[ExchangeRow, Bodies]) -> None:
    rows = [row.copy() for row, _ in reported]
    recorded = await asyncio.wrap_future(
        store.store_batch(Batch(rows, {row.exchange_id: bodies for row, bodies in reported}))
    )
    assert not recorded.failed


async def names(store: SqliteStore, session: str) -> list[str]:
    return [linked.step.name for linked in await store.steps(1, session, 100)]


AGENT = {"gen_ai.operation.name": "invoke_agent", "session.id": "s-1"}


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("together", [True, False])
async def test_a_trace_finds_its_session_whatever_comes_first(
    store: SqliteStore, order: tuple[int, ...], *, together: bool
) -> None:
    spans = [span(1, AGENT), span(2, CHAT, 1), span(3, {"gen_ai.operation.name": "execute_tool"}, 1)]
    ordered = [spans[place] for place in order]
    for batch in [ordered] if together else [[one] for one in ordered]:
        await keep(store, *batch)
    assert await names(store, "s-1") == ["span 1", "span 2", "span 3"]
    assert await names(store, TRACE) == []
    call = await store.request(1, spans[1][0].exchange_id)
    assert call
    assert (call.last.session_id, call.last.session_source) == ("s-1", "span")


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("together", [True, False])
async def test_one_call_whatever_comes_first(store: SqliteStore, order: tuple[int, ...], *, together: bool) -> None:
    """Two spans around a call, and the call of the proxy: the same, with the scores that waited for any of them."""
    wire = exchange("wire", request_id="mine", upstream_id="answer-1", started_at_us=2_500), Bodies(b"{}", b"{}")
    inner, outer = span(2, CHAT, 1), span(1, CHAT)
    ids = {"wire": wire[0].exchange_id, "inner": inner[0].exchange_id, "outer": outer[0].exchange_id}
    await store.keep_scores(1, [NewScore(target, name, "integer", 1.0) for name, target in ids.items()])
    arrived = [(wire, inner, outer)[place] for place in order]
    for batch in [arrived] if together else [[one] for one in arrived]:
        await keep(store, *batch)
    stats = await store.stats()
    assert (stats.exchanges, stats.waiting_scores) == (1, 0)
    for any_id in ("mine", *ids.values(), "answer-1"):
        found = await store.request(1, any_id)
        assert found
        assert (found.request_id, len(found.attempts), found.last.exchange_id) == ("mine", 1, "wire")
        assert {score.sent.name for score in found.scores} == set(ids)
        assert found.last.trace_id == TRACE
    assert [linked.request_id for linked in await store.steps(1, TRACE, 10)] == ["mine", "mine"]


async def test_the_later_of_two_scores_stays_when_calls_become_one(store: SqliteStore) -> None:
    await keep(store, span(2, CHAT))
    await store.keep_scores(1, [NewScore(span(2, CHAT)[0].exchange_id, "a", "integer", 1.0)])
    await store.keep_scores(1, [NewScore("mine", "a", "integer", 2.0)])
    await keep(store, (exchange("wire", request_id="mine", upstream_id="answer-1", started_at_us=2_000), Bodies()))
    found = await store.request(1, "mine")
    assert found
    assert [score.sent.value for score in found.scores] == [2.0]
    assert len(await store.scores_of(1, "request", "mine")) == 2


async def test_properties_of_a_span_go_with_its_call(store: SqliteStore) -> None:
    await keep(store, span(2, CHAT))
    assert await store.set_property(1, span(2, CHAT)[0].exchange_id, "Team", "blue")
    await keep(store, (exchange("wire", request_id="mine", upstream_id="answer-1", started_at_us=2_000), Bodies()))
    found = await store.request(1, "mine")
    assert found
    assert found.last.properties == {"Team": "blue"}


async def test_calls_hours_apart_with_one_id_stay_two(store: SqliteStore) -> None:
    await keep(store, span(2, CHAT))
    late = exchange("wire", request_id="mine", upstream_id="answer-1", started_at_us=2 * 3_600_000_000)
    await keep(store, (late, Bodies()))
    assert (await store.stats()).exchanges == 2


@pytest.mark.parametrize("score_first", [True, False])
async def test_a_score_of_an_agent_is_its_sessions(store: SqliteStore, *, score_first: bool) -> None:
    agent = span(1, AGENT)
    if not score_first:
        await keep(store, agent)
    receipt = await store.keep_scores(1, [NewScore(agent[0].exchange_id, "done", "boolean", 1.0)])
    assert receipt.waiting == [score_first]
    if score_first:
        await keep(store, agent)
    (score,) = await store.scores_of(1, "session", "s-1")
    assert (score.sent.name, score.sent.target_id) == ("done", "s-1")
    assert (await store.stats()).waiting_scores == 0


async def test_scores_of_a_trace_go_with_its_session(store: SqliteStore) -> None:
    tool = span(2, {"gen_ai.operation.name": "execute_tool"}, 1)
    await keep(store, tool)
    await store.keep_scores(1, [NewScore(tool[0].exchange_id, "useful", "integer", 2.0)])
    await keep(store, span(1, AGENT))
    assert [score.sent.value for score in await store.scores_of(1, "session", "s-1")] == [2.0]
    assert await store.scores_of(1, "session", TRACE) == []


async def test_old_steps_go_with_their_bodies(store: SqliteStore, data_dir: DataDir) -> None:
    await keep(store, span(1, AGENT), span(2, CHAT, 1), span(9, AGENT))
    await store.expire(rows_before_us=5_000, bodies_before_us=None)
    assert await names(store, "s-1") == ["span 9"]
    with closing(sqlite3.connect(data_dir.bodies)) as db:
        assert db.execute("SELECT count(*) FROM body").fetchone() == (1,)


async def test_spans_are_extracted_again(data_dir: DataDir) -> None:
    """One that was not read in time becomes what it is: a call, a step, or part of a call that is known."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    call, _ = span(2, CHAT)
    unread = []
    for row, body in (span(2, CHAT), span(1, AGENT), span(3, CHAT | {"gen_ai.response.id": "x"})):
        facts = exchange(
            row.exchange_id, upstream=SPAN, path=SPANS_PATH, target_url="", status=None, started_at_us=row.started_at_us
        )
        facts.extract_error = "too_slow"
        unread.append((facts, body))
    await keep(store, *unread, (exchange("wire", upstream_id="x", started_at_us=3_000), Bodies(b"{}", b"{}")))
    assert (await store.stats()).exchanges == 4
    await store.close()
    assert await asyncio.to_thread(reprocess, data_dir, Prices()) == 4
    again = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        assert [linked.request_id for linked in await again.steps(1, "s-1", 10)] == [None, call.exchange_id, "wire"]
        assert (await again.stats()).exchanges == 2
        found = await again.request(1, call.exchange_id)
        assert found
        assert (found.last.model_asked, found.last.extract_error) == ("gpt-4o", None)
    finally:
        await again.close()
