"""Requests of coding agents, with long texts and tools cut, and what is read from them."""

from __future__ import annotations

import json
from typing import Any

from store.models import ExchangeRow
from tests.store.extract.calls import extracted

CLAUDE_SESSION = "b2c305bc-28c7-4b4c-902f-19d9bb389f83"
CLAUDE_DEVICE = "c00aa3cca872a2dc85f4188dba254a72b20efb8e765e0748a5db8fbc6870b18c"
CODEX_SESSION = "01a221d2-7023-7ce1-be0a-582fe9144392"
OPENCODE_SESSION = "ses_dde2cc66dffer1Ieoh7dPNzSMK"
UUID = "0c9bb9f4-9b0c-4f7f-a1d0-0a2f7a7c3e11"

CHAT_TOOL = {"type": "function", "function": {"name": "bash", "parameters": {"type": "object"}}}
RESPONSES_TOOL = {"type": "function", "name": "exec_command", "parameters": {"type": "object"}}
SYSTEM = {"role": "system", "content": "You are an agent."}
NOON = {"role": "user", "content": "When is noon?"}
CALL = {"id": "call_1", "type": "function", "function": {"name": "bash", "arguments": '{"command":"echo noon"}'}}
CHAT_TURNS = [
    {"role": "assistant", "content": None, "tool_calls": [CALL]},
    {"role": "tool", "tool_call_id": "call_1", "content": "noon\n"},
]
RESPONSES_TURNS = [
    {"type": "function_call", "call_id": "call_1", "name": "exec_command", "arguments": '{"cmd":"echo noon"}'},
    {"type": "function_call_output", "call_id": "call_1", "output": "noon\n"},
]

CHAT = "/v1/chat/completions"
RESPONSES = "/v1/responses"
MESSAGES = "/v1/messages"
GEMINI = "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"


def read(request: Any, path: str = CHAT, headers: dict[str, str] | None = None, **fields: Any) -> ExchangeRow:
    kept = {"content-type": "application/json", **(headers or {})}
    return extracted(request, None, path, request_headers=kept, **fields)


def session_of(request: Any, path: str = CHAT, headers: dict[str, str] | None = None) -> tuple[Any, Any]:
    row = read(request, path, headers)
    return row.session_id, row.session_source


def claude(user_id: str) -> dict[str, Any]:
    return {
        "model": "claude-sonnet-4-5",
        "messages": [{"role": "user", "content": [{"type": "text", "text": "When is noon?"}]}],
        "system": [{"type": "text", "text": "You are a Claude agent.", "cache_control": {"type": "ephemeral"}}],
        "tools": [{"name": "Bash", "input_schema": {"type": "object"}}],
        "metadata": {"user_id": user_id},
        "max_tokens": 32000,
        "stream": True,
    }


def codex() -> dict[str, Any]:
    said = [{"type": "input_text", "text": "When is noon?"}]
    return {
        "model": "gpt-5",
        "stream": True,
        "input": [{"type": "message", "id": "msg_1", "role": "user", "content": said}],
        "tools": [RESPONSES_TOOL],
        "store": False,
        "prompt_cache_key": CODEX_SESSION,
        "client_metadata": {"session_id": CODEX_SESSION, "thread_id": CODEX_SESSION},
    }


CLAUDE_USER = json.dumps({"device_id": CLAUDE_DEVICE, "account_uuid": "", "session_id": CLAUDE_SESSION})
CLAUDE_ACCOUNT = json.dumps({"device_id": CLAUDE_DEVICE, "account_uuid": UUID, "session_id": CLAUDE_SESSION})
CLAUDE_JOINED = f"user_{CLAUDE_DEVICE}_account__session_{CLAUDE_SESSION}"
CHAT_WITH_TOOLS = {"model": "gpt-5", "messages": [SYSTEM, NOON], "tools": [CHAT_TOOL], "stream": True}
