"""A disk that fills up under load and is freed: calls go on, and what was acknowledged is stored."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from bench.torture.record import Seen, settle
from bench.torture.tally import Tally
from store.settings import DataDir
from tests.support.audit import mismatches
from tests.support.disk import can_mount, fill, limit_file_size, on_small_disk
from tests.support.load import Ledger, Load
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

SIZE = "24m"
_WAIT_S = 40.0


async def fill_and_free(folder: Path, upstream: Upstream, tally: Tally, stall_s: float) -> None:
    """A server of its own, on a small file system; where none can be mounted, its workers get a limit for files."""
    mounts = can_mount()
    wrapper = on_small_disk(folder / "data", SIZE) if mounts else ()
    settings = {"spool": {"segment_bytes": 64 << 10}}
    with Gnomon(folder, upstream.base_url, settings=settings, wrapper=wrapper) as gnomon:
        ballast = gnomon.spool.parent / "ballast"
        if mounts:
            await _rounds(gnomon, lambda: fill(ballast), ballast.unlink, tally, stall_s)
        else:
            await _rounds(gnomon, lambda: _limit(gnomon), lambda: _unlimit(gnomon), tally, stall_s)
    tally.counts["disks filled and freed"] += 1
    upstream.forget()


async def _rounds(
    gnomon: Gnomon, fill_disk: Callable[[], None], free: Callable[[], None], tally: Tally, stall_s: float
) -> None:
    started = time.monotonic()
    before = await _calls(gnomon, "disk-before", lambda: True)
    full_from = time.monotonic()
    await asyncio.to_thread(fill_disk)
    during = await _calls(gnomon, "disk-during", lambda: gnomon.counted("dropped") > 20, padding_bytes=20_000)
    await asyncio.to_thread(free)
    freed = await _calls(gnomon, "disk-during-freed", lambda: not gnomon.counted("spool_full"))
    await asyncio.to_thread(gnomon.wait_until, lambda: _is_stored(gnomon), "the spool to be stored")
    full = (full_from, time.monotonic())
    after = await _calls(gnomon, "disk-after", lambda: True)
    ledgers = [before, during, freed, after]
    answered_at = [moment for ledger in ledgers for moment in ledger.completed_at]
    tally.add_stall(started, answered_at, [(freed.completed_at[-1], full[1])], stall_s)
    tally.add_load(ledgers, [full])
    for failed in (sent for ledger in ledgers for sent in ledger.calls if sent.fate != "complete"):
        tally.fault(f"disk full: {failed}")
    await asyncio.to_thread(_compare, gnomon, ledgers, tally)


async def _calls(gnomon: Gnomon, prefix: str, until: Callable[[], bool], *, padding_bytes: int = 0) -> Ledger:
    async with Load(lambda: gnomon.url, clients=4, prefix=prefix, padding_bytes=padding_bytes) as load:
        await load.completed(20, timeout_s=_WAIT_S)
        async with asyncio.timeout(_WAIT_S):
            while not until():
                await load.completed(10, timeout_s=_WAIT_S)
    return load.ledger


def _is_stored(gnomon: Gnomon) -> bool:
    health = gnomon.health()
    return bool(health["store"]["in_flight"] == 0 and health["spool"]["lag_bytes"] == 0)


def _compare(gnomon: Gnomon, ledgers: list[Ledger], tally: Tally) -> None:
    """Calls from before and after are there; of those in between, which may be dropped, the acknowledged scores."""
    before, during, freed, after = ledgers
    for ledger in (before, after):
        tally.add_mismatches(mismatches(gnomon, ledger, ledger.calls))
    seen = Seen("disk-during", scores=during.scores | freed.scores)
    found = settle(_copy_of_record(gnomon), seen, 0)
    tally.add_mismatches(mismatch for mismatch in found if mismatch.kind != "wrong")


def _copy_of_record(gnomon: Gnomon) -> Path:
    """Only the server sees its small file system, apart from /proc, through which SQLite opens no file."""
    source = gnomon.spool.parent / "gnomon.db"
    copy = DataDir(gnomon.folder / "copy").database
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{source}{ending}", f"{copy}{ending}")
    return copy


def _limit(gnomon: Gnomon) -> None:
    sizes = [file.stat().st_size for file in gnomon.spool.iterdir() if file.is_file()]
    limit_file_size(psutil.Process(gnomon.pids().workers[0]), max(sizes) + 700)


def _unlimit(gnomon: Gnomon) -> None:
    limit_file_size(psutil.Process(gnomon.pids().workers[0]))
