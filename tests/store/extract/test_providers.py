"""Bytes as providers send them, beside what the log must say of them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.store.extract.calls import extracted, shown
from tests.store.extract.wire import JSON_TYPE, MESSAGES, aws_frame, check, message, sse

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


def test_what_is_not_understood_says_so() -> None:
    row = extracted({"model": "m"}, {"whatever": 1}, "/v1/made-up")
    assert (row.dialect, row.model_asked) == ("unknown", "m")
    assert extracted(None, {"data": []}, "/v1/models", method="GET").dialect is None
