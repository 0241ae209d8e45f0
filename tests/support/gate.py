"""Steps that a test releases one by one, instead of sleeping."""

from __future__ import annotations

import asyncio
import threading
from collections import deque

WAIT_S = 45.0  # deadline for events that should occur at once, on a busy machine


class Gate:
    """Lets scripts through one step at a time, as the test releases them. Usable from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets = 0
        self._is_open = False
        self._waiting: deque[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = deque()
        self._arrived = threading.Condition(self._lock)
        self._arrivals = 0

    def release(self, steps: int = 1) -> None:
        """Let that many steps pass, now or when they arrive."""
        with self._lock:
            self._tickets += steps
            self._let_through()

    def open(self) -> None:
        """Let everything pass from now on."""
        with self._lock:
            self._is_open = True
            self._let_through()

    def wait_arrived(self, arrivals: int = 1, timeout_s: float = WAIT_S) -> None:
        """Wait until scripts have arrived at this gate that many times, whether or not they passed."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: self._arrivals >= arrivals, timeout_s):
                raise TimeoutError(f"{self._arrivals} of {arrivals} arrivals at the gate")

    async def passed(self) -> None:
        loop = asyncio.get_running_loop()
        ticket: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self._waiting.append((loop, ticket))
            self._arrivals += 1
            self._arrived.notify_all()
            self._let_through()
        await ticket

    def _let_through(self) -> None:
        while self._waiting and (self._is_open or self._tickets):
            self._tickets -= not self._is_open
            loop, ticket = self._waiting.popleft()
            try:
                loop.call_soon_threadsafe(_resolve, ticket)
            except RuntimeError:
                continue  # the server was stopped while its script was waiting here


def _resolve(ticket: asyncio.Future[None]) -> None:
    if not ticket.done():
        ticket.set_result(None)
