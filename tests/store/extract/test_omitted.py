"""Reading in the worker and finishing in ingest give the same row as `extract`, but for the omitted texts."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from store.extract.extraction import extract
from store.extract.omitted import extracted, finish
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow
from store.settings import PriceSettings
from tests.store.extract.calls import GOLDEN, SSE, dumps, facts, golden_sse, path_of

PRICES = Prices([PriceSettings(model="own-model", input_usd=1, output_usd=2)])
CHAT = {
    "model": "gpt-4o-mini",
    "stream": True,
    "user": "anna",
    "messages": [{"role": "user", "content": "A secret question"}],
}
SEARCHED = {
    "id": "resp_1",
    "object": "response",
    "model": "gpt-4o-mini",
    "service_tier": "flex",
    "output": [
        {"type": "file_search_call", "id": "a", "status": "completed"},
        {"type": "message", "content": [{"type": "output_text", "text": "A secret answer"}]},
    ],
    "usage": {"input_tokens": 20, "output_tokens": 5, "total_tokens": 25},
}
OMITTED = [(True, True), (True, False), (False, True)]


def finished(call: ExchangeRow, bodies: Bodies) -> ExchangeRow:
    """By way of the JSON in the frame."""
    return finish(call, orjson.loads(orjson.dumps(extracted(call, bodies))), PRICES)


def expected(call: ExchangeRow, bodies: Bodies) -> ExchangeRow:
    row = extract(call, bodies, PRICES)
    if call.request_omitted:
        row.prompt_preview = row.input_hash = row.conversation_hash = row.last_user_message_hash = None
    if call.response_omitted:
        row.answer_preview = None
        if row.late_answer:
            row.late_answer = row.late_answer | {"answer_preview": None}
    return row


@pytest.mark.parametrize(("request_omitted", "response_omitted"), OMITTED)
@pytest.mark.parametrize("name", GOLDEN)
def test_golden_streams(name: str, *, request_omitted: bool, response_omitted: bool) -> None:
    asked = dumps(CHAT)
    call = facts(
        path_of(name),
        request_size_bytes=len(asked),
        response_headers=SSE,
        chunks=[(100, 1_000), (400, 2_000), (1 << 20, 3_000)],
        helicone_headers=[("Helicone-Property-Env", "test"), ("Helicone-Session-Id", "s1")],
        request_omitted=request_omitted,
        response_omitted=response_omitted,
    )
    bodies = Bodies(asked, golden_sse(name))
    row = finished(call, bodies)
    assert row == expected(call, bodies)
    assert row.model_asked == "gpt-4o-mini"
    assert (row.properties, row.session_id) == ({"Env": "test"}, "s1")


@pytest.mark.parametrize(
    ("path", "method", "answer", "fields"),
    [
        ("/v1/responses", "POST", SEARCHED, {}),
        ("/v1/responses/resp_1", "GET", SEARCHED, {}),
        ("/v1/chat/completions", "POST", {"error": {"message": "No such model", "type": "x", "code": "y"}}, {}),
        ("/v1/chat/completions", "POST", {"error": {"message": "Slow down", "type": "x"}}, {"status": 429}),
        ("/v1/embeddings", "POST", {"model": "own-model", "usage": {"prompt_tokens": 7, "total_tokens": 7}}, {}),
        ("/v1/chat/completions", "POST", {"usage": {"prompt_tokens": 1, "completion_tokens": 2, "cost": 0.5}}, {}),
        ("/v1/unknown", "POST", {"id": "x"}, {}),
    ],
)
def test_other_answers(path: str, method: str, answer: Any, fields: dict[str, Any]) -> None:
    """Fees for tools, tiers, stated costs, failures, and calls that read an answer back."""
    call = facts(path, method=method, request_omitted=True, response_omitted=True, **fields)
    bodies = Bodies(dumps(CHAT), dumps(answer))
    assert finished(call, bodies) == expected(call, bodies)


def test_the_texts_of_omitted_bodies_are_not_in_it() -> None:
    call = facts("/v1/responses", request_omitted=True, response_omitted=True)
    text = orjson.dumps(extracted(call, Bodies(dumps(CHAT | {"input": "A secret input"}), dumps(SEARCHED)))).decode()
    assert "secret" not in text
    assert "resp_1" in text


def test_the_side_that_is_not_omitted_keeps_its_texts() -> None:
    bodies = Bodies(dumps(CHAT), golden_sse("chat_text"))
    asked = finished(facts(response_headers=SSE, response_omitted=True), bodies)
    assert (asked.prompt_preview, asked.answer_preview) == ("A secret question", None)
    assert asked.input_hash
    answered = finished(facts(response_headers=SSE, request_omitted=True), bodies)
    assert (answered.prompt_preview, answered.input_hash) == (None, None)
    assert answered.answer_preview


def test_a_session_that_is_a_hash_of_the_first_messages_is_not_in_it() -> None:
    agent = CHAT | {"tools": [{"type": "function", "function": {"name": "run"}}]}
    bodies = Bodies(dumps(agent), golden_sse("chat_text"))
    assert finished(facts(response_headers=SSE, response_omitted=True), bodies).session_source == "first_messages"
    row = finished(facts(response_headers=SSE, request_omitted=True), bodies)
    assert (row.session_id, row.session_source) == (None, None)


def test_a_result_that_is_not_one_is_an_error() -> None:
    """Ingest stores the facts alone then."""
    with pytest.raises((KeyError, TypeError, AttributeError)):
        finish(facts(), {"row": {"no_such_field": 1}, "priced": {}}, PRICES)
