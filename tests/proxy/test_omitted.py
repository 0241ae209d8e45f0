"""Calls with omitted bodies: their numbers are in the closing frame, their texts nowhere."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest

from proxy.capture import omitted
from store.spool.counters import Counters
from tests.proxy.conftest import Start
from tests.proxy.log import Logged
from tests.proxy.raw import get, post
from tests.proxy.running import Running, wait_until
from tests.support import bombs, scripts
from tests.support.gate import Gate
from tests.support.upstream import Upstream

CHAT = "/v1/chat/completions"
STREAMS = bombs.streams()
REQUESTS = bombs.requests()
DELAY_S = 3.0  # at most 0.25 s of an idle machine; a bomb that is read beside them takes longer than this
GROWTH_BYTES = 200 << 20  # a body of 9 MB is held several times
OMIT_REQUEST = "Helicone-Omit-Request: true"
OMIT_RESPONSE = "Helicone-Omit-Response: true"
JSON = ("Content-Type", "application/json")
QUESTION = json.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "private question"}]}).encode()
ANSWER = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "model": "gpt-4o-mini-2024-07-18",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "private answer"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12},
}


def row_of(logged: Logged) -> dict[str, Any]:
    row: dict[str, Any] = logged.closing["extracted"]["row"]
    return row


def test_numbers_without_texts(worker: Running, upstream: Upstream) -> None:
    """The first call is read in a thread, which loads what reads it; the second one at once."""
    for _ in range(2):
        upstream.next(scripts.answer(headers=[JSON], body=json.dumps(ANSWER).encode()))
        answer = worker.call(post(CHAT, QUESTION, "Content-Type: application/json", OMIT_REQUEST, OMIT_RESPONSE))
        assert answer.json() == ANSWER
    for logged in worker.log.closed(2):
        row = row_of(logged)
        assert row["usage"] == {"prompt_tokens": 9, "completion_tokens": 3}
        assert (row["model_asked"], row["model_answered"]) == ("gpt-4o-mini", "gpt-4o-mini-2024-07-18")
        assert (row["upstream_id"], row["finish_reason"]) == ("chatcmpl-1", "stop")
        assert (logged.request_body, logged.body) == (b"", b"")
        assert (logged.opening["request_size_bytes"], logged.opening["request_truncated"]) == (len(QUESTION), False)
    assert b"private" not in worker.log.raw()
    assert worker.counted("unread") == 0


def test_the_other_body_is_logged(worker: Running, upstream: Upstream) -> None:
    for line in (OMIT_REQUEST, OMIT_RESPONSE):
        upstream.next(scripts.answer(headers=[JSON], body=json.dumps(ANSWER).encode()))
        worker.call(post(CHAT, QUESTION, "Content-Type: application/json", line))
    no_request, no_response = worker.log.closed(2)
    assert (no_request.request_body, json.loads(no_request.body)) == (b"", ANSWER)
    assert "prompt_preview" not in row_of(no_request)
    assert row_of(no_request)["answer_preview"] == "private answer"
    assert (no_response.request_body, no_response.body) == (QUESTION, b"")
    assert row_of(no_response)["prompt_preview"] == "private question"
    assert "answer_preview" not in row_of(no_response)
    for logged in (no_request, no_response):
        assert row_of(logged)["usage"] == {"prompt_tokens": 9, "completion_tokens": 3}


def test_a_request_that_comes_in_pieces(worker: Running, upstream: Upstream) -> None:
    upstream.next(scripts.answer(headers=[JSON], body=json.dumps(ANSWER).encode()))
    client = worker.client()
    lines = (OMIT_REQUEST, f"Content-Length: {len(QUESTION)}")
    client.send(get(CHAT, *lines, method="POST") + QUESTION[:20])
    worker.log.opened()
    client.send(QUESTION[20:])
    client.answer()
    logged = worker.log.one()
    assert (logged.request["request_truncated"], logged.request_body) == (False, b"")
    assert row_of(logged)["model_asked"] == "gpt-4o-mini"


@pytest.mark.parametrize("compressed", [False, True])
def test_large_answers(worker: Running, upstream: Upstream, *, compressed: bool) -> None:
    """Beyond the limit of the log head and tail are read; a compressed answer that decodes to more is read whole."""
    data = [{"index": index, "embedding": "A" * 16_000} for index in range(1_000)]
    usage = {"prompt_tokens": 8_000, "total_tokens": 8_000}
    body = json.dumps({"data": data, "model": "text-embedding-3-large", "usage": usage}).encode()
    headers = [JSON, ("Content-Encoding", "gzip")] if compressed else [JSON]
    upstream.next(scripts.answer(headers=headers, body=gzip.compress(body) if compressed else body))
    asked = json.dumps({"model": "text-embedding-3-large", "input": ["private"]}).encode()
    worker.call(post("/v1/embeddings", asked, OMIT_REQUEST, OMIT_RESPONSE))
    logged = worker.log.one()
    row = row_of(logged)
    assert row["usage"] == {"prompt_tokens": 8_000, "completion_tokens": 0}
    assert row["model_answered"] == "text-embedding-3-large"
    assert (logged.closing["response_truncated"], logged.closing["response_gap_offset"]) == (False, None)
    assert (logged.body, logged.request_body) == (b"", b"")


@pytest.mark.parametrize("name", STREAMS)
def test_answers_beyond_the_budget(worker: Running, upstream: Upstream, name: str) -> None:
    """The closing frame says why they were not read; other calls and the worker's memory do not suffer."""
    bomb = STREAMS[name]
    before = worker.resident_bytes
    stream = [("Content-Type", "text/event-stream"), *bomb.headers]
    upstream.next(scripts.answer(headers=stream, body=bomb.body))
    client = worker.client()
    client.send(post(CHAT, QUESTION, OMIT_REQUEST, OMIT_RESPONSE))
    client.head()
    check_others(worker, upstream)
    client.exactly(len(bomb.body))
    check_unread(worker, before)


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_beyond_the_budget(worker: Running, upstream: Upstream, name: str) -> None:
    bomb = REQUESTS[name]
    before = worker.resident_bytes
    upstream.next(scripts.answer(headers=[JSON], body=json.dumps(ANSWER).encode()))
    client = worker.client()
    encoding = [f"{name}: {value}" for name, value in bomb.headers]
    client.send(post(CHAT, bomb.body, *encoding, OMIT_REQUEST, OMIT_RESPONSE))
    client.head()
    check_others(worker, upstream)
    row = check_unread(worker, before)
    assert row["usage"] == {"prompt_tokens": 9, "completion_tokens": 3}, "of the answer"


def check_others(worker: Running, upstream: Upstream) -> None:
    """Calls beside the one whose bodies are being read are answered at once."""
    for _ in range(10):
        upstream.next(scripts.answer(headers=[JSON], body=json.dumps(ANSWER).encode()))
        asked_at = time.monotonic()
        worker.call(post(CHAT, QUESTION))
        assert time.monotonic() - asked_at < DELAY_S


def check_unread(worker: Running, before_bytes: int) -> dict[str, Any]:
    (row,) = [row_of(logged) for logged in worker.log.closed(11) if logged.closing.get("extracted")]
    assert row["extract_error"] in ("too_large", "too_deep")
    assert worker.resident_bytes - before_bytes < GROWTH_BYTES
    return row


def test_the_budget_counts_omitted_bodies(start: Start, upstream: Upstream) -> None:
    """While the call runs, and not after it."""
    worker = start(timeouts={"connect_s": 0.2})
    gate = Gate()
    upstream.next(scripts.stalled_body(gate, b"a" * 90_000, b"a"))
    client = worker.client()
    client.send(post(CHAT, b"q" * 50_000, OMIT_REQUEST, OMIT_RESPONSE))
    client.head()
    client.exactly(90_000)
    wait_until(lambda: worker.counted("captured_bytes") == 140_000, "both bodies to be held")
    gate.open()
    client.exactly(1)
    worker.log.one()
    wait_until(lambda: worker.counted("captured_bytes") == 0, "both bodies to be freed")


def test_a_client_that_leaves(worker: Running, upstream: Upstream) -> None:
    """What came until then is read."""
    gate = Gate()
    event = scripts.event(json.dumps({"id": "chatcmpl-1", "choices": [{"index": 0, "delta": {"content": "private"}}]}))
    headers = [("Content-Type", "text/event-stream")]
    upstream.next(scripts.stalled_body(gate, event, b"data: [DONE]\n\n", headers=headers))
    client = worker.client()
    client.send(post(CHAT, QUESTION, OMIT_REQUEST, OMIT_RESPONSE))
    client.head()
    client.exactly(len(event))
    client.close()
    logged = worker.log.one()
    gate.open()
    assert logged.outcome == "client_closed"
    assert (row_of(logged)["is_stream"], row_of(logged)["upstream_id"]) == (True, "chatcmpl-1")
    assert b"private" not in worker.log.raw()


def test_bodies_that_are_no_json(worker: Running, upstream: Upstream) -> None:
    upstream.next(scripts.answer(body=b"\xff\x00private"))
    worker.call(post(CHAT, b"\xff\xfe private", OMIT_REQUEST, OMIT_RESPONSE))
    assert row_of(worker.log.one())["dialect"] == "openai_chat"
    assert b"private" not in worker.log.raw()


def test_a_failure_is_counted_and_the_call_goes_on(tmp_path: Path) -> None:
    """Here the headers are not those of a call."""
    from store.extract.omitted import read_omitted  # noqa: PLC0415  # loaded, the bodies are read at once

    assert read_omitted
    counters = Counters(tmp_path / "worker.counters")
    results: list[Any] = []
    opening = {"exchange_id": "e1", "request_headers": {}}
    omitted.read(opening, {"response_headers": {}, "first_byte_us": 1}, (b"{}", b"{}"), counters, results.append)
    assert results == [None]
    assert counters["unread"] == 1
