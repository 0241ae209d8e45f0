"""Request and answer heads: bytes → values, strictly. Pure.

llhttp (through httptools) decides whether they are HTTP. What it accepts but must not be relayed is refused here.
`_sorted` sorts the header lines by what header_names.py says of them, in one pass: it is the longest loop of a call.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser, HttpResponseParser

from proxy.errors import MalformedRequest, UpstreamGarbage
from proxy.http1.framing import Chunked, Framing, Length, NoBody, UntilClose
from proxy.http1.header_names import (
    ANSWER_HEADER_NAMES,
    REQUEST_HEADER_NAMES,
    UNDERSCORED_FRAMING,
    HeaderName,
    HeaderNames,
)

MAX_LENGTH_DIGITS = 18
OWS = b" \t"  # optional white space around a value, not part of it (RFC 9110 §5.5)
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
# A client could make a call lose its own key or type by naming these in Connection. They are always forwarded.
_ALWAYS_FORWARDED = frozenset((b"authorization", b"x-api-key", b"content-type", b"content-encoding", b"content-length"))


class Headers(NamedTuple):
    """Header lines by their use; a line can have several uses."""

    forwarded: list[bytes]  # lines for the other side, as sent, in order
    logged: dict[str, str]  # the forwarded headers that may be logged: lower-case name → value
    helicone: list[tuple[HeaderName, bytes]]  # helicone-* headers with their values
    interpreted: list[tuple[bytes, bytes]]  # what the proxy itself acts on: lower-case name, value
    stopped: list[tuple[HeaderName, bytes]]  # about the caller, not for upstreams: lines, as sent


class RequestHead(NamedTuple):
    method: bytes
    target: bytes  # path and query, as sent
    http_1_0: bool
    headers: Headers
    host: bytes
    length: int | None  # Content-Length; None: chunked, or no body
    chunked: bool
    keep_alive: bool
    expects_continue: bool
    websocket: bool
    origin: bytes  # of the web page whose browser sends it

    def framing(self, length: int | None) -> Framing:
        """The framing of a body of `length` bytes. A repeated head has its own Content-Length, not `self.length`."""
        if self.chunked:
            return Chunked()
        return Length(length) if length else NoBody()


class AnswerHead(NamedTuple):
    status: int
    status_line: bytes  # "200 OK"
    headers: Headers
    keep_alive: bool
    length: int | None
    chunked: bool
    allows_origin: bool  # Access-Control-Allow-Origin: a web page may read it

    def framing(self, request_method: bytes) -> Framing:
        """Some answers have no body, whatever their head says (RFC 9112 §6.3)."""
        if request_method == b"HEAD" or self.status in (204, 304) or self.status < 200:
            return NoBody()
        if self.chunked:
            return Chunked()
        return UntilClose() if self.length is None else Length(self.length)


class _HeadEnd:
    """Receives llhttp's callback: the head is complete."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen = False

    def on_headers_complete(self) -> None:
        self.seen = True


def header_block(lines: list[bytes]) -> bytes:
    """Header lines as bytes, each with its CRLF."""
    return b"\r\n".join([*lines, b""])


def helicone_block(headers: Headers) -> bytes:
    """The helicone-* headers, which pass between callers and our own API only."""
    return b"".join(b"%b: %b\r\n" % (name.sent.encode(), value) for name, value in headers.helicone)


def parse_request(data: bytes) -> RequestHead:
    """`data` ends with the head's empty line. Raises MalformedRequest."""
    end = _HeadEnd()
    try:
        HttpRequestParser(end).feed_data(data)
    except HttpParserUpgrade:
        pass  # whether an upgrade is wanted is decided below; only WebSocket counts
    except HttpParserError as error:
        raise MalformedRequest(f"Malformed request head: {error}") from error
    if not end.seen:
        raise MalformedRequest("Malformed request head")
    first, *lines = data[:-4].split(b"\r\n")
    words = first.split(b" ")
    if len(words) != 3:  # llhttp takes "GET  /x HTTP/1.1"; who counts spaces finds another target in it
        raise MalformedRequest("The request line must be method, target and version with one space between them")
    method, target, version = words
    if version not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise MalformedRequest("Unsupported HTTP version: must be HTTP/1.1 or HTTP/1.0")
    if target[:1] != b"/" or method == b"CONNECT":
        raise MalformedRequest("The request target must be a path: this is not a forward proxy")
    if b"#" in target:  # never part of a request (RFC 9112 §3.2); servers disagree about the path then
        raise MalformedRequest("The request target must have no fragment: encode '#' as %23")
    return _request(method, target, version == b"HTTP/1.0", _sorted(lines, REQUEST_HEADER_NAMES))


def _request(method: bytes, target: bytes, http_1_0: bool, headers: Headers) -> RequestHead:
    hosts = []
    length: int | None = None
    chunked = False
    connection = b""
    upgrade = b""
    expects_continue = False
    origin = b""
    for name, value in headers.interpreted:
        if name == b"host":
            hosts.append(value)
        elif name == b"content-length":
            length = _length(value, length)
        elif name == b"transfer-encoding":
            if chunked or value.lower() != b"chunked" or http_1_0:
                raise MalformedRequest("Transfer-Encoding must be 'chunked', once, in HTTP/1.1")
            chunked = True
        elif name == b"connection":
            connection = _list_joined(connection, value)
        elif name == b"upgrade":
            upgrade = value.lower()
        elif name == b"origin":
            origin = value
        elif name in UNDERSCORED_FRAMING:
            raise MalformedRequest("Framing headers are spelled with '-': Content-Length, Transfer-Encoding")
        else:
            expects_continue = value.lower() == b"100-continue"
    if len(hosts) != 1 and not (http_1_0 and not hosts):
        raise MalformedRequest("Host must be given exactly once")
    if chunked and length is not None:
        raise MalformedRequest("Content-Length cannot be combined with Transfer-Encoding")
    return RequestHead(
        method,
        target,
        http_1_0,
        _without_named(headers, connection),
        hosts[0] if hosts else b"",
        length,
        chunked,
        not http_1_0 and not _has_token(connection, b"close"),
        expects_continue and not http_1_0,
        upgrade == b"websocket" and _has_token(connection, b"upgrade") and method == b"GET",
        origin,
    )


def parse_answer(data: bytes) -> AnswerHead:
    """`data` ends with the head's empty line. Raises UpstreamGarbage, whose message has no subject yet: the connection
    adds which upstream sent it."""
    end = _HeadEnd()
    parser = HttpResponseParser(end)
    if not data.startswith(b"HTTP/1."):
        raise UpstreamGarbage("the answer is not HTTP/1.1")
    try:
        parser.feed_data(data)
    except HttpParserUpgrade:
        pass
    except HttpParserError as error:
        raise UpstreamGarbage(f"malformed answer head: {error}") from error
    if not end.seen:
        raise UpstreamGarbage("malformed answer head")
    first, *lines = data[:-4].split(b"\r\n")
    headers = _sorted(lines, ANSWER_HEADER_NAMES)
    length, chunked, connection, allows_origin = _answer_framing(headers)
    status = parser.get_status_code()
    if status < 100 or _CONTROLS.search(first):
        raise UpstreamGarbage("malformed status line")
    keep_alive = _has_token(connection, b"keep-alive") if first[7:8] == b"0" else not _has_token(connection, b"close")
    headers = _without_named(headers, connection)
    return AnswerHead(status, first[9:], headers, keep_alive, length, chunked, allows_origin)


def _answer_framing(headers: Headers) -> tuple[int | None, bool, bytes, bool]:
    """(Content-Length, whether it is chunked, value of Connection, whether it has Access-Control-Allow-Origin)."""
    length: int | None = None
    chunked = False
    allows_origin = False
    connection = b""
    for name, value in headers.interpreted:
        if name == b"content-length":
            try:
                length = _length(value, length, may_repeat=True)
            except MalformedRequest as error:
                raise UpstreamGarbage("malformed Content-Length") from error
        elif name == b"connection":
            connection = _list_joined(connection, value)
        elif name == b"access-control-allow-origin":
            allows_origin = True
        elif chunked or value.lower() != b"chunked":
            raise UpstreamGarbage("Transfer-Encoding other than 'chunked'")
        else:
            chunked = True
    if chunked and length is not None:
        raise UpstreamGarbage("both Content-Length and Transfer-Encoding")
    return length, chunked, connection, allows_origin


def _sorted(lines: list[bytes], names: HeaderNames) -> Headers:
    """llhttp has checked that each line is a name, a colon and a value."""
    forwarded: list[bytes] = []
    logged: dict[str, str] = {}
    helicone: list[tuple[HeaderName, bytes]] = []
    interpreted: list[tuple[bytes, bytes]] = []
    stopped: list[tuple[HeaderName, bytes]] = []
    for line in lines:
        sent, _, value = line.partition(b":")
        name = names[sent]
        if name.is_only_forwarded:
            forwarded.append(line)
            continue
        value = value.strip(OWS)
        if name.is_forwarded:
            forwarded.append(line)
            if name.is_logged:
                text = value.decode("latin-1")
                if name.lower == b"baggage" and "baggage" in logged:  # W3C: several lines are one list
                    text = f"{logged['baggage']},{text}"
                logged[name.lower_text] = text
        elif name.is_helicone:
            helicone.append((name, value))
        elif name.stops_here:
            stopped.append((name, line))
        if name.is_interpreted:
            interpreted.append((name.lower, value))
    return Headers(forwarded, logged, helicone, interpreted, stopped)


def _without_named(headers: Headers, connection: bytes) -> Headers:
    """Without the headers that this message's Connection header names (RFC 9110 §7.6.1)."""
    if connection in (b"", b"keep-alive", b"close"):
        return headers
    named = {token.strip() for token in connection.split(b",")} - _ALWAYS_FORWARDED
    return headers._replace(
        forwarded=[line for line in headers.forwarded if line.partition(b":")[0].lower() not in named],
        helicone=[header for header in headers.helicone if header[0].lower not in named],
        stopped=[header for header in headers.stopped if header[0].lower not in named],
    )


def _list_joined(before: bytes, value: bytes) -> bytes:
    """Two Connection headers are one list."""
    value = value.lower()
    return before + b"," + value if before else value


def _has_token(connection: bytes, token: bytes) -> bool:
    return connection == token or (b"," in connection and token in map(bytes.strip, connection.split(b",")))


def _length(value: bytes, before: int | None, *, may_repeat: bool = False) -> int:
    """`before`: the value of an earlier Content-Length header of the same message."""
    if not value.isdigit() or len(value) > MAX_LENGTH_DIGITS:
        raise MalformedRequest("Content-Length must be a number")
    length = int(value)
    if before is not None and not (may_repeat and before == length):
        raise MalformedRequest("Content-Length must be given once")
    return length
