"""Bytes as providers send them, beside what the log must say of them."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any

import pytest

from store.models import ExchangeRow
from tests.store.extract.calls import SSE, extracted, shown

MESSAGES = [{"role": "user", "content": "When is noon?"}]
CHAT = {"model": "gpt-4o-mini", "messages": MESSAGES}
USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
JSON_TYPE = {"content-type": "application/json"}


def sse(*events: Any, done: bool = True, named: bool = False) -> bytes:
    lines = []
    for event in events:
        if isinstance(event, bytes):
            lines.append(event)
            continue
        name = f"event: {event['type']}\n" if named else ""
        lines.append(f"{name}data: {json.dumps(event)}\n\n".encode())
    return b"".join(lines) + (b"data: [DONE]\n\n" if done else b"")


def chunk(delta: Any = None, finish: str | None = None, **fields: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "model": "gpt-4o-mini", "choices": [choice]} | fields


def message(usage: Any, **fields: Any) -> dict[str, Any]:
    whole = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5-20250929",
        "content": [{"type": "text", "text": "a"}],
        "stop_reason": "end_turn",
        "usage": usage,
    }
    return whole | fields


def aws_frame(kind: str, payload: Any, *, exception: bool = False) -> bytes:
    names = {":exception-type" if exception else ":event-type": kind, ":content-type": "application/json"}
    names[":message-type"] = "exception" if exception else "event"
    headers = b"".join(
        bytes([len(name)]) + name.encode() + b"\7" + len(value).to_bytes(2, "big") + value.encode()
        for name, value in names.items()
    )
    data = json.dumps(payload).encode()
    prelude = (16 + len(headers) + len(data)).to_bytes(4, "big") + len(headers).to_bytes(4, "big")
    start = prelude + zlib.crc32(prelude).to_bytes(4, "big") + headers + data
    return start + zlib.crc32(start).to_bytes(4, "big")


def check(row: ExchangeRow, right: dict[str, Any]) -> None:
    for name, value in right.items():
        seen = getattr(row.usage, name) if hasattr(row.usage, name) else getattr(row, name)
        assert seen == (pytest.approx(value) if isinstance(value, float) else value), name


# Did the answer succeed?


@pytest.mark.parametrize(
    ("path", "body", "error_type", "message_"),
    [
        pytest.param(
            "/v1/chat/completions",
            sse(chunk({"content": "par"}), {"error": {"message": "crashed", "type": "server_error", "code": 500}}),
            "server_error",
            "crashed",
            id="openai: an event",
        ),
        pytest.param(
            "/v1/chat/completions",
            sse(chunk({"content": "par"}, "error", error={"message": "crashed", "code": 502})),
            "502",
            "crashed",
            id="openrouter",
        ),
        pytest.param(
            "/v1/chat/completions", sse(chunk({"content": "par"}, "error")), "error", None, id="finish reason"
        ),
        pytest.param(
            "/v1/chat/completions",
            sse({"object": "error", "message": "crashed", "type": "BadRequestError", "code": 400}),
            "BadRequestError",
            "crashed",
            id="vllm",
        ),
        pytest.param(
            "/v1/messages",
            sse(
                {"type": "message_start", "message": message({"input_tokens": 5}, content=[], stop_reason=None)},
                {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
                done=False,
                named=True,
            ),
            "overloaded_error",
            "Overloaded",
            id="anthropic",
        ),
        pytest.param(
            "/v1/responses",
            sse(
                {
                    "type": "response.failed",
                    "response": {"id": "r", "status": "failed", "error": {"code": "server_error", "message": "boom"}},
                },
                done=False,
                named=True,
            ),
            "server_error",
            "boom",
            id="responses: failed",
        ),
        pytest.param(
            "/v1/responses",
            sse({"type": "error", "code": "server_error", "message": "boom"}, done=False, named=True),
            "server_error",
            "boom",
            id="responses: error",
        ),
    ],
)
@pytest.mark.parametrize("outcome", ["ok", "client_closed", "upstream_cut"])
def test_a_failure_inside_of_a_stream(
    path: str, body: bytes, error_type: str, message_: str | None, outcome: str
) -> None:
    """The call has failed, whoever hung up because of it."""
    row = extracted(CHAT, body, path, outcome=outcome)
    assert (row.outcome, row.error_type) == ("answer_failed", error_type)
    assert row.error == (f"{error_type}: {message_}" if message_ else error_type)


def test_a_failure_inside_of_a_whole_answer() -> None:
    row = extracted(CHAT, {"error": {"message": "Rate limit exceeded upstream", "code": 429}})
    assert (row.outcome, row.error_code, row.error) == ("answer_failed", "429", "429: Rate limit exceeded upstream")


def test_an_error_status_stays_a_relayed_answer() -> None:
    """Its status says that it failed; type, code and message are read beside it."""
    row = extracted(CHAT, {"error": {"message": "Slow down", "type": "requests", "code": "rate_limit"}}, status=429)
    assert (row.outcome, row.error_type, row.error_code, row.error) == (
        "ok",
        "requests",
        "rate_limit",
        "requests: Slow down",
    )


@pytest.mark.parametrize(
    ("path", "events", "outcome"),
    [
        ("/v1/chat/completions", [chunk({"content": "half an ans"})], "answer_incomplete"),
        ("/v1/chat/completions", [chunk({"content": "x"}), chunk({}, "stop")], "ok"),
        ("/v1/chat/completions", [chunk({"content": "x"}), chunk(choices=[], usage=USAGE)], "ok"),
        (
            "/v1/messages",
            [{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "a"}}],
            "answer_incomplete",
        ),
        ("/v1/responses", [{"type": "response.created", "response": {"status": "in_progress"}}], "answer_incomplete"),
    ],
)
def test_a_stream_that_ends_in_mid_answer(path: str, events: list[Any], outcome: str) -> None:
    assert extracted(CHAT, sse(*events, done=False), path).outcome == outcome


def test_an_answer_that_the_provider_ended_early() -> None:
    response = {"id": "r", "status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []}
    row = extracted({"input": "x"}, response, "/v1/responses")
    assert (row.outcome, row.finish_reason) == ("answer_incomplete", "max_output_tokens")


def test_a_chunk_that_is_not_json_is_counted() -> None:
    body = sse(chunk({"content": "Noon "}), b"data: {oops\n\n", chunk({"content": "is near."}, "stop"))
    row = extracted(CHAT, body)
    assert (row.answer_preview, row.unreadable_events, row.outcome) == ("Noon is near.", 1, "ok")


# Tokens and money


@pytest.mark.parametrize(
    ("upstream", "path", "request_", "response", "right"),
    [
        pytest.param(
            "xai",
            "/v1/chat/completions",
            {"model": "grok-3-mini", "messages": MESSAGES},
            {
                "model": "grok-3-mini",
                "choices": [],
                "usage": {
                    "prompt_tokens": 32,
                    "completion_tokens": 9,
                    "total_tokens": 135,
                    "completion_tokens_details": {"reasoning_tokens": 94},
                },
            },
            {"completion_tokens": 103, "cost_usd": (32 * 0.3 + 103 * 0.5) / 1e6, "cost_source": "price_table"},
            id="xai",
        ),
        pytest.param(
            "google",
            "/v1beta/openai/chat/completions",
            {"model": "gemini-2.5-flash", "messages": MESSAGES},
            {
                "model": "gemini-2.5-flash",
                "usage": {"prompt_tokens": 20, "completion_tokens": 198, "total_tokens": 623},
            },
            {"completion_tokens": 603, "cost_usd": (20 * 0.3 + 603 * 2.5) / 1e6},
            id="gemini over openai's api",
        ),
        pytest.param(
            "anthropic",
            "/v1/messages",
            {"model": "claude-sonnet-4-5", "messages": MESSAGES},
            message(
                {
                    "input_tokens": 10,
                    "cache_creation_input_tokens": 100_000,
                    "output_tokens": 10,
                    "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 100_000},
                }
            ),
            {"prompt_tokens": 100_010, "prompt_cache_write_1h_tokens": 100_000, "cost_usd": 0.60018},
            id="anthropic: an hour in the cache",
        ),
        pytest.param(
            "anthropic",
            "/v1/messages",
            {"model": "claude-sonnet-4-5", "messages": MESSAGES},
            message({"input_tokens": 1000, "output_tokens": 100, "server_tool_use": {"web_search_requests": 3}}),
            {"web_searches": 3, "cost_usd": 0.0345, "tool_cost_usd": 0.03},
            id="anthropic: searches",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {"model": "vendor-x/new-model", "usage": USAGE | {"cost": 0.00123}},
            {"cost_usd": 0.00123, "cost_source": "provider"},
            id="openrouter says what it cost",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {
                "model": "openai/gpt-4o-mini",
                "usage": USAGE | {"cost": 0.001, "is_byok": True, "cost_details": {"upstream_inference_cost": 0.02}},
            },
            {"cost_usd": 0.021, "cost_source": "provider"},
            id="openrouter with a key of one's own",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {"model": "m:free", "usage": USAGE | {"cost": 0}},
            {"cost_usd": 0.0, "cost_source": "provider"},
            id="free is a price",
        ),
        pytest.param(
            "perplexity",
            "/chat/completions",
            CHAT,
            {"model": "sonar-pro", "usage": USAGE | {"cost": {"request_cost": 0.006, "total_cost": 0.0066}}},
            {"cost_usd": 0.0066},
            id="perplexity",
        ),
        pytest.param(
            "openai",
            "/v1/responses",
            {"model": "gpt-5", "input": "x"},
            {
                "model": "gpt-5",
                "status": "completed",
                "output": [
                    {"type": "web_search_call", "status": "completed", "action": {"type": "search"}},
                    {"type": "web_search_call", "status": "completed", "action": {"type": "open_page"}},
                    {"type": "code_interpreter_call", "container_id": "c1", "status": "completed"},
                    {"type": "code_interpreter_call", "container_id": "c1", "status": "completed"},
                ],
                "usage": {"input_tokens": 0, "output_tokens": 0},
            },
            {"tool_cost_usd": 0.04},
            id="responses: tools",
        ),
        pytest.param(
            "mine",
            "/v1/embeddings",
            {"model": "text-embedding-3-small", "input": "a"},
            {"object": "list", "data": [], "model": "text-embedding-3-small", "usage": {"total_tokens": 8}},
            {"prompt_tokens": 8, "completion_tokens": 0, "cost_usd": 1.6e-7},
            id="embeddings anywhere",
        ),
        pytest.param(
            "openai",
            "/v1/images/generations",
            {"model": "gpt-image-1", "prompt": "a sundial"},
            {"created": 1, "data": [{}], "usage": {"total_tokens": 4310, "input_tokens": 150, "output_tokens": 4160}},
            {"cost_usd": 0.16715, "dialect": "openai_images", "prompt_preview": "a sundial"},
            id="pictures",
        ),
    ],
)
def test_tokens_and_money(upstream: str, path: str, request_: Any, response: Any, right: dict[str, Any]) -> None:
    check(extracted(request_, response, path, upstream=upstream, target_url="http://127.0.0.1/"), right)


def test_litellm_states_the_cost_in_a_header() -> None:
    headers = JSON_TYPE | {"x-litellm-response-cost": "0.0042"}
    row = extracted(CHAT, {"model": "m", "usage": USAGE}, response_headers=headers)
    assert (row.cost_usd, row.cost_source) == (0.0042, "provider")


def test_a_zero_in_the_last_event_erases_nothing() -> None:
    body = sse(
        {
            "type": "message_start",
            "message": message({"input_tokens": 1500, "output_tokens": 1}, content=[], stop_reason=None),
        },
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn"},
            "usage": {"input_tokens": 0, "output_tokens": 12},
        },
        {"type": "message_stop"},
        done=False,
        named=True,
    )
    check(extracted(CHAT, body, "/v1/messages"), {"prompt_tokens": 1500, "completion_tokens": 12, "outcome": "ok"})


def test_usage_inside_of_a_choice() -> None:
    """Moonshot."""
    body = sse(
        chunk({"content": "hi"}), chunk(choices=[{"index": 0, "delta": {}, "finish_reason": "stop", "usage": USAGE}])
    )
    check(extracted(CHAT, body), {"prompt_tokens": 100, "completion_tokens": 20})


def test_counts_that_contradict_the_total_are_marked() -> None:
    row = extracted(CHAT, {"model": "gpt-4o", "usage": USAGE | {"total_tokens": 7}})
    assert row.usage_contradicts
    check(row, {"prompt_tokens": 100})


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


# Other dialects, whole and streamed


GEMINI = {"contents": [{"role": "user", "parts": [{"text": "hello"}]}]}
GEMINI_USAGE = {"promptTokenCount": 21, "candidatesTokenCount": 5, "thoughtsTokenCount": 60, "totalTokenCount": 86}
GEMINI_RIGHT = {
    "dialect": "gemini",
    "prompt_tokens": 21,
    "completion_tokens": 65,
    "answer_preview": "hi there",
    "prompt_preview": "hello",
    "finish_reason": "STOP",
    "outcome": "ok",
}


def gemini(*texts: str, finish: str | None = None, **fields: Any) -> dict[str, Any]:
    parts = [{"text": text} for text in texts]
    candidate = {"content": {"role": "model", "parts": parts}} | ({"finishReason": finish} if finish else {})
    return {"candidates": [candidate], "modelVersion": "gemini-2.5-flash"} | fields


GEMINI_PIECES = [gemini("hi "), gemini("there"), gemini(finish="STOP", usageMetadata=GEMINI_USAGE)]


@pytest.mark.parametrize(
    ("action", "body", "content_type"),
    [
        (
            "generateContent",
            json.dumps(gemini("hi there", finish="STOP", usageMetadata=GEMINI_USAGE)).encode(),
            "application/json",
        ),
        ("streamGenerateContent?alt=sse", sse(*GEMINI_PIECES, done=False), "text/event-stream"),
        ("streamGenerateContent", json.dumps(GEMINI_PIECES, indent=1).encode(), "application/json"),
    ],
)
def test_gemini(action: str, body: bytes, content_type: str) -> None:
    path = f"/v1beta/models/gemini-2.5-flash:{action}"
    row = extracted(
        GEMINI,
        body,
        path,
        target_url="https://generativelanguage.googleapis.com",
        response_headers={"content-type": content_type},
    )
    check(row, GEMINI_RIGHT | {"model_asked": "gemini-2.5-flash", "model_answered": "gemini-2.5-flash"})
    check(row, {"cost_usd": (21 * 0.3 + 65 * 2.5) / 1e6})


def test_gemini_s_tool_calls_and_refusals() -> None:
    call = {"candidates": [{"content": {"parts": [{"functionCall": {"name": "noon", "args": {"city": "Paris"}}}]}}]}
    path = "/v1beta/models/m:generateContent"
    assert extracted(GEMINI, call, path).answer_preview == 'noon({"city":"Paris"})'
    assert extracted(GEMINI, {"promptFeedback": {"blockReason": "SAFETY"}}, path).finish_reason == "SAFETY"
    assert (
        extracted(
            GEMINI,
            b'[{"error": {"code": 400, "message": "Bad", "status": "INVALID_ARGUMENT"}}]',
            path,
            status=400,
            response_headers=JSON_TYPE,
        ).error
        == "INVALID_ARGUMENT: Bad"
    )


OLLAMA_LINES = (
    b'{"model":"llama3.2","message":{"role":"assistant","content":"hi "},"done":false}\n'
    b'{"model":"llama3.2","message":{"role":"assistant","content":"there"},"done":false}\n'
    b'{"model":"llama3.2","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",'
    b'"prompt_eval_count":26,"eval_count":5}\n'
)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/chat", OLLAMA_LINES),
        (
            "/api/chat",
            json.dumps(
                {"message": {"content": "hi there"}, "done": True, "prompt_eval_count": 26, "eval_count": 5}
            ).encode(),
        ),
        (
            "/api/generate",
            b'{"response":"hi "}\n{"response":"there","done":true,"prompt_eval_count":26,"eval_count":5}\n',
        ),
    ],
)
def test_ollama(path: str, body: bytes) -> None:
    asked = (
        {"model": "llama3.2", "messages": MESSAGES}
        if path == "/api/chat"
        else {"model": "llama3.2", "prompt": "When is noon?"}
    )
    row = extracted(asked, body, path, response_headers={"content-type": "application/x-ndjson"})
    check(row, {"dialect": "ollama", "prompt_tokens": 26, "completion_tokens": 5, "answer_preview": "hi there"})
    check(row, {"finish_reason": "stop", "prompt_preview": "When is noon?", "outcome": "ok"})


def test_ollama_cut() -> None:
    row = extracted(
        {"messages": MESSAGES},
        OLLAMA_LINES.rsplit(b"\n", 2)[0] + b"\n",
        "/api/chat",
        response_headers={"content-type": "application/x-ndjson"},
    )
    assert row.outcome == "answer_incomplete"


CONVERSE = {"messages": [{"role": "user", "content": [{"text": "hello"}]}]}
CONVERSE_USAGE = {"inputTokens": 30, "outputTokens": 8, "totalTokens": 38}
CONVERSE_STREAM = [
    aws_frame("messageStart", {"role": "assistant"}),
    aws_frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "hi "}}),
    aws_frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "there"}}),
    aws_frame("contentBlockStart", {"contentBlockIndex": 1, "start": {"toolUse": {"toolUseId": "t", "name": "noon"}}}),
    aws_frame("contentBlockDelta", {"contentBlockIndex": 1, "delta": {"toolUse": {"input": '{"city":'}}}),
    aws_frame("contentBlockDelta", {"contentBlockIndex": 1, "delta": {"toolUse": {"input": '"Paris"}'}}}),
    aws_frame("messageStop", {"stopReason": "tool_use"}),
    aws_frame("metadata", {"usage": CONVERSE_USAGE}),
]
AWS_STREAM = {"content-type": "application/vnd.amazon.eventstream"}
CONVERSE_MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0"


def test_bedrock_converse() -> None:
    right = {
        "dialect": "bedrock_converse",
        "prompt_tokens": 30,
        "completion_tokens": 8,
        "answer_preview": "hi there",
        "prompt_preview": "hello",
        "finish_reason": "tool_use",
        "model_asked": "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "outcome": "ok",
    }
    content = [{"text": "hi there"}, {"toolUse": {"toolUseId": "t", "name": "noon", "input": {"city": "Paris"}}}]
    whole = {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": "tool_use",
        "usage": CONVERSE_USAGE,
    }
    check(extracted(CONVERSE, whole, f"/model/{CONVERSE_MODEL}/converse"), right)
    path = f"/model/{CONVERSE_MODEL}/converse-stream"
    check(extracted(CONVERSE, b"".join(CONVERSE_STREAM), path, response_headers=AWS_STREAM), right)
    assert shown(b"".join(CONVERSE_STREAM), path, response_headers=AWS_STREAM) == whole


def test_bedrock_fails_in_mid_stream() -> None:
    body = b"".join(CONVERSE_STREAM[:2]) + aws_frame("throttlingException", {"message": "Too many"}, exception=True)
    row = extracted(CONVERSE, body, f"/model/{CONVERSE_MODEL}/converse-stream", response_headers=AWS_STREAM)
    assert (row.outcome, row.error) == ("answer_failed", "throttlingException: Too many")


def test_bedrock_invoke_speaks_the_model_s_own_dialect() -> None:
    events = [
        {
            "type": "message_start",
            "message": message({"input_tokens": 12, "output_tokens": 1}, content=[], stop_reason=None),
        },
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "hi"}},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 3}},
        {"type": "message_stop"},
    ]
    body = b"".join(
        aws_frame("chunk", {"bytes": base64.b64encode(json.dumps(event).encode()).decode()}) for event in events
    )
    path = f"/model/{CONVERSE_MODEL}/invoke-with-response-stream"
    row = extracted({"messages": MESSAGES}, body, path, response_headers=AWS_STREAM)
    check(row, {"dialect": "anthropic_messages", "prompt_tokens": 12, "completion_tokens": 3, "answer_preview": "hi"})


@pytest.mark.parametrize("cut", range(0, 600, 7))
def test_binary_frames_cut_anywhere(cut: int) -> None:
    body = b"".join(CONVERSE_STREAM)[:cut]
    row = extracted(CONVERSE, body, f"/model/{CONVERSE_MODEL}/converse-stream", response_headers=AWS_STREAM)
    assert row.answer_preview is None or "hi there".startswith(row.answer_preview)


def test_vertex() -> None:
    path = "/v1/projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict"
    row = extracted({"messages": MESSAGES}, message({"input_tokens": 10, "output_tokens": 2}), path)
    check(row, {"dialect": "anthropic_messages", "prompt_tokens": 10, "model_asked": "claude-sonnet-4-5@20250929"})


COHERE_USAGE = {
    "billed_units": {"input_tokens": 5, "output_tokens": 2},
    "tokens": {"input_tokens": 71, "output_tokens": 4},
}


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(
            {
                "id": "c",
                "finish_reason": "COMPLETE",
                "message": {"role": "assistant", "content": [{"type": "text", "text": "hi there"}]},
                "usage": COHERE_USAGE,
            }
        ).encode(),
        sse(
            {"type": "message-start", "id": "c", "delta": {"message": {"role": "assistant"}}},
            {"type": "content-start", "index": 0, "delta": {"message": {"content": {"type": "text", "text": ""}}}},
            {"type": "content-delta", "index": 0, "delta": {"message": {"content": {"text": "hi "}}}},
            {"type": "content-delta", "index": 0, "delta": {"message": {"content": {"text": "there"}}}},
            {"type": "message-end", "delta": {"finish_reason": "COMPLETE", "usage": COHERE_USAGE}},
            done=False,
            named=True,
        ),
    ],
)
def test_cohere(body: bytes) -> None:
    row = extracted({"model": "command-a-03-2025", "messages": MESSAGES}, body, "/v2/chat", upstream="cohere")
    check(row, {"dialect": "cohere_chat", "prompt_tokens": 71, "completion_tokens": 4, "answer_preview": "hi there"})
    check(row, {"finish_reason": "COMPLETE", "outcome": "ok"})


FORM = (
    b'--B\r\nContent-Disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n'
    b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF\r\n--B--\r\n'
)
FORM_TYPE = {"content-type": "multipart/form-data; boundary=B"}


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "hello", "usage": {"type": "tokens", "input_tokens": 14, "output_tokens": 45, "total_tokens": 59}}',
        sse(
            {"type": "transcript.text.delta", "delta": "hel"},
            {"type": "transcript.text.delta", "delta": "lo"},
            {"type": "transcript.text.done", "text": "hello", "usage": {"input_tokens": 14, "output_tokens": 45}},
            done=False,
        ),
    ],
)
def test_transcriptions(body: bytes) -> None:
    """The model is a field of the form."""
    row = extracted(FORM, body, "/v1/audio/transcriptions", request_headers=FORM_TYPE)
    check(
        row,
        {"model_asked": "gpt-4o-transcribe", "prompt_tokens": 14, "completion_tokens": 45, "answer_preview": "hello"},
    )
    assert row.cost_usd is not None


def test_transcriptions_by_the_minute() -> None:
    form = FORM.replace(b"gpt-4o-transcribe", b"whisper-1")
    body = {"text": "hello", "usage": {"type": "duration", "seconds": 90}}
    row = extracted(form, body, "/v1/audio/transcriptions", request_headers=FORM_TYPE)
    check(row, {"prompt_audio_s": 90.0, "cost_usd": 0.009})


def test_rerank_and_moderations() -> None:
    ranked = extracted(
        {"model": "rerank-v3.5", "query": "noon", "documents": ["a", "b"]},
        {"results": [{"index": 1, "relevance_score": 0.9}], "meta": {"tokens": {"input_tokens": 40}}},
        "/v2/rerank",
    )
    check(ranked, {"dialect": "rerank", "prompt_preview": "noon", "answer_preview": "1: 0.9", "prompt_tokens": 40})
    flagged = extracted(
        {"input": "x"},
        {"results": [{"flagged": True, "categories": {"hate": True, "violence": False}}]},
        "/v1/moderations",
    )
    check(flagged, {"dialect": "moderations", "answer_preview": "[flagged: hate]"})


def test_streamed_pictures() -> None:
    body = sse(
        {"type": "image_generation.partial_image", "b64_json": "AAAA", "partial_image_index": 0},
        {
            "type": "image_generation.completed",
            "b64_json": "BBBB",
            "usage": {"input_tokens": 15, "output_tokens": 4160, "input_tokens_details": {"text_tokens": 15}},
        },
        done=False,
        named=True,
    )
    row = extracted({"model": "gpt-image-1", "prompt": "a sundial", "stream": True}, body, "/v1/images/generations")
    check(row, {"prompt_tokens": 15, "completion_tokens": 4160, "answer_preview": "[image]", "outcome": "ok"})
    assert shown(body, "/v1/images/generations")["data"] == [{"b64_json": "BBBB"}]


def test_a_websocket_s_model_is_in_its_address() -> None:
    row = extracted(None, None, "/v1/realtime?model=gpt-realtime", method="GET", status=101)
    assert row.model_asked == "gpt-realtime"


def test_what_is_not_understood_says_so() -> None:
    row = extracted({"model": "m"}, {"whatever": 1}, "/v1/made-up")
    assert (row.dialect, row.model_asked) == ("unknown", "m")
    assert extracted(None, {"data": []}, "/v1/models", method="GET").dialect is None
