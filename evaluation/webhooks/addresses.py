"""To which addresses webhooks may be sent. Pure.

Whoever may create a webhook could otherwise make this server call other servers of its network, which trust it.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Servers of clouds that hand out credentials to everybody who can connect. Never allowed, whatever the settings say.
_METADATA = frozenset(
    map(
        ip_address,
        (
            "169.254.169.254",  # AWS, Google Cloud, Azure, DigitalOcean, Oracle Cloud, OpenStack
            "169.254.169.253",  # AWS's resolver
            "169.254.170.2",  # AWS ECS
            "169.254.170.23",  # AWS EKS
            "fd00:ec2::254",  # AWS
            "fd00:ec2::253",
            "fd00:ec2::23",  # AWS EKS
            "fd20:ce::254",  # Google Cloud
            "100.100.100.200",  # Alibaba Cloud
            "168.63.129.16",  # Azure; a public address
            "192.0.0.192",  # Oracle Cloud
        ),
    )
)
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class AllowedHosts:
    """What the setting webhooks.allowed_hosts names."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._networks = []
        for entry in entries:
            try:
                self._networks.append(ip_network(entry, strict=False))
            except ValueError:
                self._names.add(_normal(entry))

    def refusal(self, host: str, address: str) -> str | None:
        """Why a webhook to `host` may not connect to this address, which the host's name has now; None: it may."""
        try:
            ip = _unwrapped(ip_address(address.partition("%")[0]))
        except ValueError:
            return f"{address} is not an IP address"
        if ip in _METADATA:
            return f"{address} is the metadata service of a cloud, to which webhooks are never sent"
        if _is_public(ip) or _normal(host) in self._names or any(ip in network for network in self._networks):
            return None
        return f"{address} is not a public address; to allow it, name {host} in the setting webhooks.allowed_hosts"


def _normal(host: str) -> str:
    return host.rstrip(".").lower()


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address to which packets for an IPv6 address go, if there is one."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_loopback)
