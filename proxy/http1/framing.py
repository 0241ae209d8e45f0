"""Body framing: the four ways in which HTTP/1.1 marks the end of a body (RFC 9112 §6). Pure.

`feed(data)` returns (body, consumed): the body bytes in `data` without their transfer coding, and the number of bytes
of `data` that belong to this message. `complete` becomes true when the last byte was fed. Bytes beyond `consumed`
belong to the next message.
"""

from __future__ import annotations

_MAX_LINE_BYTES = 4096  # a chunk's size line with its extensions, or a trailer line
_MAX_TRAILER_BYTES = 64 << 10
_HEX = frozenset(b"0123456789abcdefABCDEF")
# What nearly every chunk of a stream begins with: one look instead of a check of its digits and `int`.
_SIZES = {spelling % size: size for size in range(1, 2048) for spelling in (b"%x", b"%X")}


class BadFraming(ValueError):
    """The bytes do not follow the framing that the head declared. The message is shown to clients."""


class Framing:
    """A base class, not a Protocol, whose methods compiled code would look up by their names for each chunk."""

    __slots__ = ("complete",)

    def __init__(self, *, complete: bool = False) -> None:
        self.complete = complete

    def feed(self, data: bytes) -> tuple[bytes, int]:
        """(body bytes, bytes consumed). Raises BadFraming."""
        raise NotImplementedError


class NoBody(Framing):
    def __init__(self) -> None:
        super().__init__(complete=True)

    def feed(self, data: bytes) -> tuple[bytes, int]:
        return b"", 0


class Length(Framing):
    """A body of `length` bytes (Content-Length)."""

    __slots__ = ("_left",)

    def __init__(self, length: int) -> None:
        super().__init__(complete=length == 0)
        self._left = length

    def feed(self, data: bytes) -> tuple[bytes, int]:
        if len(data) > self._left:
            data = data[: self._left]
        self._left -= len(data)
        self.complete = self._left == 0
        return data, len(data)


class UntilClose(Framing):
    """A body that ends with its connection. Only the owner of the connection can tell an orderly close from an error,
    therefore `complete` is never true."""

    __slots__ = ()

    def feed(self, data: bytes) -> tuple[bytes, int]:
        return data, len(data)


class Chunked(Framing):
    """Transfer-Encoding: chunked, read strictly: sizes are hex digits only and every line ends in CRLF. A lenient
    reader could disagree with the next server about where the message ends (request smuggling)."""

    __slots__ = ("_left", "_line", "_state", "_trailer_bytes")

    def __init__(self) -> None:
        super().__init__()
        self._left = 0  # bytes of the current chunk still to come
        self._line = b""  # the beginning of an incomplete line
        self._state = Chunked._read_size  # not a bound method: that would be a reference cycle
        self._trailer_bytes = 0

    def feed(self, data: bytes) -> tuple[bytes, int]:
        if self._state is Chunked._read_size and not self._line:  # nearly every read of a stream is one whole chunk
            at = data.find(b"\r\n", 0, 10)
            # By length, also because a slice that starts behind its end is an error in compiled code (mypyc 2.4).
            if 0 < at < len(data) - 4 and _SIZES.get(data[:at]) == len(data) - at - 4 and data.endswith(b"\r\n"):
                return data[at + 2 : -2], len(data)
        parts: list[bytes] = []
        at = 0
        end = len(data)
        while at < end and not self.complete:
            at = self._state(self, data, at, parts)
        return (parts[0] if len(parts) == 1 else b"".join(parts)), at

    # Each state reads from `at` on, appends body bytes to `parts`, and returns where the next state reads on.

    def _read_size(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line is None:
            return at
        size = line.partition(b";")[0].rstrip(b" \t")
        if not 0 < len(size) <= 15 or not _HEX.issuperset(size) or b"\r" in line or b"\x00" in line:
            raise BadFraming("malformed chunk size")
        self._left = int(size, 16)
        self._state = Chunked._read_data if self._left else Chunked._read_trailer
        return at

    def _read_data(self, data: bytes, at: int, parts: list[bytes]) -> int:
        piece = data[at : at + self._left]
        parts.append(piece)
        self._left -= len(piece)
        at += len(piece)
        if self._left:
            return at
        if data[at : at + 2] == b"\r\n":  # nearly always in the same read
            self._state = Chunked._read_size
            return at + 2
        self._state = Chunked._read_data_end
        return at

    def _read_data_end(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line:
            raise BadFraming("chunk data longer than the chunk size")
        if line is not None:
            self._state = Chunked._read_size
        elif self._line != b"\r":
            raise BadFraming("chunk data longer than the chunk size")
        return at

    def _read_trailer(self, data: bytes, at: int, parts: list[bytes]) -> int:
        line, at = self._take_line(data, at)
        if line is None:
            return at
        self._trailer_bytes += len(line)
        if b"\r" in line or b"\x00" in line or self._trailer_bytes > _MAX_TRAILER_BYTES:
            raise BadFraming("malformed chunked trailer")
        self.complete = not line
        return at

    def _take_line(self, data: bytes, at: int) -> tuple[bytes | None, int]:
        """The line up to its CRLF, and where the next one begins. None: the line is incomplete and `data` used up."""
        end = data.find(b"\n", at)
        if end < 0:
            self._line += data[at:]
            if len(self._line) > _MAX_LINE_BYTES:
                raise BadFraming("chunk size or trailer line too long")
            return None, len(data)
        line = self._line + data[at:end] if self._line else data[at:end]
        self._line = b""
        if line[-1:] != b"\r" or len(line) > _MAX_LINE_BYTES:
            raise BadFraming("chunk size or trailer line too long, or without CRLF")
        return line[:-1], end + 1


def chunk(piece: bytes) -> bytes:
    """`piece` as one chunk. It must not be empty: an empty chunk marks the end of the body."""
    return b"%x\r\n%b\r\n" % (len(piece), piece)


LAST_CHUNK = b"0\r\n\r\n"
