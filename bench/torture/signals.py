"""Signals, several in short order: reloads, orderly stops, and SIGTERM to a process that is not the supervisor."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable

from bench.torture.storm import Storm
from tests.support.load import Load


async def signal_storm(storm: Storm, load: Load) -> None:
    await storm.random.choice((_reload, _terminate_children, _stop))(storm)


async def _reload(storm: Storm) -> None:
    """SIGHUP: no call may fail."""
    await _send(storm, signal.SIGHUP, lambda: storm.gnomon.pids().supervisor)


async def _terminate_children(storm: Storm) -> None:
    """A worker that gets SIGTERM finishes its calls and is replaced; the api process ignores it."""
    await _send(storm, signal.SIGTERM, lambda: storm.random.choice([pid for pid in storm.gnomon.pids().all[1:] if pid]))


async def _stop(storm: Storm) -> None:
    """SIGTERM to the supervisor ends in status 0, also when it comes more than once."""
    storm.disturb()
    stopped_at = time.monotonic()
    supervisor = storm.gnomon.pids().supervisor
    await _send(storm, signal.SIGTERM, lambda: supervisor)
    await asyncio.to_thread(storm.gnomon.wait_stopped)
    await storm.start_again(stopped_at)


async def _send(storm: Storm, number: signal.Signals, pid: Callable[[], int]) -> None:
    for _ in range(storm.random.randrange(1, 5)):
        try:
            os.kill(await asyncio.to_thread(pid), number)
        except (ProcessLookupError, IndexError):
            pass  # it has exited meanwhile
        storm.tally.counts[f"signals: {number.name}"] += 1
        await asyncio.sleep(storm.random.uniform(0, 0.4))
