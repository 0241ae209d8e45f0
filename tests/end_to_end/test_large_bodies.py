"""Bodies beyond the limit of the log: what is counted stands at their ends, and both ends are read."""

from __future__ import annotations

import base64
import json
import random

import pytest

from tests.support import scripts
from tests.support.records import Row, ended_row
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

# The default limit is 10 MiB.


def call(gnomon: Gnomon, path: str, body: object, request_id: str) -> Row:
    headers = {"Content-Type": "application/json", "Helicone-Request-Id": request_id}
    assert gnomon.call("POST", path, json.dumps(body).encode(), headers).status == 200
    return ended_row(gnomon, request_id)


def test_sixteen_megabytes_of_embeddings_have_tokens_and_cost(
    gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """A thousand vectors in base64; model and usage come last."""
    vector = base64.b64encode(random.Random(3).randbytes(12_288)).decode()
    data = [{"object": "embedding", "index": index, "embedding": vector} for index in range(1_000)]
    usage = {"prompt_tokens": 8_000, "total_tokens": 8_000}
    answer = {"object": "list", "data": data, "model": "text-embedding-3-large", "usage": usage}
    provider.next(scripts.answer(headers=[("Content-Type", "application/json")], body=json.dumps(answer).encode()))
    asked = {"model": "text-embedding-3-large", "input": ["hello"] * 1_000}
    row = call(gnomon, "/v1/embeddings", asked, request_id)
    assert row["response_size_bytes"] > 16_000_000
    assert (row["response_truncated"], row["response_gap_offset"]) == (1, (10 << 20) - (64 << 10))
    assert (row["outcome"], row["model_answered"]) == ("ok", "text-embedding-3-large")
    assert (row["prompt_tokens"], row["completion_tokens"]) == (8_000, 0)
    assert row["cost_usd"] == pytest.approx(8_000 * 0.13 / 1_000_000)


def test_a_long_stream_has_its_tokens(gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A stream of twelve megabytes whose last event has the token counts."""
    piece = "x" * 12_000
    events = [json.dumps({"id": "c1", "choices": [{"index": 0, "delta": {"content": piece}}]}) for _ in range(1_000)]
    end = {"id": "c1", "model": "gpt-4o-mini", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    usage = {"id": "c1", "choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 70, "total_tokens": 79}}
    body = b"".join(scripts.event(data) for data in [*events, json.dumps(end), json.dumps(usage), "[DONE]"])
    headers = [("Content-Type", "text/event-stream")]
    provider.next(scripts.answer(headers=headers, body=body, framing="chunked"))
    asked = {"model": "gpt-4o-mini", "stream": True, "messages": [{"role": "user", "content": "hello"}]}
    row = call(gnomon, "/v1/chat/completions", asked, request_id)
    assert row["response_truncated"]
    assert (row["outcome"], row["finish_reason"]) == ("ok", "stop")
    assert (row["prompt_tokens"], row["completion_tokens"]) == (9, 70)
    assert row["unreadable_events"] == 0


def test_a_request_with_a_large_picture_has_model_and_user(gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """The model is before the picture, the user behind it."""
    picture = base64.b64encode(random.Random(4).randbytes(9 << 20)).decode()
    content = [{"type": "image_url", "image_url": {"url": f"data:image/png;base64,{picture}"}}]
    asked = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": content}], "user": "anna"}
    row = call(gnomon, "/v1/chat/completions", asked, request_id)
    assert row["request_size_bytes"] > 12_000_000
    assert (row["request_truncated"], row["request_gap_offset"]) == (1, (10 << 20) - (64 << 10))
    assert (row["outcome"], row["model_asked"], row["user_id"]) == ("ok", "gpt-4o-mini", "anna")
    assert row["request_hash"] is None
