"""API keys: who is calling, and what the key allows."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import get_args

from aiohttp import web
from aiohttp.typedefs import Handler as AiohttpHandler

from api.http.errors import BadRequest, Forbidden, Unauthorized, shown
from store.keys import DEMO_PROJECT, Keys
from store.settings import KeySettings, Scope

OPEN_PROJECT = 1  # everybody's project if no keys are configured
PROJECT_HEADER = "Gnomon-Project"
DEMO = "demo"  # the value of the header for the demo project
_ALL_SCOPES: frozenset[Scope] = frozenset(get_args(Scope))
_ACTING = re.compile(r"^(/ui/api)?/v1/(evaluators|webhooks)(/|$)")


@dataclass(frozen=True, slots=True)
class Caller:
    project: int
    known: bool  # False: keys are configured, and the request has none of them
    scopes: frozenset[Scope] = frozenset()  # of its key; all of them if no keys are configured
    key_name: str | None = None  # None: called without a key


Handler = Callable[[web.Request, Caller], Awaitable[web.StreamResponse]]
FindKey = Callable[[web.Request], KeySettings | None]


def authorised(keys: Keys, find: FindKey, scope: Scope, handler: Handler) -> AiohttpHandler:
    """`handler`, for callers whose key has that scope only."""

    async def checked(request: web.Request) -> web.StreamResponse:
        return await handler(request, _caller(keys, find, scope, request))

    return checked


def public(keys: Keys, find: FindKey, handler: Handler) -> AiohttpHandler:
    """`handler`, for everybody; it learns whether the caller is known."""

    async def checked(request: web.Request) -> web.StreamResponse:
        key = find(request)
        known = keys.open or key is not None
        project, name = (key.project, key.name) if key else (OPEN_PROJECT, None)
        return await handler(request, Caller(project, known, key_name=name))

    return checked


def key_in_header(keys: Keys) -> FindKey:
    return lambda request: keys.find(request.headers.get("Authorization"))


def key_of_reporter(keys: Keys) -> FindKey:
    """The key of who reports calls: also as the password or the name of basic authentication, which many exporters of
    OpenTelemetry know, or in Helicone-Auth."""

    def find(request: web.Request) -> KeySettings | None:
        sent = request.headers.get("Authorization", "")
        key = keys.find(sent)
        if key is None and sent[:6].lower() == "basic ":
            name, password = _credentials(sent[6:])
            key = keys.find(password) or keys.find(name)
        return key or keys.find(request.headers.get("Helicone-Auth"))

    return find


def _credentials(encoded: str) -> tuple[str, str]:
    try:
        name, _, password = b64decode(encoded.strip(), validate=True).decode("utf-8", "replace").partition(":")
    except ValueError:
        return "", ""
    return name, password


def _caller(keys: Keys, find: FindKey, scope: Scope, request: web.Request) -> Caller:
    chosen = request.headers.get(PROJECT_HEADER)
    if chosen == DEMO:
        _check_demo(request)
    if keys.open:
        return Caller(_project(chosen, OPEN_PROJECT), known=True, scopes=_ALL_SCOPES)
    key = find(request)
    if key is None:
        sent = "Authorization" in request.headers or (scope == "proxy" and "Helicone-Auth" in request.headers)
        raise Unauthorized("No API key found" if sent else "No authorization header")
    if scope not in key.scopes:
        raise Forbidden(f"The key {key.name!r} lacks the scope {scope!r}; add it to the key's entry under [[auth.key]]")
    return Caller(_project(chosen, key.project), known=True, scopes=key.scopes, key_name=key.name)


def _project(chosen: str | None, own: int) -> int:
    """The project of the caller, or the demo project for a request that asks for it: it holds nobody's data."""
    if chosen == DEMO:
        return DEMO_PROJECT
    if chosen is None or chosen == str(own):
        return own
    raise BadRequest(
        f'{PROJECT_HEADER}: must be "{DEMO}" or the project of the caller, {own}, got {shown(chosen)}; '
        "another project needs a key of its own"
    )


def _check_demo(request: web.Request) -> None:
    """Evaluators and webhooks act outside of it, with calls that cost money: those of the demo are only looked at."""
    if request.method not in ("GET", "HEAD") and _ACTING.search(request.path):
        raise Forbidden("Evaluators and webhooks of the demo project only show what they look like; nothing acts there")
