"""What the caller's Helicone-* headers ask of the proxy, and which parts of a path may be logged. Pure."""

from __future__ import annotations

from proxy.http1.header_names import HeaderName, header_text
from store.ids import is_request_id

_LOGGED_PARAMETERS = frozenset(
    (
        *("after", "alt", "api-version", "before", "beta", "include", "limit", "order", "purpose", "stream", "type"),
        *("deployment", "intent", "model"),  # of WebSockets, which name their model nowhere else
    )
)


class HeliconeHeaders:
    """The values of a request's helicone-* headers that the proxy itself acts on."""

    auth: bytes | None = None
    request_id: bytes | None = None
    target: bytes | None = None
    omit_request = False
    omit_response = False
    stream_usage = False
    warnings = b""  # header lines for the answer: what the caller asked for in vain

    def __init__(self, headers: list[tuple[HeaderName, bytes]]) -> None:
        self.logged = [(name.sent, header_text(value)) for name, value in headers if name.is_logged]
        for name, value in headers:
            if name.lower in _VALUES:
                setattr(self, _VALUES[name.lower], value)
            elif name.lower in _FLAGS:
                setattr(self, _FLAGS[name.lower], value.lower() == b"true")
            elif name.lower in _NOT_SUPPORTED and value.lower() != b"false":
                self.warnings += b"Helicone-Warning: %b was ignored: Gnomon does not have this feature\r\n" % name.lower


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
# Features of Helicone's proxy that change calls: who counts on them has to know
_NOT_SUPPORTED = frozenset(
    (
        b"helicone-cache-enabled",
        b"helicone-fallbacks",
        b"helicone-llm-security-enabled",
        b"helicone-moderations-enabled",
        b"helicone-ratelimit-policy",
        b"helicone-retry-enabled",
    )
)


def choose_request_id(wanted: bytes | None, assigned: str) -> tuple[str, str | None]:
    """(the caller's own id, or `assigned`; the warning to send back if an invalid id was replaced)."""
    if wanted is None:
        return assigned, None
    text = wanted.decode("latin-1")
    if is_request_id(text):
        return text, None
    return assigned, (
        "Helicone-Request-Id was replaced: it must have 1 to 128 characters out of "
        f"A-Z a-z 0-9 . _ : ~ @ + = - ; this request's id is {assigned}"
    )


def loggable_path(target: str) -> str:
    """A path and query without the values of parameters that may be secrets (Gemini's ?key=)."""
    path, mark, query = target.partition("?")
    if not mark:
        return path
    return f"{path}?{'&'.join(_loggable_parameter(pair) for pair in query.split('&'))}"


def _loggable_parameter(pair: str) -> str:
    name, mark, value = pair.partition("=")
    if name in _LOGGED_PARAMETERS and ";" not in value:  # some servers read ; as another separator
        return pair
    return f"{name}=***" if mark else "***"
