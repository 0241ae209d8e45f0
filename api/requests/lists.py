"""POST /v1/request/query and its relatives: lists and counts of requests, and bodies by a signed URL."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.errors import ApiError, Forbidden, NotFound, ValidationFailed
from api.http.json_body import read_model
from api.http.json_values import shown_value
from api.http.replies import bytes_reply, model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of, sort_of
from api.requests.helicone_request import helicone_request
from api.requests.ids import request_id_of
from api.requests.lists_models import CountQuery, IdsQuery, RequestQuery
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
SCAN_S = 5.0  # for searching bodies
_BODIES_BYTES = 32 << 20  # of bodies in one answer: a thousand long prompts would fill the memory
_ANSWER_BYTES = 64 << 20  # of all rows, whose scores and properties can be many and long
_STEP = 100  # requests read at a time
_LEFT_OUT = {
    "helicone_message": "Omitted because the list is too large, or the node that has it is away; use signed_body_url"
}


class InvalidLimit(ApiError):
    """Has the words of Helicone's error, which has status 500 there."""

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
        """A page of requests; status 201, as in Helicone."""
        query = await read_model(request, RequestQuery)
        if not 0 <= query.limit <= MAX_LIMIT:
            raise InvalidLimit
        selection, sort = _selection(query, caller), sort_of(query.sort)
        _check_position(query, sort)
        extra: dict[str, Any] = {"fresh_to": iso_8601(await self._replica.fresh()), "scanned": None}
        after = await self._position(query, sort, caller)
        if query.scan_bodies:
            _check_scan(query, sort)
            scanned = await self._search.page(selection, query.limit, after, SCAN_S)
            rows, following = scanned.found, _following_scan(sort, scanned, query.limit)
            listed = {row.request_id for row in rows}
            extra["scanned"] = {
                "requests": scanned.requests,
                "complete": scanned.complete,
                "excerpts": {
                    name: {"request": hits.get("request"), "response": hits.get("response")}
                    for name, hits in scanned.excerpts.items()
                    if name in listed
                },
            }
        elif query.before is not None:
            backwards = replace(sort, backwards=True)
            rows = (await self._lists.page(selection, backwards, query.limit, query.offset, after))[::-1]
            following = None
        else:
            rows = await self._lists.page(selection, sort, query.limit, query.offset, after)
            following = _following(sort, rows, query.limit)
        extra["next_cursor"] = following
        ids = {row.request_id: row.id for row in rows}
        return await self._reply(request, caller, ids, extra, bodies=query.includeBodies, narrow="limit")

    async def by_ids(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, IdsQuery)
        fresh_to_us = await self._ingest.drain(DRAIN_S)
        extra = {"fresh_to": iso_8601(fresh_to_us)}
        ids = dict.fromkeys(query.requestIds)
        return await self._reply(request, caller, ids, extra, bodies=True, narrow="requestIds")

    async def count(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, CountQuery)
        selection = _selection(query, caller)
        fresh_to_us = await self._replica.fresh()
        count = await self._lists.count(selection)
        return model_reply(RequestCountAnswer(data=count, fresh_to=iso_8601(fresh_to_us)))

    async def bodies(self, request: web.Request, _caller: Caller) -> web.Response:
        """Both bodies of a request, for whoever has a URL that this server signed."""
        request_id = request_id_of(request)
        project = self._urls.project_of(request_id, dict(request.query))
        if project is None:
            raise Forbidden("This URL is expired or was not signed by this server; get a new one with the request")
        logged = await self._store.request(project, request_id)
        if logged is None:
            raise NotFound("This request has been deleted")
        bodies = await self._store.bodies(project, logged.last.exchange_id) or Bodies()
        return bytes_reply(await asyncio.to_thread(_bodies_alone, logged, bodies))

    async def _position(self, query: RequestQuery, sort: Sort, caller: Caller) -> RowPosition | None:
        """Where the page begins; None: at the start of the list."""
        if query.cursor is not None:
            return _cursor_position(query.cursor, sort)
        field = "before" if query.before is not None else "after"
        request_id = getattr(query, field)
        if request_id is None:
            return None
        position = await self._lists.position(caller.project, sort, request_id)
        if position is None:
            detail = {"message": "must be the id of a logged request", "value": shown_value(request_id)}
            raise ValidationFailed({f"requestBody.{field}": detail})
        return position

    async def _reply(
        self,
        request: web.Request,
        caller: Caller,
        ids: Mapping[str, int | None],
        extra: dict[str, Any],
        *,
        bodies: bool,
        narrow: str,
    ) -> web.Response:
        """`ids`: id → the request's row in queries, if known. `narrow`: the field of the body that makes the answer
        smaller, should it be too large."""

        def url_of(request_id: str) -> str:
            return self._urls.url(request, caller.project, request_id)

        rows: list[bytes] = []
        left_bytes, bodies_bytes = _ANSWER_BYTES, _BODIES_BYTES
        request_ids = list(ids)
        row_ids = {each: row_id for each, row_id in ids.items() if row_id is not None}
        for first in range(0, len(request_ids), _STEP):
            some_ids = request_ids[first : first + _STEP]
            requests = await self._store.requests(caller.project, some_ids, row_ids)
            exchange_ids = [logged.last.exchange_id for logged in requests]
            read = await self._store.many_bodies(exchange_ids, bodies_bytes) if bodies else None
            bodies_bytes = _left(bodies_bytes, read) if read else 0
            some = await asyncio.to_thread(_rows, requests, read, url_of, left_bytes)
            if some is None:
                message = f"the answer would have more than {_ANSWER_BYTES >> 20} MiB: ask for fewer requests"
                raise ValidationFailed({f"requestBody.{narrow}": {"message": message, "value": len(ids)}})
            rows += some
            left_bytes -= sum(map(len, some))
        return bytes_reply(orjson.dumps({"data": [*map(orjson.Fragment, rows)], "error": None} | extra), status=201)


def _selection(query: CountQuery, caller: Caller) -> ListSelection:
    return ListSelection(caller.project, filter_of(query.filter), query.isScored, query.isCached)


def _check_position(query: RequestQuery, sort: Sort) -> None:
    given = [field for field in ("cursor", "after", "before") if getattr(query, field) is not None]
    if not given:
        return
    where = f"requestBody.{given[0]}"
    if len(given) > 1:
        raise ValidationFailed({where: {"message": f"cannot be combined with '{given[1]}'"}})
    if sort.key == "random":
        raise ValidationFailed({where: {"message": "cannot be combined with a random sort"}})


def _cursor_position(cursor: str, sort: Sort) -> RowPosition:
    try:
        return position_of(cursor, sort)
    except BadCursor as error:
        raise ValidationFailed({"requestBody.cursor": {"message": str(error)}}) from None


def _check_scan(query: RequestQuery, sort: Sort) -> None:
    if sort != Sort():
        raise ValidationFailed({"requestBody.sort": {"message": "must be the default if scan_bodies is true"}})
    if query.offset:
        raise ValidationFailed({"requestBody.offset": {"message": "must be 0 if scan_bodies is true; use 'cursor'"}})
    if query.before is not None:
        raise ValidationFailed({"requestBody.before": {"message": "cannot be combined with 'scan_bodies'"}})


def _following(sort: Sort, rows: list[ListedRequest], limit: int) -> str | None:
    if len(rows) < limit or not rows or sort.key == "random":
        return None
    return cursor_of(sort, rows[-1].position)


def _following_scan(sort: Sort, scanned: Scanned, limit: int) -> str | None:
    if not scanned.complete and len(scanned.found) < limit:
        return None if scanned.reached is None else cursor_of(sort, scanned.reached)
    return _following(sort, scanned.found, limit)


# In a thread: parsing some megabytes would block all other requests


def _rows(
    requests: list[Request], bodies: dict[str, Bodies | None] | None, url_of: UrlOf, left_bytes: int
) -> list[bytes] | None:
    """The rows as JSON. None: they would have more than `left_bytes`."""
    rows = []
    for request in requests:
        row = helicone_request(request).model_dump()
        row["signed_body_url"] = url_of(request.request_id)
        if bodies is not None:
            row |= _inline(request, bodies)
        rows.append(orjson.dumps(row))
        left_bytes -= len(rows[-1])
        if left_bytes < 0:
            return None
    return rows


def _left(bodies_bytes: int, read: dict[str, Bodies | None]) -> int:
    """How many bytes of bodies may follow; none after the first that were left out."""
    if None in read.values():
        return 0
    return bodies_bytes - sum(len(each.request or b"") + len(each.response or b"") for each in read.values() if each)


def _inline(request: Request, bodies: dict[str, Bodies | None]) -> dict[str, Any]:
    both = bodies.get(request.last.exchange_id, Bodies())
    if both is None:
        return {"request_body": _LEFT_OUT, "response_body": _LEFT_OUT}
    return readable_bodies(request.last, both)


def _bodies_alone(request: Request, bodies: Bodies) -> bytes:
    readable = readable_bodies(request.last, bodies)
    return orjson.dumps({"request": readable["request_body"], "response": readable["response_body"]})
