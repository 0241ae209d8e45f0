"""What a caller's tracing says of a call: W3C Trace Context and Baggage. Pure.

`traceparent` (https://www.w3.org/TR/trace-context/) has ids only. `baggage` (https://www.w3.org/TR/baggage/) may hold
anything, so only the members that name a session or a user are logged and read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")

# OpenTelemetry's attributes, and what Langfuse's SDK puts into baggage; in order of precedence
_SESSION_KEYS = ("session.id", "gen_ai.conversation.id", "langfuse_session_id")
_USER_KEYS = ("user.id", "enduser.id", "langfuse_user_id")
_BAGGAGE_KEYS = frozenset((*_SESSION_KEYS, *_USER_KEYS))
_MAX_BAGGAGE_CHARACTERS = 8_192  # W3C's limit


class Trace(NamedTuple):
    """Both in lower-case hex; None: not sent, or not valid."""

    trace_id: str | None
    parent_span_id: str | None


_NO_TRACE = Trace(None, None)


def read(headers: Mapping[str, str]) -> Trace:
    if "traceparent" not in headers:
        return _NO_TRACE
    match = _TRACEPARENT.fullmatch(headers["traceparent"].strip())
    return Trace(match[1], match[2]) if match else _NO_TRACE


class Baggage(NamedTuple):
    """None: not named."""

    session: str | None
    user: str | None


def loggable(headers: dict[str, str]) -> dict[str, str]:
    """A request's headers for the log, with what may be logged of its baggage."""
    if "baggage" not in headers:
        return headers
    known = ",".join(f"{key}={value}" for key, value in _members(headers["baggage"]))
    rest = {name: value for name, value in headers.items() if name != "baggage"}
    return rest | {"baggage": known} if known else rest


def read_baggage(headers: Mapping[str, str]) -> Baggage:
    members = {key: unquote(value) for key, value in _members(headers.get("baggage", ""))}
    return Baggage(_first(members, _SESSION_KEYS), _first(members, _USER_KEYS))


def _members(baggage: str) -> list[tuple[str, str]]:
    """The members that we know, as written, without their properties (`;…`)."""
    found = []
    for member in baggage[:_MAX_BAGGAGE_CHARACTERS].split(","):
        key, _, value = member.partition(";")[0].partition("=")
        if key.strip() in _BAGGAGE_KEYS and value.strip():
            found.append((key.strip(), value.strip()))
    return found


def _first(members: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((members[key] for key in keys if key in members), None)
