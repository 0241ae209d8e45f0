"""Which headers cross, which are ours, and which may be kept in the log. Pure.

What is kept goes by allow-list: a header nobody thought of might be somebody's secret.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from proxy.heads import AnswerHead, Header, RequestHead
from store.ids import uuid7

# never forwarded (RFC 9110 §7.6.1), beside what Connection itself names
_HOP_BY_HOP = frozenset(
    (
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    )
)
# said anew for the upstream: its own host, the framing as we send it, and Expect, which we answered
_SAID_ANEW = frozenset((b"host", b"content-length", b"expect", b"http2-settings"))
_NOT_UPSTREAM = _HOP_BY_HOP | _SAID_ANEW
_NOT_TO_CLIENT = _HOP_BY_HOP | {b"helicone-id", b"helicone-status", b"helicone-warning"}

_KEPT_OF_REQUEST = frozenset(
    (
        b"accept",
        b"anthropic-beta",
        b"anthropic-version",
        b"content-encoding",
        b"content-type",
        b"openai-beta",
        b"openai-organization",
        b"openai-project",
        b"user-agent",
        b"x-stainless-async",
        b"x-stainless-lang",
        b"x-stainless-package-version",
        b"x-stainless-retry-count",
        b"x-stainless-runtime",
    )
)
_KEPT_OF_ANSWER = frozenset(
    (
        b"content-encoding",
        b"content-type",
        b"openai-model",
        b"openai-processing-ms",
        b"openai-version",
        b"request-id",
        b"retry-after",
        b"retry-after-ms",
        b"x-request-id",
    )
)
_KEPT_PREFIXES = (b"x-ratelimit-", b"anthropic-ratelimit-")
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
    dropped = _dropped(_NOT_UPSTREAM, head.headers)
    for header in head.headers:
        lower, name, value = header
        if lower in dropped:
            continue
        if lower.startswith(b"helicone-"):
            ours.append(header)
            continue
        lines += (name, b": ", value, b"\r\n")
        if lower in _KEPT_OF_REQUEST:
            kept[lower.decode("latin-1")] = value.decode("latin-1")
    return Forwarded(b"".join(lines), kept, _ours(ours) if ours else _NOTHING)


def all_lines(head: RequestHead) -> bytes:
    """Everything that may cross one hop, for our own API."""
    dropped = _dropped(_NOT_UPSTREAM, head.headers)
    return b"".join(b"%b: %b\r\n" % (name, value) for lower, name, value in head.headers if lower not in dropped)


def _ours(headers: list[Header]) -> Ours:
    values: dict[bytes, bytes] = {}
    kept = []
    for lower, name, value in headers:
        values.setdefault(lower, value.strip())
        secret = lower in _SECRET_HELICONE or (lower.endswith(b"-key") and not lower.startswith(_PROPERTY))
        if not secret:
            kept.append((_text(name), _text(value)))
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


def to_client(head: AnswerHead) -> bytes:
    """The answer's headers that cross, as sent, in their order."""
    dropped = _dropped(_NOT_TO_CLIENT, head.headers)
    lines: list[bytes] = []
    for lower, name, value in head.headers:
        if lower not in dropped:
            lines += (name, b": ", value, b"\r\n")
    return b"".join(lines)


def kept_of_answer(head: AnswerHead) -> dict[str, str]:
    return {
        lower.decode("latin-1"): value.decode("latin-1")
        for lower, _, value in head.headers
        if lower in _KEPT_OF_ANSWER or lower.startswith(_KEPT_PREFIXES)
    }


def request_id(asked: bytes | None) -> tuple[str, str | None]:
    """The id a call goes by and, when the caller's own was replaced, the warning to send back."""
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
    if not mark or name in _KEPT_PARAMETERS:
        return pair if name in _KEPT_PARAMETERS else "***"
    return f"{name}=***"


def _dropped(always: frozenset[bytes], headers: list[Header]) -> frozenset[bytes]:
    """Hop-by-hop headers, with those that Connection names for this message."""
    for lower, _, value in headers:
        if lower == b"connection" and value.lower() not in (b"keep-alive", b"close"):
            named = {token.strip() for token in value.lower().split(b",")}
            # Naming a header that carries the call itself would make it vanish: those stay.
            always |= named - {b"authorization", b"x-api-key", b"content-type", b"content-encoding"}
    return always


def _is_true(value: bytes | None) -> bool:
    return value is not None and value.lower() == b"true"


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
