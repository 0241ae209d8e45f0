"""Who is calling, and what the key may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler as AiohttpHandler

from api.errors import Forbidden, Unauthorized
from store.keys import Keys
from store.settings import Scope

OPEN_PROJECT = 1  # everybody's, when no keys are configured


@dataclass(frozen=True, slots=True)
class Caller:
    project: int
    known: bool  # False: keys are configured, and this call showed none


Handler = Callable[[web.Request, Caller], Awaitable[web.StreamResponse]]


def authorised(keys: Keys, scope: Scope, handler: Handler) -> AiohttpHandler:
    """The handler, for callers whose key has that scope."""

    async def checked(request: web.Request) -> web.StreamResponse:
        return await handler(request, _caller(keys, scope, request.headers.get("Authorization")))

    return checked


def public(keys: Keys, handler: Handler) -> AiohttpHandler:
    """The handler, for everybody; it sees whether the caller is known."""

    async def checked(request: web.Request) -> web.StreamResponse:
        key = keys.find(request.headers.get("Authorization"))
        known = keys.open or key is not None
        return await handler(request, Caller(key.project if key else OPEN_PROJECT, known))

    return checked


def _caller(keys: Keys, scope: Scope, authorization: str | None) -> Caller:
    if keys.open:
        return Caller(OPEN_PROJECT, known=True)
    if not authorization:
        raise Unauthorized("No authorization header")
    key = keys.find(authorization)
    if key is None:
        raise Unauthorized("No API key found")
    if scope not in key.scopes:
        raise Forbidden(
            f"The key {key.name!r} lacks the scope {scope!r}; its entry under [[auth.key]] lists its scopes."
        )
    return Caller(key.project, known=True)
