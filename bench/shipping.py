"""What a call costs on its way to ClickHouse: CPU time of our process and of the server, and calls per second.

    python -m bench.shipping [--data DIR] [--requests N] [--steps VERSIONS …] [--without-scores]
    python -m bench.shipping --kills ROUNDS

--data is the data directory of a server that is stopped, or of bench.make_data; without it, one with --requests
requests is made, each with three scores and four properties. It becomes node 0 of a ClickHouse server, a
new one for each size of steps. A call makes one version, and each of its scores another one.

--kills measures nothing: it kills the server and the copying process again and again while calls and scores come in,
and compares what ClickHouse has in the end with the record.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_s
from bench.make_data import make
from bench.results import keep
from store.analytics.replica.source import Source
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.settings import DataDir
from store.sqlite import membership
from store.sqlite.session import Session
from tests.store.clickhouse.copies import connected
from tests.store.clickhouse.kills import kill_again_and_again
from tests.support.clickhouse import ClickHouse

STEPS = (1_000, 5_000, 20_000)  # versions


class Cost(NamedTuple):
    """Of a call with all that belongs to it."""

    ours_us: float
    server_us: float
    calls_per_s: float  # by the clock; the server works beside us


def measure(data_dir: DataDir, folder: Path, step: int) -> Cost:
    with ClickHouse(folder) as server, closing(Source(data_dir, all_features=True)) as source:
        servers = connected(server)
        assert source.node
        shipper = Shipper(servers, source, ShippingNode(*source.node), step)
        began_s, ours_s, server_s = time.monotonic(), time.process_time(), cpu_s(server.pid)
        shipper.ship(lambda done, of: None, lambda: True)
        took_s = time.monotonic() - began_s
        ours_s, server_s = time.process_time() - ours_s, cpu_s(server.pid) - server_s
        (calls,) = servers.query("SELECT count() FROM request_row FINAL").columns[0]
    return Cost(ours_s / calls * 1e6, server_s / calls * 1e6, calls / took_s)


def become_node(data_dir: DataDir) -> None:
    session = Session(data_dir)
    if membership.node_of(session.main_db) is None:
        membership.join(session, 0, "bench", 1)
    session.close()


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
    parser.add_argument("--without-scores", action="store_true", help="delete them before")
    parser.add_argument("--kills", type=int, metavar="ROUNDS", help="kill and compare, measure nothing")
    options = parser.parse_args()
    if options.kills:
        torture(options.kills)
        return
    table = Table("versions in a step", "our CPU µs per call", "the server's", "calls/s")
    costs: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        data = DataDir(options.data or Path(name) / "data")
        if not options.data:
            make(data.root, options.requests, 0)
        become_node(data)
        if options.without_scores:
            with closing(sqlite3.connect(data.database)) as record, record:
                record.execute("DELETE FROM score")
        for step in options.steps:
            cost = measure(data, Path(name) / f"clickhouse-{step}", step)
            costs[str(step)] = cost._asdict()
            table.add_row(f"{step:,}", f"{cost.ours_us:.0f}", f"{cost.server_us:.0f}", f"{cost.calls_per_s:,.0f}")
    Console().print(table)
    keep("shipping", costs)


if __name__ == "__main__":
    main()
