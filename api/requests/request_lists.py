"""POST /v1/request/query and its kin: lists and counts of requests."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Protocol

import orjson
from aiohttp import web

from api.http.answers import reply, written_reply
from api.http.auth import Caller
from api.http.errors import ApiError, Forbidden, NotFound, ValidationFailed
from api.http.json_models import read_model
from api.http.json_values import shown_value
from api.queries.filter_models import filter_of, sort_of
from api.requests.request_ids import request_id_of
from api.requests.request_lists_models import CountQuery, IdsQuery, RequestQuery
from api.requests.request_shape import helicone_request, timestamp
from api.requests.requests import DRAIN_S, readable_bodies
from api.requests.requests_models import RequestCountAnswer
from api.requests.signed_urls import SignedUrls
from store.analytics import Replica
from store.analytics.requests.body_search import BodySearch, Scanned
from store.analytics.requests.lists import ListedRequest, ListSelection, RequestLists
from store.analytics.requests.sorting import BadCursor, RowPosition, Sort, cursor_of, position_of
from store.base import Store
from store.ingest import Ingest
from store.models import Bodies, Request

MAX_LIMIT = 1_000
SCAN_S = 5.0  # for looking through bodies
_BODIES_BYTES = 32 << 20  # of bodies in one answer; a list of a thousand long prompts would fill the memory
_LEFT_OUT = {"helicone_message": "Left out for the size of the list: signed_body_url has it."}


class InvalidLimit(ApiError):
    """As Helicone says it, but that it is the caller's fault and not the server's."""

    status = 422

    def __init__(self) -> None:
        super().__init__("invalid limit")


class UrlOf(Protocol):
    def __call__(self, request_id: str) -> str: ...


class RequestListHandlers:
    def __init__(self, store: Store, ingest: Ingest, replica: Replica, urls: SignedUrls) -> None:
        self._store = store
        self._ingest = ingest
        self._replica = replica
        self._urls = urls
        self._lists = RequestLists(replica)
        self._search = BodySearch(self._lists, store)

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        """A page of requests, whole; 201, as in Helicone."""
        query = await read_model(request, RequestQuery)
        if not 0 <= query.limit <= MAX_LIMIT:
            raise InvalidLimit
        selection, sort = _selection(query, caller), sort_of(query.sort)
        _check_place(query, sort)
        extra: dict[str, Any] = {"fresh_to": timestamp(await self._replica.fresh()), "scanned": None}
        after = await self._place(query, sort, caller)
        if query.scan_bodies:
            _check_scan(query, sort)
            scanned = await self._search.page(selection, query.limit, after, SCAN_S)
            found, following = scanned.found, _following_scan(sort, scanned, query.limit)
            extra["scanned"] = {"requests": scanned.requests, "complete": scanned.complete}
        elif query.before is not None:
            backwards = replace(sort, backwards=True)
            found = (await self._lists.page(selection, backwards, query.limit, query.offset, after))[::-1]
            following = None
        else:
            found = await self._lists.page(selection, sort, query.limit, query.offset, after)
            following = _following(sort, found, query.limit)
        extra["next_cursor"] = following
        names = [one.request_id for one in found]
        return await self._rows(request, caller, names, extra, bodies=query.includeBodies)

    async def by_ids(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, IdsQuery)
        fresh_to_us = await self._ingest.drain(DRAIN_S)
        extra = {"fresh_to": timestamp(fresh_to_us)}
        return await self._rows(request, caller, query.requestIds, extra, bodies=True)

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, CountQuery)
        selection = _selection(query, caller)
        fresh_to_us = await self._replica.fresh()
        count = await self._lists.count(selection)
        return reply(RequestCountAnswer(data=count, fresh_to=timestamp(fresh_to_us)))

    async def bodies(self, request: web.Request, _caller: Caller) -> web.Response:
        """Both bodies of a request, for whoever has a URL that we signed."""
        request_id = request_id_of(request)
        project = self._urls.project_of(request_id, dict(request.query))
        if project is None:
            raise Forbidden("This URL was not made by this server, or it has expired: ask for the request again.")
        found = await self._store.request(project, request_id)
        if found is None:
            raise NotFound("This request has been deleted.")
        bodies = await self._store.bodies(project, found.last.exchange_id) or Bodies()
        return written_reply(await asyncio.to_thread(_bodies_alone, found, bodies))

    async def _place(self, query: RequestQuery, sort: Sort, caller: Caller) -> RowPosition | None:
        """Where the page begins; None: at the beginning of the list."""
        if query.cursor is not None:
            return _place_of(query.cursor, sort)
        field = "before" if query.before is not None else "after"
        request_id = getattr(query, field)
        if request_id is None:
            return None
        place = await self._lists.position(caller.project, sort, request_id)
        if place is None:
            detail = {"message": "there is no such request", "value": shown_value(request_id)}
            raise ValidationFailed({f"requestBody.{field}": detail})
        return place

    async def _rows(
        self, request: web.Request, caller: Caller, names: list[str], extra: dict[str, Any], *, bodies: bool
    ) -> web.Response:
        requests = await self._store.requests(caller.project, names)
        exchange_ids = [one.last.exchange_id for one in requests]
        found = await self._store.many_bodies(exchange_ids, _BODIES_BYTES) if bodies else None

        def url_of(request_id: str) -> str:
            return self._urls.url(request, caller.project, request_id)

        body = await asyncio.to_thread(_answer, requests, found, url_of, extra)
        return written_reply(body, status=201)


def _selection(query: CountQuery, caller: Caller) -> ListSelection:
    return ListSelection(caller.project, filter_of(query.filter), query.isScored, query.isCached)


def _check_place(query: RequestQuery, sort: Sort) -> None:
    said = [field for field in ("cursor", "after", "before") if getattr(query, field) is not None]
    if not said:
        return
    where = f"requestBody.{said[0]}"
    if len(said) > 1:
        raise ValidationFailed({where: {"message": f"can't be together with {said[1]}"}})
    if sort.key == "random":
        raise ValidationFailed({where: {"message": "does not go with a random order"}})


def _place_of(cursor: str, sort: Sort) -> RowPosition:
    try:
        return position_of(cursor, sort)
    except BadCursor as error:
        raise ValidationFailed({"requestBody.cursor": {"message": str(error)}}) from None


def _check_scan(query: RequestQuery, sort: Sort) -> None:
    if sort != Sort():
        raise ValidationFailed({"requestBody.sort": {"message": "scan_bodies goes from the newest on only"}})
    if query.offset:
        raise ValidationFailed({"requestBody.offset": {"message": "scan_bodies takes a cursor instead"}})
    if query.before is not None:
        raise ValidationFailed({"requestBody.before": {"message": "scan_bodies goes from the newest on only"}})


def _following(sort: Sort, found: list[ListedRequest], limit: int) -> str | None:
    if len(found) < limit or not found or sort.key == "random":
        return None
    return cursor_of(sort, found[-1].position)


def _following_scan(sort: Sort, scanned: Scanned, limit: int) -> str | None:
    if not scanned.complete and len(scanned.found) < limit:
        return None if scanned.reached is None else cursor_of(sort, scanned.reached)
    return _following(sort, scanned.found, limit)


# In a thread: taking apart some megabytes would hold up everybody else.


def _answer(
    requests: list[Request], bodies: dict[str, Bodies | None] | None, url_of: UrlOf, extra: dict[str, Any]
) -> bytes:
    rows = []
    for request in requests:
        row = helicone_request(request).model_dump()
        row["signed_body_url"] = url_of(request.request_id)
        if bodies is not None:
            row |= _inline(request, bodies)
        rows.append(row)
    return orjson.dumps({"data": rows, "error": None} | extra)


def _inline(request: Request, bodies: dict[str, Bodies | None]) -> dict[str, Any]:
    both = bodies.get(request.last.exchange_id, Bodies())
    if both is None:
        return {"request_body": _LEFT_OUT, "response_body": _LEFT_OUT}
    return readable_bodies(request.last, both)


def _bodies_alone(request: Request, bodies: Bodies) -> bytes:
    readable = readable_bodies(request.last, bodies)
    return orjson.dumps({"request": readable["request_body"], "response": readable["response_body"]})
