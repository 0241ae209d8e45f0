"""What each header name means to the proxy, worked out once per spelling. Pure.

Logging goes by an allow-list: a header that nobody thought of may hold somebody's secret.
"""

from __future__ import annotations

from collections.abc import Callable

from store.extract import headers
from store.extract.sessions import AGENT_HEADERS, USER_HEADERS

# Bounds of the cache. Clients and servers use fewer names, but a stranger can send any number of any length.
_MAX_CACHED_NAMES = 4096
_MAX_CACHED_NAME_BYTES = 64


class HeaderName:
    """What to do with a header of this name, in one spelling."""

    __slots__ = (
        "is_forwarded",
        "is_helicone",
        "is_interpreted",
        "is_logged",
        "is_only_forwarded",
        "lower",
        "lower_text",
        "sent",
        "stops_here",
    )

    def __init__(
        self, sent: bytes, *, forwarded: bool, logged: bool, interpreted: bool, stops_here: bool = False
    ) -> None:
        self.sent = header_text(sent)  # as spelled in the message
        self.lower = sent.lower()
        self.lower_text = self.lower.decode("latin-1")
        self.is_forwarded = forwarded  # goes on to the other side
        self.is_logged = logged  # may be written to the log with its value
        self.is_interpreted = interpreted  # describes the connection, the body or the web page that calls
        self.is_only_forwarded = forwarded and not logged and not interpreted
        self.stops_here = stops_here  # for this server, not for an upstream, unless a setting passes it
        self.is_helicone = self.lower.startswith(b"helicone-")

    def __repr__(self) -> str:
        return f"<HeaderName {self.lower_text}>"


class HeaderNames(dict[bytes, HeaderName]):
    """Header names by spelling, added on first use; emptied when full."""

    def __init__(self, classify: Callable[[bytes, bytes], HeaderName]) -> None:
        """`classify(sent, lower)` makes the HeaderName of a new spelling."""
        super().__init__()
        self._classify = classify

    def __missing__(self, sent: bytes) -> HeaderName:
        name = self._classify(sent, sent.lower())
        if len(sent) <= _MAX_CACHED_NAME_BYTES:
            if len(self) >= _MAX_CACHED_NAMES:
                self.clear()
            self[sent] = name
        return name


def header_text(value: bytes) -> str:
    """A header's name or value as text: UTF-8 where it is valid, else Latin-1 (which never fails)."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


# never forwarded (RFC 9110 §7.6.1), nor is any header that Connection names
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
# written by the proxy itself: the upstream's host, our framing, and Expect, which the proxy has answered
_REWRITTEN = frozenset((b"host", b"content-length", b"expect", b"http2-settings"))
# What a browser, a CDN or a reverse proxy between the caller and us says of the caller. Cloudflare's AI gateway is an
# upstream: the headers for it are the caller's own.
_OF_THE_CALLER = frozenset(
    (
        b"cdn-loop",
        b"cookie",
        b"forwarded",
        b"true-client-ip",
        b"via",
        b"x-client-ip",
        b"x-original-forwarded-for",
        b"x-real-ip",
    )
)
_OF_THE_CALLER_PREFIXES = (b"cf-", b"x-forwarded-")
_OF_CLOUDFLARE_S_GATEWAY = b"cf-aig-"
# CGI and WSGI give an application "Content_Length" under the name of Content-Length: two lengths of one body.
UNDERSCORED_FRAMING = frozenset((b"content_length", b"transfer_encoding"))
_INTERPRETED_OF_REQUEST = UNDERSCORED_FRAMING | {
    *(b"host", b"content-length", b"transfer-encoding", b"connection", b"upgrade", b"expect", b"origin")
}
_INTERPRETED_OF_ANSWER = frozenset(
    (b"content-length", b"transfer-encoding", b"connection", b"access-control-allow-origin")
)
_SET_BY_GNOMON = frozenset((b"helicone-id", b"helicone-status", b"helicone-warning"))

# Those that name a session, a user or a trace are read by store.extract.sessions and store.extract.tracing.
_LOGGED_OF_REQUEST = frozenset(
    (
        b"accept",
        b"anthropic-beta",
        b"anthropic-version",
        b"content-encoding",
        b"content-type",
        b"openai-beta",
        b"openai-organization",
        b"openai-project",
        b"baggage",  # of which store.extract.tracing leaves only what names a session or a user
        b"traceparent",
        b"user-agent",
        b"x-stainless-async",
        b"x-stainless-lang",
        b"x-stainless-package-version",
        b"x-stainless-retry-count",
        b"x-stainless-runtime",
        *(name.encode() for name in (*AGENT_HEADERS, *USER_HEADERS)),
    )
)
_LOGGED_OF_ANSWER = frozenset(
    (
        b"content-encoding",
        b"content-type",
        b"openai-model",
        b"openai-processing-ms",
        b"openai-version",
        b"request-id",
        b"retry-after",
        b"retry-after-ms",
        b"x-litellm-response-cost",
        b"x-request-id",
    )
)
_LOGGED_PREFIXES = (b"x-ratelimit-", b"anthropic-ratelimit-")


def _of_request(sent: bytes, lower: bytes) -> HeaderName:
    stops_here = _is_of_the_caller(lower)
    is_ours = lower in _HOP_BY_HOP or lower in _REWRITTEN or lower.startswith(b"helicone-")
    return HeaderName(
        sent,
        forwarded=not is_ours and not stops_here,
        logged=lower in _LOGGED_OF_REQUEST or headers.is_logged(lower.decode("latin-1")),
        interpreted=lower in _INTERPRETED_OF_REQUEST,
        stops_here=stops_here,
    )


def _of_answer(sent: bytes, lower: bytes) -> HeaderName:
    return HeaderName(
        sent,
        forwarded=lower not in _HOP_BY_HOP and lower not in _SET_BY_GNOMON,
        logged=lower in _LOGGED_OF_ANSWER or lower.startswith(_LOGGED_PREFIXES),
        interpreted=lower in _INTERPRETED_OF_ANSWER,
    )


def _is_of_the_caller(lower: bytes) -> bool:
    if lower.startswith(_OF_CLOUDFLARE_S_GATEWAY):
        return False
    return lower in _OF_THE_CALLER or lower.startswith(_OF_THE_CALLER_PREFIXES)


REQUEST_HEADER_NAMES = HeaderNames(_of_request)
ANSWER_HEADER_NAMES = HeaderNames(_of_answer)
