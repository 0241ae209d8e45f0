"""Writers in a process of their own, whose disk can be made to fill up and whose life can be cut short.

    python -m tests.store.spool_child STORY FOLDER …

The last line of what it says is its story's result in JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from store.settings import SpoolSettings
from store.spool.frames import Kind
from store.spool.writer import SpoolWriter


async def put(writer: SpoolWriter, kind: Kind, name: str, body: bytes) -> bool:
    told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    header: Any = {"exchange_id": name, "request_id": "r", "response_truncated": False}
    writer.append(kind, header, body, told.set_result)
    return await asyncio.wait_for(told, 10)


def limit_file_size(limit: int) -> None:
    """No file may grow beyond it: writes come back short there, then fail, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


async def full(folder: Path, room_left: str = "50") -> object:
    """Calls begin and end while the disk is full; then there is room again."""
    writer = SpoolWriter(folder, SpoolSettings(), asyncio.get_running_loop())
    limit_file_size(50_000)
    openings = []
    for number in range(80):
        was = await put(writer, Kind.OPENING, str(number), b"q" * 900)
        openings.append((str(number), was))
        if not was:
            limit_file_size(int(room_left))  # in another segment
    full_seen = writer.counters["spool_full"]
    closings = [(name, await put(writer, Kind.CLOSING, name, b"a" * 900)) for name, was in openings if was]
    limit_file_size(1 << 30)
    await put(writer, Kind.OPENING, "room", b"")
    await put(writer, Kind.CLOSING, "room", b"")
    full_after = writer.counters["spool_full"]
    await writer.close()
    openings.append(("room", True))
    return {"openings": openings, "closings": closings, "full_seen": full_seen, "full_after": full_after}


async def short(folder: Path) -> object:
    """A hundred frames in one write that does not fit, with the limit at many places within a frame."""
    told = {}
    for limit in range(20_000, 20_400, 13):
        limit_file_size(1 << 30)
        writer = SpoolWriter(folder / str(limit), SpoolSettings(), asyncio.get_running_loop())
        limit_file_size(limit)
        told[limit] = await asyncio.gather(
            *(put(writer, Kind.OPENING, str(number), b"x" * 333) for number in range(100))
        )
        limit_file_size(1 << 30)
        await writer.close()
    return told


async def endless(folder: Path, name: str) -> object:
    """Says each frame's name once it is told that it was written."""
    writer = SpoolWriter(folder, SpoolSettings(segment_bytes=100_000), asyncio.get_running_loop())
    for number in range(1_000_000):
        names = [f"{name}-{number}-{each}" for each in range(number % 5 + 1)]
        done = await asyncio.gather(*(put(writer, Kind.OPENING, each, b"x" * (number * 37 % 5000)) for each in names))
        assert all(done)
        print("\n".join(names), flush=True)
    return None


async def vanish(folder: Path) -> object:
    """The folder is deleted under the writer."""
    writer = SpoolWriter(folder, SpoolSettings(segment_bytes=2000), asyncio.get_running_loop())
    told = []
    for number in range(20):
        told.append(await put(writer, Kind.OPENING, str(number), b"x" * 500))
        if number == 5:
            shutil.rmtree(folder)
    await writer.close()
    return told


STORIES: dict[str, Callable[..., Coroutine[Any, Any, object]]] = {
    "full": full,
    "short": short,
    "endless": endless,
    "vanish": vanish,
}

if __name__ == "__main__":
    story, folder, *more = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    print(json.dumps(asyncio.run(STORIES[story](Path(folder), *more))), flush=True)
