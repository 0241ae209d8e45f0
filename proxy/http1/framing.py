"""Where a body ends: the four ways HTTP/1.1 says it (RFC 9112 §6). Pure.

`feed(data)` gives (body, consumed): the body bytes in `data` with the transfer coding taken off, and how many bytes of
`data` belong to this message; `done` tells that its last byte was seen. What is left over belongs to somebody else.
"""

from __future__ import annotations

from typing import Protocol

_MAX_LINE = 4096  # a chunk's size line with its extensions, or a trailer line
_MAX_TRAILER = 64 << 10
_HEX = frozenset(b"0123456789abcdefABCDEF")


class BadFraming(ValueError):
    """These bytes are not a body framed as its head said."""


class Framing(Protocol):
    done: bool

    def feed(self, data: bytes) -> tuple[bytes, int]:
        """Raises BadFraming."""


class NoBody:
    done = True

    def feed(self, data: bytes) -> tuple[bytes, int]:
        return b"", 0


class Length:
    __slots__ = ("_left", "done")

    def __init__(self, length: int) -> None:
        self._left = length
        self.done = length == 0

    def feed(self, data: bytes) -> tuple[bytes, int]:
        if len(data) > self._left:
            data = data[: self._left]
        self._left -= len(data)
        self.done = self._left == 0
        return data, len(data)


class UntilClose:
    """Whoever holds the connection knows the end: a close that is no error."""

    done = False

    def feed(self, data: bytes) -> tuple[bytes, int]:
        return data, len(data)


class Chunked:
    """Strict: sizes are hex digits only and every line ends in CRLF, so that whoever reads after us reads the same."""

    __slots__ = ("_left", "_line", "_state", "_trailer", "done")

    def __init__(self) -> None:
        self.done = False
        self._left = 0  # bytes of the chunk still to come
        self._line = b""  # the beginning of a line that is not all there
        self._state = Chunked._size  # not bound to self, which would be a cycle
        self._trailer = 0  # bytes of trailer lines so far

    def feed(self, data: bytes) -> tuple[bytes, int]:
        if self._state is Chunked._size and not self._line:  # nearly every piece of a stream is one chunk, whole
            at = data.find(b"\r\n", 0, 10)
            if at > 0 and _HEX.issuperset(data[:at]) and data.endswith(b"\r\n"):
                body = data[at + 2 : -2]
                if body and len(body) == int(data[:at], 16):
                    return body, len(data)
        parts: list[bytes] = []
        at = 0
        end = len(data)
        while at < end and not self.done:
            at = self._state(self, data, at, parts)
        return (parts[0] if len(parts) == 1 else b"".join(parts)), at

    def _size(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line is None:
            return at
        size = line.partition(b";")[0].rstrip(b" \t")
        if not 0 < len(size) <= 15 or not _HEX.issuperset(size) or b"\r" in line or b"\x00" in line:
            raise BadFraming("a chunk's size is not a number")
        self._left = int(size, 16)
        self._state = Chunked._chunk if self._left else Chunked._trailers
        return at

    def _chunk(self, data: bytes, at: int, parts: list[bytes]) -> int:
        piece = data[at : at + self._left]
        parts.append(piece)
        self._left -= len(piece)
        at += len(piece)
        if self._left:
            return at
        if data[at : at + 2] == b"\r\n":  # nearly always in the same read
            self._state = Chunked._size
            return at + 2
        self._state = Chunked._chunk_end
        return at

    def _chunk_end(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line:
            raise BadFraming("a chunk is longer than its size")
        if line is not None:
            self._state = Chunked._size
        elif self._line != b"\r":
            raise BadFraming("a chunk is longer than its size")
        return at

    def _trailers(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line is None:
            return at
        self._trailer += len(line)
        if b"\r" in line or b"\x00" in line or self._trailer > _MAX_TRAILER:
            raise BadFraming("the trailer is not one")
        self.done = not line
        return at

    def _take_line(self, data: bytes, at: int) -> tuple[bytes | None, int]:
        """The line up to CRLF and where the next one begins; None: it isn't all there, `data` is used up."""
        end = data.find(b"\n", at)
        if end < 0:
            self._line += data[at:]
            if len(self._line) > _MAX_LINE:
                raise BadFraming("a line between chunks is too long")
            return None, len(data)
        line = self._line + data[at:end] if self._line else data[at:end]
        self._line = b""
        if line[-1:] != b"\r" or len(line) > _MAX_LINE:
            raise BadFraming("a line between chunks does not end in CRLF, or is too long")
        return line[:-1], end + 1


def chunk(piece: bytes) -> bytes:
    """`piece` (not empty: that would be the end) as a chunk."""
    return b"%x\r\n%b\r\n" % (len(piece), piece)


LAST_CHUNK = b"0\r\n\r\n"
