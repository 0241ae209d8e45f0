"""Compares the statistics with those of other people's packages; the table of docs/statistics.md.

    python -m bench.oracles [--write]

`make bench-oracles` installs the packages first. The exit status is 1 if one of them disagrees beyond the tolerance of
its line, or cannot be asked.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.oracles import judges, one_group, two_groups
from bench.oracles.check import Check

BENCH = Path(__file__).parent.parent
PYTHON = BENCH / ".peers" / "oracles" / "bin" / "python"
PAGE = BENCH.parent / "docs" / "statistics.md"
START, END = "<!-- written by python -m bench.oracles --write -->", "<!-- end -->"
CHECKS = [*one_group.CHECKS, *two_groups.CHECKS, *judges.CHECKS]


class Row(NamedTuple):
    check: Check
    samples: int
    largest: float

    @property
    def agrees(self) -> bool:
        return self.samples > 0 and self.largest <= self.check.tolerance

    def text(self, versions: dict[str, str]) -> str:
        check = self.check
        package = f"{check.package} {versions[check.package]}"
        cells = [check.method, package, check.compared, check.apart, f"{self.samples}", _part(self.largest)]
        return f"| {' | '.join([*cells, _part(check.tolerance), 'agrees' if self.agrees else '**disagrees**'])} |"


class Packages:
    """The process that asks them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [PYTHON, Path(__file__).parent / "packages.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        facts = self._answer()
        self.versions: dict[str, str] = facts["versions"]
        self.absent: dict[str, str] = facts["absent"]

    def ask(self, question: str, **arguments: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([question, arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        if isinstance(answer, dict) and "failed" in answer:
            raise RuntimeError(f"{question}: {answer['failed']}")
        return answer

    def close(self) -> None:
        self._process.communicate()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def _part(value: float) -> str:
    if value >= 0.001:
        return f"{value:.4f}".rstrip("0")
    return "0" if value == 0 else f"{value:.0e}"


def table(rows: list[Row], versions: dict[str, str]) -> str:
    titles = [
        "Method",
        "Package",
        "Compared",
        "Different in the package",
        "Samples",
        "Largest difference",
        "Tolerance",
        "",
    ]
    return "\n".join([f"| {' | '.join(titles)} |", "|---" * len(titles) + "|", *(row.text(versions) for row in rows)])


def write(text: str) -> None:
    before, rest = PAGE.read_text().split(START)
    after = rest.split(END)[1]
    run = f"Run on {datetime.now(UTC):%Y-%m-%d} with Python {sys.version.split()[0]}."
    PAGE.write_text(f"{before}{START}\n\n{run}\n\n{text}\n\n{END}{after}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into docs/statistics.md")
    arguments = parser.parse_args()
    if not PYTHON.exists():
        print("The packages are not installed: make bench-oracles")
        return 1
    packages = Packages()
    rows = []
    for check in CHECKS:
        if check.package in packages.versions:
            found = list(check.differences(packages.ask))
            rows.append(Row(check, len(found), float(np.max(found, initial=0.0))))  # NaN if one is
    packages.close()
    text = table(rows, packages.versions)
    print(text)
    for name, reason in packages.absent.items():
        print(f"{name} could not be asked: {reason}")
    if arguments.write:
        write(text)
    return 0 if all(row.agrees for row in rows) and not packages.absent else 1


if __name__ == "__main__":
    sys.exit(main())
