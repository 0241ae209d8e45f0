"""The requests that are being answered, so that a stop can wait for them.

aiohttp waits for handlers too, but reads nothing any more meanwhile: a body still on its way would never arrive.
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
            answer.force_close()  # no further request on that connection
        return answer

    async def finish(self, within_s: float) -> None:
        """Done when nothing runs, or after that time."""
        self._leaving = True
        try:
            await asyncio.wait_for(self._none.wait(), within_s)
        except TimeoutError:
            pass  # whoever runs still is cut
