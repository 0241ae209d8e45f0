"""GET /v1/request/{request_id}: a call as it is now, with its tries and scores."""

from __future__ import annotations

import asyncio

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.errors import BEHIND, ServiceUnavailable
from api.http.parameters import flag
from api.http.replies import json_reply
from api.requests.request_ids import request_id_of
from api.requests.request_shape import helicone_request
from api.requests.signed_urls import SignedUrls
from store.base import Store
from store.extract import assemble
from store.ingest import Ingest
from store.models import Bodies, ExchangeRow, Request

DRAIN_S = 2.0  # how long an answer waits for calls that are logged but not in the store yet


class RequestHandlers:
    def __init__(self, store: Store, ingest: Ingest, urls: SignedUrls) -> None:
        self._store = store
        self._ingest = ingest
        self._urls = urls

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """Everything acknowledged before the call came is in the answer. An unknown id is `null`, as in Helicone."""
        request_id = request_id_of(request)
        include_body = flag(request, "includeBody")
        found = await self._fresh(caller.project, request_id)
        if found is None:
            return json_reply({"data": None, "error": None})
        data = helicone_request(found).model_dump()
        data["signed_body_url"] = self._urls.url(request, caller.project, found.request_id)
        if include_body:
            data |= await self._bodies(caller.project, found.last)
        return json_reply({"data": data, "error": None})

    async def _fresh(self, project: int, request_id: str) -> Request | None:
        """Raises StoreUnavailable when it is not in the store, but may be on its way there."""
        caught_up = await self._ingest.catch_up_request(project, request_id)
        found = await self._store.request(project, request_id)
        if found is None and caught_up:
            # It may be an upstream's own id, which only ingest can tell.
            caught_up = await self._ingest.has_all(DRAIN_S)
            found = await self._store.request(project, request_id)
        if found is None and not caught_up:
            raise ServiceUnavailable(BEHIND)
        return found

    async def _bodies(self, project: int, last: ExchangeRow) -> dict[str, orjson.Fragment]:
        bodies = await self._store.bodies(project, last.exchange_id)
        if bodies is None:
            return {}
        # In a thread: taking apart some megabytes would hold up everybody else.
        return await asyncio.to_thread(readable_bodies, last, bodies)


def readable_bodies(exchange: ExchangeRow, bodies: Bodies) -> dict[str, orjson.Fragment]:
    """`request_body` and `response_body`. Takes its time; meant for a thread."""
    readable = assemble(exchange, bodies)
    # Written on their own: inside the answer they would be some levels deeper than orjson writes.
    return {
        "request_body": orjson.Fragment(orjson.dumps(readable.request)),
        "response_body": orjson.Fragment(orjson.dumps(readable.response)),
    }
