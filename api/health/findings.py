"""GET /healthz/findings: what could not be understood of the newest calls; the same as `gnomon doctor`."""

from __future__ import annotations

from aiohttp import web

from api.health.findings_models import FindingsAnswer, FindingShape
from api.http.auth import Caller
from api.http.replies import model_reply
from store.base import Store
from store.findings import LAST


class FindingsHandlers:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def show(self, _request: web.Request, caller: Caller) -> web.Response:
        findings = await self._store.findings(caller.project, LAST)
        return model_reply(FindingsAnswer(data=[FindingShape(**finding._asdict()) for finding in findings]))
