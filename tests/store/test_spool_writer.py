"""The writing side: one write per loop turn, whole frames only, whatever the disk does."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from store.settings import SpoolSettings
from store.spool import counters
from store.spool.frames import Kind
from store.spool.segment_files import segments, size_bytes, writer_is_alive
from store.spool.segment_reader import SegmentReader
from store.spool.writer import SpoolWriter
from tests.store.spooling import header, ids, read_all


def start(directory: Path, **settings: int) -> SpoolWriter:
    return SpoolWriter(directory, SpoolSettings(**settings), asyncio.get_running_loop())


def closing(exchange_id: str) -> Any:
    return header(exchange_id, request_id="r", response_truncated=False)


async def put(writer: SpoolWriter, kind: Kind, head: Any, body: bytes = b"") -> bool:
    """Append, and wait for the answer."""
    told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    writer.append(kind, head, body, told.set_result)
    async with asyncio.timeout(10):
        return await told


async def test_what_was_written_can_be_read_at_once(tmp_path: Path) -> None:
    """When `then` is called, another process sees the frame."""
    writer = start(tmp_path / "spool")
    assert await put(writer, Kind.OPENING, header("a"), b"question")
    assert await put(writer, Kind.CLOSING, closing("a"), b"answer")
    found = read_all(tmp_path / "spool")
    assert [(frame.kind, frame.body) for frame in found] == [(Kind.OPENING, b"question"), (Kind.CLOSING, b"answer")]
    assert writer_is_alive(tmp_path / "spool", writer.id)
    await writer.close()
    assert not writer_is_alive(tmp_path / "spool", writer.id)


async def test_all_frames_of_a_turn_are_one_write(tmp_path: Path) -> None:
    """A thousand calls that end together cost one system call: seen by the process's own count of them."""
    writer = start(tmp_path)
    await put(writer, Kind.OPENING, header("first"))
    told: list[bool] = []
    done = asyncio.Event()
    for number in range(1000):
        writer.append(Kind.OPENING, header(f"{number}"), b"x" * 100, told.append)
    writer.append(Kind.OPENING, header("last"), b"", lambda written: done.set())
    before = _writes()
    await done.wait()
    assert _writes() - before <= 3  # one, and those of the loop itself
    assert told == [True] * 1000
    assert ids(read_all(tmp_path)) == ["first", *map(str, range(1000)), "last"]
    await writer.close()


def _writes() -> int:
    count: int = psutil.Process().io_counters().write_count if hasattr(psutil.Process, "io_counters") else 0
    return count


async def test_the_order_of_callbacks_is_the_order_of_frames(tmp_path: Path) -> None:
    """And one that raises keeps none of the others from its own."""
    writer = start(tmp_path)
    called: list[str] = []

    def failing(written: bool) -> None:
        called.append("failing")
        raise ValueError("a dead client")

    done = asyncio.Event()
    writer.append(Kind.OPENING, header("1"), b"", lambda written: called.append("1"))
    writer.append(Kind.OPENING, header("2"), b"", failing)
    writer.append(Kind.CLOSING, closing("1"), b"", lambda written: called.append("3"))
    writer.append(Kind.CLOSING, closing("2"), b"", lambda written: done.set())
    await done.wait()
    assert called == ["1", "failing", "3"]
    await writer.close()


async def test_what_a_callback_appends_comes_later(tmp_path: Path) -> None:
    """In a turn of its own, not lost and not in an endless one."""
    writer = start(tmp_path)
    done = asyncio.Event()
    writer.append(
        Kind.OPENING,
        header("1"),
        b"",
        lambda written: writer.append(Kind.CLOSING, closing("1"), b"", lambda written: done.set()),
    )
    await asyncio.wait_for(done.wait(), 10)
    assert ids(read_all(tmp_path)) == ["1", "1"]
    await writer.close()


async def test_rotation(tmp_path: Path) -> None:
    """Segments close when they are full; every frame is in one of them, whole; the writer is seen alive throughout."""
    writer = start(tmp_path, segment_bytes=2000)
    for number in range(50):
        assert await put(writer, Kind.OPENING, header(f"{number}"), b"x" * 200)
        assert writer_is_alive(tmp_path, writer.id)
    assert len(segments(tmp_path)) > 5
    assert ids(read_all(tmp_path)) == [str(number) for number in range(50)]
    await writer.close()
    for path in segments(tmp_path):
        assert path.stat().st_mode & 0o777 == 0o600
        reader = SegmentReader(path, tmp_path / "quarantine")
        list(reader.frames())
        assert reader.finished
        reader.close()


async def test_close_writes_what_waits(tmp_path: Path) -> None:
    """Nothing that was appended is lost by an orderly end, synced or not."""
    for fsync_ms in (0, 50, 60_000):
        folder = tmp_path / str(fsync_ms)
        writer = start(folder, fsync_ms=fsync_ms)
        told: list[bool] = []
        writer.append(Kind.OPENING, header("a"), b"", told.append)
        writer.append(Kind.CLOSING, closing("a"), b"", told.append)
        await writer.close()
        await asyncio.sleep(0)
        assert told == [True, True]
        assert ids(read_all(folder)) == ["a", "a"]


async def test_fsync_0_releases_only_what_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closing's `then` waits for the sync; an opening's does not, as nothing was promised yet."""
    synced = asyncio.Event()
    loop = asyncio.get_running_loop()
    order: list[str] = []
    real = os.fdatasync if hasattr(os, "fdatasync") else os.fsync

    def noticing(file: int) -> None:
        real(file)
        order.append("synced")
        loop.call_soon_threadsafe(synced.set)

    monkeypatch.setattr("store.spool.segment_writer._sync", noticing)
    writer = start(tmp_path, fsync_ms=0)
    assert await put(writer, Kind.OPENING, header("a"))
    await synced.wait()
    order.clear()
    done = asyncio.Event()
    writer.append(Kind.CLOSING, closing("a"), b"", lambda written: order.append("released"))
    writer.append(Kind.CLOSING, closing("b"), b"", lambda written: done.set())
    await asyncio.wait_for(done.wait(), 10)
    assert order == ["synced", "released"]
    await writer.close()


async def test_fsync_0_admits_that_the_disk_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame that may be lost with the power is not reported as written."""

    def refusing(file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    writer = start(tmp_path, fsync_ms=0)
    assert await put(writer, Kind.OPENING, header("a"))
    with monkeypatch.context() as patch:
        patch.setattr("store.spool.segment_writer._sync", refusing)
        assert not await put(writer, Kind.CLOSING, closing("a"))
    assert await put(writer, Kind.OPENING, header("b"))
    assert await put(writer, Kind.CLOSING, closing("b"))
    await writer.close()


async def test_max_bytes(tmp_path: Path) -> None:
    """Beyond it nothing is begun, but what was begun gets its end; the limit holds, and with room it goes on."""
    writer = start(tmp_path, max_bytes=40_000, segment_bytes=5000)
    begun: list[str] = []
    while await put(writer, Kind.OPENING, header(f"{len(begun)}"), b"x" * 1000):
        begun.append(f"{len(begun)}")
    assert 25 < len(begun) < 40
    assert writer.counters["spool_full"] == 1
    ended = [await put(writer, Kind.CLOSING, closing(name)) for name in begun]
    assert any(ended)
    assert size_bytes(tmp_path) <= 40_000
    for path in segments(tmp_path)[:-1]:
        path.unlink()  # as ingest does
    async with asyncio.timeout(10):
        while not await put(writer, Kind.OPENING, header("again"), b"x" * 100):  # it is no event
            await asyncio.sleep(0.05)
    assert writer.counters["spool_full"] == 0
    await put(writer, Kind.CLOSING, closing("again"))
    await writer.close()
    names = ids([frame for frame in read_all(tmp_path) if frame.kind is Kind.CLOSING])
    missing = [name for name, was in zip(begun, ended, strict=True) if not was]
    assert set(missing) <= set(names)  # endings that were owed are paid when there is room


# A disk that is full: a limit on file sizes in a process of its own


def run_child(folder: Path, story: str, *arguments: str) -> Any:
    """What the story says of itself at its end."""
    return json.loads(said_by_child(folder, story, *arguments)[-1])


def said_by_child(folder: Path, story: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.spool_child", story, str(folder), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """Only whole frames are in the file, exactly those whose writers were told so; the rest is owed and paid later."""
    told = run_child(tmp_path, "full")
    found = read_all(tmp_path)  # asserts that nothing is torn or damaged
    openings = ids([frame for frame in found if frame.kind is Kind.OPENING])
    closings = ids([frame for frame in found if frame.kind is Kind.CLOSING])
    assert openings == [name for name, was in told["openings"] if was]
    assert 0 < len(openings) < len(told["openings"])
    assert len(segments(tmp_path)) < 5  # not one for each frame that did not fit
    assert told["full_seen"] == 1
    assert told["full_after"] == 0
    assert sorted(closings) == sorted(openings)  # what was begun is ended, once
    unpaid = {name for name, was in told["closings"] if not was}
    assert unpaid
    for frame in found:
        if frame.kind is Kind.CLOSING and frame.header["exchange_id"] in unpaid:
            assert frame.body == b""
            assert frame.header["response_truncated"] is True


def test_a_disk_nearly_full(tmp_path: Path) -> None:
    """Where small frames fit and others do not, it is said once, not for each, and segments do not multiply."""
    *said, _ = said_by_child(tmp_path, "full", "100")
    assert len([line for line in said if "spool_full" in line]) <= 2
    assert len(segments(tmp_path)) < 10
    read_all(tmp_path)


def test_a_short_write_is_cut_back(tmp_path: Path) -> None:
    """A batch that does not fit leaves as many frames as do, and never a part of one, at any limit."""
    for limit, told in run_child(tmp_path, "short").items():
        found = read_all(tmp_path / limit)
        assert ids(found) == [str(number) for number, was in enumerate(told) if was]
        assert 0 < len(found) < len(told)


def test_killed_again_and_again(tmp_path: Path) -> None:
    """kill -9 at any moment: every frame whose writer was told so is there, whole."""
    acknowledged: list[str] = []
    for round_ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.spool_child", "endless", str(tmp_path), str(round_)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert process.stdout is not None
        for _ in range(30 + 70 * round_):
            acknowledged.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        process.wait(10)
    found = set()
    for path in segments(tmp_path):
        reader = SegmentReader(path, tmp_path / "quarantine")
        found |= {frame.header["exchange_id"] for _, frame in reader.frames(1 << 40)}
        assert reader.finished
        assert reader.damaged == 0
        reader.close()
    assert len(acknowledged) > 600
    assert set(acknowledged) <= found


def test_a_folder_that_vanishes(tmp_path: Path) -> None:
    """Somebody deletes the spool while we run: calls go on, and nothing raises at them."""
    told = run_child(tmp_path / "spool", "vanish")
    assert len(told) == 20


def test_the_counters_of_a_dead_writer_can_be_read(tmp_path: Path) -> None:
    """They are beside its segments."""
    run_child(tmp_path, "full")
    (file,) = tmp_path.glob(f"*{counters.SUFFIX}")
    assert counters.read(file)["pid"] != os.getpid()
