"""Which session a call belongs to, and who made it, for callers that send none of our headers. Pure; never raises.

Coding agents and SDKs name their conversation in ways of their own. `SessionId.source` says which one was used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from store.extract import aider, tracing
from store.extract.bodies.parsing import Json, mapping, parse, sequence, text
from store.extract.hashes import inputs
from store.extract.previews import short

SessionSource = Literal[
    "header",  # Helicone-Session-Id
    "agent_header",  # a session header of the agent's own
    "baggage",  # W3C Baggage of the caller's tracing
    "metadata",  # in the body's metadata
    "conversation",  # the provider's conversation that the call continues
    "prompt_cache_key",
    "previous_response",  # the chain of responses that the call continues: see `RecognisedCaller`
    "first_messages",  # calls of an agent that begin with the same messages
    "span",  # an attribute of the call's span: session.id, gen_ai.conversation.id …
    "trace",  # the trace of the call's span, no span of which names a session
]

# In order of precedence. proxy/http1/header_names.py has them on its allow-list, so that they are logged.
AGENT_HEADERS = (
    "session-id",  # Codex
    "session_id",  # Codex up to 0.120 at least, Roo Code
    "x-claude-code-session-id",  # Claude Code
    "x-opencode-session",  # OpenCode, at its own gateway
    "x-session-affinity",  # OpenCode, at any other provider
    "x-task-id",  # Cline
    "x-roo-task-id",  # Roo Code
    "x-kilocode-taskid",  # Kilo Code
    "agent-session-id",  # Goose
    "x-openwebui-chat-id",  # Open WebUI
    "x-session-id",
    "conversation_id",  # Codex before 0.50
    "thread-id",  # Codex: one of the threads of a session
)
USER_HEADERS = ("x-openwebui-user-id",)
_AGENT_HEADERS, _USER_HEADERS = frozenset(AGENT_HEADERS), frozenset(USER_HEADERS)
# Members of a request that can name a session; most requests have none of them.
_NAMING = frozenset(
    {
        "metadata",
        "client_metadata",
        "session_id",
        "conversation",
        "prompt_cache_key",
        "previous_response_id",
        "tools",
    }
)
_METADATA = (
    "session_id",
    "sessionId",
    "litellm_session_id",
    "langfuse_session_id",
    "cursorConversationId",
    "conversation_id",
    "thread_id",
)
_CLAUDE_CODE = re.compile(
    r"user_(?P<user>[0-9a-f]{16,})_account_(?P<account>[0-9a-f-]*)_session_(?P<session>[0-9a-f-]{8,})"
)


class SessionId(NamedTuple):
    id: str
    source: SessionSource


class RecognisedCaller(NamedTuple):
    """What the request says of the caller; None: nothing.

    A session of the source "previous_response" has the id of the response that the call continues. The store replaces
    it by the session of the call that created that response.
    """

    session: SessionId | None
    user: str | None


_NOBODY = RecognisedCaller(None, None)


def recognise(request: Json, headers: Mapping[str, str], user: Any) -> RecognisedCaller:
    """`user`: what the dialect finds in the body as the end user's name."""
    named = short(user) if isinstance(user, str) else str(user) if type(user) is int else None
    session = None if _AGENT_HEADERS.isdisjoint(headers) else _by_header(headers)
    if "baggage" in headers:
        carried = tracing.read_baggage(headers)
        session = session or _by_baggage(carried)
        named = named or short(carried.user or "")
    if named is None:
        if not _USER_HEADERS.isdisjoint(headers):
            named = next((short(headers[name]) for name in USER_HEADERS if name in headers), None)
    elif named.startswith(("user_", "{")):
        in_name, named = _claude_code(named)
        session = session or in_name
    if session is None:
        if not _NAMING.isdisjoint(request):
            session = _by_metadata(request) or _by_conversation(request) or _by_first_messages(request, named)
        elif "messages" in request and (opening := aider.opening(request["messages"])):
            session = _hashed({"user": named, "messages": opening})
    return _NOBODY if session is None and named is None else RecognisedCaller(session, named)


def _by_header(headers: Mapping[str, str]) -> SessionId | None:
    for name in AGENT_HEADERS:
        if name in headers and (value := short(headers[name])):
            return SessionId(value, "agent_header")
    return None


def _by_baggage(carried: tracing.Baggage) -> SessionId | None:
    name = short(carried.session or "")
    return SessionId(name, "baggage") if name else None


def _claude_code(named: str) -> tuple[SessionId | None, str | None]:
    """Claude Code puts device, account and session into `metadata.user_id`, as JSON or joined by underscores."""
    if match := _CLAUDE_CODE.fullmatch(named):
        return SessionId(match["session"], "metadata"), match["account"] or match["user"]
    if named.startswith("{"):
        value = parse(named.encode("utf-8", "replace"))
        session = short(text(value, "session_id"))
        user = short(text(value, "account_uuid") or text(value, "device_id") or text(value, "user_id"))
        if session:
            return SessionId(session, "metadata"), user
    return None, named


def _by_metadata(request: Json) -> SessionId | None:
    metadata = mapping(request, "metadata")
    for key in _METADATA:
        if value := short(text(metadata, key)):
            return SessionId(value, "metadata")
    # OpenRouter, then Codex
    if value := short(text(request, "session_id") or text(mapping(request, "client_metadata"), "session_id")):
        return SessionId(value, "metadata")
    return None


def _by_conversation(request: Json) -> SessionId | None:
    conversation = request.get("conversation")
    name = conversation if isinstance(conversation, str) else text(conversation, "id")
    if value := short(name):
        return SessionId(value, "conversation")
    if value := short(text(request, "prompt_cache_key")):
        return SessionId(value, "prompt_cache_key")
    if value := short(text(request, "previous_response_id")):
        return SessionId(value, "previous_response")
    return None


def _by_first_messages(request: Json, user: str | None) -> SessionId | None:
    """An agent sends its whole conversation with each call, so that all calls of a session begin alike."""
    if not sequence(request, "tools"):
        return None
    messages = sequence(request, "messages") or sequence(request, "input") or sequence(request, "contents")
    opening = []
    for message in messages:
        opening.append(message)
        if isinstance(message, dict) and message.get("role") == "user":
            break
    else:
        return None
    system = request.get("system") or request.get("instructions") or request.get("systemInstruction")
    return _hashed({"user": user, "system": system, "messages": [_without_cache_marks(one) for one in opening]})


def _hashed(opening: Json) -> SessionId | None:
    digest = inputs.whole(opening)
    return SessionId(f"first-messages-{digest[:24]}", "first_messages") if digest else None


def _without_cache_marks(value: Any, depth: int = 6) -> Any:
    """Agents move Anthropic's `cache_control` on from call to call."""
    if depth and isinstance(value, dict):
        return {key: _without_cache_marks(inner, depth - 1) for key, inner in value.items() if key != "cache_control"}
    if depth and isinstance(value, list):
        return [_without_cache_marks(inner, depth - 1) for inner in value]
    return value
