"""A short run of bench.webhooks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_message_of_a_short_run_arrives(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.webhooks", "--calls", "3", "--backlog", "200", "--json", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = tmp_path.glob("*.json")
    figures = json.loads(file.read_text())
    assert figures["many"]["per_s"] > 0
    assert 0 < figures["soon"]["plain"]["p50_ms"] <= figures["soon"]["plain"]["max_ms"]
