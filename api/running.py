"""Counts the requests being answered, so that a shutdown can wait for them.

aiohttp waits for handlers too, but stops reading meanwhile: a body still in transit would never arrive.
"""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler


class Running:
    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()
        self._leaving = False

    @web.middleware
    async def counted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._count += 1
        self._none.clear()
        try:
            answer = await handler(request)
        finally:
            self._count -= 1
            if not self._count:
                self._none.set()
        if self._leaving:
            answer.force_close()  # no further request on this connection
        return answer

    async def finish(self, within_s: float) -> None:
        """Wait until no request is running, at most for that time."""
        self._leaving = True
        try:
            await asyncio.wait_for(self._none.wait(), within_s)
        except TimeoutError:
            pass  # what is still running is cut off
