"""A worker: one process of the data plane with its sockets, its clock and its shutdown."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import time
from collections.abc import Callable, Sequence

import structlog
import uvloop

from proxy.admission import Admission
from proxy.capture.bounded import Budget
from proxy.client import ClientConnection
from proxy.errors import Stopping
from proxy.exchange import Exchange, WorkerContext
from proxy.routing import Router
from proxy.settings import TimeoutSettings, WorkerConfig
from proxy.sides import OpenConnection
from proxy.upstream.dialer import Dialer
from proxy.upstream.pool import Pool
from proxy.upstream.targets import Targets
from store.keys import Keys
from store.spool.writer import SpoolWriter

log = structlog.get_logger()

_BACKLOG = 2048  # connections that wait to be accepted; the socket listens already, asyncio calls listen() again
_CLOSING_S = 2.0  # for the last closing frames and bytes, after the drain's end cut the running calls


def run(config: WorkerConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal, then return. Calls `ready` when connections are accepted.

    SIGTERM, SIGUSR1   running calls finish, idle connections are closed
    SIGURG             the same, but kept connections are answered until their clients have moved to a newer worker
    SIGUSR2            running calls are cut
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Worker(config, listener).serve(ready))


class Worker:
    def __init__(self, config: WorkerConfig, listener: socket.socket) -> None:
        self._config = config
        self._listener = listener
        self._leaving = asyncio.Event()
        self._stopping = asyncio.Event()
        self._hurrying = asyncio.Event()

    async def serve(self, ready: Callable[[], None]) -> None:
        """Start, wait for a signal, stop.

        Start: signal handlers; spool writer, pool and admission; accept connections; the clock; then `ready`.
        Stop: accept nothing more; let running calls finish, and if a newer worker has taken over, let clients come once
        more on the connections they keep; cut what is left after `drain_s`, or twice that if it began meanwhile; stop
        the clock; close the spool writer, when the last closing frame is in it; close the connections to upstreams.
        """
        self._handle_signals()
        loop = asyncio.get_running_loop()
        config = self._config
        writer = SpoolWriter(config.spool_dir, config.spool, loop)
        dialer = Dialer(loop, config.timeouts.connect_s, config.proxy.ca_file)
        pool = Pool(loop, dialer, config.timeouts.upstream_keep_alive_s)
        admission = _admission(config, writer, pool)
        server = await loop.create_server(lambda: ClientConnection(admission), sock=self._listener, backlog=_BACKLOG)
        clock = loop.create_task(_run_clock(admission, writer, pool))
        freeze_garbage_collector()
        ready()
        await self._leaving.wait()
        server.close()
        await self._drain(admission)
        clock.cancel()
        await writer.close()
        pool.close()

    def _handle_signals(self) -> None:
        loop = asyncio.get_running_loop()
        # A second signal does not mean "hurry": one SIGTERM to all processes reaches this one twice, as the supervisor
        # passes it on.
        for number in (signal.SIGTERM, signal.SIGUSR1):
            loop.add_signal_handler(number, self._stop)
        loop.add_signal_handler(signal.SIGURG, self._leaving.set)
        loop.add_signal_handler(signal.SIGUSR2, self._hurry)

    def _stop(self) -> None:
        """The event loop calls this on SIGTERM and SIGUSR1, also in the middle of a retirement."""
        self._stopping.set()
        self._leaving.set()

    def _hurry(self) -> None:
        """The event loop calls this on SIGUSR2: stop without waiting for running calls."""
        self._hurrying.set()
        self._stop()

    async def _drain(self, admission: Admission) -> None:
        """Running calls end by themselves, or are cut after `drain_s`. The log has each call as it ended.

        Until the program stops, kept connections stay open: to close one while its client sends the next request would
        lose that request, and the client may not repeat it. Its answer says `Connection: close`. A call that begins so
        has `drain_s` like those before it.
        """
        context, drain_s = admission.context, self._config.drain_s
        until = time.monotonic() + drain_s
        begun_before = list(context.exchanges)
        context.draining = True
        await _wait_until_idle(admission, until, unless=self._stopping)
        until_for_later_ones = time.monotonic() + drain_s
        context.stopping = True
        for connection in list(admission.connections):
            connection.close_if_idle()
        await _wait_until_idle(admission, until, unless=self._hurrying)
        _cut([exchange for exchange in begun_before if exchange in context.exchanges])
        await _wait_until_idle(admission, until_for_later_ones, unless=self._hurrying)
        _cut(list(context.exchanges))
        await _wait_until_idle(admission, time.monotonic() + _CLOSING_S)
        for connection in list(admission.connections):
            connection.abort()


def _cut(exchanges: Sequence[Exchange]) -> None:
    if exchanges:
        log.warning("drain_ended", cut_calls=len(exchanges))
    for exchange in exchanges:
        stopping = Stopping("The proxy is stopping: make the call again (server.drain_s)")
        exchange.finish(stopping.outcome, stopping)


def _admission(config: WorkerConfig, writer: SpoolWriter, pool: Pool) -> Admission:
    proxy = config.proxy
    return Admission(
        WorkerContext(pool, proxy, config.timeouts),
        Keys(config.keys),
        Router(config.own_paths),
        Targets(config.upstreams, proxy.allowed_targets),
        config.api_socket,
        writer,
        Budget(proxy.capture_budget_bytes, proxy.capture_limit_bytes, writer.counters),
        socket.gethostname(),
    )


def freeze_garbage_collector() -> None:
    """Exempt what lives as long as the process, and collect rarely: a call leaves no reference cycles behind."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


async def _run_clock(admission: Admission, writer: SpoolWriter, pool: Pool) -> None:
    """All timeouts of a worker: one look at everything per tick instead of a timer per call."""
    context = admission.context
    tick_s = _tick_s(context.timeouts)
    while True:
        await asyncio.sleep(tick_s)
        now = time.monotonic()
        timed: list[Exchange | OpenConnection] = [*context.exchanges, *admission.connections]
        for each in timed:
            if each.deadline is None:
                each.deadline = now + each.idle_timeout_s
            elif each.deadline < now:
                _time_out(each)
        pool.sweep(now)
        writer.on_tick()
        _update_gauges(admission, writer, pool)


def _time_out(late: Exchange | OpenConnection) -> None:
    try:
        late.on_timeout()
    except Exception:  # one of them must not stop the clock for all
        log.exception("time_out_failed")


def _update_gauges(admission: Admission, writer: SpoolWriter, pool: Pool) -> None:
    context = admission.context
    writer.counters["connections"] = len(admission.connections)
    writer.counters["in_flight"] = len(context.exchanges)
    writer.counters["exchanges"] = context.finished_count
    writer.counters["upstream_connections"] = len(pool)
    writer.counters["captured_bytes"] = admission.budget.held_bytes


def _tick_s(timeouts: TimeoutSettings) -> float:
    """An eighth of the shortest timeout, between 20 ms and 1 s."""
    shortest: float = min(timeouts.model_dump().values())
    return min(max(shortest / 8, 0.02), 1.0)


async def _wait_until_idle(admission: Admission, until: float, unless: asyncio.Event | None = None) -> None:
    """Wait until no call and no connection is left, at most `until` (monotonic), or until `unless` is set."""
    while (admission.context.exchanges or admission.connections) and time.monotonic() < until:
        if unless is not None and unless.is_set():
            return
        await asyncio.sleep(0.01)  # polling, at shutdown only: an event per finished call would cost every call
