"""What the caller tells us by headers, and what of a call may be kept in the log. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.ids import uuid7

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


def joined(lines: list[bytes]) -> bytes:
    """Header lines as they stand in a head, each with its end."""
    return b"\r\n".join([*lines, b""])


def ours(headers: list[tuple[bytes, bytes]]) -> Ours:
    """What the helicone-* headers of a request say."""
    if not headers:
        return _NOTHING
    values: dict[bytes, bytes] = {}
    kept = []
    for name, value in headers:
        lower = name.lower()
        values.setdefault(lower, value)
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
