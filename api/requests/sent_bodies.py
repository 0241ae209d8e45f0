"""GET /v1/request/{request_id}/request-body: what the caller sent, byte for byte."""

from __future__ import annotations

from aiohttp import web

from api.http.auth import Caller
from api.http.errors import BEHIND, Conflict, NotFound, ServiceUnavailable
from api.http.replies import PRIVATE
from api.requests.ids import request_id_of
from store.base import Store
from store.ingest import Ingest


class SentBodyHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """Of the last attempt. A body that is compressed stays so: the request's headers say how."""
        request_id = request_id_of(request)
        caught_up = await self._ingest.catch_up_request(caller.project, request_id)
        logged = await self._store.request(caller.project, request_id)
        if logged is None:
            if not caught_up:
                raise ServiceUnavailable(BEHIND)
            raise NotFound(f"There is no request {request_id}")
        last = logged.last
        if last.request_truncated:
            raise Conflict("The body is longer than the log's limit, proxy.capture_limit_bytes, and was logged in part")
        bodies = await self._store.bodies(caller.project, last.exchange_id)
        if bodies is not None and "request" in bodies.damaged:
            raise Conflict("What is stored of this body in bodies.db is not what was logged; see gnomon doctor")
        if bodies is None or bodies.request is None:
            raise Conflict("The body is not stored: it was omitted, or has expired")
        return web.Response(body=bodies.request, headers=PRIVATE, content_type="application/octet-stream")
