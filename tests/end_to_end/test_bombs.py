"""Bodies that take far more work to read than to send: the log goes on, and keeps them as they came."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import Any

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

from store.settings import DataDir
from store.sqlite.bodies.compression import decompress
from tests.support import bombs, scripts
from tests.support.bombs import Bomb
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

CHAT = "/v1/chat/completions"
QUESTION = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}]}
STREAMS = bombs.streams()
REQUESTS = bombs.requests()
ANSWER = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "model": "gpt-4o-mini-2024-07-18",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21},
}
DELAY_S = 3.0  # at most 0.25 s of an idle machine; a bomb that is read beside them takes longer than this
GROWTH_BYTES = 200 << 20  # of the api process; a body of 9 MB is held several times


def ask(gnomon: Gnomon, request_id: str, body: bytes, headers: dict[str, str] | None = None) -> None:
    sent = {"Content-Type": "application/json", "Helicone-Request-Id": request_id, "Helicone-Property-App": "test"}
    assert gnomon.call("POST", CHAT, body, sent | (headers or {})).status == 200


def api_rss(gnomon: Gnomon) -> int:
    size: int = psutil.Process(gnomon.pids().api).memory_info().rss
    return size


def check_others(gnomon: Gnomon, request_id: str) -> None:
    """Calls after the bomb are read at once, with all that they say."""
    for number in range(5):
        name = f"{request_id}-{number}"
        ask(gnomon, name, json.dumps(QUESTION).encode())
        asked_at = time.monotonic()
        reply = gnomon.get(f"/v1/request/{name}")
        assert time.monotonic() - asked_at < DELAY_S
        assert reply.status == 200
        assert reply.json()["data"]["response_model"] is not None


def settled(gnomon: Gnomon, request_id: str) -> dict[str, Any]:
    return gnomon.request(
        request_id, lambda shown: shown["outcome"] is not None and shown["extract_error"] != "too_slow"
    )


def stored_body(gnomon: Gnomon, exchange_id: str, side: int) -> bytes:
    file = DataDir(gnomon.data_dir).bodies
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT codec, data FROM body WHERE exchange_id = ? AND side = ?", (exchange_id, side))
        return decompress(*row.fetchone())


@pytest.mark.parametrize("name", STREAMS)
def test_answers(gnomon: Gnomon, provider: Upstream, request_id: str, name: str) -> None:
    bomb = STREAMS[name]
    before = api_rss(gnomon)
    provider.next(scripts.answer(headers=[("Content-Type", "text/event-stream"), *bomb.headers], body=bomb.body))
    ask(gnomon, request_id, json.dumps(QUESTION | {"stream": True}).encode())
    check_others(gnomon, request_id)
    check(gnomon, request_id, bomb, side=1)
    assert api_rss(gnomon) - before < GROWTH_BYTES


@pytest.mark.parametrize("name", REQUESTS)
def test_requests(gnomon: Gnomon, provider: Upstream, request_id: str, name: str) -> None:
    bomb = REQUESTS[name]
    before = api_rss(gnomon)
    provider.next(scripts.json_answer(json.dumps(ANSWER).encode()))
    ask(gnomon, request_id, bomb.body, dict(bomb.headers))
    check_others(gnomon, request_id)
    shown = check(gnomon, request_id, bomb, side=0)
    assert (shown["response_model"], shown["total_tokens"]) == ("gpt-4o-mini-2024-07-18", 21), "of the answer"
    assert api_rss(gnomon) - before < GROWTH_BYTES


def check(gnomon: Gnomon, request_id: str, bomb: Bomb, side: int) -> dict[str, Any]:
    shown = settled(gnomon, request_id)
    assert shown["extract_error"] == bomb.error
    assert shown["outcome"] == ("ok" if bomb.error else "answer_incomplete")
    assert shown["attempts"][0]["extract_error"] == bomb.error
    assert shown["properties"] == {"App": "test"}
    assert stored_body(gnomon, shown["response_id"], side) == bomb.body
    return shown


def test_a_bomb_can_be_looked_at(gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """Its answer has the beginning of the text; others are answered meanwhile."""
    bomb = STREAMS["63 MB of line feeds, gzip"]
    provider.next(scripts.answer(headers=[("Content-Type", "text/event-stream"), *bomb.headers], body=bomb.body))
    ask(gnomon, request_id, json.dumps(QUESTION | {"stream": True}).encode())
    before = api_rss(gnomon)
    shown = gnomon.request(request_id, bodies=True)
    assert shown["response_body"].strip("\n") == ""
    assert api_rss(gnomon) - before < GROWTH_BYTES


def test_bombs_are_counted_and_listed(gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    provider.next(scripts.json_answer(json.dumps(ANSWER).encode()))
    ask(gnomon, request_id, REQUESTS["100,000 levels"].body)
    settled(gnomon, request_id)
    assert 'gnomon_calls_unread_total{reason="too_deep"}' in gnomon.get("/metrics").body.decode()
    too_deep = {"request_response_rmt": {"extract_error": {"equals": "too_deep"}}}
    found = gnomon.post("/v1/request/query", {"filter": too_deep})
    assert request_id in [shown["request_id"] for shown in found.json()["data"]]
