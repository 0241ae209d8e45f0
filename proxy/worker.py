"""One process of the data plane: its sockets, its clock, its end."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import time
from collections.abc import Callable

import structlog
import uvloop

from proxy.admission import Admission
from proxy.call_log import Budget
from proxy.client import ClientConnection
from proxy.dialer import Dialer
from proxy.errors import Stopping
from proxy.exchange import Exchange, WorkerContext
from proxy.routing import Router
from proxy.settings import TimeoutSettings, WorkerConfig
from proxy.targets import Targets
from proxy.upstream import Pool
from store.keys import Keys
from store.spool.writer import SpoolWriter

log = structlog.get_logger()

_BACKLOG = 2048  # connections that may wait to be accepted; the socket listens already, and asyncio does so again
_CLOSING_S = 2.0  # for the last closing frames and bytes, once calls were cut at the drain's end


def run(config: WorkerConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGUSR1, let running calls finish, or cut them at SIGUSR2, then return. Calls `ready` when
    connections are accepted."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Worker(config, listener).serve(ready))


class Worker:
    def __init__(self, config: WorkerConfig, listener: socket.socket) -> None:
        self._config = config
        self._listener = listener
        self._stopping = asyncio.Event()
        self._hurrying = asyncio.Event()

    async def serve(self, ready: Callable[[], None]) -> None:
        config = self._config
        loop = asyncio.get_running_loop()
        # Not "asked twice is hurry": one SIGTERM for all processes reaches us, and the supervisor, which passes it on.
        for number in (signal.SIGTERM, signal.SIGUSR1):
            loop.add_signal_handler(number, self._stopping.set)
        loop.add_signal_handler(signal.SIGUSR2, self._hurry)
        writer = SpoolWriter(config.spool_dir, config.spool, loop)
        writer.counters["started_at_us"] = time.time_ns() // 1000
        proxy = config.proxy
        dialer = Dialer(loop, config.timeouts.connect_s, proxy.ca_file)
        pool = Pool(loop, dialer, config.timeouts.upstream_keep_alive_s)
        terms = WorkerContext(pool, proxy, config.timeouts)
        admission = Admission(
            terms,
            Keys(config.keys),
            Router(config.own_paths),
            Targets(config.upstreams, proxy.allowed_targets),
            config.api_socket,
            writer,
            Budget(proxy.capture_budget_bytes, proxy.capture_limit_bytes, writer.counters),
            socket.gethostname(),
        )
        server = await loop.create_server(lambda: ClientConnection(admission), sock=self._listener, backlog=_BACKLOG)
        clock = loop.create_task(_tick(admission, writer))
        _settle()
        ready()
        await self._stopping.wait()
        server.close()
        await self._drain(admission)
        clock.cancel()
        await writer.close()
        pool.close()

    def _hurry(self) -> None:
        """Stop without waiting for running calls."""
        self._hurrying.set()
        self._stopping.set()

    async def _drain(self, admission: Admission) -> None:
        """Running calls end by themselves, or are cut after `drain_s`; either way they are in the log as they ended."""
        admission.terms.draining = True
        for connection in list(admission.connections):
            connection.drain()
        await _emptied(admission, self._config.server.drain_s, unless=self._hurrying)
        cut = list(admission.terms.exchanges)
        if cut:
            log.warning("drain_ended", cut_calls=len(cut))
        for exchange in cut:
            stopping = Stopping("The proxy is being stopped; the same call can be made again")
            exchange.finish(stopping.outcome, stopping)
        await _emptied(admission, _CLOSING_S)
        for connection in list(admission.connections):
            connection.abort()


def _settle() -> None:
    """What lives as long as the process is not looked at again by the garbage collector. A call leaves no cycles
    behind, so that there is little to collect at all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


async def _tick(admission: Admission, writer: SpoolWriter) -> None:
    """All time-outs of a worker: one look over everything, instead of a timer for each call."""
    terms = admission.terms
    pause_s = _tick_s(terms.timeouts)
    while True:
        await asyncio.sleep(pause_s)
        now = time.monotonic()
        timed: list[Exchange | ClientConnection] = [*terms.exchanges, *admission.connections]
        for each in timed:
            if each.deadline is None:
                each.deadline = now + each.idle_timeout_s
            elif each.deadline < now:
                _time_out(each)
        terms.pool.sweep(now)
        writer.tick()
        _count(admission, writer)


def _time_out(late: Exchange | ClientConnection) -> None:
    try:
        late.timed_out()
    except Exception:  # one of them must not stop the clock of all
        log.exception("time_out_failed")


def _count(admission: Admission, writer: SpoolWriter) -> None:
    terms = admission.terms
    writer.counters["connections"] = len(admission.connections)
    writer.counters["in_flight"] = len(terms.exchanges)
    writer.counters["exchanges"] = terms.ended
    writer.counters["upstream_connections"] = len(terms.pool)
    writer.counters["captured_bytes"] = admission.budget.held_bytes


def _tick_s(timeouts: TimeoutSettings) -> float:
    """Short against the shortest time-out, and no shorter than it need be."""
    shortest: float = min(timeouts.model_dump().values())
    return min(max(shortest / 8, 0.02), 1.0)


async def _emptied(admission: Admission, within_s: float, unless: asyncio.Event | None = None) -> None:
    until = time.monotonic() + within_s
    while (admission.terms.exchanges or admission.connections) and time.monotonic() < until:
        if unless is not None and unless.is_set():
            return
        await asyncio.sleep(0.01)  # only on the way out, where an event per call would cost all calls
