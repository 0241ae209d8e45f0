"""Where a call goes: the upstreams of the settings, and those that callers name by Helicone-Target-URL."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from proxy.errors import MalformedRequest, ScopeMissing, UnknownUpstream
from proxy.routing import Route
from proxy.settings import UpstreamSettings

Address = IPv4Address | IPv6Address


class Origin(NamedTuple):
    """What one pool of connections leads to."""

    tls: bool
    host: str
    port: int
    private_allowed: bool = True  # may its name resolve to an address of this machine or its network
    unix_path: str = ""  # a Unix socket instead

    def __str__(self) -> str:
        if self.unix_path:
            return "The api process"
        return f"{'https' if self.tls else 'http'}://{self.authority}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"


class Target(NamedTuple):
    name: str
    origin: Origin
    base_path: str
    host: bytes  # what the Host header says
    url: str  # before the path


def target_at(name: str, origin: Origin, base_path: str = "") -> Target:
    return Target(name, origin, base_path, origin.authority.encode(), str(origin))


class Targets:
    def __init__(self, upstreams: Sequence[UpstreamSettings], allowed: Sequence[str]) -> None:
        self._named = {upstream.name: _target(upstream) for upstream in upstreams}
        self._default = next(self._named[upstream.name] for upstream in upstreams if upstream.default)
        self._own_origins = {(t.origin.tls, t.origin.host, t.origin.port) for t in self._named.values()}
        self._allowed = [(pattern.lower(), _network(pattern)) for pattern in allowed]

    def find(self, route: Route, asked: bytes | None) -> tuple[Target, str]:
        """The target and the path it gets. `asked` is the caller's Helicone-Target-URL, which goes before the path.

        Raises BadRequest, NotAllowed, UnknownUpstream.
        """
        if asked is not None:
            return self._asked(asked.decode("latin-1")), route.sent
        if route.place == "default":
            target = self._default
        elif route.upstream in self._named:
            target = self._named[route.upstream]
        else:
            raise UnknownUpstream(
                f"There is no upstream '{route.upstream[:100]}'. A path begins with /v1/ for the default upstream, or "
                f"with one of: {', '.join(f'/{name}/' for name in self._named)}"
            )
        return target, target.base_path + route.path if target.base_path else route.path

    def _asked(self, url: str) -> Target:
        origin = _origin(url, "Helicone-Target-URL")
        if (origin.tls, origin.host, origin.port) in self._own_origins:
            return target_at(origin.host, origin)
        listed = self._listing(origin)
        if listed is None:
            raise ScopeMissing(
                f"Helicone-Target-URL names {origin.authority}, which the setting proxy.allowed_targets does not "
                f'allow; the server\'s owner can add "{origin.authority}" there'
            )
        # A pattern says nothing about addresses: only a host or network written out may be a private one.
        return target_at(origin.host, origin._replace(private_allowed="*" not in listed))

    def _listing(self, origin: Origin) -> str | None:
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


def is_private(address: Address) -> bool:
    """Whether an address is of this machine, its network, or otherwise not a public host."""
    if isinstance(address, IPv6Address):
        inside = _embedded(address)
        if inside is not None:
            return is_private(inside)
    return not address.is_global or address.is_multicast


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, 6to4, and those of ::/96 and NAT64's 64:ff9b::/96."""
    if int(address) >> 32 in (0, 0x64FF9B << 64) and int(address) > 1:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def check_resolved(origin: Origin, addresses: Sequence[str]) -> None:
    """Raises NotAllowed when a caller's target turns out to be a private address that nobody listed."""
    if not origin.private_allowed and any(is_private(ip_address(address)) for address in addresses):
        raise ScopeMissing(
            f"Helicone-Target-URL names {origin.authority}, which is a private address; "
            f'the server\'s owner can add "{origin.authority}" to the setting proxy.allowed_targets'
        )


def _target(upstream: UpstreamSettings) -> Target:
    return target_at(
        upstream.name, _origin(upstream.base_url, "base_url"), urlsplit(upstream.base_url).path.rstrip("/")
    )


def _origin(url: str, what: str) -> Origin:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise MalformedRequest(f"{what} must be https://host[:port]: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MalformedRequest(f"{what} must be https://host[:port]")
    tls = parts.scheme == "https"
    return Origin(tls, _normal(parts.hostname), port or (443 if tls else 80))


def _normal(host: str) -> str:
    """A host in its one spelling: 2130706433 and 0x7f.1 are 127.0.0.1, whoever will look them up."""
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
