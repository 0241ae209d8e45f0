"""A receiver of webhooks, with a real socket: it remembers what it got, and answers as it is told."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from multidict import CIMultiDictProxy

from tests.support.gate import WAIT_S

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Delivered:
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class WebhookReceiver:
    url: str = ""
    delivered: list[Delivered] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)  # of the next answers; afterwards 200
    answer: Answer | None = None  # instead of a status
    headers: dict[str, str] = field(default_factory=dict)  # of failures
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        delivered = Delivered(request.headers, await request.read())
        async with self.came:
            self.delivered.append(delivered)
            self.came.notify_all()
        if self.answer:
            return await self.answer(request)
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers=self.headers if status >= 300 else {})

    async def first(self, count: int) -> Sequence[Delivered]:
        """What came, once it is that many."""
        async with asyncio.timeout(WAIT_S), self.came:
            await self.came.wait_for(lambda: len(self.delivered) >= count)
        return self.delivered[:count]


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[WebhookReceiver]:
    receiver = WebhookReceiver()
    app = web.Application(client_max_size=64 << 20)
    app.router.add_route("*", "/{path:.*}", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    host, port = runner.addresses[0][:2]
    receiver.url = f"http{'s' if tls else ''}://{host}:{port}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()
