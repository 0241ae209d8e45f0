"""What a crash, a full disk or a careless hand leaves in the data directory, and how the next start deals with it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store.spool.counters import COUNTER_NAMES
from tests.gnomon.test_supervisor import serve
from tests.support.scripts import answer
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

WHOLE = 8 * len(COUNTER_NAMES)
NOISE = random.Random(1)


@pytest.fixture(scope="module")
def used_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory that a Gnomon with 200 logged calls has left, everything written back into its databases."""
    with Upstream() as upstream:
        upstream.default(answer(body=b"hello"))
        with Gnomon(tmp_path_factory.mktemp("used"), upstream.base_url) as gnomon:
            for number in range(200):
                body = NOISE.randbytes(6_000 if number % 2 else 2_000)
                gnomon.call("POST", "/v1/x", body, headers={"Helicone-Request-Id": f"r{number}"})
            assert gnomon.request("r199")
    for name in ("gnomon.db", "bodies.db"):
        with closing(sqlite3.connect(gnomon.data_dir / name)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gnomon.data_dir


@pytest.fixture
def used(tmp_path: Path, upstream: Upstream, used_data: Path) -> Gnomon:
    """A stopped Gnomon with a copy of that data."""
    upstream.default(answer(body=b"hello"))
    gnomon = Gnomon(tmp_path, upstream.base_url)
    shutil.copytree(used_data, gnomon.data_dir)
    return gnomon


def refusal(gnomon: Gnomon) -> list[str]:
    """The lines that a start writes which is expected to fail."""
    ended = serve(gnomon.folder, server={"port": 0, "data_dir": str(gnomon.data_dir)})
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr.splitlines()


def test_damaged_counters_are_set_aside(tmp_path: Path, upstream: Upstream) -> None:
    """They stop neither the health check nor ingest."""
    upstream.default(answer(body=b"hello"))
    gnomon = Gnomon(tmp_path, upstream.base_url)
    spool = gnomon.data_dir / "spool"
    spool.mkdir(parents=True)
    random_bytes, half = NOISE.randbytes(WHOLE), b"\0" * 40 + b"\xff" * (WHOLE - 40)
    contents = [random_bytes, half, b"\xff" * WHOLE, NOISE.randbytes(10), b""]
    files = {spool / f"0190163d-8694-739b-aea5-966c26f8ad9{at}.counters": each for at, each in enumerate(contents)}
    an_hour_ago = time.time() - 3600  # its worker has had the time to finish it
    for file, content in files.items():
        file.write_bytes(content)
        os.utime(file, (an_hour_ago, an_hour_ago))
    with gnomon:
        gnomon.call("POST", "/v1/x", b"{}", headers={"Helicone-Request-Id": "r"})
        assert gnomon.request("r")
        health = gnomon.get("/healthz").json()
        assert (health["status"], health["reasons"], len(health["workers"])) == ("ok", [], 1)
        for file, content in files.items():
            assert not file.exists()
            assert (spool / "quarantine" / file.name).read_bytes() == content
        gnomon.wait_until(lambda: gnomon.stderr.count("event=counters_set_aside") == len(files), "a log line for each")


def test_damaged_lock_and_key_files_are_replaced(used: Gnomon) -> None:
    """Locks hold nothing but a number for messages; a key of another length is set aside."""
    for name in ("serve.lock", "gnomon.lock", "url-secret"):
        (used.data_dir / name).write_bytes(b"\xff\x00" * 500)
    with used:
        assert used.request("r0")
        assert (used.data_dir / "url-secret").stat().st_size == 32
        (aside,) = used.data_dir.glob("url-secret.damaged-*")
        assert aside.read_bytes() == b"\xff\x00" * 500


@pytest.mark.parametrize("remains", ["nothing", "an empty file"])
def test_bodies_without_their_record_stop_the_start(used: Gnomon, remains: str) -> None:
    """An empty store beside them would look as if nothing had ever been logged."""
    database = used.data_dir / "gnomon.db"
    database.unlink()
    if remains == "an empty file":
        database.touch()
    first, _ = refusal(used)
    assert f"{database} is missing or empty, but bodies.db beside it holds bodies of logged calls" in first
    assert "Restore both" in first
    (used.data_dir / "bodies.db").rename(used.data_dir / "bodies.old")
    with used:
        assert used.get("/healthz").json()["store"]["exchanges"] == 0


def middle(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as damaged:
        damaged.seek(size * 2 // 5)
        damaged.write(NOISE.randbytes(size // 10))


def beginning(file: Path) -> None:
    with file.open("r+b") as damaged:
        damaged.write(NOISE.randbytes(5_000))


def end(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


@pytest.mark.parametrize("damage", [middle, beginning, end])
def test_damaged_bodies_stop_the_start_at_once(used: Gnomon, damage: Callable[[Path], None]) -> None:
    """One attempt, one line of why and what to do, and the supervisor's own."""
    damage(used.data_dir / "bodies.db")
    first, second = refusal(used)
    assert "bodies.db is damaged" in first
    assert "Restore both databases from a backup" in first
    assert "the api process does not start (exit status 65)" in second


def test_a_data_directory_that_cannot_be_used(tmp_path: Path) -> None:
    """One line with the directory, the reason and what to do."""
    file = tmp_path / "file"
    file.touch()
    directories = [file, file / "below"]
    if sys.platform == "linux":
        directories.append(Path("/proc/gnomon"))
    if os.getuid():
        directories.append(tmp_path / "closed")
        (tmp_path / "closed").mkdir(mode=0o500)
    for directory in directories:
        ended = serve(tmp_path, server={"port": 0, "data_dir": str(directory)})
        (line,) = ended.stderr.splitlines()
        assert line.startswith(f"server.data_dir: {directory} cannot be used (")
        assert line.endswith("make it a directory that this user can write, or choose another one.")
