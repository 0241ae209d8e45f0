"""What a header's name means to us, worked out once per name. Pure.

What is kept in the log goes by allow-list: a header nobody thought of might be somebody's secret.
"""

from __future__ import annotations

from collections.abc import Callable

# more than all clients and servers use; strangers can send any number, of any length
_NAMES_KEPT = 4096
_LONGEST_KEPT = 64


class HeaderName:
    """What to do with a header of that name, in one spelling."""

    __slots__ = ("crosses", "kept", "lower", "only_crosses", "ours", "read", "secret", "sent", "text")

    def __init__(self, sent: bytes, *, crosses: bool, kept: bool, read: bool) -> None:
        self.sent = _text(sent)
        self.lower = sent.lower()
        self.text = self.lower.decode("latin-1")
        self.crosses = crosses  # goes on to the other side
        self.kept = kept  # may be logged
        self.read = read  # says something about the connection or the body
        self.only_crosses = crosses and not kept and not read
        self.ours = self.lower.startswith(b"helicone-")
        self.secret = _is_secret(self.lower)

    def __repr__(self) -> str:
        return f"<Name {self.text}>"


class HeaderNames(dict[bytes, HeaderName]):
    """Names by their spelling, learnt as they come."""

    def __init__(self, learn: Callable[[bytes, bytes], HeaderName]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, sent: bytes) -> HeaderName:
        name = self._learn(sent, sent.lower())
        if len(sent) <= _LONGEST_KEPT:
            if len(self) >= _NAMES_KEPT:
                self.clear()
            self[sent] = name
        return name


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
_READ_OF_REQUEST = frozenset((b"host", b"content-length", b"transfer-encoding", b"connection", b"upgrade", b"expect"))
_READ_OF_ANSWER = frozenset((b"content-length", b"transfer-encoding", b"connection"))
_SAID_BY_US = frozenset((b"helicone-id", b"helicone-status", b"helicone-warning"))

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
_SECRET_OURS = frozenset(
    (
        b"helicone-auth",
        b"helicone-fallbacks",  # holds other providers' headers
        b"helicone-jwt",
        b"helicone-openai-api-base",  # the target is kept without what may be in its query
        b"helicone-target-url",
    )
)
_PROPERTY = b"helicone-property-"
_KEPT_PREFIXES = (b"x-ratelimit-", b"anthropic-ratelimit-")


def _of_request(sent: bytes, lower: bytes) -> HeaderName:
    return HeaderName(
        sent,
        crosses=lower not in _HOP_BY_HOP and lower not in _SAID_ANEW and not lower.startswith(b"helicone-"),
        kept=lower in _KEPT_OF_REQUEST,
        read=lower in _READ_OF_REQUEST,
    )


def _of_answer(sent: bytes, lower: bytes) -> HeaderName:
    return HeaderName(
        sent,
        crosses=lower not in _HOP_BY_HOP and lower not in _SAID_BY_US,
        kept=lower in _KEPT_OF_ANSWER or lower.startswith(_KEPT_PREFIXES),
        read=lower in _READ_OF_ANSWER,
    )


def _is_secret(lower: bytes) -> bool:
    """Whether one of our own headers may not be logged: keys of ours and of others."""
    return lower in _SECRET_OURS or (lower.endswith(b"-key") and not lower.startswith(_PROPERTY))


def _text(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")


OF_REQUEST = HeaderNames(_of_request)
OF_ANSWER = HeaderNames(_of_answer)
