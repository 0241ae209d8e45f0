"""Signing in to the dashboard: an API key becomes a cookie.

The browser sends the cookie to /ui/ only, where the whole API is available as well (below `API`), and therefore never
with a proxied call to an upstream. The cookie holds no key but a signature that identifies one. It survives a restart;
it ends when it expires, or when its key or the file with the secret is removed.

Somebody with keys of several projects keeps one of each: the cookie has a signature for every one of them, and the
header Gnomon-Project of a call says which one it uses. Each tab therefore stays in its project, whatever another does.
"""

from __future__ import annotations

import hmac
import re
import time
from hashlib import sha256
from typing import Any

from aiohttp import web

from api.http.auth import DEMO, OPEN_PROJECT, PROJECT_HEADER
from api.http.errors import BadRequest, Forbidden, Unauthorized
from api.http.json_body import read_model
from api.http.replies import json_reply
from api.ui.sign_in_models import KeyBody
from api.ui.ui import PATH
from store.keys import Keys
from store.settings import KeySettings

_COOKIE = "gnomon_session"
API = f"{PATH}/api"
VALID_S = 30 * 86_400
_EXPIRES = re.compile(r"[0-9]{1,12}")  # in Unix seconds; int() refuses texts of thousands of digits
_READING = ("GET", "HEAD")
_SEPARATOR = "~"  # allowed in a cookie, and in no signature
_MAX_PROJECTS = 20  # a cookie may have 4,096 bytes; each key takes 76 of them


class SignIn:
    def __init__(self, keys: Keys, secret: bytes) -> None:
        self._keys = keys
        self._secret = secret

    def key_of(self, request: web.Request) -> KeySettings | None:
        """The key of the cookie for the project of the header, or else the first one; None: no such key.

        Raises Forbidden for a change without Origin. Every browser sends Origin with a change, the guard compares it
        with our own, and nobody but a browser has a cookie.
        """
        known = self._chosen(request, [key for _, key in self._kept(request)])
        if known and request.method not in _READING and "Origin" not in request.headers:
            raise Forbidden("Changes with the dashboard's cookie need the header Origin; use an API key elsewhere")
        return known

    async def sign_in(self, request: web.Request) -> web.Response:
        """Keeps the key beside those of other projects, and in place of one of its own project."""
        body = await read_model(request, KeyBody)
        key = self._keys.find(body.key)
        if key is None:
            raise Unauthorized("Unknown API key")
        if "read" not in key.scopes:
            raise Forbidden(f"The key {key.name!r} lacks the scope 'read', which the dashboard needs")
        kept = self._kept(request)
        place = next((index for index, (_, each) in enumerate(kept) if each.project == key.project), len(kept))
        if place == _MAX_PROJECTS:
            raise BadRequest(f"key: at most {_MAX_PROJECTS} projects can be open at once; sign out first")
        expires = str(int(time.time()) + VALID_S)
        kept[place : place + 1] = [(f"{expires}.{self._signature(expires, key)}", key)]
        answer = json_reply(self._state(key, [each for _, each in kept]))
        answer.set_cookie(
            cookie_name(request.host),
            _SEPARATOR.join(signed for signed, _ in kept),
            max_age=VALID_S,
            path=PATH,
            httponly=True,
            samesite="Strict",
            secure=_is_encrypted(request),
        )
        return answer

    async def sign_out(self, request: web.Request) -> web.Response:
        """Ends the sign-in to all projects."""
        answer = json_reply(self._state(None, []))
        name = cookie_name(request.host)
        answer.del_cookie(name, path=PATH, httponly=True, samesite="Strict", secure=_is_encrypted(request))
        return answer

    async def session(self, request: web.Request) -> web.Response:
        """Who is signed in; open to everybody, because the page needs it first."""
        kept = [key for _, key in self._kept(request)]
        return json_reply(self._state(self._chosen(request, kept), kept))

    def _state(self, key: KeySettings | None, kept: list[KeySettings]) -> dict[str, Any]:
        if self._keys.open:
            scopes = ["proxy", "read", "score"]
            return {"open": True, "name": None, "project": OPEN_PROJECT, "scopes": scopes, "projects": []}
        return {
            "open": False,
            "name": key.name if key else None,
            "project": key.project if key else None,
            "scopes": sorted(key.scopes) if key else [],
            "projects": [{"project": each.project, "name": each.name} for each in kept],
        }

    def _kept(self, request: web.Request) -> list[tuple[str, KeySettings]]:
        """The valid signatures of the cookie and their keys, in the order of signing in."""
        signed = request.cookies.get(cookie_name(request.host), "").split(_SEPARATOR)[:_MAX_PROJECTS]
        return [(each, key) for each in signed if (key := self._key_signed(each))]

    def _key_signed(self, signed: str) -> KeySettings | None:
        expires, _, signature = signed.partition(".")
        if not _EXPIRES.fullmatch(expires) or time.time() >= int(expires):
            return None
        known = None
        for key in self._keys.all:  # all of them, so that the time does not depend on where the match is
            if hmac.compare_digest(self._signature(expires, key).encode(), signature.encode("utf-8", "replace")):
                known = key
        return known

    def _chosen(self, request: web.Request, kept: list[KeySettings]) -> KeySettings | None:
        project = request.headers.get(PROJECT_HEADER, DEMO)
        if project == DEMO:  # which everybody with a key may read
            return kept[0] if kept else None
        return next((key for key in kept if str(key.project) == project), None)

    def _signature(self, expires: str, key: KeySettings) -> str:
        return hmac.new(self._secret, f"sign-in\n{expires}\n{key.sha256}".encode(), sha256).hexdigest()


def cookie_name(host: str) -> str:
    """With the port of the Host header: a browser sends the cookies of a host to all of its ports."""
    port = host.rpartition(":")[2]
    return f"{_COOKIE}_{port}" if port.isascii() and port.isdecimal() else _COOKIE


def _is_encrypted(request: web.Request) -> bool:
    return request.headers.get("X-Forwarded-Proto", request.scheme).lower() == "https"
