"""The figures of docs/scale.md: bytes and CPU time per call on its way to ClickHouse, and CPU time of questions there.

    python -m bench.scale [sizes] [steps] [questions] [--calls N] [--millions N]

sizes      the shapes of bench.ingest, N calls of the small one and a fifth as many of the others: in the spool, in the
           record, and in a ClickHouse server after its merges, as rows for queries and in the archive
steps      what a step of the copy costs, by the number of its calls, merges included
questions  CPU time over N million calls that ClickHouse makes up
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from clickhouse_connect.driver.client import Client
from rich.console import Console
from rich.table import Table

from bench import ingest, shipping
from bench.cpu import cpu_s
from store.analytics.replica.source import Source
from store.clickhouse.archive.archiving import Archiver
from store.ingest import share_interpreter
from store.settings import DataDir
from tests.support.clickhouse import ClickHouse

_STEPS = (20, 100, 1_000, 5_000)  # calls
_STEPS_S = 25.0  # of each size, at most
_SHAPES = ("small", "large", "session", "stream")
_FINAL = {"final": 1, "do_not_merge_across_partitions_select_final": 1, "max_threads": 2}
_TIMES = 3
_MILLION = """
INSERT INTO request_row (id, project, request_id, exchange_id, is_last, conflict, started_at, outcome, status, method,
    path, upstream, provider, target_url, model, user_id, session_id, is_stream, latency_ms, prompt_tokens,
    completion_tokens, cost_usd, prompt_preview, answer_preview, properties, version, deleted)
WITH number + {first:Int64} AS i, lower(hex(sipHash128(i))) AS uuid, cityHash64(i, 1) AS a, cityHash64(i, 2) AS b
SELECT i, 1, uuid, uuid, 1, 0, toDateTime64('2026-11-01', 6, 'UTC') + toIntervalMicrosecond(i * {gap_us:Int64}), 'ok',
    200, 'POST', '/v1/chat/completions', 'openai', 'OPENAI', 'https://api.openai.com/v1/chat/completions',
    concat('gpt-', toString(a % 5)), concat('user-', toString(b % 5000)), concat('session-', toString(intDiv(i, 10))),
    a % 2, 200 + b % 5000, 50 + a % 2000, 10 + b % 500, (a % 2000) * 1e-6, 'How do I reset item', 'Open the settings',
    map('environment', ['prod', 'test', 'dev'][1 + a % 3], 'promptversion', concat('v', toString(b % 12))), i, 0
FROM numbers(1000000)"""
_QUESTIONS = {
    "count, cost and latency by model": "SELECT model, count(), sum(cost_usd), avg(latency_ms) FROM request_row"
    " WHERE project = 1 GROUP BY model",
    "exact quantiles of latency by model": "SELECT model, quantilesExactInclusive(0.5, 0.95)(latency_ms)"
    " FROM request_row WHERE project = 1 GROUP BY model",
    "count and latency by a property": "SELECT properties['environment'] AS value, count(), avg(latency_ms)"
    " FROM request_row WHERE project = 1 GROUP BY value",
    "count, cost and latency by model, one day of 30": "SELECT model, count(), sum(cost_usd), avg(latency_ms)"
    " FROM request_row WHERE project = 1 AND started_at >= '2026-11-15' AND started_at < '2026-11-16' GROUP BY model",
    "a page of the newest 50, within two days": "SELECT id, request_id, model FROM request_row"
    " WHERE project = 1 AND started_at >= '2026-11-29' ORDER BY started_at DESC, id DESC LIMIT 50",
}


class Copy(NamedTuple):
    """How a record was copied, in CPU time of all its calls."""

    calls: int
    steps: int
    took_s: float
    ours_s: float
    server_s: float


@contextmanager
def copied(data: DataDir, folder: Path, step: int, until_s: float = 1e9) -> Iterator[tuple[Copy, ClickHouse, Client]]:
    shipping.become_node(data)
    with ClickHouse(folder, compiles=True) as server, closing(Source(data, all_features=True)) as source:
        assert source.node
        servers = shipping.connected(server)
        servers.query("SELECT 1")  # creates the tables
        shipper = shipping.Shipper(servers, source, shipping.ShippingNode(*source.node), step)
        steps: list[float] = []
        began_s, ours_s, server_s = time.monotonic(), time.process_time(), cpu_s(server.pid)
        shipper.ship(
            lambda done, of: steps.append(time.monotonic()), lambda: not steps or steps[-1] < began_s + until_s
        )
        took_s, ours_s = time.monotonic() - began_s, time.process_time() - ours_s
        server_s = cpu_s(server.pid) - server_s
        with closing(server.client("gnomon")) as client:
            calls = int(client.query("SELECT count() FROM request_row FINAL").result_rows[0][0])
            yield Copy(calls, len(steps), took_s, ours_s, server_s), server, client


def sizes(root: Path, calls: int) -> Iterator[Table]:
    disk = Table("bytes per call", "wire", "spool", "record", "bodies", "ClickHouse: rows", "archive", "of it bodies")
    cpu = Table("CPU µs per call", "ingest", "copy rows", "the server's", "copy to the archive", "the server's")
    for shape in _SHAPES:
        count = calls if shape == "small" else calls // 5
        data, make = DataDir(root / shape), ingest.shapes()[shape]
        bodies = sum(len(call.request) + len(call.response) for call in map(make, range(count)))
        ingest.write_spool(data.spool, map(make, range(count)))
        spool = sum(file.stat().st_size for file in data.spool.iterdir())
        ingest_us = asyncio.run(ingest.total_us(data.root, count))
        shipping.become_node(data)
        record, stored = (file.stat().st_size for file in (data.database, data.bodies))
        with copied(data, root / f"clickhouse-{shape}", 5_000) as (copy, server, client):
            assert copy.calls == count
            ours_s, server_s = archived(data, server)
            merged = dict(_merged(client))
        archive = {name: size for name, size in merged.items() if name.startswith("archive_")}
        of_bodies = archive.get("archive_body_row", 0) + archive.get("archive_piece_row", 0)
        each = (bodies, spool, record, stored, merged["request_row"], sum(archive.values()), of_bodies)
        disk.add_row(shape, *(f"{size / count:,.0f}" for size in each))
        spent = (copy.ours_s, copy.server_s, ours_s, server_s)
        cpu.add_row(shape, f"{ingest_us:,.0f}", *(f"{s / count * 1e6:,.0f}" for s in spent))
    yield disk
    yield cpu


def archived(data: DataDir, server: ClickHouse) -> tuple[float, float]:
    """CPU time of copying the record to the archive: ours, and the server's."""
    archiver = Archiver(shipping.connected(server), data, 1)
    ours_s, server_s = time.process_time(), cpu_s(server.pid)
    archiver.copy()
    archiver.close()
    return time.process_time() - ours_s, cpu_s(server.pid) - server_s


def _merged(client: Client) -> Iterator[tuple[str, int]]:
    tables = "SELECT table, sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'gnomon' GROUP BY table"
    for table, _ in client.query(tables).result_rows:
        client.command(f"OPTIMIZE TABLE {table} FINAL")
    yield from client.query(tables).result_rows


def steps(root: Path, calls: int) -> Iterator[Table]:
    """Small calls, each of which makes one version."""
    table = Table("calls in a step", "steps", "our ms per step", "the server's", "calls/s")
    data = DataDir(root / "steps")
    ingest.write_spool(data.spool, map(ingest.small, range(calls)))
    asyncio.run(ingest.total_us(data.root, calls))
    for size in _STEPS:
        with copied(data, root / f"clickhouse-{size}", size, _STEPS_S) as (copy, _, _client):
            ours_ms, server_ms = (f"{s / copy.steps * 1e3:.1f}" for s in (copy.ours_s, copy.server_s))
        table.add_row(f"{size:,}", f"{copy.steps:,}", ours_ms, server_ms, f"{copy.calls / copy.took_s:,.0f}")
    yield table


def questions(root: Path, millions: int) -> Iterator[Table]:
    table = Table(f"over {millions} million calls", "CPU ms", "ms")
    with ClickHouse(root / "clickhouse-questions", compiles=True) as server, closing(server.client("gnomon")) as client:
        shipping.connected(server).query("SELECT 1")  # creates the tables
        gap_us = 30 * 86_400_000_000 // (millions * 1_000_000)
        for number in range(millions):
            client.command(_MILLION, {"first": number * 1_000_000, "gap_us": gap_us})
        for name, question in _QUESTIONS.items():
            costs = []
            for _ in range(_TIMES):
                began_s, began_cpu_s = time.monotonic(), cpu_s(server.pid)
                client.query(question, settings=_FINAL)
                costs.append((cpu_s(server.pid) - began_cpu_s, time.monotonic() - began_s))
            cpu, wall = (statistics.median(values) * 1e3 for values in zip(*costs, strict=True))
            table.add_row(name, f"{cpu:,.0f}", f"{wall:,.0f}")
    yield table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="section", help="default: all")
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--millions", type=int, default=10)
    options = parser.parse_args()
    measures = {
        "sizes": (sizes, options.calls),
        "steps": (steps, options.calls),
        "questions": (questions, options.millions),
    }
    if unknown := set(options.sections) - measures.keys():
        parser.error(f"unknown section {', '.join(sorted(unknown))}; there are {', '.join(measures)}")
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name, share_interpreter():
        for section in options.sections or measures:
            measure, count = measures[section]
            for table in measure(Path(name), count):
                Console(width=120).print(table)


if __name__ == "__main__":
    main()
