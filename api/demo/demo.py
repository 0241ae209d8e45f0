"""/v1/demo: made-up calls in a project of their own, filled and removed."""

from __future__ import annotations

import asyncio

from aiohttp import web

from api.demo.demo_models import DemoAnswer, DemoShape, RemovedDemo, RemovedDemoAnswer
from api.demo.filling import fill_demo
from api.http.auth import Caller
from api.http.replies import model_reply
from api.intake.calls import ReportedCalls
from evaluation.webhooks import Webhooks
from store.base import Store
from store.ingest import Ingest
from store.keys import DEMO_PROJECT


class DemoHandlers:
    def __init__(self, store: Store, ingest: Ingest, calls: ReportedCalls, webhooks: Webhooks) -> None:
        self._store = store
        self._ingest = ingest
        self._calls = calls
        self._webhooks = webhooks
        self._changing = asyncio.Lock()

    async def fill(self, _request: web.Request, _caller: Caller) -> web.Response:
        """PUT /v1/demo"""
        async with self._changing:
            count = await fill_demo(self._store, self._ingest, self._calls)
            await self._webhooks.read_again()
        return _answer(count)

    async def show(self, _request: web.Request, _caller: Caller) -> web.Response:
        """GET /v1/demo"""
        return _answer(await self._store.count_exchanges(DEMO_PROJECT))

    async def remove(self, _request: web.Request, _caller: Caller) -> web.Response:
        """DELETE /v1/demo"""
        async with self._changing:
            deleted = await self._store.delete_project(DEMO_PROJECT)
            await self._webhooks.read_again()
        return model_reply(RemovedDemoAnswer(data=RemovedDemo(deleted=deleted)))


def _answer(calls: int) -> web.Response:
    return model_reply(DemoAnswer(data=DemoShape(calls=calls)))
