"""Signing in to the dashboard: a key of ours becomes a cookie.

The cookie goes to /ui/ only, where the whole API is to be found as well (under API): the browser itself never sends it
with a proxied call, to an upstream. It holds no key, but a signature by which the key is known again; it outlives a
restart, and ends with its time, its key, or the secret's file.
"""

from __future__ import annotations

import hmac
import time
from hashlib import sha256
from typing import Any

from aiohttp import web

from api.http.errors import Forbidden, Unauthorized
from api.http.json_models import read_model
from api.http.replies import json_reply
from api.ui.sign_in_models import KeyBody
from api.ui.ui import PATH
from store.keys import Keys
from store.settings import KeySettings

_COOKIE = "gnomon_session"
API = f"{PATH}/api"
VALID_S = 30 * 86_400
_READING = ("GET", "HEAD")


class SignIn:
    def __init__(self, keys: Keys, secret: bytes) -> None:
        self._keys = keys
        self._secret = secret

    def key_of(self, request: web.Request) -> KeySettings | None:
        """Whose cookie came with the request; None: nobody's that is valid.

        Raises Forbidden for a change without Origin, which the guard has compared with our own where there is one:
        every browser sends it then, and nobody else has a cookie.
        """
        expires, _, signature = request.cookies.get(cookie_name(request.host), "").partition(".")
        if not expires.isdecimal() or time.time() >= int(expires):
            return None
        found = None
        for key in self._keys.all:  # in the same time wherever a match is
            if hmac.compare_digest(self._signature(expires, key).encode(), signature.encode("utf-8", "replace")):
                found = key
        if found and request.method not in _READING and "Origin" not in request.headers:
            raise Forbidden("A browser that is signed in sends Origin with a change; other callers send a key.")
        return found

    async def sign_in(self, request: web.Request) -> web.Response:
        body = await read_model(request, KeyBody)
        key = self._keys.find(body.key)
        if key is None:
            raise Unauthorized("This key is not known here.")
        if "read" not in key.scopes:
            raise Forbidden(f"The key {key.name!r} lacks the scope 'read', so it can't be used to look at anything.")
        answer = json_reply(self._told(key))
        expires = str(int(time.time()) + VALID_S)
        answer.set_cookie(
            cookie_name(request.host),
            f"{expires}.{self._signature(expires, key)}",
            max_age=VALID_S,
            path=PATH,
            httponly=True,
            samesite="Strict",
            secure=_is_encrypted(request),
        )
        return answer

    async def sign_out(self, request: web.Request) -> web.Response:
        answer = json_reply(self._told(None))
        name = cookie_name(request.host)
        answer.del_cookie(name, path=PATH, httponly=True, samesite="Strict", secure=_is_encrypted(request))
        return answer

    async def session(self, request: web.Request) -> web.Response:
        """Who is signed in, to everybody: the page asks this first."""
        return json_reply(self._told(self.key_of(request)))

    def _told(self, key: KeySettings | None) -> dict[str, Any]:
        if self._keys.open:
            return {"open": True, "name": None, "scopes": ["proxy", "read", "score"]}
        return {"open": False, "name": key.name if key else None, "scopes": sorted(key.scopes) if key else []}

    def _signature(self, expires: str, key: KeySettings) -> str:
        return hmac.new(self._secret, f"sign-in\n{expires}\n{key.sha256}".encode(), sha256).hexdigest()


def cookie_name(host: str) -> str:
    """With the port of a Host header: to a browser two ports of a host are one place, whose cookies go to both."""
    port = host.rpartition(":")[2]
    return f"{_COOKIE}_{port}" if port.isascii() and port.isdecimal() else _COOKIE


def _is_encrypted(request: web.Request) -> bool:
    return request.headers.get("X-Forwarded-Proto", request.scheme).lower() == "https"
