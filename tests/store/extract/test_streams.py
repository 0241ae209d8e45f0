"""Streams: what the bytes are, how they are put together, and what can be read of a part."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.store.extract.calls import SSE, extracted, shown
from tests.store.extract.wire import CHAT, JSON_TYPE, USAGE, aws_frame, check, chunk, sse

# The bytes decide


STREAM = [chunk({"role": "assistant", "content": "Hel"}), chunk({"content": "lo"}), chunk({}, "stop")]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "", "text/event-stream"])
@pytest.mark.parametrize("before", [b"", b": ping\n\n", b"\xef\xbb\xbf", b"\n\n", b"id: 1\n", b"event: message\n"])
def test_a_stream_is_known_by_its_bytes(content_type: str, before: bytes) -> None:
    body = before + sse(*STREAM, chunk(choices=[], usage=USAGE))
    row = extracted(CHAT, body, response_headers={"content-type": content_type} if content_type else {})
    check(row, {"is_stream": True, "prompt_tokens": 100, "answer_preview": "Hello"})


def test_json_is_known_by_its_bytes() -> None:
    row = extracted(CHAT, b'{"error": {"message": "Invalid model"}}', status=400, response_headers=SSE)
    check(row, {"is_stream": False, "answer_preview": "Invalid model"})


def test_errors_of_other_shapes() -> None:
    detail = {"detail": [{"loc": ["body", "messages"], "msg": "field required"}]}
    assert extracted(CHAT, detail, status=422).answer_preview == "body.messages: field required"


# Putting streams together


def calls(body: bytes) -> list[tuple[str, str]]:
    tool_calls = shown(body)["choices"][0]["message"]["tool_calls"]
    return [(call["function"].get("name"), call["function"]["arguments"]) for call in tool_calls]


def piece(arguments: str, call_id: str | None = None, name: str | None = None, index: int | None = 0) -> dict[str, Any]:
    fields: dict[str, Any] = {"function": {"arguments": arguments} | ({"name": name} if name else {})}
    if call_id:
        fields |= {"id": call_id, "type": "function"}
    return fields if index is None else {"index": index} | fields


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([piece('{"a":1}', "x", "one"), piece('{"b":2}', "y", "two")], id="a new id at the same index"),
        pytest.param(
            [piece('{"a"', "x", "one", None), piece(":1}", index=None), piece('{"b":2}', "y", "two", None)],
            id="a fragment without an index",
        ),
        pytest.param(
            [piece('{"a"', "x", "one"), piece('{"b"', "y", "two", 1), piece(":1}"), piece(":2}", index=1)],
            id="side by side",
        ),
        pytest.param(
            [piece('{"a"', "x", "one"), piece(":1}", "x"), piece('{"b":2}', "y", "two", 1)], id="the id again"
        ),
    ],
)
def test_tool_calls(pieces: Sequence[Any]) -> None:
    body = sse(*(chunk({"tool_calls": [each]}) for each in pieces), chunk({}, "tool_calls"))
    assert calls(body) == [("one", '{"a":1}'), ("two", '{"b":2}')]


def test_content_as_lists_of_parts() -> None:
    """Mistral."""

    def thinking(text: str) -> dict[str, Any]:
        return chunk({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": text}]}]})

    body = sse(
        thinking("Let me "),
        thinking("think."),
        chunk({"content": [{"type": "text", "text": "The "}]}),
        chunk({"content": "answer"}),
        chunk({"content": " is 4"}, "stop"),
    )
    assert extracted(CHAT, body).answer_preview == "The answer is 4"
    assert shown(body)["choices"][0]["message"]["content"] == [
        {"type": "thinking", "thinking": [{"type": "text", "text": "Let me think."}]},
        {"type": "text", "text": "The answer is 4"},
    ]


def test_an_empty_finish_reason_is_none_and_erases_none() -> None:
    assert extracted(CHAT, sse(chunk({"content": "a"}, ""), done=False)).outcome == "answer_incomplete"
    row = extracted(CHAT, sse(chunk({"content": "a"}, "stop"), chunk({}, "")))
    assert row.finish_reason == "stop"


# Cut bodies


def test_what_can_be_read_of_a_request_without_its_middle() -> None:
    picture = "data:image/png;base64," + "A" * 4_000
    body = json.dumps({"model": "m", "stream": True, "messages": [{"content": picture}], "user": "anna"}).encode()
    head, tail = body[:500], body[-300:]
    row = extracted(
        head + tail,
        None,
        request_truncated=True,
        request_gap_offset=len(head),
        request_size_bytes=len(body),
        outcome=None,
        response_headers={},
    )
    check(row, {"model_asked": "m", "user_id": "anna", "is_stream": True, "input_hash": None})


def test_what_can_be_read_of_an_answer_without_its_middle() -> None:
    vectors = [{"embedding": [0.5] * 100}] * 50
    body = json.dumps(
        {"data": vectors, "model": "text-embedding-3-large", "usage": {"prompt_tokens": 9, "total_tokens": 9}}
    )
    head, tail = body[:800].encode(), body[-400:].encode()
    row = extracted(
        {"model": "text-embedding-3-large"},
        head + tail,
        "/v1/embeddings",
        response_truncated=True,
        response_gap_offset=len(head),
        response_headers=JSON_TYPE,
    )
    check(row, {"prompt_tokens": 9, "completion_tokens": 0, "model_answered": "text-embedding-3-large"})


def test_a_stream_without_its_middle() -> None:
    body = sse(
        *[chunk({"content": f"word{number} "}) for number in range(50)],
        chunk({}, "stop"),
        chunk(choices=[], usage=USAGE),
    )
    head, tail = body[:1_000], body[-700:]
    row = extracted(CHAT, head + tail, response_truncated=True, response_gap_offset=len(head))
    check(row, {"prompt_tokens": 100, "finish_reason": "stop", "outcome": "ok"})
    assert row.answer_preview is not None
    assert row.answer_preview.startswith("word0 word1")


WORDS = [f"word{number} " for number in range(60)]
CUT_STREAMS: dict[str, tuple[str, bytes, str]] = {
    "server-sent, CRLF": (
        "/v1/chat/completions",
        sse(*[chunk({"content": word}) for word in WORDS], chunk({}, "stop"), chunk(choices=[], usage=USAGE)).replace(
            b"\n", b"\r\n"
        ),
        "text/event-stream",
    ),
    "JSON lines": (
        "/api/chat",
        b"".join(json.dumps({"message": {"content": word}, "done": False}).encode() + b"\n" for word in WORDS)
        + b'{"done": true, "done_reason": "stop", "prompt_eval_count": 100, "eval_count": 20}\n',
        "application/x-ndjson",
    ),
    "array": (
        "/v1beta/models/gemini-pro:streamGenerateContent",
        b"["
        + b"\n,\n".join(
            [
                *[json.dumps({"candidates": [{"content": {"parts": [{"text": word}]}}]}).encode() for word in WORDS],
                b'{"candidates": [{"finishReason": "STOP"}], "usageMetadata": {"promptTokenCount": 100,'
                b' "candidatesTokenCount": 20, "totalTokenCount": 120}}',
            ]
        )
        + b"\n]",
        "application/json",
    ),
    "Amazon's frames": (
        "/model/amazon.nova/converse-stream",
        b"".join(
            [
                *[aws_frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": word}}) for word in WORDS],
                aws_frame("messageStop", {"stopReason": "end_turn"}),
                aws_frame("metadata", {"usage": {"inputTokens": 100, "outputTokens": 20, "totalTokens": 120}}),
            ]
        ),
        "application/vnd.amazon.eventstream",
    ),
}


@pytest.mark.parametrize("framing", CUT_STREAMS)
@pytest.mark.parametrize("tail_bytes", [500, 533])
def test_a_stream_of_any_framing_without_its_middle(framing: str, tail_bytes: int) -> None:
    """The counts come last: they are read wherever the tail begins."""
    path, body, content_type = CUT_STREAMS[framing]
    head, tail = body[:700], body[-tail_bytes:]
    row = extracted(
        CHAT,
        head + tail,
        path,
        response_truncated=True,
        response_gap_offset=len(head),
        response_headers={"content-type": content_type},
    )
    check(row, {"prompt_tokens": 100, "completion_tokens": 20, "outcome": "ok", "is_stream": True})
    assert row.finish_reason in ("stop", "STOP", "end_turn")
    assert row.answer_preview is not None
    assert row.answer_preview.startswith("word0 word1")
