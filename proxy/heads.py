"""Request and answer heads: bytes → values, strictly. Pure.

llhttp (by httptools) reads them; what it lets through though it should not be relayed is refused here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser, HttpResponseParser

from proxy.errors import BadRequest, UpstreamGarbage
from proxy.framing import Chunked, Framing, Length, NoBody, UntilClose
from proxy.names import OF_ANSWER, OF_REQUEST, Name, Names

Header = tuple[Name, bytes]

_MAX_LENGTH_DIGITS = 18
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class RequestHead(NamedTuple):
    method: bytes
    target: bytes  # path and query, as sent
    http_1_0: bool
    headers: list[Header]
    host: bytes
    length: int | None  # Content-Length; None: chunked, or no body
    chunked: bool
    connection: bytes  # what Connection says, in lower case
    keep_alive: bool
    expects_continue: bool
    websocket: bool

    @property
    def framing(self) -> Framing:
        if self.chunked:
            return Chunked()
        return Length(self.length) if self.length else NoBody()


class AnswerHead(NamedTuple):
    status: int
    status_line: bytes  # "200 OK"
    headers: list[Header]
    connection: bytes  # what Connection says, in lower case
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


class _Collector:
    """What the parser found."""

    __slots__ = ("complete", "headers", "names", "target")

    def __init__(self, names: Names) -> None:
        self.names = names
        self.target = b""
        self.headers: list[Header] = []
        self.complete = False

    def on_url(self, url: bytes) -> None:
        self.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((self.names[name], value))

    def on_headers_complete(self) -> None:
        self.complete = True


def parse_request(data: bytes) -> RequestHead:
    """`data` ends with the head's empty line. Raises BadRequest."""
    found = _Collector(OF_REQUEST)
    parser = HttpRequestParser(found)
    try:
        parser.feed_data(data)
    except HttpParserUpgrade:
        pass  # what of it is meant is decided below; anything but a WebSocket is not
    except HttpParserError as error:
        raise BadRequest(f"This is not a valid HTTP/1.1 request: {error}") from error
    if not found.complete:
        raise BadRequest("This is not a valid HTTP/1.1 request: the head does not end where its empty line is")
    version = data[: data.find(b"\r\n")].rpartition(b" ")[2]
    if version not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise BadRequest("Only HTTP/1.1 and HTTP/1.0 are spoken here")
    return _request(parser.get_method(), found.target, version == b"HTTP/1.0", found.headers)


def _request(method: bytes, target: bytes, http_1_0: bool, headers: list[Header]) -> RequestHead:
    hosts = []
    length: int | None = None
    chunked = False
    connection = b""
    upgrade = b""
    expects_continue = False
    for name, value in headers:
        if not name.read:
            continue
        lower = name.lower
        value = value.strip(b" \t")  # noqa: PLW2901  # not part of it (RFC 9110 §5.5)
        if lower == b"host":
            hosts.append(value)
        elif lower == b"content-length":
            length = _length(value, length)
        elif lower == b"transfer-encoding":
            if chunked or value.lower() != b"chunked" or http_1_0:
                raise BadRequest("Transfer-Encoding may only be 'chunked', once, in HTTP/1.1")
            chunked = True
        elif lower == b"connection":
            connection = _joined(connection, value)
        elif lower == b"upgrade":
            upgrade = value.lower()
        else:
            expects_continue = value.lower() == b"100-continue"
    if target[:1] != b"/" or method == b"CONNECT":
        raise BadRequest("The request's target must be a path; this is not a forward proxy")
    if len(hosts) != 1 and not (http_1_0 and not hosts):
        raise BadRequest("A request needs exactly one Host header")
    if chunked and length is not None:
        raise BadRequest("Content-Length and Transfer-Encoding exclude each other")
    return RequestHead(
        method=method,
        target=target,
        http_1_0=http_1_0,
        headers=headers,
        host=hosts[0] if hosts else b"",
        length=length,
        chunked=chunked,
        connection=connection,
        keep_alive=not http_1_0 and not _says(connection, b"close"),
        expects_continue=expects_continue and not http_1_0,
        websocket=upgrade == b"websocket" and _says(connection, b"upgrade") and method == b"GET",
    )


def parse_answer(data: bytes) -> AnswerHead:
    """`data` ends with the head's empty line. Raises UpstreamGarbage."""
    found = _Collector(OF_ANSWER)
    parser = HttpResponseParser(found)
    if not data.startswith(b"HTTP/1."):
        raise UpstreamGarbage("it did not answer in HTTP/1.1")
    try:
        parser.feed_data(data)
    except HttpParserUpgrade:
        pass
    except HttpParserError as error:
        raise UpstreamGarbage(f"its answer is not valid HTTP: {error}") from error
    if not found.complete:
        raise UpstreamGarbage("its answer's head is not valid HTTP")
    length, chunked, connection = _answer_framing(found.headers)
    status = parser.get_status_code()
    status_line = data[9 : data.find(b"\r\n")]
    if status < 100 or _CONTROLS.search(status_line):
        raise UpstreamGarbage("its answer's status line is not valid HTTP")
    return AnswerHead(
        status=status,
        status_line=status_line,
        headers=found.headers,
        connection=connection,
        keep_alive=_says(connection, b"keep-alive") if data[7:8] == b"0" else not _says(connection, b"close"),
        length=length,
        chunked=chunked,
    )


def _answer_framing(headers: list[Header]) -> tuple[int | None, bool, bytes]:
    """Content-Length, whether it comes in chunks, and what Connection says."""
    length: int | None = None
    chunked = False
    connection = b""
    for name, value in headers:
        if not name.read:
            continue
        value = value.strip(b" \t")  # noqa: PLW2901  # likewise
        if name.lower == b"content-length":
            try:
                length = _length(value, length, may_repeat=True)
            except BadRequest as error:
                raise UpstreamGarbage("its answer's Content-Length is not a number") from error
        elif name.lower == b"connection":
            connection = _joined(connection, value)
        elif chunked or value.lower() != b"chunked":
            raise UpstreamGarbage("its answer has a Transfer-Encoding other than chunked")
        else:
            chunked = True
    if chunked and length is not None:
        raise UpstreamGarbage("its answer has both Content-Length and Transfer-Encoding")
    return length, chunked, connection


def _joined(before: bytes, value: bytes) -> bytes:
    """A Connection header that comes twice is one list."""
    value = value.lower()
    return before + b"," + value if before else value


def _says(connection: bytes, token: bytes) -> bool:
    return connection == token or (b"," in connection and token in map(bytes.strip, connection.split(b",")))


def _length(value: bytes, before: int | None, *, may_repeat: bool = False) -> int:
    if not value.isdigit() or len(value) > _MAX_LENGTH_DIGITS:
        raise BadRequest("Content-Length must be a number")
    length = int(value)
    if before is not None and not (may_repeat and before == length):
        raise BadRequest("Content-Length must be given once")
    return length
