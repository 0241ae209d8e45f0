"""The request on its way up: its head as the upstream gets it, and its body."""

from __future__ import annotations

from typing import NamedTuple

from proxy.framing import LAST_CHUNK, chunk

_MAX_REPLAY_BYTES = 1 << 20  # a larger body is not held for a second try


class Outgoing(NamedTuple):
    """The request's head as the upstream gets it."""

    method: bytes
    path: bytes
    host: bytes
    lines: bytes  # headers that cross
    length: int | None
    chunked: bool

    def head(self) -> bytes:
        framing = b""
        if self.chunked:
            framing = b"Transfer-Encoding: chunked\r\n"
        elif self.length is not None:
            framing = b"Content-Length: %d\r\n" % self.length
        return b"%b %b HTTP/1.1\r\nHost: %b\r\n%b%b\r\n" % (self.method, self.path, self.host, self.lines, framing)

    def readable(self, length: int) -> Outgoing:
        """With another body, whose answer must come in the clear."""
        kept = [line for line in self.lines.split(b"\r\n") if not line.lower().startswith(b"accept-encoding:")]
        kept[-1:] = [b"Accept-Encoding: identity", b""]
        return self._replace(lines=b"\r\n".join(kept), length=length, chunked=False)


class Upload:
    """Holds what was not sent yet; and all of it, as long as it is small and might have to be sent again."""

    __slots__ = ("_all", "_chunked", "_unsent", "done", "size_bytes")

    def __init__(self, *, chunked: bool) -> None:
        self.done = False
        self.size_bytes = 0
        self._chunked = chunked
        self._unsent: list[bytes] = []
        self._all: list[bytes] | None = []  # None: too large, or no longer of use

    def add(self, piece: bytes) -> None:
        self.size_bytes += len(piece)
        self._unsent.append(piece)
        if self._all is not None:
            self._all.append(piece)
            if self.size_bytes > _MAX_REPLAY_BYTES:
                self._all = None

    def take(self) -> bytes:
        """What is to be sent now, framed."""
        pieces, self._unsent = self._unsent, []
        if not self._chunked:
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        return b"".join([chunk(piece) for piece in pieces] + [LAST_CHUNK] * self.done)

    def whole(self) -> bytes:
        """The body, of which nothing was sent yet."""
        return b"".join(self._unsent)

    def replace(self, body: bytes) -> None:
        """Another body in its place, of which nothing was sent yet."""
        self._chunked = False
        self._unsent = [body]
        self._all = [body]

    def rewind(self) -> bool:
        """From the beginning again; False when that is not possible."""
        if self._all is None or not self.done:
            return False
        self._unsent = list(self._all)
        return True

    def answered(self) -> None:
        """There will be no second try."""
        self._all = None
