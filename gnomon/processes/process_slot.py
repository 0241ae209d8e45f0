"""Keeps one place filled with a running process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

from gnomon.processes.jobs import CANNOT_HELP
from gnomon.processes.process import Process, died_of

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0
STEADY_AFTER_S = 10.0  # what ran so long before it died starts again without much delay
GIVE_UP_AFTER = 5
CANNOT_HELP_PAUSE_S = 60.0  # somebody may mend what it complains of


class CannotStart(Exception):
    """A process ended again and again before it was ever ready, or said that it can't help to try again."""


class _Death(NamedTuple):
    cause: str
    for_good: bool = False  # another try can't help


class ProcessSlot:
    """Starts a process, starts it again when it dies, replaces it by a newer one."""

    def __init__(self, name: str, launch: Callable[[], Process]) -> None:
        self.name = name
        self.up = asyncio.Event()  # it was ready once
        self.process: Process | None = None
        self._launch = launch

    async def run(self) -> None:
        """Goes on until cancelled, which leaves the process alone. Raises CannotStart."""
        failures = 0
        while True:
            started_at = time.monotonic()
            death = await self._one_life()
            if death is None:
                continue
            failures = 1 if time.monotonic() - started_at >= STEADY_AFTER_S else failures + 1
            if (failures >= GIVE_UP_AFTER or death.for_good) and not self.up.is_set():
                raise CannotStart(f"the {self.name} process does not start ({death.cause}); what it said is above")
            pause_s = min(FIRST_PAUSE_S * 2 ** (failures - 1), LONGEST_PAUSE_S)
            if death.for_good:
                pause_s = CANNOT_HELP_PAUSE_S
            structlog.get_logger().error("process died", died=self.name, cause=death.cause, again_in_s=pause_s)
            await asyncio.sleep(pause_s)

    async def _one_life(self) -> _Death | None:
        """Wait for the end of the process in this place, which is started if there is none; what it died of, or None
        when it was asked to leave or a newer one is in its place."""
        try:
            process = self.process = self.process or self._launch()
        except OSError as error:
            return _Death(str(error))
        if await process.became_ready():
            self.up.set()
        status = await process.wait()
        if process is not self.process:
            return None
        self.process = None
        return None if process.told_to_stop else _Death(died_of(status), status == CANNOT_HELP)

    async def replace(self) -> Process | None:
        """Start a newer process and let it take the place once it is ready; the older one is returned, still running.

        Raises OSError, and CannotStart when the newer one ends before it is ready; then the older one stays.
        """
        newer = self._launch()
        if not await newer.became_ready():
            raise CannotStart(f"the new {self.name} process does not start ({died_of(await newer.wait())})")
        older, self.process = self.process, newer
        return older
