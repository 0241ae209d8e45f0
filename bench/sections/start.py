"""How long somebody waits for a start."""

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
    """`gnomon serve` on an empty directory, until the first relayed call is answered."""
    folder = arena.folder / f"start-{turn}"
    folder.mkdir()
    since = time.monotonic()
    running = Gnomon(folder, arena.upstream, 1)
    try:
        call = running.call("small", tls=False)
        headers = {"Content-Type": "application/json", **call.headers}
        asked = urllib.request.Request(f"http://127.0.0.1:{call.port}{call.path}", call.body, headers)
        with urllib.request.urlopen(asked) as answer:
            assert answer.read() == traffic.ANSWER_BODY
        arena.results.add("start_s", "gnomon", time.monotonic() - since, "s from `gnomon serve` to the first answer")
    finally:
        running.stop()


def fresh_clone(results: Results) -> None:
    """`make serve` in a fresh clone of what is committed here, until it says where it listens. Package caches are as
    warm as they are on this machine.
    """
    if not shutil.which("git") or not (_ROOT / ".git").exists():
        results.absent.append("The start of a fresh clone: this is no git clone, or git is missing")
        return
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        clone = Path(name) / "gnomon"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(_ROOT), str(clone)], check=True)
        config = Path(name) / "gnomon.toml"
        config.write_text(f"[server]\nport = {nginx.free_port()}\n")
        since = time.monotonic()
        said = (Path(name) / "said.log").open("w")
        process = subprocess.Popen(
            ["make", "serve", f"ARGS=--config {config}"], cwd=clone, stdout=subprocess.PIPE, stderr=said, text=True
        )
        assert process.stdout is not None
        try:
            listens = any(_URL.search(line) for line in process.stdout)
            if listens:
                took_s = time.monotonic() - since
                results.add("fresh_s", "gnomon", took_s, "s from `make serve` in a fresh clone until it listens")
            else:
                results.faults.append("`make serve` in a fresh clone did not begin to listen")
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()
            said.close()
