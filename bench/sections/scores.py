"""Runs the separate benchmarks of scores and queries, and adds their results to this run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.results import FOLDER, Results

DATA = Path(__file__).parent.parent / ".data" / "1m"


def measure(results: Results, module: str, *arguments: str) -> None:
    """Run `python -m module`, and read the file that it writes under bench/results."""
    before = _files()
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    written = sorted(_files() - before, key=lambda path: path.stat().st_mtime_ns)
    name = module.rpartition(".")[2]
    if done.returncode:
        last = (done.stderr.strip() or "nothing").splitlines()[-1]
        results.faults.append(f"{module} ended with status {done.returncode}: {last}")
    if written:
        results.parts[name] = json.loads(written[-1].read_text())
    elif not done.returncode:
        results.notes.append(f"{module} wrote no results")
    results.parts[f"{name} table"] = done.stdout


def queries(results: Results) -> None:
    """With 1 M requests, if `make bench-data` has made them, which takes longer than all measurements."""
    if DATA.exists():
        measure(results, "bench.questions", "--data", str(DATA), "--rounds", "2")
    else:
        results.absent.append("queries over a million requests; make the data: make bench-data")


def _files() -> set[Path]:
    return set(FOLDER.glob("*.json"))
