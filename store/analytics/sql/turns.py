"""Whose statement runs next: the projects take turns, so that none waits for all statements of another."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class QueueFull(Exception):
    """As many statements of the project wait already as may."""


class NoTurn(Exception):
    """The statement's turn did not come in time."""


class Turns:
    def __init__(self, at_once: int, waiting_max: int) -> None:
        """`waiting_max`: statements of one project that may wait."""
        self._free = at_once
        self._waiting_max = waiting_max
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}  # by project; the first one's turn is next

    @asynccontextmanager
    async def turn(self, project: int, timeout_s: float) -> AsyncIterator[None]:
        """Inside the block it is the statement's turn. Raises QueueFull at once, NoTurn after `timeout_s`."""
        await self._take(project, timeout_s)
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, project: int, timeout_s: float) -> None:
        if self._free:  # then nobody waits
            self._free -= 1
            return
        line = self._waiting.get(project, ())
        if len(line) >= self._waiting_max:
            raise QueueFull
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(project, deque()).append(mine)
        try:
            async with asyncio.timeout(timeout_s):
                await mine
        except BaseException as error:
            self._leave(project, mine)
            if isinstance(error, TimeoutError):
                raise NoTurn from None
            raise

    def _leave(self, project: int, mine: asyncio.Future[None]) -> None:
        if mine.done() and not mine.cancelled():  # its turn came in the same moment
            self._pass_on()
        elif mine in (line := self._waiting.get(project, deque())):
            line.remove(mine)
            if not line:
                del self._waiting[project]

    def _pass_on(self) -> None:
        """Give the turn to the first statement of the next project, which then waits behind the others."""
        while self._waiting:
            project, line = next(iter(self._waiting.items()))
            del self._waiting[project]
            first = line.popleft()
            if line:
                self._waiting[project] = line
            if not first.done():
                first.set_result(None)
                return
        self._free += 1
