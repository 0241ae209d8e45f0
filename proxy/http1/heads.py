"""Request and answer heads: bytes → values, strictly. Pure.

llhttp (by httptools) says whether they are HTTP; what it lets through though it should not be relayed is refused here.
The header lines are sorted by what `names.py` says of them, in one pass: it is the longest loop of a call.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser, HttpResponseParser

from proxy.errors import MalformedRequest, UpstreamGarbage
from proxy.http1.framing import Chunked, Framing, Length, NoBody, UntilClose
from proxy.http1.header_names import OF_ANSWER, OF_REQUEST, HeaderName, HeaderNames

_MAX_LENGTH_DIGITS = 18
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class Headers(NamedTuple):
    """Header lines by their use; a line can have several."""

    crossing: list[bytes]  # lines that go on to the other side, as sent, in their order
    kept: dict[str, str]  # what of these may be logged
    ours: list[tuple[HeaderName, bytes]]  # helicone-*, with their values
    read: list[tuple[bytes, bytes]]  # about the connection or the body: lower-case name, value


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

    def framing(self, length: int | None) -> Framing:
        """`length`: what its Content-Length says, which may not be the one it was first read with."""
        if self.chunked:
            return Chunked()
        return Length(length) if length else NoBody()


class RepeatedHead(NamedTuple):
    """What the heads of a client's calls have in common: one after the other is the same but for its Content-Length."""

    before: bytes  # up to the number, and from there on
    after: bytes

    def length(self, data: bytes) -> int | None:
        """The Content-Length of a head that is otherwise the same, byte by byte; None: it is another one."""
        before, after = self
        if data.startswith(before) and data.endswith(after):
            digits = data[len(before) : len(data) - len(after)]
            if digits.isdigit() and len(digits) <= _MAX_LENGTH_DIGITS:
                return int(digits)
        return None


UNFAMILIAR = RepeatedHead(b"\n", b"")


def repeated_head(data: bytes) -> RepeatedHead:
    """From a head that parse_request took; without a Content-Length nothing is like it."""
    start = data.lower().find(b"\r\ncontent-length:")
    if start < 0:
        return UNFAMILIAR
    start = data.index(b":", start) + 1
    value = data[start : data.index(b"\r\n", start)]
    start += len(value) - len(value.lstrip(_OWS))
    return RepeatedHead(data[:start], data[start + len(value.strip(_OWS)) :])


class AnswerHead(NamedTuple):
    status: int
    status_line: bytes  # "200 OK"
    headers: Headers
    keep_alive: bool
    length: int | None
    chunked: bool

    def framing(self, request_method: bytes) -> Framing:
        """RFC 9112 §6.3: some answers have no body whatever their head says."""
        if request_method == b"HEAD" or self.status in (204, 304) or self.status < 200:
            return NoBody()
        if self.chunked:
            return Chunked()
        return UntilClose() if self.length is None else Length(self.length)


class _End:
    """Told by the parser that the head is whole."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen = False

    def on_headers_complete(self) -> None:
        self.seen = True


def parse_request(data: bytes) -> RequestHead:
    """`data` ends with the head's empty line. Raises BadRequest."""
    end = _End()
    try:
        HttpRequestParser(end).feed_data(data)
    except HttpParserUpgrade:
        pass  # what of it is meant is decided below; anything but a WebSocket is not
    except HttpParserError as error:
        raise MalformedRequest(f"This is not a valid HTTP/1.1 request: {error}") from error
    if not end.seen:
        raise MalformedRequest("This is not a valid HTTP/1.1 request: the head does not end where its empty line is")
    first, *lines = data[:-4].split(b"\r\n")
    method, _, rest = first.partition(b" ")
    target, _, version = rest.strip(b" ").rpartition(b" ")
    if version not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise MalformedRequest("Only HTTP/1.1 and HTTP/1.0 are spoken here")
    return _request(method, target, version == b"HTTP/1.0", _sorted(lines, OF_REQUEST))


def _request(method: bytes, target: bytes, http_1_0: bool, headers: Headers) -> RequestHead:
    hosts = []
    length: int | None = None
    chunked = False
    connection = b""
    upgrade = b""
    expects_continue = False
    for name, value in headers.read:
        if name == b"host":
            hosts.append(value)
        elif name == b"content-length":
            length = _length(value, length)
        elif name == b"transfer-encoding":
            if chunked or value.lower() != b"chunked" or http_1_0:
                raise MalformedRequest("Transfer-Encoding may only be 'chunked', once, in HTTP/1.1")
            chunked = True
        elif name == b"connection":
            connection = _joined(connection, value)
        elif name == b"upgrade":
            upgrade = value.lower()
        else:
            expects_continue = value.lower() == b"100-continue"
    if target[:1] != b"/" or method == b"CONNECT":
        raise MalformedRequest("The request's target must be a path; this is not a forward proxy")
    if len(hosts) != 1 and not (http_1_0 and not hosts):
        raise MalformedRequest("A request needs exactly one Host header")
    if chunked and length is not None:
        raise MalformedRequest("Content-Length and Transfer-Encoding exclude each other")
    return RequestHead(
        method,
        target,
        http_1_0,
        _without_named(headers, connection),
        hosts[0] if hosts else b"",
        length,
        chunked,
        not http_1_0 and not _says(connection, b"close"),
        expects_continue and not http_1_0,
        upgrade == b"websocket" and _says(connection, b"upgrade") and method == b"GET",
    )


def parse_answer(data: bytes) -> AnswerHead:
    """`data` ends with the head's empty line. Raises UpstreamGarbage."""
    end = _End()
    parser = HttpResponseParser(end)
    if not data.startswith(b"HTTP/1."):
        raise UpstreamGarbage("it did not answer in HTTP/1.1")
    try:
        parser.feed_data(data)
    except HttpParserUpgrade:
        pass
    except HttpParserError as error:
        raise UpstreamGarbage(f"its answer is not valid HTTP: {error}") from error
    if not end.seen:
        raise UpstreamGarbage("its answer's head is not valid HTTP")
    first, *lines = data[:-4].split(b"\r\n")
    headers = _sorted(lines, OF_ANSWER)
    length, chunked, connection = _answer_framing(headers)
    status = parser.get_status_code()
    if status < 100 or _CONTROLS.search(first):
        raise UpstreamGarbage("its answer's status line is not valid HTTP")
    keep_alive = _says(connection, b"keep-alive") if first[7:8] == b"0" else not _says(connection, b"close")
    return AnswerHead(status, first[9:], _without_named(headers, connection), keep_alive, length, chunked)


def _answer_framing(headers: Headers) -> tuple[int | None, bool, bytes]:
    """Content-Length, whether it comes in chunks, and what Connection says."""
    length: int | None = None
    chunked = False
    connection = b""
    for name, value in headers.read:
        if name == b"content-length":
            try:
                length = _length(value, length, may_repeat=True)
            except MalformedRequest as error:
                raise UpstreamGarbage("its answer's Content-Length is not a number") from error
        elif name == b"connection":
            connection = _joined(connection, value)
        elif chunked or value.lower() != b"chunked":
            raise UpstreamGarbage("its answer has a Transfer-Encoding other than chunked")
        else:
            chunked = True
    if chunked and length is not None:
        raise UpstreamGarbage("its answer has both Content-Length and Transfer-Encoding")
    return length, chunked, connection


def _sorted(lines: list[bytes], names: HeaderNames) -> Headers:
    """llhttp has seen that each line is a name, a colon and a value."""
    crossing: list[bytes] = []
    kept: dict[str, str] = {}
    ours: list[tuple[HeaderName, bytes]] = []
    read: list[tuple[bytes, bytes]] = []
    for line in lines:
        sent, _, value = line.partition(b":")
        name = names[sent]
        if name.only_crosses:
            crossing.append(line)
            continue
        value = value.strip(_OWS)
        if name.crosses:
            crossing.append(line)
            if name.kept:
                kept[name.text] = value.decode("latin-1")
        elif name.ours:
            ours.append((name, value))
        if name.read:
            read.append((name.lower, value))
    return Headers(crossing, kept, ours, read)


def _without_named(headers: Headers, connection: bytes) -> Headers:
    """Without those that this message's Connection header names (RFC 9110 §7.6.1)."""
    if connection in (b"", b"keep-alive", b"close"):
        return headers
    named = {token.strip() for token in connection.split(b",")} - _ALWAYS_CROSS
    return headers._replace(
        crossing=[line for line in headers.crossing if line.partition(b":")[0].lower() not in named],
        ours=[header for header in headers.ours if header[0].lower not in named],
    )


def _joined(before: bytes, value: bytes) -> bytes:
    """A Connection header that comes twice is one list."""
    value = value.lower()
    return before + b"," + value if before else value


def _says(connection: bytes, token: bytes) -> bool:
    return connection == token or (b"," in connection and token in map(bytes.strip, connection.split(b",")))


def _length(value: bytes, before: int | None, *, may_repeat: bool = False) -> int:
    if not value.isdigit() or len(value) > _MAX_LENGTH_DIGITS:
        raise MalformedRequest("Content-Length must be a number")
    length = int(value)
    if before is not None and not (may_repeat and before == length):
        raise MalformedRequest("Content-Length must be given once")
    return length


_OWS = b" \t"  # around a value, not part of it (RFC 9110 §5.5)
# Naming one of these in Connection would make what carries the call itself vanish: they cross all the same.
_ALWAYS_CROSS = frozenset((b"authorization", b"x-api-key", b"content-type", b"content-encoding", b"content-length"))
