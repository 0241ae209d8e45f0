"""Scores and questions: benches of their own, which can be run alone, too. What they tell is taken over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench import results
from bench.results import Results

DATA = Path(__file__).parent.parent / ".data" / "1m"


def measure(told: Results, module: str, *arguments: str) -> None:
    """`python -m module`, which writes a file of its own under bench/results."""
    before = _files()
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    written = sorted(_files() - before, key=lambda path: path.stat().st_mtime_ns)
    name = module.rpartition(".")[2]
    if done.returncode:
        last = (done.stderr.strip() or "nothing").splitlines()[-1]
        told.faults.append(f"{module} ended with status {done.returncode}; it said: {last}")
    if written:
        told.parts[name] = json.loads(written[-1].read_text())
    elif not done.returncode:
        told.notes.append(f"{module} wrote no results")
    told.parts[f"{name} table"] = done.stdout


def questions(told: Results) -> None:
    """At 1 M requests, if `make bench-data` has made them; that takes longer than all the rest."""
    if DATA.exists():
        measure(told, "bench.questions", "--data", str(DATA), "--rounds", "2")
    else:
        told.absent.append("a million requests to ask questions of; to get them: make bench-data")


def _files() -> set[Path]:
    return set(results.FOLDER.glob("*.json"))
