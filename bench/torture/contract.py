"""schemathesis against /openapi.json: requests made from the description, and sequences of them."""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from api.http.operations import OPERATIONS
from bench.torture.tally import Tally
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

_COMMAND = (sys.executable, "-m", "schemathesis.cli", "run")
_CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
_OPTIONS = ("--checks", _CHECKS, "--no-color", "--no-shrink", "--warnings", "off", "--generation-database", "none")
_START_S = 5.0  # of schemathesis, which counts its time from the end of its start
_CASES = re.compile(r"^ +(\d+) generated", re.MULTILINE)
_OPERATIONS_MOST = 24  # of one run: it takes them in their order, and the time ends before the last ones


async def check_contract(folder: Path, upstream: Upstream, tally: Tally, until: float, chosen: random.Random) -> None:
    """Each phase has half of the time until then, on a server of its own."""
    with Gnomon(folder, upstream.base_url) as gnomon:
        names = chosen.sample([operation.id for operation in OPERATIONS], _OPERATIONS_MOST)
        fuzzing = ["--max-examples", "8", *(part for name in names for part in ("--include-operation-id", name))]
        middle = (time.monotonic() + until) / 2
        await asyncio.to_thread(_run, gnomon, tally, "fuzzing", fuzzing, middle, chosen)
        await asyncio.to_thread(_run, gnomon, tally, "stateful", [], until, chosen)
    upstream.forget()


def _run(gnomon: Gnomon, tally: Tally, phase: str, options: list[str], until: float, chosen: random.Random) -> None:
    time_s = max(3.0, until - time.monotonic() - _START_S)
    command = [*_COMMAND, f"{gnomon.url}/openapi.json", "--phases", phase, *_OPTIONS, *options]
    command += ["--max-time", str(round(time_s)), "--seed", str(chosen.randrange(1 << 30))]
    with tempfile.TemporaryDirectory() as folder:  # it writes caches into the current one
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=time_s + 120, check=False)
    cases = _CASES.search(done.stdout)
    tally.counts[f"schemathesis, {phase}"] += int(cases[1]) if cases else 0
    if done.returncode:
        tally.server_errors += "Server error" in done.stdout
        tally.fault(
            f"schemathesis, {phase}, ended with {done.returncode}:\n{done.stdout[-4_000:]}{done.stderr[-1_000:]}"
        )
