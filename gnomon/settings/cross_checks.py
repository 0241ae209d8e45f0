"""Settings that are right one by one and wrong together. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from api.http.own_paths import own_paths
from gnomon.settings.toml_lines import Path as KeyPath
from proxy.routing import OwnPaths, reserved_names
from proxy.settings import UpstreamSettings

if TYPE_CHECKING:
    from gnomon.settings.settings import Settings


def cross_checks(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    """The key to point at, and what to say of it."""
    yield from _exposed(settings)
    yield from _repeated("upstream", [upstream.name for upstream in settings.upstream], ("upstream",), "name")
    yield from _not_reachable(settings.upstream)
    yield from _not_one_default(settings.upstream)
    keys = settings.auth.key
    yield from _repeated("key", [key.name for key in keys], ("auth", "key"), "name")
    yield from _repeated("key", [key.sha256 for key in keys], ("auth", "key"), "sha256")


def _not_reachable(upstreams: Sequence[UpstreamSettings]) -> Iterator[tuple[KeyPath, str]]:
    reserved = reserved_names(OwnPaths(**own_paths()))
    for index, upstream in enumerate(upstreams):
        if upstream.name in reserved:
            other = f'call it something else, such as "my-{upstream.name}"'
            yield ("upstream", index, "name"), f'"{upstream.name}" is a path of our own; {other}'


def _exposed(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    server = settings.server
    if is_loopback(server.host) or settings.auth.key or server.allow_anonymous:
        return
    yield (
        ("server", "host"),
        f'"{server.host}" can be reached from other machines, and there is no key: whoever reaches it could '
        "make calls and read the log. Either add a key (gnomon keys new prints one, with its lines), or "
        "say server.allow_anonymous = true",
    )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _repeated(noun: str, values: Sequence[str], table: KeyPath, key: str) -> Iterator[tuple[KeyPath, str]]:
    for index, value in enumerate(values):
        if value in values[:index]:
            first = values.index(value) + 1
            yield (*table, index, key), f"is the same as that of {noun} number {first}; each must be its own"


def _not_one_default(upstreams: Sequence[UpstreamSettings]) -> Iterator[tuple[KeyPath, str]]:
    defaults = [index for index, upstream in enumerate(upstreams) if upstream.default]
    if len(upstreams) > 1 and not defaults:
        names = ", ".join(upstream.name for upstream in upstreams)
        yield (
            ("upstream", 0),
            f"neither this nor another is the default; add default = true to one of: {names}",
        )
    for index in defaults[1:]:
        first = upstreams[defaults[0]].name
        yield ("upstream", index, "default"), f'"{first}" is the default already; only one may be'
