"""The request on its way up: its head as the upstream gets it, and its body."""

from __future__ import annotations

from typing import NamedTuple

from proxy.http1.framing import LAST_CHUNK, chunk

_MAX_REPLAY_BYTES = 1 << 20  # a larger body is not held for a second try


class Outgoing(NamedTuple):
    """The request's head as the upstream gets it, but for its Content-Length."""

    lines: bytes  # the first one, Host, and the headers that cross
    chunked: bool

    def head(self, length: int | None) -> bytes:
        if self.chunked:
            return self.lines + b"Transfer-Encoding: chunked\r\n\r\n"
        if length is None:
            return self.lines + b"\r\n"
        return b"%bContent-Length: %d\r\n\r\n" % (self.lines, length)

    def readable(self) -> Outgoing:
        """With a body of known length, and an answer that must come in the clear."""
        kept = [line for line in self.lines.split(b"\r\n") if not line.lower().startswith(b"accept-encoding:")]
        kept[-1:] = [b"Accept-Encoding: identity", b""]
        return Outgoing(b"\r\n".join(kept), chunked=False)


def outgoing(method: bytes, path: bytes, host: bytes, lines: bytes, *, chunked: bool) -> Outgoing:
    return Outgoing(b"%b %b HTTP/1.1\r\nHost: %b\r\n%b" % (method, path, host, lines), chunked)


class Upload:
    """The body: what was not sent yet; and all of it, as long as it is small and might have to be sent again."""

    __slots__ = ("_chunked", "_may_repeat", "_pieces", "_sent", "done", "size_bytes")

    def __init__(self, *, chunked: bool) -> None:
        self.done = False
        self.size_bytes = 0
        self._chunked = chunked
        self._pieces: list[bytes] = []
        self._sent = 0  # of these pieces
        self._may_repeat = True

    def add(self, piece: bytes) -> None:
        self.size_bytes += len(piece)
        self._pieces.append(piece)
        if self.size_bytes > _MAX_REPLAY_BYTES and self._may_repeat:
            self.answered()

    def take(self) -> bytes:
        """What is to be sent now, framed."""
        pieces = self._pieces[self._sent :] if self._sent else self._pieces
        if self._may_repeat:
            self._sent = len(self._pieces)
        else:
            self._pieces = []
        if self._chunked:
            return b"".join([chunk(piece) for piece in pieces] + [LAST_CHUNK] * self.done)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def whole(self) -> bytes:
        """The body, of which nothing was sent yet."""
        return b"".join(self._pieces)

    def replace(self, body: bytes) -> None:
        """Another body in its place, of which nothing was sent yet."""
        self._chunked = False
        self._pieces = [body]

    def rewind(self) -> bool:
        """From the beginning again; False when that is not possible."""
        if not self._may_repeat or not self.done:
            return False
        self._sent = 0
        return True

    def answered(self) -> None:
        """There will be no second try."""
        self._may_repeat = False
        self._pieces = self._pieces[self._sent :]
        self._sent = 0
