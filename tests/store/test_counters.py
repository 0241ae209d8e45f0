"""Counters are readable while their writer runs, and after it died."""

from __future__ import annotations

import os
from pathlib import Path

from store.spool.counters import NAMES, Counters, read


def test_what_is_counted_can_be_read(tmp_path: Path) -> None:
    """At once, by any process, without asking the writer."""
    counters = Counters(tmp_path / "a.counters")
    counters.add("dropped")
    counters.add("dropped", 4)
    counters["connections"] = 7
    found = read(counters.path)
    assert set(found) == set(NAMES)
    assert (found["dropped"], found["connections"], found["pid"], found["in_flight"]) == (5, 7, os.getpid(), 0)
    assert counters["dropped"] == 5


def test_large_numbers(tmp_path: Path) -> None:
    """64 bits."""
    counters = Counters(tmp_path / "a.counters")
    counters["captured_bytes"] = 2**64 - 1
    assert read(counters.path)["captured_bytes"] == 2**64 - 1


def test_no_file_or_half_a_file(tmp_path: Path) -> None:
    """Nothing is known then, and nothing raised."""
    assert read(tmp_path / "none") == {}
    (tmp_path / "half").write_bytes(b"\0" * 8)
    assert read(tmp_path / "half") == {}
    assert read(tmp_path) == {}


def test_the_file_is_its_owners(tmp_path: Path) -> None:
    """0600, and every byte of it allocated beforehand, so that a full disk does not stop the counting."""
    path = Counters(tmp_path / "a.counters").path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_size == 8 * len(NAMES)


def test_no_room_for_a_file() -> None:
    """Then it counts for itself."""
    counters = Counters(Path("/nonexistent/folder/a.counters"))
    counters.add("dropped")
    assert counters["dropped"] == 1
