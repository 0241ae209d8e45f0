"""A real HTTP server that can misbehave.

It runs in its own thread and therefore serves blocking and asynchronous clients alike. Each request is handled by a
script: a coroutine that gets the `Call` and writes any bytes.

    with Upstream() as upstream:
        upstream.next(answer(body=b"hello"))        # for the next request only
        upstream.route("POST", "/v1/x", answer(500))  # for all of this path
        ... upstream.base_url ...
        assert upstream.requests[0].body == b"..."
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from types import TracebackType
from typing import Self

from tests.support.gate import WAIT_S
from tests.support.received import ClientClosed, Received, read_body, read_head, says_close

_MAX_HEAD_BYTES = 4 << 20


class Call:
    """One request and its connection; scripts read and answer through it."""

    def __init__(self, request: Received, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.request = request
        self.reader = reader
        self.writer = writer
        self.keeps_alive = not says_close(request)

    async def body(self) -> bytes:
        """Read the complete request body; answers `Expect: 100-continue` first."""
        if not self.request.body_complete:
            if (self.request.header("expect") or "").lower() == "100-continue":
                await self.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            await read_body(self.request, self.reader)
        return self.request.body

    async def send(self, data: bytes) -> None:
        """Write, and wait until the socket accepts more."""
        self.writer.write(data)
        await self.writer.drain()

    async def left(self) -> None:
        """Wait until the client has closed its side or the connection has broken."""
        try:
            while await self.reader.read(1 << 16):
                pass
        except (ConnectionError, ssl.SSLError):
            pass

    def cut(self) -> None:
        """Close the connection after the bytes sent so far: an orderly end (FIN), possibly in the wrong place."""
        self.keeps_alive = False
        self.writer.close()

    def reset(self) -> None:
        """Reset the connection at once (RST); bytes in transit may be lost."""
        self.keeps_alive = False
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Script = Callable[[Call], Awaitable[None]]


class Upstream:
    def __init__(self, default: Script | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._default = default or _not_scripted
        self._tls = tls
        self._next: deque[Script] = deque()
        self._routes: dict[tuple[str, str], Script] = {}
        self._changed = threading.Condition()
        self._requests: list[Received] = []
        self._connections = 0
        self._closed: set[int] = set()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, name="upstream", daemon=True)
        self._started = threading.Event()
        self.faults: list[BaseException] = []  # exceptions of scripts; raised when the server is closed
        self.port = 0

    # Scripts

    def next(self, *scripts: Script) -> None:
        """Use these scripts for the next requests, one each; they take precedence over routes."""
        with self._changed:
            self._next.extend(scripts)

    def route(self, method: str, path: str, script: Script) -> None:
        self._routes[method, path] = script

    def default(self, script: Script) -> None:
        self._default = script

    def forget(self) -> None:
        """Discard the received requests and the queued scripts; routes stay."""
        with self._changed:
            self._requests.clear()
            self._next.clear()

    # Received requests

    @property
    def base_url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{'localhost' if self._tls else '127.0.0.1'}:{self.port}"

    @property
    def requests(self) -> list[Received]:
        with self._changed:
            return list(self._requests)

    @property
    def connections(self) -> int:
        """The number of connections accepted so far."""
        return self._connections

    def wait_requests(self, count: int = 1, timeout_s: float = WAIT_S) -> list[Received]:
        """Wait until that many requests have arrived; returns them."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._requests) >= count, timeout_s):
                raise TimeoutError(f"{len(self._requests)} of {count} requests arrived")
            return list(self._requests)

    def wait_closed(self, connection: int, timeout_s: float = WAIT_S) -> None:
        """Wait until that connection is closed by either side or has broken, whatever its script does."""
        with self._changed:
            if not self._changed.wait_for(lambda: connection in self._closed, timeout_s):
                raise TimeoutError(f"connection {connection} is still open")

    # Start and stop

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(WAIT_S):
            raise TimeoutError("the upstream did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_S)
        if self.faults and error is None:
            raise AssertionError(f"a script of the upstream failed: {self.faults[0]!r}") from self.faults[0]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._accept, "127.0.0.1", 0, ssl=self._tls, backlog=1024)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        try:
            self._loop.run_forever()
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
            for writer in self._writers:
                writer.transport.abort()  # an orderly close would wait for clients that read nothing
            self._loop.run_until_complete(asyncio.sleep(0))  # lets the transports close
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def _accept(self) -> asyncio.Protocol:
        number = self._connections
        self._connections += 1
        reader = asyncio.StreamReader(_MAX_HEAD_BYTES, self._loop)
        return _Connection(reader, partial(self._connected, number), lambda: self._has_closed(number))

    def _has_closed(self, number: int) -> None:
        with self._changed:
            self._closed.add(number)
            self._changed.notify_all()

    async def _connected(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            await self._serve(number, reader, writer)
        except (ConnectionError, ssl.SSLError, ClientClosed, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has disconnected, or the server is stopping
        except Exception as fault:
            self.faults.append(fault)
        finally:
            self._tasks.discard(task)
            writer.transport.abort() if writer.transport.is_closing() else writer.close()

    async def _serve(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nth = 0
        while (request := await read_head(reader, number, nth)) is not None:
            call = Call(request, reader, writer)
            await self._script_for(request)(call)
            if not call.keeps_alive or writer.is_closing():
                await _close(writer)
                return
            await call.body()  # the part that the script did not read
            nth += 1

    def _script_for(self, request: Received) -> Script:
        with self._changed:
            self._requests.append(request)
            self._changed.notify_all()
            if self._next:
                return self._next.popleft()
        return self._routes.get((request.method, request.path), self._default)


class _Connection(asyncio.StreamReaderProtocol):
    """Reports when its client disconnects, even while the script is not reading."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        connected: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
        closed: Callable[[], None],
    ) -> None:
        super().__init__(reader, connected)
        self._closed_by_client = closed

    def eof_received(self) -> bool | None:
        self._closed_by_client()
        return super().eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        self._closed_by_client()
        super().connection_lost(error)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        await writer.wait_closed()
    except (ConnectionError, ssl.SSLError):
        pass


async def _not_scripted(call: Call) -> None:
    await call.body()
    text = f"no script for {call.request.method} {call.request.path}".encode()
    await call.send(b"HTTP/1.1 404 Not Found\r\ncontent-length: %d\r\n\r\n%b" % (len(text), text))
