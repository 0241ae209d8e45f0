"""The torture campaign: what it counts as a fault, and that it finds one."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bench.torture.campaign import damaged_pieces
from bench.torture.record import Seen, compare, settle
from bench.torture.tally import Tally, longest_stall_s
from store.settings import DataDir
from tests.support.audit import Mismatch
from tests.support.load import Ledger, Load, Sent, ServerError
from tests.support.openai_like import openai_like
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

ROOT = Path(__file__).parent.parent.parent


def test_a_short_campaign_kills_and_counts() -> None:
    """It prints its seed and its numbers, and ends with status 0."""
    command = [sys.executable, "-m", "bench.torture", "kills", "--minutes", "0.1", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "--seed 7" in done.stdout
    counted = dict(re.findall(r"^(\S.*?) {2,}(\S+)", done.stdout, re.MULTILINE))
    assert [counted[name] for name in ("lost", "doubled", "5xx", "faults")] == ["0"] * 4
    assert int(counted["kill rounds"]) > 0
    assert int(counted["answered"].replace(",", "")) > 0


def test_an_unknown_part_is_named() -> None:
    command = [sys.executable, "-m", "bench.torture", "floods"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "unknown part: floods; the parts are kills, signals, upstreams, callers, disk, contract" in done.stderr


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seen]:
    """The record of a server that has stopped, and what its clients saw."""
    folder = Path(tmp_path_factory.mktemp("torture"))
    seen = Seen("seen-")
    with Upstream() as upstream, Gnomon(folder, openai_like(upstream).base_url) as gnomon:
        seen.add(asyncio.run(_calls(gnomon)))
        database = DataDir(gnomon.data_dir).database
        assert settle(database, seen, 20) == []
    return database, seen


async def _calls(gnomon: Gnomon) -> Ledger:
    async with Load(lambda: gnomon.url, clients=2, prefix="seen") as load:
        await load.completed(12)
    return load.ledger


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("DELETE FROM exchange WHERE request_id = :scored", "lost"),
        ("UPDATE exchange SET outcome = 'worker_died' WHERE request_id = :scored", "lost"),
        ("UPDATE exchange SET response_size_bytes = 7 WHERE request_id = :scored", "lost"),
        ("DELETE FROM score WHERE target_id = :scored", "lost"),
        ("UPDATE score SET value = value + 1 WHERE target_id = :scored", "lost"),
        ("UPDATE exchange SET request_id = :scored WHERE request_id = :plain", "doubled"),
        (
            "UPDATE score SET target_id = :scored, request_id = :scored, author = 'x' WHERE target_id = :other",
            "doubled",
        ),
        ("UPDATE exchange SET outcome = NULL WHERE request_id = :plain", "wrong"),
    ],
)
def test_what_is_missing_or_there_twice_is_found(
    stopped: tuple[Path, Seen], tmp_path: Path, damage: str, kind: str
) -> None:
    """In a record that agreed with its clients before."""
    database, seen = Path(shutil.copy(stopped[0], tmp_path)), stopped[1]
    scored, other, *_ = seen.scores
    plain = next(name for name in seen.answers if name not in seen.scores)
    with closing(sqlite3.connect(database)) as record, record:
        changed = record.execute(damage, {"scored": scored, "other": other, "plain": plain}).rowcount
    assert changed == 1
    assert kind in {mismatch.kind for mismatch in compare(database, seen)}


def test_a_call_that_began_and_is_nowhere_is_lost(stopped: tuple[Path, Seen]) -> None:
    """Also when its client saw only the beginning of an answer."""
    database, seen = stopped[0], Seen("a")
    seen.add(Ledger([Sent("a-1", is_stream=True, fate="cut"), Sent("a-2", is_stream=False, fate="never")]))
    assert [(found.kind, "a-1" in found.text) for found in compare(database, seen)] == [("lost", True)]


def test_a_mismatch_counts_once() -> None:
    """It is found again at the end of the campaign."""
    tally = Tally()
    for _ in range(2):
        tally.add_mismatches([Mismatch("lost", "a-1")])
    assert (tally.lost, len(tally.faults)) == (1, 1)


def test_the_longest_stall_leaves_out_the_time_without_a_server() -> None:
    assert longest_stall_s([0, 1, 4, 4.5], []) == 3
    assert longest_stall_s([0, 1, 4, 4.5], [(1.5, 3.5)]) == 1
    assert longest_stall_s([0, 10], [(-5, 2), (8, 20)]) == 6
    assert longest_stall_s([], []) == 0


def test_a_stall_is_a_fault_above_its_limit() -> None:
    tally = Tally()
    now = time.monotonic()
    tally.add_stall(now - 30, [now - 29, now - 9, now], [], most_s=21)
    assert not tally.faults
    tally.add_stall(now - 30, [now - 29, now - 9, now], [], most_s=10)
    assert (round(tally.longest_stall_s), len(tally.faults)) == (20, 1)


@pytest.mark.parametrize(
    ("status", "at", "is_fault"),
    [(503, (1, 2), False), (502, (0, 9), False), (503, (6, 7), True), (500, (1, 2), True), (501, (1, 2), True)],
)
def test_only_some_errors_are_excused_while_something_was_killed(
    status: int, at: tuple[float, float], *, is_fault: bool
) -> None:
    """502, 503 and 504 of calls that ran at that time."""
    tally = Tally()
    tally.add_server_errors([ServerError("a call", status, *at, b"")], disturbed=[(0.5, 3)])
    assert (tally.server_errors, bool(tally.faults)) == (int(is_fault), is_fault)


def test_a_torn_end_is_no_damage(tmp_path: Path) -> None:
    """A worker that is killed inside a write leaves one; anything else in the quarantine is a fault."""
    for name in ("w1.seg.145343", "w1.seg.7"):
        (tmp_path / name).write_bytes(b"x")
    log = "level=info event=torn_end_set_aside segment=w1.seg offset=145343 size_bytes=1\n"
    assert damaged_pieces(tmp_path, log) == ["w1.seg.7"]
    assert damaged_pieces(tmp_path / "none", log) == []
