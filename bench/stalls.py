"""Scores and reads while another process writes a gigabyte to the same disk and syncs it, again and again.

    python -m bench.stalls [--requests N] [--seconds S]

A score is acknowledged once it is durable, so it waits for the disk; reads must not. Each is measured without and with
the other process: single scores on 4 connections (wrk), and the newest 50 requests, one question after the other.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from rich.console import Console
from rich.table import Table

from bench.make_data import make
from bench.results import keep
from bench.scores import Server, Singles, serving, singles

BOUNDS_MS = {"score": 1_500, "read": 1_000}  # p99 during the syncs; the disk itself stalls for up to 900 ms
_CONNECTIONS = 4
_LIST = json.dumps({"filter": "all", "limit": 50, "sort": {"created_at": "desc"}}).encode()
_SYNCS = """
import os, sys, time
block = os.urandom(1 << 20)
while True:
    with open(sys.argv[1], "wb") as file:
        for _ in range(1 << 10):
            file.write(block)
        file.flush()
        began = time.monotonic()
        os.fsync(file.fileno())
        print(round((time.monotonic() - began) * 1e3), flush=True)
"""


class Reads(NamedTuple):
    n: int
    p50_ms: float
    p99_ms: float
    max_ms: float


class Measured(NamedTuple):
    scores: Singles
    reads: Reads
    syncs_ms: list[int]  # of the other process


def measure(server: Server, folder: Path, requests: int, seconds: int, *, is_syncing: bool) -> Measured:
    reads: list[float] = []
    is_over = threading.Event()
    reader = threading.Thread(target=_read, args=(server.port, reads, is_over))
    with _syncing(folder / "other") if is_syncing else _quiet() as syncs_ms:
        reader.start()
        scores = singles(server, folder, requests, _CONNECTIONS, seconds, helicone=False)
        is_over.set()
        reader.join()
    ordered = sorted(reads)
    p50_ms, p99_ms = (ordered[len(ordered) * percent // 100] * 1e3 for percent in (50, 99))
    return Measured(scores, Reads(len(reads), p50_ms, p99_ms, ordered[-1] * 1e3), syncs_ms)


def _read(port: int, took_s: list[float], is_over: threading.Event) -> None:
    while not is_over.is_set():
        began = time.monotonic()
        _list(port)
        took_s.append(time.monotonic() - began)


def _list(port: int) -> None:
    url = f"http://127.0.0.1:{port}/v1/request/query"
    with urlopen(Request(url, _LIST, {"Content-Type": "application/json"}), timeout=60) as answer:
        answer.read()


def _wait_for_replica(port: int) -> None:
    """It is made at the first start on new data."""
    while True:
        try:
            return _list(port)
        except HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.2)


@contextmanager
def _quiet() -> Iterator[list[int]]:
    yield []


@contextmanager
def _syncing(file: Path) -> Iterator[list[int]]:
    """Yields the durations of its syncs, in ms, which are there once the block has ended."""
    other = subprocess.Popen([sys.executable, "-c", _SYNCS, str(file)], stdout=subprocess.PIPE, text=True)
    found: list[int] = []
    try:
        yield found
    finally:
        other.terminate()
        found += map(int, other.communicate()[0].split())
        file.unlink(missing_ok=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        make(folder / "data", options.requests, 0)
        with serving(folder, folder / "data") as server:
            _wait_for_replica(server.port)
            measured = {
                "alone": measure(server, folder, options.requests, options.seconds, is_syncing=False),
                "beside syncs": measure(server, folder, options.requests, options.seconds, is_syncing=True),
            }
    table = Table("", "scores/s", "score p50, p99, max ms", "read p50, p99, max ms", "reads", "syncs, longest ms")
    for label, (scores, reads, syncs_ms) in measured.items():
        table.add_row(
            label,
            f"{scores.per_s:,.0f}",
            f"{scores.p50_ms:.1f}, {scores.p99_ms:.1f}, {scores.max_ms:.0f}",
            f"{reads.p50_ms:.1f}, {reads.p99_ms:.1f}, {reads.max_ms:.0f}",
            f"{reads.n:,}",
            f"{len(syncs_ms)}, {max(syncs_ms, default=0)}",
        )
    Console().print(table)
    keep(
        "stalls",
        {
            label: {"scores": each.scores._asdict(), "reads": each.reads._asdict(), "syncs_ms": each.syncs_ms}
            for label, each in measured.items()
        },
    )
    beside = measured["beside syncs"]
    late = [
        f"p99 of a {what}: {p99_ms:,.0f} ms, bound {BOUNDS_MS[what]:,} ms"
        for what, p99_ms in (("score", beside.scores.p99_ms), ("read", beside.reads.p99_ms))
        if p99_ms > BOUNDS_MS[what]
    ]
    if late:
        sys.exit("; ".join(late))


if __name__ == "__main__":
    main()
