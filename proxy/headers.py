"""Which headers cross, which are ours, and what may be kept in the log. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from proxy.heads import AnswerHead, Header, RequestHead
from store.ids import uuid7

# Naming one of these in Connection would make what carries the call itself vanish: they cross all the same.
_ALWAYS_CROSS = frozenset((b"authorization", b"x-api-key", b"content-type", b"content-encoding", b"content-length"))
_KEPT_PARAMETERS = frozenset(
    ("after", "alt", "api-version", "before", "beta", "include", "limit", "order", "purpose", "stream", "type")
)
_SECRET_HELICONE = frozenset(
    (
        b"helicone-auth",
        b"helicone-fallbacks",  # holds other providers' headers
        b"helicone-jwt",
        b"helicone-openai-api-base",  # the target is kept without what may be in its query
        b"helicone-target-url",
    )
)
_PROPERTY = b"helicone-property-"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:~@+=-]{1,128}")


class Ours(NamedTuple):
    """What the caller tells us, not the upstream."""

    auth: bytes | None
    request_id: bytes | None
    target: bytes | None
    omit_request: bool
    omit_response: bool
    stream_usage: bool
    kept: list[tuple[str, str]]  # every one that is no secret, as sent


class Forwarded(NamedTuple):
    lines: bytes  # what crosses, as sent, in its order
    kept: dict[str, str]  # what of it may be logged
    ours: Ours


def split(head: RequestHead) -> Forwarded:
    """Part a request's headers into what crosses, what is kept and what is ours."""
    lines: list[bytes] = []
    kept: dict[str, str] = {}
    ours: list[Header] = []
    for name, value in _without_named(head.headers, head.connection):
        if name.crosses:
            lines += (name.line, value, b"\r\n")
            if name.kept:
                kept[name.text] = value.decode("latin-1")
        elif name.ours:
            ours.append((name, value))
    return Forwarded(b"".join(lines), kept, _ours(ours) if ours else _NOTHING)


def for_api(head: RequestHead) -> bytes:
    """All that may cross one hop, for our own API."""
    crossing = [(name, value) for name, value in head.headers if name.crosses or name.ours]
    return b"".join([b"%b%b\r\n" % (name.line, value) for name, value in _without_named(crossing, head.connection)])


def to_client(head: AnswerHead) -> bytes:
    """The answer's headers that cross, as sent, in their order."""
    lines: list[bytes] = []
    for name, value in _without_named(head.headers, head.connection):
        if name.crosses:
            lines += (name.line, value, b"\r\n")
    return b"".join(lines)


def kept_of_answer(head: AnswerHead) -> dict[str, str]:
    return {name.text: value.decode("latin-1") for name, value in head.headers if name.kept}


def _without_named(headers: list[Header], connection: bytes) -> list[Header]:
    """Without those that this message's Connection header names (RFC 9110 §7.6.1)."""
    if connection in (b"", b"keep-alive", b"close"):
        return headers
    named = {token.strip() for token in connection.split(b",")} - _ALWAYS_CROSS
    return [header for header in headers if header[0].lower not in named]


def _ours(headers: list[Header]) -> Ours:
    values: dict[bytes, bytes] = {}
    kept = []
    for name, value in headers:
        lower = name.lower
        values.setdefault(lower, value.strip())
        secret = lower in _SECRET_HELICONE or (lower.endswith(b"-key") and not lower.startswith(_PROPERTY))
        if not secret:
            kept.append((_text(name.sent), _text(value)))
    return Ours(
        auth=values.get(b"helicone-auth"),
        request_id=values.get(b"helicone-request-id"),
        target=values.get(b"helicone-target-url") or values.get(b"helicone-openai-api-base"),
        omit_request=_is_true(values.get(b"helicone-omit-request")),
        omit_response=_is_true(values.get(b"helicone-omit-response")),
        stream_usage=_is_true(values.get(b"helicone-stream-usage")),
        kept=kept,
    )


_NOTHING = Ours(None, None, None, False, False, False, [])


def request_id(asked: bytes | None) -> tuple[str, str | None]:
    """The caller's own id ("" when there is none) and, when it had to be replaced, the warning to send back."""
    if asked is None:
        return "", None
    text = asked.decode("latin-1")
    if _REQUEST_ID.fullmatch(text) and text not in (".", ".."):
        return text, None
    given = uuid7()
    return given, (
        "Helicone-Request-Id was replaced: it may have 1 to 128 characters out of "
        f"A-Z a-z 0-9 . _ : ~ @ + = - ; this request's id is {given}"
    )


def path_to_keep(target: str) -> str:
    """A path and query without the values of parameters that may be secrets (Gemini's ?key=)."""
    path, mark, query = target.partition("?")
    if not mark:
        return path
    return f"{path}?{'&'.join(_parameter_to_keep(pair) for pair in query.split('&'))}"


def _parameter_to_keep(pair: str) -> str:
    name, mark, _ = pair.partition("=")
    if name in _KEPT_PARAMETERS:
        return pair
    return f"{name}=***" if mark else "***"


def _is_true(value: bytes | None) -> bool:
    return value is not None and value.lower() == b"true"


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
