"""The dialer's memory of names is bounded."""

from __future__ import annotations

import asyncio

import pytest

from proxy.errors import UpstreamUnreachable
from proxy.upstream.dialer import _MAX_CACHED_NAMES, Dialer
from proxy.upstream.targets import Origin


def origin(number: int) -> Origin:
    """An address of this machine at whose port 1 nobody listens."""
    return Origin(False, f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 1)


async def test_a_caller_who_names_ever_new_hosts_fills_no_memory() -> None:
    """Where proxy.allowed_targets has a wildcard, hosts are the caller's choice."""
    dialer = Dialer(asyncio.get_running_loop(), 10, None)
    for number in range(1, _MAX_CACHED_NAMES + 100):
        await dialer._resolve(origin(number).host, 1)
        assert len(dialer._names) <= _MAX_CACHED_NAMES
    assert len(dialer._names) == 99


async def test_a_name_is_looked_up_again_after_a_failure() -> None:
    """The address in memory may be out of date."""
    dialer = Dialer(asyncio.get_running_loop(), 10, None)
    with pytest.raises(UpstreamUnreachable, match=r"Could not reach http://127\.0\.0\.1:1: connection refused"):
        await dialer.open(origin(1), asyncio.Protocol)
    assert dialer._names == {}
