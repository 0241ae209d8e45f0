"""Host and Origin: which web pages may use the API.

A browser lets any page post to a port of the user's machine, and read the answer once the page's own host name is made
to resolve to 127.0.0.1 (DNS rebinding). Both are visible in the headers that the browser sets itself: `Origin` and
`Host`. Programs send no `Origin` and are not affected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from api.http.errors import Forbidden, Misdirected, shown

_MAX_KNOWN = 100
_DEFAULT_PORTS = {"http": 80, "https": 443}


class _Origin(NamedTuple):
    host: str
    port: int | None  # None: the default of the scheme


class Guard:
    """Knows the host names of this installation."""

    def __init__(self, own_host: str, allowed_hosts: Iterable[str]) -> None:
        self._allowed = {_normal(name) for name in allowed_hosts}
        self._names = self._allowed | {"localhost", _normal(own_host)}
        self._known: set[str] = set()  # Host headers found valid: programs send the same one again and again

    def check(self, hosts: list[str], origins: list[str]) -> None:
        """Raises Misdirected or Forbidden for what a page of another site would send."""
        host = self._check_host(hosts)
        for origin in origins:
            self._check_origin(origin, host)

    def _check_host(self, hosts: list[str]) -> str | None:
        if not hosts:
            return None  # HTTP/1.0; every browser sends it
        if len(hosts) == 1 and hosts[0] in self._known:
            return hosts[0]
        origin = _origin(f"http://{hosts[0]}")
        # An address can't be rebound: a page that uses it has it in its own address bar.
        if len(hosts) > 1 or origin is None or not (origin.host in self._names or _is_address(origin.host)):
            raise Misdirected(
                f"This server does not answer to the host name {shown(hosts[0])}; to allow it, add it to the setting "
                "server.allowed_hosts"
            )
        if len(self._known) < _MAX_KNOWN:
            self._known.add(hosts[0])
        return hosts[0]

    def _check_origin(self, header: str, host: str | None) -> None:
        scheme = header.partition(":")[0].lower()
        origin = _origin(header) if scheme in _DEFAULT_PORTS else None
        if origin is not None:
            own = _origin(f"{scheme}://{host}") if host else None
            if origin == own or origin.host in self._allowed:
                return
        raise Forbidden(
            f"Pages of the origin {shown(header)} must not use this API; to allow them, add the host name to the "
            "setting server.allowed_hosts"
        )


def guarding(guard: Guard, is_trusted: Callable[[web.Request], bool] | None = None) -> Middleware:
    """`is_trusted`: whether another node has checked the request and passed it on with the headers that it got."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_trusted is not None and is_trusted(request):
            return await handler(request)
        guard.check(request.headers.getall("Host", []), request.headers.getall("Origin", []))
        return await handler(request)

    return guarded


def _origin(url: str) -> _Origin | None:
    """None unless it is scheme, host and port and nothing more."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return _Origin(_normal(host), None if port == _DEFAULT_PORTS[parts.scheme] else port)


def _normal(name: str) -> str:
    return name.lower().strip("[]").removesuffix(".")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
