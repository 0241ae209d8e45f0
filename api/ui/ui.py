"""The dashboard: the files that web/ is built into, below /ui/.

The names of assets change with their content; browsers may therefore cache them forever. The page itself is made for
each answer: it has a nonce, without which the browser ignores its <style> elements. Scripts come from our files only.
All files are read at the start (some 3 MB): a rebuild meanwhile does not affect a running server.
"""

from __future__ import annotations

import mimetypes
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from api.http.errors import NotFound

PATH = "/ui"
BUILT = Path(__file__).parent.parent / "dashboard"  # made by hatch_build.py
NONCE = "{{nonce}}"  # index.html has it in its place
_INDEX = "index.html"
_FOREVER = "public, max-age=31536000, immutable"
_VARIANTS = {"br": ".br", "gzip": ".gz"}  # made when the dashboard is built; the smaller one first
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Gnomon</title>
<h1>The dashboard was not built</h1>
<p>This Gnomon runs from its source tree. Build the dashboard with <code>make setup</code>, then restart Gnomon.</p>
<p>Everything else works: <a href="/docs">the API</a>, <a href="/healthz">its health</a>.</p>
</html>
"""


class _Asset(NamedTuple):
    content_type: str
    plain: bytes
    encoded: dict[str, bytes]


class Ui:
    def __init__(self, folder: Path = BUILT) -> None:
        self._assets = _assets(folder)
        index = self._assets.pop(_INDEX, None)
        self._page = index.plain.decode() if index else None

    async def root(self, request: web.Request) -> web.Response:
        """A browser that opens the bare address is sent to the dashboard."""
        if "text/html" not in request.headers.get("Accept", ""):
            raise NotFound("There is nothing at this path; the dashboard is at /ui/, the API at /docs")
        return web.Response(status=302, headers={"Location": "/ui/"})

    async def to_ui(self, _request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/ui/"})

    async def show(self, request: web.Request) -> web.Response:
        """A file of the dashboard, or the page itself for a path that names no file: the page interprets it."""
        name = request.match_info["name"]
        asset = self._assets.get(name)
        if asset is not None:
            return _file(asset, name, request.headers.get("Accept-Encoding", ""))
        # An id may contain a dot; our files are all below assets/ or at the top.
        if name.startswith("assets/") or ("/" not in name and "." in name and name != _INDEX):
            raise NotFound("The dashboard has no such file; if it was rebuilt, reload the page")
        return self._index()

    def _index(self) -> web.Response:
        nonce = secrets.token_urlsafe(16)
        text = _NOT_BUILT if self._page is None else self._page.replace(NONCE, nonce)
        headers = _SAFE | {"Cache-Control": "no-cache", "Content-Security-Policy": _policy(nonce)}
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=headers)


def _policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
        # Pictures of messages: those of other hosts over https, and only once somebody has clicked (decision 79).
        "img-src 'self' data: https:; media-src data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _file(asset: _Asset, name: str, accepted: str) -> web.Response:
    headers = _SAFE | {"Content-Type": asset.content_type, "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = _FOREVER if name.startswith("assets/") else "no-cache"
    encoding = next((each for each in asset.encoded if _takes(accepted, each)), None)
    if encoding:
        headers["Content-Encoding"] = encoding
    return web.Response(body=asset.encoded[encoding] if encoding else asset.plain, headers=headers)


def _takes(accepted: str, encoding: str) -> bool:
    """Whether Accept-Encoding names it with a weight above 0."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == encoding:
            return weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _assets(folder: Path) -> dict[str, _Asset]:
    """Every file by its path below the folder; none if the dashboard was not built."""
    files = _contents(folder)
    return {
        name: _Asset(
            _content_type(name),
            content,
            {encoding: files[name + suffix] for encoding, suffix in _VARIANTS.items() if name + suffix in files},
        )
        for name, content in files.items()
        if not name.endswith(tuple(_VARIANTS.values()))
    }


def _contents(folder: Path) -> dict[str, bytes]:
    """Plain strings instead of paths: with these, it would be an eighth of what the api process does to start."""
    found = {}
    for place, _, names in os.walk(folder):
        below = os.path.relpath(place, folder).replace(os.sep, "/") + "/"
        for name in names:
            if not name.startswith("."):
                with open(os.path.join(place, name), "rb") as file:
                    found[(below + name).removeprefix("./")] = file.read()
    return found


def _content_type(name: str) -> str:
    known = _TYPES.get(os.path.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known
