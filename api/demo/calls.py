"""A call of the demo → how it is logged. Pure."""

from __future__ import annotations

from typing import Any

import orjson

from api.demo.bodies import TOOLS, error_body, request_of, response_of
from api.demo.team import TOPICS
from api.demo.traffic import DemoCall
from api.intake.calls import ReportedCall
from store.intake import MANUAL_LOG, log_id_of
from store.keys import DEMO_PROJECT

_HOSTS = {
    "openai": ("https://api.openai.com", "/v1/chat/completions"),
    "anthropic": ("https://api.anthropic.com", "/v1/messages"),
}
_FAILURES: dict[str, tuple[int | None, str, str | None, str, str, str]] = {
    # status, outcome, error, type and code and message of the body
    "rate_limit": (429, "ok", None, "requests", "rate_limit_exceeded", "Rate limit reached for requests per minute."),
    "server_error": (500, "ok", None, "server_error", "internal_error", "The server had an error."),
    "too_long": (
        400, "ok", None, "invalid_request_error", "context_length_exceeded",
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens.",
    ),
    "timeout": (
        504, "upstream_timeout", "api.openai.com sent no answer within 60 s", "upstream_error", "upstream_timeout",
        "api.openai.com sent no answer within 60 s",
    ),
    "unreachable": (
        502, "upstream_unreachable", "api.openai.com could not be reached: its name is not known to DNS",
        "upstream_error", "upstream_unreachable", "api.openai.com could not be reached: its name is not known to DNS",
    ),
    "cancelled": (200, "client_closed", None, "", "", ""),
}  # fmt: skip


def request_id_of(call: DemoCall) -> str:
    return log_id_of(DEMO_PROJECT, f"demo-{call.number}", b"demo")


def reported(call: DemoCall) -> ReportedCall:
    if call.kind == "tool":
        return _tool_step(call)
    provider = "anthropic" if call.model.startswith("claude") else "openai"
    host, path = _HOSTS[provider]
    request = request_of(call, provider)
    status, outcome, error, *failure = _FAILURES.get(call.error or "", (200, "ok", None, "", "", ""))
    if call.error and status != 200:
        body: tuple[bytes, list[tuple[int, int]]] = (error_body(provider, *failure), [])
    else:
        body = response_of(call, provider)
    response, chunks = body
    if call.error == "cancelled":
        chunks = chunks[: len(chunks) // 2]
        response = response[: chunks[-1][0]] if chunks else b""
    duration_ms = 60_000.0 if call.error == "timeout" else 240.0 if call.error else call.latency_ms
    streamed = call.streamed and not call.error
    return _call(
        call,
        upstream=provider,
        path=path,
        target_url=host + path,
        request=orjson.dumps(request),
        response=response,
        duration_us=round(duration_ms * 1000),
        first_byte_us=round(duration_ms * 1000 * (0.3 if streamed else 0.98)),
        status=status,
        outcome=outcome,
        error=error,
        chunks=chunks,
        served_by=provider,
        response_headers={
            "content-type": "text/event-stream" if chunks else "application/json",
            "x-request-id": f"req_{call.number:08x}",
        },
    )


def _call(call: DemoCall, **facts: Any) -> ReportedCall:
    request_id = request_id_of(call)
    return ReportedCall(
        exchange_id=request_id,
        request_id=request_id,
        project=DEMO_PROJECT,
        key_name=None,
        started_at_us=call.started_at_us,
        helicone_headers=_headers(call),
        **facts,
    )


def _headers(call: DemoCall) -> list[tuple[str, str]]:
    return [
        ("Helicone-Session-Id", call.session),
        ("Helicone-Session-Name", call.session_name),
        ("Helicone-Session-Path", call.path),
        ("Helicone-User-Id", call.user),
        *([("Helicone-Prompt-Id", f"support-answer-{call.prompt}")] if call.kind == "answer" else []),
        ("Helicone-Property-PromptVersion", call.prompt),
        ("Helicone-Property-Language", call.language),
        ("Helicone-Property-Retriever", call.retriever),
        ("Helicone-Property-Feature", {"answer": "answers", "picture": "photos"}.get(call.kind, "refunds")),
    ]


def _tool_step(call: DemoCall) -> ReportedCall:
    name = TOOLS[call.path]
    topic = TOPICS[call.topic]
    found: Any = {"passages": [{"page": topic.page, "text": topic.passage}]}
    if name == "look_up_order":
        found = {"order": f"GF-{20_000 + call.number}", "status": "delivered", "delivered_days_ago": 12}
    request = {"_type": "tool", "toolName": name, "input": {"query": topic.question[call.language]}}
    return _call(
        call,
        upstream=MANUAL_LOG,
        path="/custom/v1/log",
        target_url="",
        request=orjson.dumps(request),
        response=orjson.dumps({"_type": "tool", "toolName": name, "output": found}),
        duration_us=round(call.latency_ms * 1000),
        status=200,
    )
