"""Keeps one slot filled with a running process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

from gnomon.processes.process import Process, exit_cause
from gnomon.processes.signals import EXIT_PERMANENT

FIRST_DELAY_S = 0.1
MAX_DELAY_S = 5.0
STABLE_AFTER_S = 10.0  # a process that ran this long is restarted with the first delay again
GIVE_UP_AFTER = 5  # failures in a row before the process was ever ready
PERMANENT_DELAY_S = 60.0  # after a failure that a restart does not fix; somebody may fix it meanwhile


class CannotStart(Exception):
    """A process failed again and again before it was ever ready, or reported that a restart would not help."""


class _Failure(NamedTuple):
    cause: str
    is_permanent: bool = False  # a restart would not help


class ProcessSlot:
    """Starts a process, restarts it when it dies, and replaces it with a newer one."""

    def __init__(self, name: str, launch: Callable[[], Process]) -> None:
        self.name = name
        self.first_ready = asyncio.Event()  # a process in this slot was ready at least once
        self.process: Process | None = None
        self._launch = launch

    async def run(self) -> None:
        """Keep the slot filled until cancelled; cancelling leaves the process running. Raises CannotStart."""
        failures = 0
        while True:
            started_at = time.monotonic()
            failure = await self._run_once()
            if failure is None:
                continue
            failures = 1 if time.monotonic() - started_at >= STABLE_AFTER_S else failures + 1
            if (failures >= GIVE_UP_AFTER or failure.is_permanent) and not self.first_ready.is_set():
                raise CannotStart(f"the {self.name} process does not start ({failure.cause}); see its log lines above")
            delay_s = min(FIRST_DELAY_S * 2 ** (failures - 1), MAX_DELAY_S)
            if failure.is_permanent:
                delay_s = PERMANENT_DELAY_S
            structlog.get_logger().error("process_died", name=self.name, cause=failure.cause, restart_in_s=delay_s)
            await asyncio.sleep(delay_s)

    async def _run_once(self) -> _Failure | None:
        """Start a process if the slot is empty, and wait until it ends.

        Returns why it died, or None when it was asked to stop or a newer process has taken the slot.
        """
        try:
            process = self.process = self.process or self._launch()
        except OSError as error:
            return _Failure(str(error))
        if await process.became_ready():
            self.first_ready.set()
        status = await process.wait()
        if process is not self.process:
            return None
        self.process = None
        return None if process.stop_requested else _Failure(exit_cause(status), status == EXIT_PERMANENT)

    async def replace(self) -> Process | None:
        """Start a newer process and give it the slot once it is ready. Returns the older one, still running.

        Raises OSError, and CannotStart when the newer one ends before it is ready; the older one then keeps the slot.
        """
        newer = self._launch()
        if not await newer.became_ready():
            raise CannotStart(f"the new {self.name} process does not start ({exit_cause(await newer.wait())})")
        older, self.process = self.process, newer
        return older
