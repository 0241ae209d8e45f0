"""The pool of connections to upstreams."""

from __future__ import annotations

import asyncio

import structlog

from proxy.errors import ProxyError, UpstreamUnreachable
from proxy.sides import UpstreamListener
from proxy.upstream.connection import UpstreamConnection
from proxy.upstream.dialer import Dialer
from proxy.upstream.targets import Origin

log = structlog.get_logger()

_MAX_IDLE = 512  # idle connections per origin


class Pool:
    """Connections by origin. The one used last is taken first, so that surplus ones become idle and are closed."""

    def __init__(self, loop: asyncio.AbstractEventLoop, dialer: Dialer, keep_alive_s: float) -> None:
        self._loop = loop
        self._dialer = dialer
        self._keep_alive_s = keep_alive_s
        self._idle: dict[Origin, list[UpstreamConnection]] = {}
        self._open: set[UpstreamConnection] = set()
        self._dialling: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many connections are open, idle or not."""
        return len(self._open)

    # Requests of the exchange (UpstreamPool)

    def take_idle(self, origin: Origin) -> UpstreamConnection | None:
        idle = self._idle.get(origin)
        while idle:
            connection = idle.pop()
            if connection.state == "idle":
                return connection
        return None

    def connect(self, origin: Origin, listener: UpstreamListener) -> None:
        task = self._loop.create_task(self._connect(origin, listener))
        self._dialling.add(task)
        task.add_done_callback(self._dialling.discard)

    async def _connect(self, origin: Origin, listener: UpstreamListener) -> None:
        try:
            connection = await self._dialer.open(origin, lambda: UpstreamConnection(self, origin))
        except ProxyError as error:
            listener.on_upstream_failed(error)
        except Exception as error:  # whatever it is, the exchange must learn of it
            log.exception("connecting_failed", origin=str(origin))
            listener.on_upstream_failed(UpstreamUnreachable(f"Could not reach {origin}: {type(error).__name__}"))
        else:
            listener.on_connected(connection)

    # Reports of its connections (ConnectionOwner)

    def on_connection_made(self, connection: UpstreamConnection) -> None:
        self._open.add(connection)

    def on_connection_lost(self, connection: UpstreamConnection) -> None:
        self._open.discard(connection)

    def put_idle(self, connection: UpstreamConnection) -> None:
        connection.idle_since = None
        idle = self._idle.setdefault(connection.origin, [])
        idle.append(connection)
        if len(idle) > _MAX_IDLE:
            idle.pop(0).close()

    # Requests of the worker

    def sweep(self, now: float) -> None:
        """Close connections that were idle for too long, and forget origins without connections. The worker's clock
        calls this at each tick; `now` is monotonic seconds."""
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

    def close(self) -> None:
        """Stop connecting and close all connections, at the worker's end."""
        for task in list(self._dialling):
            task.cancel()
        for connection in list(self._open):
            connection.close()
