"""The memory that the replica may use depends on the machine, and on the container in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.analytics.replica.database import Database
from store.analytics.replica.machine import memory_bytes
from store.analytics.replica.schema import REQUEST_COLUMNS
from store.settings import AnalyticsSettings

MEMINFO = "MemTotal:        4194304 kB\nMemFree:         1048576 kB\n"
MACHINE = 4 << 30
SETTINGS = AnalyticsSettings(memory_limit_mb=1 << 30)


@pytest.mark.parametrize(
    ("cgroup", "limits", "expected"),
    [
        ("0::/", {}, MACHINE),
        ("0::/", {"memory.max": "max\n"}, MACHINE),
        ("0::/", {"memory.max": f"{1 << 30}\n"}, 1 << 30),
        ("0::/system.slice/gnomon.service", {"system.slice/gnomon.service/memory.max": f"{2 << 30}\n"}, 2 << 30),
        (
            "0::/system.slice/gnomon.service",
            {"system.slice/memory.max": f"{1 << 30}\n", "system.slice/gnomon.service/memory.max": "max\n"},
            1 << 30,
        ),
        ("5:cpu:/\n4:memory,hugetlb:/docker/1", {"memory/docker/1/memory.limit_in_bytes": f"{512 << 20}\n"}, 512 << 20),
        ("4:memory:/", {"memory/memory.limit_in_bytes": "9223372036854771712\n"}, MACHINE),
    ],
)
def test_memory_is_that_of_the_machine_or_of_the_narrowest_group(
    tmp_path: Path, cgroup: str, limits: dict[str, str], expected: int
) -> None:
    files = {"proc/meminfo": MEMINFO, "proc/self/cgroup": cgroup + "\n"}
    for name, text in (files | {f"sys/fs/cgroup/{name}": text for name, text in limits.items()}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert memory_bytes(tmp_path) == expected


def test_duckdb_has_memory_in_proportion_to_its_file(tmp_path: Path) -> None:
    """And never more than a quarter of the machine's."""
    here = memory_bytes()
    assert here
    file = tmp_path / "analytics.duckdb"
    found = []
    for size_bytes in (None, 1 << 30, 4 * here):
        if size_bytes:
            os.truncate(file, size_bytes)
        database = Database(file, SETTINGS)
        found.append(_limit_bytes(database))
        database.close()
    assert found == pytest.approx([64 << 20, 512 << 20, here / 4], rel=0.05)


def test_a_file_that_has_grown_is_opened_again_when_nobody_reads_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "analytics.duckdb", SETTINGS)
    assert not database.renew()
    with database.cursor() as cursor:
        numbers = [name for name, kind in REQUEST_COLUMNS.items() if kind == "BIGINT"]
        any_numbers = ", ".join(f"hash(range, {place}) >> 1 AS {name}" for place, name in enumerate(numbers))
        cursor.execute(f"INSERT INTO request BY NAME SELECT {any_numbers} FROM range(1_600_000)")
        cursor.execute("CHECKPOINT")
        assert not database.renew()
    assert database.renew()
    assert _limit_bytes(database) > 80 << 20
    database.close()


def _limit_bytes(database: Database) -> float:
    with database.cursor() as cursor:
        ((limit,),) = cursor.execute("SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'").fetchall()
    number, unit = limit.split()
    return float(number) * {"MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}[unit]
