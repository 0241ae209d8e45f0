"""What memory each process holds, and for what, while calls come in as fast as they are answered.

    python -m bench.memory [--calls N] [--every N] [--kind small|large|mixed]

One row after every --every calls, once all of them are stored and counted by a query; Linux only. `mixed` has bursts
between them: large calls on 256 connections, and a thousand streams at once. Its rows show what stays after a burst,
once the processes have returned what they freed.

Files are code and libraries, which processes share and the system may drop. The heap is what C libraries have from
malloc: SQLite's caches, bodies and their compression. The rest is Python's objects and DuckDB's buffers, which have
pools of their own. Each process's resident memory is counted whole; PSS divides shared pages among those who share
them.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Literal, NamedTuple

import trustme
from rich.console import Console
from rich.table import Table

from bench import upstream
from bench.calls import as_fast_as_answered
from bench.cpu import cpu_of_s
from bench.ours import Gnomon
from bench.readers import read
from bench.results import keep
from gnomon.processes.allocator import RELEASE_EVERY_S

LIMIT_MB = 350  # of the whole tree
_Load = Literal["small", "large", "large on 256", "streams"]
_ROUNDS: dict[str, Sequence[_Load]] = {
    "small": ["small"],
    "large": ["large"],
    "mixed": ["small", "large on 256", "streams", "small"],
}
_LARGE = 5_000  # calls of a burst
_STREAMS = 1_000
_RAMP_S = 2.0
_LOOK_S = 0.2
_SETTLE_S = RELEASE_EVERY_S + 2
_MAPPING = re.compile(r"^([0-9a-f]+)-[0-9a-f]+ \S+ \S+ \S+ \S+ *(.*)$")
_ARENA_BYTES = 64 << 20  # malloc's pools of threads begin at multiples of it


class Held(NamedTuple):
    """MB of 10^6 bytes."""

    files: float
    heap: float
    rest: float
    pss: float

    @property
    def rss(self) -> float:
        return self.files + self.heap + self.rest


def held_by(pids: Iterable[int]) -> Held:
    held: Counter[str] = Counter()
    for pid in pids:
        kind = ""
        for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
            if mapping := _MAPPING.match(line):
                kind = _kind_of(int(mapping[1], 16), mapping[2])
            elif line.startswith("Rss:"):
                held[kind] += int(line.split()[1])
            elif line.startswith("Pss:"):
                held["pss"] += int(line.split()[1])
    return Held(*(held[kind] * 1024 / 1e6 for kind in Held._fields))


def _kind_of(start: int, name: str) -> str:
    if name.startswith("/"):
        return "files"
    return "heap" if name == "[heap]" or (not name and start % _ARENA_BYTES == 0) else "rest"


class Row(NamedTuple):
    calls: int
    after: str  # which load
    supervisor: Held
    worker: Held
    api: Held
    api_us: float | None  # CPU time per call since the row before

    @property
    def rss(self) -> float:
        return self.supervisor.rss + self.worker.rss + self.api.rss

    @property
    def pss(self) -> float:
        return self.supervisor.pss + self.worker.pss + self.api.pss


def measure(folder: Path, calls: int, every: int, kind: str, console: Console) -> list[Row]:
    authority = trustme.CA()
    certificate, authority_file = folder / "certificate.pem", folder / "authority.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(certificate)
    authority.cert_pem.write_to_path(authority_file)
    answering = upstream.start(folder / "upstream", certificate, authority_file)
    try:
        gnomon = Gnomon(folder, answering, 1)
        try:
            rows = [_row(gnomon, 0, "start", None)]
            for load in cycle(_ROUNDS[kind]):
                if rows[-1].calls >= calls and load == _ROUNDS[kind][0]:
                    break
                console.print(f"{rows[-1].calls:,} calls: {rows[-1].rss:.0f} MB", highlight=False)
                before_s = cpu_of_s(gnomon.roles()["api"])
                sent = _send(gnomon, load, every, folder)
                while gnomon.logged() < rows[-1].calls + sent:
                    time.sleep(_LOOK_S)
                gnomon.queried()
                used_s = cpu_of_s(gnomon.roles()["api"]) - before_s
                if kind == "mixed":
                    time.sleep(_SETTLE_S)
                rows.append(_row(gnomon, rows[-1].calls + sent, load, used_s / sent * 1e6))
            return rows
        finally:
            gnomon.stop()
    finally:
        answering.server.stop()


def _send(gnomon: Gnomon, load: _Load, every: int, folder: Path) -> int:
    """Returns the number of calls and streams."""
    if load == "streams":
        return read(gnomon.call("paced", tls=False), _STREAMS, _RAMP_S).streams
    if load == "large on 256":
        return as_fast_as_answered(gnomon.call("large", tls=False), 256, _LARGE, folder).calls
    return as_fast_as_answered(gnomon.call(load, tls=False), 32, every, folder).calls


def _row(gnomon: Gnomon, calls: int, after: str, api_us: float | None) -> Row:
    roles = gnomon.roles()
    return Row(calls, after, held_by([gnomon.pid]), held_by(roles["worker"]), held_by(roles["api"]), api_us)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=200_000)
    parser.add_argument("--every", type=int, default=50_000)
    parser.add_argument("--kind", choices=_ROUNDS, default="small")
    options = parser.parse_args()
    console = Console(width=130)
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        rows = measure(Path(name), options.calls, options.every, options.kind, console)
    columns = (
        "calls",
        "after",
        "supervisor",
        "worker",
        "api",
        "… files",
        "… heap",
        "… rest",
        "tree",
        "PSS",
        "api µs/call",
    )
    table = Table(*columns, title="Resident memory in MB")
    for row in rows:
        held = (row.supervisor.rss, row.worker.rss, row.api.rss, *row.api[:3], row.rss, row.pss)
        table.add_row(
            f"{row.calls:,}",
            row.after,
            *(f"{mb:.0f}" for mb in held),
            "" if row.api_us is None else f"{row.api_us:.0f}",
        )
    console.print(table)
    most, most_pss = max(row.rss for row in rows), max(row.pss for row in rows)
    console.print(f"At most {most:.0f} MB, PSS {most_pss:.0f} MB, limit {LIMIT_MB} MB", highlight=False)
    keep("memory", {str(row.calls): {**row._asdict(), "rss_mb": row.rss, "pss_mb": row.pss} for row in rows})


if __name__ == "__main__":
    main()
