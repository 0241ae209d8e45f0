"""Counters are readable while their writer runs, and after it died."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from store.spool.counters import COUNTER_NAMES, Counters, is_damaged, read


def test_what_is_counted_can_be_read(tmp_path: Path) -> None:
    """At once, by any process, without asking the writer."""
    counters = Counters(tmp_path / "a.counters")
    counters.add("dropped")
    counters.add("dropped", 4)
    counters["connections"] = 7
    values = read(counters.path)
    assert set(values) == set(COUNTER_NAMES)
    assert (values["dropped"], values["connections"], values["pid"], values["in_flight"]) == (5, 7, os.getpid(), 0)
    assert counters["dropped"] == 5


def test_a_worker_that_is_just_starting_has_its_start_time(tmp_path: Path) -> None:
    """The file counts once it has a process id, and then says since when."""
    before_us = time.time_ns() // 1000
    values = read(Counters(tmp_path / "a.counters").path)
    assert before_us <= values["started_at_us"] <= time.time_ns() // 1000


@pytest.mark.parametrize("name", COUNTER_NAMES)
def test_what_no_worker_writes_is_damage(tmp_path: Path, name: str) -> None:
    """The file has no checksum: its values are judged."""
    counters = Counters(tmp_path / "a.counters")
    assert not is_damaged(counters.path)
    counters[name] = 2**64 - 1
    assert is_damaged(counters.path)
    assert read(counters.path) == {}


def test_large_numbers(tmp_path: Path) -> None:
    """As large as JSON and SQLite hold them."""
    counters = Counters(tmp_path / "a.counters")
    counters["captured_bytes"] = 2**53
    assert read(counters.path)["captured_bytes"] == 2**53


def test_no_file_or_half_a_file(tmp_path: Path) -> None:
    """The reader gets nothing then, and no exception."""
    assert read(tmp_path / "none") == {}
    (tmp_path / "half").write_bytes(b"\0" * 8)
    assert read(tmp_path / "half") == {}
    assert read(tmp_path) == {}


def test_the_file_of_an_older_worker(tmp_path: Path) -> None:
    """What it did not count is 0."""
    path = Counters(tmp_path / "a.counters").path
    path.write_bytes(path.read_bytes()[:80])
    assert (read(path)["pid"], read(path)["unread"]) == (os.getpid(), 0)


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    """Mode 0600, and every byte is allocated beforehand: a full disk does not stop the counting."""
    path = Counters(tmp_path / "a.counters").path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_size == 8 * len(COUNTER_NAMES)


def test_no_room_for_a_file() -> None:
    """The worker counts in its own memory then."""
    counters = Counters(Path("/nonexistent/folder/a.counters"))
    counters.add("dropped")
    assert counters["dropped"] == 1
