"""Time to start: of the server, and of a fresh clone."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from bench import nginx, traffic
from bench.arena import Arena
from bench.ours import Gnomon
from bench.results import Results

_ROOT = Path(__file__).parent.parent.parent
_URL = re.compile(r"http://127\.0\.0\.1:\d+")


def serve(arena: Arena, turn: int) -> None:
    """Time from `gnomon serve` on an empty directory to the first response."""
    folder = arena.folder / f"start-{turn}"
    folder.mkdir()
    started = time.monotonic()
    running = Gnomon(folder, arena.upstream, 1)
    try:
        call = running.call("small", tls=False)
        headers = {"Content-Type": "application/json", **call.headers}
        request = urllib.request.Request(f"http://127.0.0.1:{call.port}{call.path}", call.body, headers)
        with urllib.request.urlopen(request) as response:
            assert response.read() == traffic.ANSWER_BODY
        took_s = time.monotonic() - started
        arena.results.add("start_s", "gnomon", took_s, "s from `gnomon serve` to the first response")
    finally:
        running.stop()


def fresh_clone(results: Results) -> None:
    """Time from `make serve` in a fresh clone until it listens. Package caches stay as warm as they are.

    The clone has the committed state of this checkout.
    """
    if not shutil.which("git") or not (_ROOT / ".git").exists():
        results.absent.append("the start of a fresh clone: this is not a git clone, or git is missing")
        return
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        clone = Path(name) / "gnomon"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(_ROOT), str(clone)], check=True)
        config = Path(name) / "gnomon.toml"
        config.write_text(f"[server]\nport = {nginx.free_port()}\n")
        started = time.monotonic()
        log = (Path(name) / "stderr.log").open("w")
        process = subprocess.Popen(
            ["make", "serve", f"ARGS=--config {config}"], cwd=clone, stdout=subprocess.PIPE, stderr=log, text=True
        )
        assert process.stdout is not None
        try:
            listens = any(_URL.search(line) for line in process.stdout)
            if listens:
                took_s = time.monotonic() - started
                results.add("fresh_s", "gnomon", took_s, "s from `make serve` in a fresh clone until it listens")
            else:
                results.faults.append("`make serve` in a fresh clone did not start to listen")
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()
            log.close()
