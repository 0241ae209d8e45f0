"""The request on its way up: the head that the upstream gets, and the body."""

from __future__ import annotations

from typing import NamedTuple

from proxy.http1.framing import LAST_CHUNK, chunk

_MAX_REWIND_BYTES = 1 << 20  # a larger body is not held for a second attempt


class Outgoing(NamedTuple):
    """The request's head as the upstream gets it, without its Content-Length."""

    lines: bytes  # the request line, Host, and the forwarded headers
    chunked: bool

    def head(self, length: int | None) -> bytes:
        if self.chunked:
            return self.lines + b"Transfer-Encoding: chunked\r\n\r\n"
        if length is None:
            return self.lines + b"\r\n"
        return b"%bContent-Length: %d\r\n\r\n" % (self.lines, length)

    def readable(self) -> Outgoing:
        """The same request with a Content-Length and without compression of the answer."""
        lines = [line for line in self.lines.split(b"\r\n") if not line.lower().startswith(b"accept-encoding:")]
        lines[-1:] = [b"Accept-Encoding: identity", b""]
        return Outgoing(b"\r\n".join(lines), chunked=False)


def outgoing(method: bytes, path: bytes, host: bytes, lines: bytes, *, chunked: bool) -> Outgoing:
    return Outgoing(b"%b %b HTTP/1.1\r\nHost: %b\r\n%b" % (method, path, host, lines), chunked)


class Upload:
    """The request's body: the part that was not sent yet and, while the body is small and no answer has begun, all of
    it, as it may have to be sent again on a fresh connection."""

    __slots__ = ("_can_rewind", "_chunked", "_pieces", "_sent", "complete", "size_bytes")

    def __init__(self, *, chunked: bool) -> None:
        self.complete = False  # the client has sent its last byte
        self.size_bytes = 0
        self._chunked = chunked
        self._pieces: list[bytes] = []
        self._sent = 0  # how many of the pieces
        self._can_rewind = True

    def add(self, piece: bytes) -> None:
        self.size_bytes += len(piece)
        self._pieces.append(piece)
        if self.size_bytes > _MAX_REWIND_BYTES and self._can_rewind:
            self.forbid_rewind()

    def next_bytes(self) -> bytes:
        """The bytes to send now, framed. They count as sent."""
        pieces = self._pieces[self._sent :] if self._sent else self._pieces
        if self._can_rewind:
            self._sent = len(self._pieces)
        else:
            self._pieces = []
        if self._chunked:
            return b"".join([chunk(piece) for piece in pieces] + [LAST_CHUNK] * self.complete)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def whole_body(self) -> bytes:
        """Only before anything was sent."""
        return b"".join(self._pieces)

    def replace(self, body: bytes) -> None:
        """Send this body instead. Only before anything was sent."""
        self._chunked = False
        self._pieces = [body]

    def rewind(self) -> bool:
        """Start again at the first byte. False: that is not possible."""
        if not self._can_rewind or not self.complete:
            return False
        self._sent = 0
        return True

    def forbid_rewind(self) -> None:
        """Forget what was sent: there will be no second attempt."""
        self._can_rewind = False
        self._pieces = self._pieces[self._sent :]
        self._sent = 0
