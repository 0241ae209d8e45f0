"""Connections to upstreams: one call at a time each, kept open between calls."""

from __future__ import annotations

import asyncio
from typing import Protocol as Interface
from typing import cast

import structlog

from proxy.dialer import Dialer
from proxy.errors import ProxyError, UpstreamCut, UpstreamGarbage, UpstreamUnreachable
from proxy.http1.framing import BadFraming, Framing, UntilClose
from proxy.http1.heads import AnswerHead, parse_answer
from proxy.targets import Origin

log = structlog.get_logger()

_MAX_ANSWER_HEAD = 256 << 10
_WRITE_BUFFER_BYTES = 64 << 10
_MAX_IDLE = 512  # connections kept for one origin


class UpstreamListener(Interface):
    """Whose call a connection carries."""

    method: bytes

    @property
    def request_done(self) -> bool: ...

    def connected(self, upstream: UpstreamConnection) -> None: ...

    def informed(self, head: AnswerHead) -> None:
        """An informational answer (1xx) came before the real one."""

    def answer_began(self, head: AnswerHead) -> None: ...

    def answer_came(self, raw: bytes, body: bytes, done: bool) -> None:
        """`raw`: as on the wire, of this answer only; `body`: without the transfer coding. Follows on answer_began
        at once, with nothing if there is nothing yet."""

    def upstream_failed(self, error: ProxyError) -> None: ...

    def upstream_full(self, full: bool) -> None:
        """It takes no more of the request for now, or does again."""


class UpstreamConnection(asyncio.Protocol):
    """State, in a word: idle, waiting (for an answer), answering, closed."""

    def __init__(self, pool: Pool, origin: Origin) -> None:
        self.origin = origin
        self.state = "idle"
        self.reused = False
        self.answered = False  # a byte came since the call was sent
        self.paused = False  # we do not read from it
        self.idle_since: float | None = None  # None: the clock did not look since it was put here
        self._pool = pool
        self._caller: UpstreamListener | None = None
        self._transport: asyncio.Transport
        self._head = b""
        self._framing: Framing | None = None
        self._keep_alive = False

    def __repr__(self) -> str:
        return f"<UpstreamConnection {self.origin} {self.state}>"

    # What the exchange asks of it

    def start(self, caller: UpstreamListener, data: bytes) -> None:
        self._caller = caller
        self.answered = False
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
        """The call is over for us; whatever still comes is of no use to anybody."""
        self._caller = None
        self.close()

    def close(self) -> None:
        self.state = "closed"
        self._transport.abort()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport.set_write_buffer_limits(_WRITE_BUFFER_BYTES)
        self._pool.opened(self)

    def data_received(self, data: bytes) -> None:
        caller = self._caller
        if caller is None:  # nobody asked: what comes now could be taken for the answer to the next call
            self.close()
            return
        self.answered = True
        try:
            if self._framing is None:
                rest = self._read_heads(caller, data)
                if rest is None:
                    return
                data = rest
            assert self._framing is not None
            body, used = self._framing.feed(data)
        except UpstreamGarbage as error:
            self._fail(UpstreamGarbage(f"{self.origin} sent garbage: {error}"))
            return
        except BadFraming as error:
            self._fail(UpstreamGarbage(f"{self.origin} sent garbage: {error}"))
            return
        if self._framing.done:
            raw = data if used == len(data) else data[:used]
            self._answered(reusable=used == len(data))
            caller.answer_came(raw, body, True)
        else:
            caller.answer_came(data, body, False)

    def eof_received(self) -> None:
        """The transport closes itself; `connection_lost` says the rest."""

    def connection_lost(self, error: Exception | None) -> None:
        self.state = "closed"
        self._pool.lost(self)
        caller, self._caller = self._caller, None
        if caller is None:
            return
        if isinstance(self._framing, UntilClose) and error is None:
            caller.answer_came(b"", b"", True)
        elif self._framing is None:
            why = f" ({error})" if error else ""
            caller.upstream_failed(UpstreamCut(f"{self.origin} closed the connection without an answer{why}"))
        else:
            caller.upstream_failed(UpstreamCut(f"{self.origin} closed the connection before its answer was whole"))

    def pause_writing(self) -> None:
        if self._caller:
            self._caller.upstream_full(True)

    def resume_writing(self) -> None:
        if self._caller:
            self._caller.upstream_full(False)

    # Inside

    def _read_heads(self, caller: UpstreamListener, data: bytes) -> bytes | None:
        """What follows the answer's head; None while that isn't all there."""
        data = self._head + data if self._head else data
        while True:
            end = data.find(b"\r\n\r\n") + 4
            if end < 4:
                if len(data) > _MAX_ANSWER_HEAD:
                    raise UpstreamGarbage("the head of its answer has no end")
                if not (data.startswith(b"HTTP/1.") or b"HTTP/1.".startswith(data)):
                    raise UpstreamGarbage("it did not answer in HTTP/1.1")
                self._head = data
                self.state = "answering"
                return None
            head = parse_answer(data[:end])
            data = data[end:]
            if head.status >= 200 or head.status == 101:
                break
            caller.informed(head)
        self._head = b""
        self.state = "answering"
        self._framing = UntilClose() if head.status == 101 else head.framing(caller.method)
        self._keep_alive = head.keep_alive
        caller.answer_began(head)
        return data

    def _answered(self, *, reusable: bool) -> None:
        """Back to the pool, unless something speaks against it: then a later call must not meet this connection."""
        caller, self._caller = self._caller, None
        self._framing = None
        assert caller is not None
        if reusable and self._keep_alive and caller.request_done and not self._transport.is_closing():
            self.state = "idle"
            self.reused = True
            self._pool.put(self)
        else:
            self.close()

    def _fail(self, error: ProxyError) -> None:
        caller, self._caller = self._caller, None
        self.close()
        if caller:
            caller.upstream_failed(error)


class Pool:
    """Idle connections by origin, the one last used first."""

    def __init__(self, loop: asyncio.AbstractEventLoop, dialer: Dialer, keep_alive_s: float) -> None:
        self._loop = loop
        self._dialer = dialer
        self._keep_alive_s = keep_alive_s
        self._idle: dict[Origin, list[UpstreamConnection]] = {}
        self._open: set[UpstreamConnection] = set()
        self._dialling: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._open)

    def take(self, origin: Origin) -> UpstreamConnection | None:
        idle = self._idle.get(origin)
        while idle:
            connection = idle.pop()
            if connection.state == "idle":
                return connection
        return None

    def connect(self, origin: Origin, caller: UpstreamListener) -> None:
        """A new connection; `caller` hears of it by `connected` or `upstream_failed`."""
        task = self._loop.create_task(self._connect(origin, caller))
        self._dialling.add(task)
        task.add_done_callback(self._dialling.discard)

    async def _connect(self, origin: Origin, caller: UpstreamListener) -> None:
        try:
            connection = await self._dialer.open(origin, lambda: UpstreamConnection(self, origin))
        except ProxyError as error:
            caller.upstream_failed(error)
        except Exception as error:  # whatever it is, the caller must hear of it
            log.exception("connecting_failed", origin=str(origin))
            caller.upstream_failed(UpstreamUnreachable(f"{origin} could not be reached: {type(error).__name__}"))
        else:
            caller.connected(connection)

    def put(self, connection: UpstreamConnection) -> None:
        connection.idle_since = None
        idle = self._idle.setdefault(connection.origin, [])
        idle.append(connection)
        if len(idle) > _MAX_IDLE:
            idle.pop(0).close()

    def sweep(self, now: float) -> None:
        """Close what has been idle too long, and forget origins without connections."""
        for origin, idle in list(self._idle.items()):
            fresh = []
            for connection in idle:
                if connection.idle_since is None:
                    connection.idle_since = now
                if connection.state == "idle" and now - connection.idle_since < self._keep_alive_s:
                    fresh.append(connection)
                elif connection.state == "idle":
                    connection.close()
            if fresh:
                self._idle[origin] = fresh
            else:
                del self._idle[origin]

    def opened(self, connection: UpstreamConnection) -> None:
        self._open.add(connection)

    def lost(self, connection: UpstreamConnection) -> None:
        self._open.discard(connection)

    def close(self) -> None:
        for task in list(self._dialling):
            task.cancel()
        for connection in list(self._open):
            connection.close()
