"""The comparison with other people's packages, without asking them: their environment takes a gigabyte."""

from __future__ import annotations

from pathlib import Path

from bench.oracles.__main__ import CHECKS, END, PAGE, START, Row
from bench.oracles.check import Check

PEERS = Path(__file__).parent.parent.parent / "bench" / "peers"


def test_the_page_has_each_check_of_the_pinned_versions() -> None:
    """Its table is that of a run in which all agreed, of these checks and the versions of the lock file."""
    pinned = (PEERS / "oracles.in").read_text().split()
    locked = (PEERS / "oracles.lock").read_text()
    assert all(f"{pin} \\\n" in locked for pin in pinned)
    versions = dict(pin.split("==") for pin in pinned)
    table = PAGE.read_text().split(START)[1].split(END)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ][1:]
    assert {check.package for check in CHECKS} == set(versions)
    assert [row[:4] for row in rows] == [
        [check.method, f"{check.package} {versions[check.package]}", check.compared, check.apart] for check in CHECKS
    ]
    assert {row[-1] for row in rows} == {"agrees"}


def test_a_difference_beyond_the_tolerance_disagrees() -> None:
    """So does a check that compared nothing."""
    check = Check("`t`", "judgy", "limits", lambda ask: iter(()), tolerance=0.01, apart="the quantile")
    texts = [
        Row(check, *found).text({"judgy": "0.1.0"}) for found in ((3, 0.01), (3, 0.0101), (3, float("nan")), (0, 0.0))
    ]
    assert texts[0] == "| `t` | judgy 0.1.0 | limits | the quantile | 3 | 0.01 | 0.01 | agrees |"
    assert all(text.endswith("| **disagrees** |") for text in texts[1:])
