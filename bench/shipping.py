"""What a call costs on its way to ClickHouse: CPU time of our process and of the server, and calls per second.

    python -m bench.shipping [--data DIR] [--requests N] [--steps VERSIONS …] [--without-scores]
    python -m bench.shipping --archive [--data DIR] [--requests N]
    python -m bench.shipping --kills ROUNDS

--data is the data directory of a server that is stopped, or of bench.make_data; without it, one with --requests
requests is made, each with three scores and four properties. It becomes node 0 of a ClickHouse server, a
new one for each size of steps. A call makes one version, and each of its scores another one. The server has one core,
and this process another one.

--archive measures the copy of whole calls with two bodies of some hundred bytes each.

--kills measures nothing: it kills the server and the copying process again and again while calls and scores come in,
and compares what ClickHouse has in the end with the record.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_s
from bench.make_data import STRIDE, make
from bench.results import keep
from store.analytics.replica.source import Source
from store.clickhouse.archive.archiving import Archiver
from store.clickhouse.shipping.shipper import STEP, Shipper, ShippingNode
from store.settings import DataDir
from store.sqlite import change_log, membership
from store.sqlite.session import Session
from tests.store.clickhouse.copies import connected
from tests.store.clickhouse.kills import kill_again_and_again
from tests.support.clickhouse import ClickHouse

STEPS = (1_000, STEP, 20_000)  # versions


class Cost(NamedTuple):
    """Of a call with all that belongs to it."""

    ours_us: float
    server_us: float
    calls_per_s: float  # by the clock; the server works beside us


@contextmanager
def server_apart(folder: Path) -> Iterator[ClickHouse]:
    """A server on one core, and this process on another one, if there are two."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[-1:])
    try:
        with ClickHouse(folder, compiles=True) as server:
            os.sched_setaffinity(0, cores[:1])
            yield server
    finally:
        os.sched_setaffinity(0, cores)


def measure(data_dir: DataDir, folder: Path, step: int) -> Cost:
    with server_apart(folder) as server, closing(Source(data_dir, all_features=True)) as source:
        servers = connected(server)
        assert source.node
        assert servers.shards  # makes the tables
        shipper = Shipper(servers, source, ShippingNode(*source.node), step)
        return cost(server, data_dir, lambda: shipper.ship(lambda done, of: None, lambda: True))


def measure_archive(data_dir: DataDir, folder: Path) -> Cost:
    with closing(Session(data_dir)) as session:
        session.begin()
        change_log.begin(session.main_db, session.bodies)
        session.commit()
    with server_apart(folder) as server, closing(Archiver(connected(server), data_dir, 1)) as archiver:
        archiver.count()  # makes the tables
        return cost(server, data_dir, archiver.copy)


def cost(server: ClickHouse, data_dir: DataDir, work: Callable[[], object]) -> Cost:
    with closing(sqlite3.connect(data_dir.database)) as record:
        ((calls,),) = record.execute("SELECT count(*) FROM exchange").fetchall()
    began_s, ours_s, server_s = time.monotonic(), time.process_time(), cpu_s(server.pid)
    work()
    took_s = time.monotonic() - began_s
    ours_s, server_s = time.process_time() - ours_s, cpu_s(server.pid) - server_s
    return Cost(ours_s / calls * 1e6, server_s / calls * 1e6, calls / took_s)


def become_node(data_dir: DataDir) -> None:
    session = Session(data_dir)
    if membership.node_of(session.main_db) is None:
        membership.join(session, 0, "bench", 1)
    session.close()


def drop_scores(data_dir: DataDir) -> None:
    """And their versions, so that those of calls follow each other."""
    with closing(sqlite3.connect(data_dir.database)) as record, record:
        record.execute("DELETE FROM score")
        record.execute(f"UPDATE property SET exchange = exchange / {STRIDE} + 1")
        record.execute(f"UPDATE exchange SET id = id / {STRIDE} + 1, version = version / {STRIDE} + 1")
        record.execute("UPDATE counter SET value = (SELECT max(version) FROM exchange) WHERE name = 'version'")


def torture(rounds: int) -> None:
    seed = time.time_ns() % 1_000_000
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        asyncio.run(kill_again_and_again(Path(name), rounds, seed))
    print(f"{rounds} rounds: ClickHouse has what the record has")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--steps", type=int, nargs="+", default=STEPS)
    parser.add_argument("--without-scores", action="store_true", help="delete them before, of a record of make_data")
    parser.add_argument("--archive", action="store_true", help="measure the archive instead of what queries need")
    parser.add_argument("--kills", type=int, metavar="ROUNDS", help="kill and compare, measure nothing")
    options = parser.parse_args()
    if options.kills:
        torture(options.kills)
        return
    table = Table("copy", "our CPU µs per call", "the server's", "calls/s")
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        data = DataDir(options.data or Path(name) / "data")
        if not options.data:
            make(data.root, options.requests, options.requests if options.archive else 0)
        become_node(data)
        if options.without_scores:
            drop_scores(data)
        for step in () if options.archive else options.steps:
            costs[f"{step}"] = measure(data, Path(name) / f"clickhouse-{step}", step)
        if options.archive:
            costs["archive"] = measure_archive(data, Path(name) / "clickhouse")
    for copy, of_call in costs.items():
        table.add_row(copy, f"{of_call.ours_us:.0f}", f"{of_call.server_us:.0f}", f"{of_call.calls_per_s:,.0f}")
    Console().print(table)
    keep("shipping", {copy: of_call._asdict() for copy, of_call in costs.items()})


if __name__ == "__main__":
    main()
