"""GET /v1/request/{request_id}: a request with its attempts and scores, and one attempt with its bodies."""

from __future__ import annotations

import asyncio

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.errors import BEHIND, NotFound, ServiceUnavailable
from api.http.parameters import flag
from api.http.replies import json_reply
from api.requests.helicone_request import attempt_detail, helicone_request
from api.requests.ids import request_id_of
from api.requests.signed_urls import SignedUrls
from store.base import Store
from store.extract.bodies.readable import assemble
from store.ingest import Ingest
from store.models import Bodies, ExchangeRow, Request

_DAMAGED = {
    "damaged": True,
    "message": "What is stored of this body in bodies.db is not what was logged; see gnomon doctor",
}
DRAIN_S = 2.0  # how long an answer waits for logged calls that are not in the store yet


class RequestHandlers:
    def __init__(self, store: Store, ingest: Ingest, urls: SignedUrls) -> None:
        self._store = store
        self._ingest = ingest
        self._urls = urls

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """Includes everything that was acknowledged before. The answer for an unknown id is `null`, as in Helicone."""
        request_id = request_id_of(request)
        include_body = flag(request, "includeBody")
        logged = await self._fresh(caller.project, request_id)
        if logged is None:
            return json_reply({"data": None, "error": None})
        data = helicone_request(logged).model_dump()
        data["signed_body_url"] = self._urls.url(request, caller.project, logged.request_id)
        if include_body:
            data |= await self._bodies(caller.project, logged.last)
        return json_reply({"data": data, "error": None})

    async def attempt(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/request/{request_id}/attempts/{exchange_id}: of attempts, conflicts, and calls that read it back."""
        request_id, exchange_id = request_id_of(request), request.match_info["exchange_id"]
        logged = await self._fresh(caller.project, request_id)
        if logged is None:
            raise NotFound(f"There is no request {request_id}")
        listed = (*logged.attempts, *logged.conflicts, *(logged.read_back_by or ()))
        exchange = next((each for each in listed if each.exchange_id == exchange_id), None)
        if exchange is None:
            raise NotFound(f"{exchange_id} is none of the attempts that request {request_id} lists")
        data = attempt_detail(exchange).model_dump() | await self._bodies(caller.project, exchange)
        return json_reply({"data": data, "error": None})

    async def _fresh(self, project: int, request_id: str) -> Request | None:
        """Raises ServiceUnavailable if it is not in the store but may be on its way there."""
        caught_up = await self._ingest.catch_up_request(project, request_id)
        logged = await self._store.request(project, request_id)
        if logged is None and caught_up:
            # It may be an id that the upstream gave, which only ingest can find out.
            caught_up = await self._ingest.has_all(DRAIN_S)
            logged = await self._store.request(project, request_id)
        if logged is None and not caught_up:
            raise ServiceUnavailable(BEHIND)
        return logged

    async def _bodies(self, project: int, exchange: ExchangeRow) -> dict[str, orjson.Fragment]:
        bodies = await self._store.bodies(project, exchange.exchange_id)
        if bodies is None:
            return {}
        # In a thread: parsing some megabytes would block all other requests.
        return await asyncio.to_thread(readable_bodies, exchange, bodies)


def readable_bodies(exchange: ExchangeRow, bodies: Bodies) -> dict[str, orjson.Fragment]:
    """`request_body` and `response_body` of an answer. Slow for large bodies: meant for a thread."""
    readable = assemble(exchange, bodies)
    request, response = (
        _DAMAGED if side in bodies.damaged else value
        for side, value in (("request", readable.request), ("response", readable.response))
    )
    # Serialised on their own: inside the answer they might be nested more deeply than orjson allows.
    return {
        "request_body": orjson.Fragment(orjson.dumps(request)),
        "response_body": orjson.Fragment(orjson.dumps(response)),
    }
