"""Which web pages may talk to us.

A browser on the user's machine lets any page post to a loopback port, and read it once the page's own host name is
made to resolve to 127.0.0.1 (DNS rebinding). Both show in the headers that the browser writes itself: `Origin`
and `Host`. Programs send no `Origin` and are not held up.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from api.http.errors import Forbidden, Misdirected, shown

_MAX_KNOWN = 100
_DEFAULT_PORTS = {"http": 80, "https": 443}


class _Place(NamedTuple):
    host: str
    port: int | None  # None: the scheme's own


class Guard:
    """Knows the names that this installation is called by."""

    def __init__(self, own_host: str, allowed_hosts: Iterable[str]) -> None:
        self._allowed = {_normal(name) for name in allowed_hosts}
        self._names = self._allowed | {"localhost", _normal(own_host)}
        self._known: set[str] = set()  # Host headers found right before: programs send the same one again and again

    def check(self, hosts: list[str], origins: list[str]) -> None:
        """Raises Misdirected or Forbidden for what a page of somebody else would send."""
        host = self._check_host(hosts)
        for origin in origins:
            self._check_origin(origin, host)

    def _check_host(self, hosts: list[str]) -> str | None:
        if not hosts:
            return None  # HTTP/1.0; no browser leaves it out
        if len(hosts) == 1 and hosts[0] in self._known:
            return hosts[0]
        place = _place(f"http://{hosts[0]}")
        # An address can't be rebound: a page that calls us by it has it in its own address bar.
        if len(hosts) > 1 or place is None or not (place.host in self._names or _is_address(place.host)):
            raise Misdirected(
                f"This server does not answer to the host name {shown(hosts[0])}. "
                "If it should, add the name to server.allowed_hosts in the settings."
            )
        if len(self._known) < _MAX_KNOWN:
            self._known.add(hosts[0])
        return hosts[0]

    def _check_origin(self, origin: str, host: str | None) -> None:
        scheme = origin.partition(":")[0].lower()
        place = _place(origin) if scheme in _DEFAULT_PORTS else None
        if place is not None:
            here = _place(f"{scheme}://{host}") if host else None
            if place == here or place.host in self._allowed:
                return
        raise Forbidden(
            f"A page of the origin {shown(origin)} may not use this API. "
            "If it should, add its host name to server.allowed_hosts in the settings."
        )


def guarding(guard: Guard) -> Middleware:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        guard.check(request.headers.getall("Host", []), request.headers.getall("Origin", []))
        return await handler(request)

    return guarded


def _place(url: str) -> _Place | None:
    """Where an origin points to; None unless it is scheme, host and port and nothing more."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return _Place(_normal(host), None if port == _DEFAULT_PORTS[parts.scheme] else port)


def _normal(name: str) -> str:
    return name.lower().strip("[]").removesuffix(".")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
