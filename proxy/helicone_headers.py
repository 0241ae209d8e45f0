"""What the caller tells us by headers, and what of a call may be kept in the log. Pure."""

from __future__ import annotations

import re

from proxy.http1.header_names import HeaderName

_KEPT_PARAMETERS = frozenset(
    ("after", "alt", "api-version", "before", "beta", "include", "limit", "order", "purpose", "stream", "type")
)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:~@+=-]{1,128}")


class HeliconeHeaders:
    """What the helicone-* headers of a request say to us, not to the upstream."""

    auth: bytes | None = None
    request_id: bytes | None = None
    target: bytes | None = None
    omit_request = False
    omit_response = False
    stream_usage = False

    def __init__(self, headers: list[tuple[HeaderName, bytes]]) -> None:
        self.kept = [(name.sent, _text(value)) for name, value in headers if not name.secret]
        for name, value in headers:
            if name.lower in _VALUES:
                setattr(self, _VALUES[name.lower], value)
            elif name.lower in _FLAGS:
                setattr(self, _FLAGS[name.lower], value.lower() == b"true")


_VALUES = {
    b"helicone-auth": "auth",
    b"helicone-request-id": "request_id",
    b"helicone-target-url": "target",
    b"helicone-openai-api-base": "target",
}
_FLAGS = {
    b"helicone-omit-request": "omit_request",
    b"helicone-omit-response": "omit_response",
    b"helicone-stream-usage": "stream_usage",
}


def joined(lines: list[bytes]) -> bytes:
    """Header lines as they stand in a head, each with its end."""
    return b"\r\n".join([*lines, b""])


def request_id(asked: bytes | None, assigned: str) -> tuple[str, str | None]:
    """The caller's own id, or the assigned one, then with the warning to send back when it replaces a bad one."""
    if asked is None:
        return assigned, None
    text = asked.decode("latin-1")
    if _REQUEST_ID.fullmatch(text) and text not in (".", ".."):
        return text, None
    return assigned, (
        "Helicone-Request-Id was replaced: it may have 1 to 128 characters out of "
        f"A-Z a-z 0-9 . _ : ~ @ + = - ; this request's id is {assigned}"
    )


def path_to_keep(target: str) -> str:
    """A path and query without the values of parameters that may be secrets (Gemini's ?key=)."""
    path, mark, query = target.partition("?")
    if not mark:
        return path
    return f"{path}?{'&'.join(_parameter_to_keep(pair) for pair in query.split('&'))}"


def _parameter_to_keep(pair: str) -> str:
    name, mark, value = pair.partition("=")
    if name in _KEPT_PARAMETERS and ";" not in value:  # which some servers read as a further separator
        return pair
    return f"{name}=***" if mark else "***"


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
