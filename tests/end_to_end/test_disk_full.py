"""The disk of the spool is full: calls go on, the loss is counted, and logging resumes once there is room."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.support.audit import audit, count_in_log
from tests.support.disk import can_mount, fill, limit_file_size, on_small_disk
from tests.support.load import Ledger, Load
from tests.support.server import Gnomon
from tests.support.upstream import Upstream


@pytest.mark.skipif(not can_mount(), reason="needs Linux with user namespaces")
async def test_small_file_system(tmp_path: Path, provider: Upstream) -> None:
    """A file system fills up and is freed."""
    wrapper = on_small_disk(tmp_path / "data" / "spool", "1m")
    settings = {"spool": {"segment_bytes": 64 << 10}}
    with Gnomon(tmp_path, provider.base_url, settings=settings, wrapper=wrapper) as gnomon:
        ballast = gnomon.spool / "ballast"
        await _fill_and_free(gnomon, lambda: fill(ballast), ballast.unlink)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit a running process (prlimit)")
async def test_file_size_limit(tmp_path: Path, provider: Upstream) -> None:
    """A limit within a frame, as a quota sets it: one write is short, the next one fails."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        worker = psutil.Process(gnomon.pids().workers[0])

        def limit() -> None:
            segments = [file.stat().st_size for file in gnomon.spool.iterdir() if file.is_file()]
            limit_file_size(worker, max(segments) + 700)

        await _fill_and_free(gnomon, limit, lambda: limit_file_size(worker))


@pytest.mark.parametrize("segment_bytes", [64 << 10, 64 << 20])
async def test_spool_limit(tmp_path: Path, provider: Upstream, segment_bytes: int) -> None:
    """The limit of spool.max_bytes, reached because the api process hangs, with small segments and with large ones."""
    settings = {"spool": {"max_bytes": 4 << 20, "segment_bytes": segment_bytes}}
    with Gnomon(tmp_path, provider.base_url, settings=settings) as gnomon:
        api = psutil.Process(gnomon.pids().api)
        await _fill_and_free(gnomon, lambda: api.send_signal(signal.SIGSTOP), lambda: api.send_signal(signal.SIGCONT))


async def _fill_and_free(gnomon: Gnomon, fill: Callable[[], None], free: Callable[[], None]) -> None:
    before = await _calls(gnomon, "before", lambda: True)
    fill()
    during = await _calls(gnomon, "during", lambda: gnomon.counted("dropped") > 20, padding_bytes=50_000)
    is_full = gnomon.counted("spool_full")
    free()
    await _calls(gnomon, "freed", _Settled(lambda: gnomon.counted("dropped")))
    after = await _calls(gnomon, "after", lambda: True)

    for ledger in (before, during, after):
        assert {sent.fate for sent in ledger.calls} == {"complete"}
    assert is_full
    audit(gnomon, before)
    audit(gnomon, after)
    assert sum(worker["dropped"] for worker in gnomon.health()["workers"]) == gnomon.counted("dropped")
    assert count_in_log(gnomon, during.calls) < len(during.calls)


async def _calls(gnomon: Gnomon, prefix: str, until: Callable[[], bool], *, padding_bytes: int = 0) -> Ledger:
    """Make calls, without scores, until the condition is met."""
    async with Load(lambda: gnomon.url, clients=4, prefix=prefix, scores=False, padding_bytes=padding_bytes) as load:
        await load.completed(20)
        async with asyncio.timeout(20):
            while not until():
                await load.completed(10)
    return load.ledger


class _Settled:
    """Whether a number has not changed for a while: a worker checks the free space once per second."""

    def __init__(self, number: Callable[[], int], for_s: float = 1.5) -> None:
        self._number = number
        self._for_s = for_s
        self._last = (number(), time.monotonic())

    def __call__(self) -> bool:
        if (now := self._number()) != self._last[0]:
            self._last = (now, time.monotonic())
        return time.monotonic() - self._last[1] > self._for_s
