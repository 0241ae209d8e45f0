"""A connection to an upstream: one call at a time, kept open between calls."""

from __future__ import annotations

import asyncio
from typing import Literal, Protocol, cast

from proxy.errors import ProxyError, UpstreamCut, UpstreamGarbage
from proxy.http1.framing import BadFraming, Framing, UntilClose
from proxy.http1.heads import parse_answer
from proxy.sides import UpstreamListener
from proxy.upstream.targets import Origin

_MAX_ANSWER_HEAD_BYTES = 256 << 10
_WRITE_BUFFER_BYTES = 64 << 10

ConnectionState = Literal[
    "idle",  # carries no call
    "waiting",  # the request was sent, no answer has begun
    "answering",  # the answer is arriving
    "closed",
]


class ConnectionOwner(Protocol):
    """What a connection reports to the pool that it belongs to."""

    def on_connection_made(self, connection: UpstreamConnection) -> None:
        """The connection calls this when its transport is open."""

    def on_connection_lost(self, connection: UpstreamConnection) -> None:
        """The connection calls this when its transport is closed."""

    def put_idle(self, connection: UpstreamConnection) -> None:
        """The connection can carry another call."""


class UpstreamConnection(asyncio.Protocol):
    """An `UpstreamSide` over a TCP, TLS or Unix transport."""

    def __init__(self, pool: ConnectionOwner, origin: Origin) -> None:
        self.origin = origin
        self.state: ConnectionState = "idle"
        self.reused = False
        self.answer_started = False
        self.paused = False
        self.idle_since: float | None = None  # monotonic seconds; None: the pool's sweep has not seen it idle yet
        self._pool = pool
        self._listener: UpstreamListener | None = None
        self._transport: asyncio.Transport
        self._head = b""  # the beginning of an incomplete head
        self._framing: Framing | None = None
        self._keep_alive = False

    def __repr__(self) -> str:
        return f"<UpstreamConnection {self.origin} {self.state}>"

    # Requests of the exchange (UpstreamSide)

    def send_request(self, listener: UpstreamListener, data: bytes) -> None:
        self._listener = listener
        self.answer_started = False
        self.state = "waiting"
        self._transport.write(data)

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def pause_reading(self) -> None:
        if not self.paused and not self._transport.is_closing():
            self.paused = True
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        if self.paused and not self._transport.is_closing():
            self.paused = False
            self._transport.resume_reading()

    def abandon(self) -> None:
        self._listener = None
        self.close()

    def give_back(self) -> None:
        self._pool.put_idle(self)

    def close(self) -> None:
        """Also called by the pool, for connections that were idle for too long and at the worker's end."""
        self.state = "closed"
        self._transport.abort()

    # Callbacks of the event loop (asyncio.Protocol)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's has its methods but not its base class
        self._transport.set_write_buffer_limits(_WRITE_BUFFER_BYTES)
        self._pool.on_connection_made(self)

    def data_received(self, data: bytes) -> None:
        listener = self._listener
        if listener is None:  # unrequested bytes could be taken for the answer to the next call
            self.close()
            return
        self.answer_started = True
        try:
            if self._framing is None:
                rest = self._read_heads(listener, data)
                if rest is None:
                    return
                data = rest
            assert self._framing is not None
            body, used = self._framing.feed(data)
        except (UpstreamGarbage, BadFraming) as error:
            self._fail(UpstreamGarbage(f"Malformed answer from {self.origin}: {error}"))
            return
        if self._framing.complete:
            raw = data if used == len(data) else data[:used]
            self._finish_answer(reusable=used == len(data))
            listener.on_answer_body(raw, body, True)
        else:
            listener.on_answer_body(data, body, False)

    def eof_received(self) -> None:
        """The transport closes itself; `connection_lost` follows."""

    def connection_lost(self, error: Exception | None) -> None:
        self.state = "closed"
        self._pool.on_connection_lost(self)
        listener, self._listener = self._listener, None
        if listener is None:
            return
        if isinstance(self._framing, UntilClose) and error is None:
            listener.on_answer_body(b"", b"", True)
        elif self._framing is None:
            cause = f" ({error})" if error else ""
            cut = UpstreamCut(f"No answer from {self.origin}: the upstream closed the connection{cause}")
            # A Unix socket is reset only if bytes that we sent were not read (unix_release_sock in Linux).
            cut.unread = self.origin.unix_path is not None and isinstance(error, ConnectionError)
            listener.on_upstream_failed(cut)
        else:
            listener.on_upstream_failed(
                UpstreamCut(f"Incomplete answer from {self.origin}: the upstream closed the connection before its end")
            )

    def pause_writing(self) -> None:
        if self._listener:
            self._listener.on_upstream_full(True)

    def resume_writing(self) -> None:
        if self._listener:
            self._listener.on_upstream_full(False)

    # Inside

    def _read_heads(self, listener: UpstreamListener, data: bytes) -> bytes | None:
        """Reads informational heads and the final one; returns the bytes after it. None: the head is incomplete."""
        data = self._head + data if self._head else data
        while True:
            end = data.find(b"\r\n\r\n") + 4
            if end < 4:
                if len(data) > _MAX_ANSWER_HEAD_BYTES:
                    raise UpstreamGarbage(f"head longer than {_MAX_ANSWER_HEAD_BYTES} bytes")
                if not (data.startswith(b"HTTP/1.") or b"HTTP/1.".startswith(data)):
                    raise UpstreamGarbage("the answer is not HTTP/1.1")
                if data.count(b"\n") != data.count(b"\r\n"):  # an end of such a head is never found
                    raise UpstreamGarbage("the lines of its head must end in CRLF, not in LF alone")
                self._head = data
                self.state = "answering"
                return None
            head = parse_answer(data[:end])
            data = data[end:]
            if head.status >= 200 or head.status == 101:
                break
            listener.on_informational_answer(head)
        self._head = b""
        self.state = "answering"
        self._framing = UntilClose() if head.status == 101 else head.framing(listener.method)
        self._keep_alive = head.keep_alive
        listener.on_answer_head(head)
        return data

    def _finish_answer(self, *, reusable: bool) -> None:
        """Return to the pool, unless a later call could meet remains of this one."""
        listener, self._listener = self._listener, None
        self._framing = None
        assert listener is not None
        if reusable and self._keep_alive and listener.request_complete and not self._transport.is_closing():
            self.state = "idle"
            self.reused = True
            self._pool.put_idle(self)
        else:
            self.close()

    def _fail(self, error: ProxyError) -> None:
        listener, self._listener = self._listener, None
        self.close()
        if listener:
            listener.on_upstream_failed(error)
