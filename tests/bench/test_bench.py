"""A short run of the bench, with the contestants that are installed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from bench import calls, nginx, readers, relays
from bench.contestants import CONTESTANTS

ROOT = Path(__file__).parent.parent.parent


def test_a_short_run_counts_every_answer_and_finds_it_in_the_log(tmp_path: Path) -> None:
    """Without nginx, h2load or cc it says what is missing and how to install it, and measures nothing."""
    command = [sys.executable, "-m", "bench", "plain", "--only", "direct", "--only", "gnomon", "--rounds", "1"]
    command += ["--seconds", "0.02", "--results", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not (nginx.program() and calls.installed() and readers.installed()):
        assert done.returncode == 1
        assert re.search(r"(nginx|h2load|cc) is missing: .*\. Install it: ", done.stderr)
        return
    assert done.returncode == 0, done.stdout + done.stderr
    run = json.loads(next(tmp_path.glob("bench-*.json")).read_text())
    measures = run["measures"]
    answered, logged = (measures[name]["contestants"]["gnomon"]["median"] for name in ("answered", "logged"))
    assert answered == logged > 300
    for measure in ("small 1 cpu_us", "small 32 per_s", "large 256 cpu_us", "small at low rate p99", "MB at rest"):
        assert measures[measure]["contestants"]["gnomon"]["median"] > 0
        assert measures[measure]["unit"]
    assert measures["small 32 cpu_us worker"]["contestants"]["gnomon"]["median"] > 0
    assert "every call, complete" in done.stdout
    assert str(ROOT) not in json.dumps(run), "a results file must not name a folder of this machine"


def test_every_contestant_states_its_logging_and_installation() -> None:
    for contestant in CONTESTANTS:
        assert contestant.logging
        assert contestant.key == "gnomon-pure" or contestant.absent() in (
            "",
            "make bench-peers",
            relays.GO.absent(),
            relays.RUST.absent(),
        )
