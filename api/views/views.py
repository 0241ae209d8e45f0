"""/v1/views: saved views of the dashboard's pages."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import NotFound, ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.views.views_models import MAX_SEARCH_BYTES, View, ViewAnswer, ViewBody, ViewsAnswer
from store.base import Full, Store
from store.ids import uuid7
from store.views import NameTaken, SavedView


class ViewHandlers:
    def __init__(self, store: Store) -> None:
        self._views = store.views

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/views"""
        views = await self._views.of_project(caller.project)
        shown = [_shown(view, caller) for view in views if view.is_visible_to(caller.key_name)]
        return model_reply(ViewsAnswer(data=shown))

    async def create(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/views"""
        body = await read_model(request, ViewBody)
        now_us = time.time_ns() // 1_000
        view = SavedView(
            uuid7(), caller.project, caller.key_name, **_fields(body), created_at_us=now_us, updated_at_us=now_us
        )
        return await self._save(view, caller)

    async def replace(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/views/{view_id}: absent fields get their defaults."""
        body = await read_model(request, ViewBody)
        view = await self._find(request, caller)
        return await self._save(replace(view, **_fields(body), updated_at_us=time.time_ns() // 1_000), caller)

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/views/{view_id}"""
        view = await self._find(request, caller)
        if not await self._views.delete(caller.project, view.view_id):
            raise _unknown()
        return model_reply(DeletedAnswer())

    async def _find(self, request: web.Request, caller: Caller) -> SavedView:
        view_id = request.match_info["view_id"]
        for view in await self._views.of_project(caller.project):
            if view.view_id == view_id and view.is_visible_to(caller.key_name):
                return view
        raise _unknown()

    async def _save(self, view: SavedView, caller: Caller) -> web.Response:
        try:
            await self._views.put(view)
        except NameTaken as error:
            raise ValidationFailed({"requestBody.name": {"message": str(error), "value": view.name}}) from error
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        return model_reply(ViewAnswer(data=_shown(view, caller)))


def _fields(body: ViewBody) -> dict[str, Any]:
    """The fields of `SavedView` that the body has. Raises ValidationFailed."""
    _check_search(body.search)
    return {
        "page": body.page,
        "name": body.name,
        "search": body.search,
        "shared": body.shared,
        "is_default": body.default,
    }


def _check_search(search: dict[str, Any]) -> None:
    try:
        size_bytes = len(orjson.dumps(search, option=orjson.OPT_PASSTHROUGH_DATACLASS))
    except TypeError:  # a number that no double holds, half of a surrogate pair, or nested too deep
        message = "must be JSON without numbers that are too large, broken text or deep nesting"
        raise ValidationFailed({"requestBody.search": {"message": message}}) from None
    if size_bytes > MAX_SEARCH_BYTES:
        message = f"must have at most {MAX_SEARCH_BYTES} bytes as JSON, has {size_bytes}"
        raise ValidationFailed({"requestBody.search": {"message": message}})


def _shown(view: SavedView, caller: Caller) -> View:
    return View(
        view_id=view.view_id,
        name=view.name,
        page=view.page,
        search=view.search,
        shared=view.shared,
        default=view.is_default,
        owner=view.owner,
        own=view.owner == caller.key_name,
        created_at=iso_8601(view.created_at_us),
        updated_at=iso_8601(view.updated_at_us),
    )


def _unknown() -> NotFound:
    return NotFound("There is no saved view with this id that you may see; GET /v1/views lists them")
