"""Where a call goes: the upstreams of the settings, and the targets that callers name in Helicone-Target-URL."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from proxy.errors import CallNotAllowed, MalformedRequest, UnknownUpstream
from proxy.routing import Route
from proxy.settings import UpstreamSettings

Address = IPv4Address | IPv6Address
# Prefixes of 96 bits before an IPv4 address: ::/96 (RFC 4291 §2.5.5.1), NAT64's 64:ff9b::/96 (RFC 6052 §2.1) and
# SIIT's ::ffff:0:0:0/96 (RFC 2765 §2.1).
_WRAPPING = frozenset((0, 0x64FF9B << 64, 0xFFFF << 16))
_LOCAL_TRANSLATION = IPv6Network("64:ff9b:1::/48")  # NAT64 of a network's own (RFC 8215)
_VERSION = re.compile(r"v\d+(?:(?:alpha|beta)\d*)?")


class Origin(NamedTuple):
    """The end point of one pool of connections."""

    tls: bool
    host: str
    port: int
    private_allowed: bool = True  # whether its name may resolve to an address of this machine or its network
    unix_path: str = ""  # the path of a Unix socket, used instead of host and port

    def __str__(self) -> str:
        if self.unix_path:
            return "the api process"
        return f"{'https' if self.tls else 'http'}://{self.authority}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"


class Target(NamedTuple):
    name: str
    origin: Origin
    base_path: str
    host: bytes  # value of the Host header
    url: str  # scheme and authority


def target_at(name: str, origin: Origin, base_path: str = "") -> Target:
    return Target(name, origin, base_path, origin.authority.encode(), str(origin))


class Targets:
    def __init__(self, upstreams: Sequence[UpstreamSettings], allowed: Sequence[str]) -> None:
        self._named = {upstream.name: _target(upstream) for upstream in upstreams}
        self._default = next(self._named[upstream.name] for upstream in upstreams if upstream.default)
        self._own_origins = {(t.origin.tls, t.origin.host, t.origin.port) for t in self._named.values()}
        self._allowed = [(pattern.lower(), _network(pattern)) for pattern in allowed]

    def find(self, route: Route, target_url: bytes | None) -> tuple[Target, str]:
        """The target and the path to send there. `target_url`, the caller's Helicone-Target-URL, takes precedence over
        the route's upstream.

        Raises MalformedRequest, CallNotAllowed, UnknownUpstream.
        """
        if target_url is not None:
            return self._allowed_target(target_url.decode("latin-1")), route.sent
        if route.kind == "default":
            target = self._default
        elif route.upstream in self._named:
            target = self._named[route.upstream]
        else:
            raise UnknownUpstream(
                f"Unknown upstream '{route.upstream[:100]}': a path must begin with /v1/ (the default upstream) or "
                f"one of {', '.join(f'/{name}/' for name in self._named)}"
            )
        return target, joined(target.base_path, route.path) if target.base_path else route.path

    def _allowed_target(self, url: str) -> Target:
        origin = _origin(url, "Helicone-Target-URL")
        if (origin.tls, origin.host, origin.port) in self._own_origins:
            return target_at(origin.host, origin)
        entry = self._entry_of(origin)
        if entry is None:
            raise CallNotAllowed(
                f"Helicone-Target-URL names a target that is not allowed: {origin.authority}; "
                f'to allow it, add "{origin.authority}" to the setting proxy.allowed_targets'
            )
        # A wildcard says nothing about addresses: only a host or network written out may be a private one.
        return target_at(origin.host, origin._replace(private_allowed="*" not in entry))

    def _entry_of(self, origin: Origin) -> str | None:
        """The entry of allowed_targets that covers this origin."""
        address = _address(origin.host)
        for pattern, network in self._allowed:
            if pattern in (origin.host, f"{origin.host}:{origin.port}", origin.authority):
                return pattern
            if address is not None and network is not None and address in network:
                return pattern
            if address is None and pattern.startswith("*.") and origin.host.endswith(pattern[1:]):
                return pattern
            if pattern == "*" and (address is None or not is_private(address)):
                return pattern
        return None


def joined(base_path: str, path: str) -> str:
    """The path of a base URL with a request's path and query below it. Segments that end the one and begin the other
    are not doubled: below …/openai/v1, /v1/models, /openai/v1/models and /models are the same. A base URL that ends in
    a version of its own takes the place of /v1, with which every path of the default upstream begins."""
    steps = base_path.split("/")[1:]
    for first in range(len(steps)):
        end = "/" + "/".join(steps[first:])
        if _begins_with(path, end):
            return base_path + path[len(end) :]
    if _VERSION.fullmatch(steps[-1]) and _begins_with(path, "/v1"):
        return base_path + path[len("/v1") :]
    return base_path + path


def _begins_with(path: str, segments: str) -> bool:
    return path.startswith(segments) and path[len(segments) : len(segments) + 1] in ("", "/", "?")


def is_private(address: Address) -> bool:
    """Whether an address belongs to this machine or its network, or is otherwise not that of a public host."""
    if isinstance(address, IPv6Address):
        inside = _embedded(address)
        if inside is not None:
            return is_private(inside)
        if address.is_site_local or address in _LOCAL_TRANSLATION:
            return True
    return not address.is_global or address.is_multicast


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, and those whose prefix is in _WRAPPING."""
    if int(address) >> 32 in _WRAPPING and int(address) > 1:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def check_resolved(origin: Origin, addresses: Sequence[str]) -> None:
    """Raises CallNotAllowed if a caller's target resolved to a private address that no setting allows."""
    if not origin.private_allowed and any(is_private(ip_address(address)) for address in addresses):
        raise CallNotAllowed(
            f"Helicone-Target-URL names a target with a private address: {origin.authority}; "
            f'to allow it, add "{origin.authority}" to the setting proxy.allowed_targets'
        )


def _target(upstream: UpstreamSettings) -> Target:
    return target_at(
        upstream.name, _origin(upstream.base_url, "base_url"), urlsplit(upstream.base_url).path.rstrip("/")
    )


def _origin(url: str, field: str) -> Origin:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise MalformedRequest(f"{field} must be https://host[:port]: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MalformedRequest(f"{field} must be https://host[:port]")
    tls = parts.scheme == "https"
    return Origin(tls, _normal(parts.hostname), port or (443 if tls else 80))


def _normal(host: str) -> str:
    """One spelling for each host: 2130706433 and 0x7f.1 are 127.0.0.1, as the resolver would read them."""
    host = host.lower().rstrip(".")
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, ValueError):
        return host


def _network(pattern: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(pattern, strict=False) if "/" in pattern else None
    except ValueError:
        return None


def _address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
