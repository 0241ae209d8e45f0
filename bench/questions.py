"""How long queries take over HTTP, through a worker and the api process, beside the same SQL in DuckDB and ClickHouse.

    python -m bench.questions [--data DIR] [--requests N] [--rounds R] [--only WORD] [--store clickhouse]

--data is a directory of bench.make_data, which is kept; without it a directory with --requests requests is made, and
deleted. "DuckDB alone" reads a copy of the replica's file with the same threads and memory, in turn with the server.
ClickHouse alone takes part if `make bench-peers` has installed chdb. Budgets are for 1 M requests, or for 10 M if there
are as many.
CPU is that of the api process, and of DuckDB in this process: it depends less on what else the machine does.

With --store clickhouse, Gnomon answers from a ClickHouse server of this run, to which it copies the record first:
questions_on_clickhouse.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own
from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_of_s
from bench.make_data import make
from bench.page_questions import all_queries
from bench.question_list import BenchmarkQuery, Client
from bench.questions_on_clickhouse import measure_on_clickhouse
from bench.results import keep
from bench.scores import Server, serving
from store.analytics.replica.rebuilding import rebuild
from store.settings import AnalyticsSettings, DataDir

TEN_MILLION = 5_000_000  # from so many requests on the budgets for 10 M apply
CHANGES = 15
_PEER = Path(__file__).parent / ".peers" / "chdb" / "bin" / "python"
_OF_REQUESTS = "id, project, request_id, is_last, started_at, model, session_id, cost_usd, p0, p1, p2, p3"
_OF_SCORES = "project, request, name, kind, value, label, superseded_at, started_at, model, p0, p1, p2"


@dataclass(slots=True)
class Measurements:
    ms: dict[str, dict[str, list[float]]] = field(default_factory=dict)  # by title of the query and side
    counted: dict[str, Any] = field(default_factory=dict)  # what is measured once

    def note(self, title: str, side: str, took_ms: float) -> None:
        self.ms.setdefault(title, {}).setdefault(side, []).append(took_ms)

    def p50(self, title: str, side: str) -> float | None:
        values = self.ms.get(title, {}).get(side)
        return statistics.median(values) if values else None


@contextmanager
def duckdb_alone(file: Path, settings: AnalyticsSettings) -> Iterator[Callable[[str], float]]:
    """A function: statements, joined by semicolons → the milliseconds they take."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.threads,
        "memory_limit": f"{settings.memory_limit_mb}MiB",
        "preserve_insertion_order": False,
    }
    with duckdb.connect(file, read_only=True, config=config) as connection:

        def took_ms(sql: str) -> float:
            began = time.perf_counter()
            for statement in sql.split("; "):
                connection.execute(statement).fetchall()
            return (time.perf_counter() - began) * 1e3

        yield took_ms


@contextmanager
def clickhouse(
    replica: Path, folder: Path, threads: int, measurements: Measurements
) -> Iterator[Callable[[str], float] | None]:
    """The same for ClickHouse; None if chdb is not installed."""
    if not _PEER.exists():
        measurements.counted["absent"] = "ClickHouse: `make bench-peers` installs chdb"
        yield None
        return
    tables = {"score": _OF_SCORES, "request": _OF_REQUESTS}
    files = {name: str(folder / f"{name}.parquet") for name in tables}
    with duckdb.connect(replica, read_only=True) as connection:
        for name, columns in tables.items():
            connection.execute(f"COPY (SELECT {columns} FROM {name}) TO '{files[name]}' (FORMAT parquet)")
    peer = subprocess.Popen(
        [_PEER, Path(__file__).parent / "peers_chdb.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert peer.stdin is not None
    assert peer.stdout is not None
    requests, answers = peer.stdin, peer.stdout

    def ask(request: object) -> Any:
        requests.write(json.dumps(request) + "\n")
        requests.flush()
        return json.loads(answers.readline())

    try:
        made = ask({"folder": str(folder / "clickhouse"), "tables": files, "threads": threads})
        measurements.counted["clickhouse"] = made["version"]
        yield lambda sql: float(ask(sql.split("; ")))
    finally:
        requests.close()
        peer.wait()
        answers.close()


def caught_up(data: Path, measurements: Measurements) -> None:
    """Build the replica if there is none, and measure how fast."""
    if DataDir(data).analytics.exists():
        return
    began, cpu_before = time.monotonic(), time.process_time()
    changes = rebuild(DataDir(data), AnalyticsSettings())
    measurements.counted["changes_per_s"] = changes / (time.monotonic() - began)
    measurements.counted["changes_per_cpu_s"] = changes / (time.process_time() - cpu_before)


def run_all(
    queries: list[BenchmarkQuery],
    rounds: int,
    client: Client,
    api: int,
    alone: Callable[[str], float],
    peer: Callable[[str], float] | None,
    measurements: Measurements,
) -> None:
    for query in queries:
        client.ms(query.path, query.body)
        if query.duckdb:
            alone(query.duckdb)
        if peer and query.clickhouse:
            peer(query.clickhouse)
        for _ in range(rounds):
            before = cpu_of_s([api])
            measurements.note(query.title, "gnomon", client.ms(query.path, query.body))
            measurements.note(query.title, "gnomon_cpu", (cpu_of_s([api]) - before) * 1e3)
            if query.duckdb:
                began = time.process_time()
                measurements.note(query.title, "duckdb", alone(query.duckdb))
                measurements.note(query.title, "duckdb_cpu", (time.process_time() - began) * 1e3)
            if peer and query.clickhouse:
                measurements.note(query.title, "clickhouse", peer(query.clickhouse))


def one_change(client: Client, requests: int, measurements: Measurements) -> None:
    """How much longer a query takes right after a new score."""
    path, filter_ = "/v1/request/count/query", {"request_response_rmt": {"request_id": {"equals": "none"}}}
    for number in range(CHANGES):
        target = f"01900000-0000-7000-8000-{number * (requests // CHANGES):012x}"
        client.post(f"/v1/request/{target}/score", {"scores": {"fresh": number}})
        measurements.note("a query after one change", "gnomon", client.ms(path, {"filter": filter_}))
        measurements.note("… with nothing new", "gnomon", client.ms(path, {"filter": filter_}))


def measured(data: Path, folder: Path, arguments: argparse.Namespace) -> Measurements:
    measurements, settings = Measurements(), AnalyticsSettings()
    caught_up(data, measurements)
    with serving(folder, data) as server:  # an older replica catches up
        Client(server.port).post("/v1/request/count/query", {"filter": "all"})
    copy = folder / "alone.duckdb"
    shutil.copy(DataDir(data).analytics, copy)
    with duckdb.connect(copy, read_only=True) as connection:
        ((newest, requests),) = connection.execute("SELECT max(started_at), count(*) FROM request").fetchall()
    queries = [query for query in all_queries(newest) if arguments.only in query.title]
    with (
        clickhouse(copy, folder, settings.threads, measurements) as peer,
        duckdb_alone(copy, settings) as alone,
        serving(folder, data) as server,
    ):
        client = Client(server.port)
        measurements.counted |= {"requests": requests, "replica_mb": copy.stat().st_size / 1e6}
        measurements.counted["first_question_ms"] = client.ms(queries[0].path, queries[0].body)
        run_all(queries, arguments.rounds, client, server.api, alone, peer, measurements)
        one_change(client, requests, measurements)
        measurements.counted["api_rss_mb"] = psutil.Process(server.api).memory_info().rss / 1e6
        measurements.counted["api_peak_mb"] = _peak_mb(server)
    return measurements


def _peak_mb(server: Server) -> float | None:
    """Linux only."""
    status = Path(f"/proc/{server.api}/status")
    if not status.exists():
        return None
    return next(int(line.split()[1]) / 1e3 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def shown(measurements: Measurements, queries: list[BenchmarkQuery]) -> Table:
    table = Table("p50 in ms", "gnomon", "budget", "met", "DuckDB alone", "CPU", "CPU alone", "ClickHouse")
    large = measurements.counted["requests"] >= TEN_MILLION
    for query in queries:
        ours, cpu, *others = (
            measurements.p50(query.title, side)
            for side in ("gnomon", "gnomon_cpu", "duckdb", "duckdb_cpu", "clickhouse")
        )
        alone, cpu_alone, peer = ("" if each is None else f"{each:.0f}" for each in others)
        if ours is not None:
            budget = query.budget_ms[large]
            met = "" if budget is None else "yes" if ours <= budget else "[red]no"
            table.add_row(
                query.title,
                f"{ours:.0f}",
                "" if budget is None else f"{budget:g}",
                met,
                alone,
                f"{cpu or 0:.0f}",
                cpu_alone,
                peer,
            )
    change, nothing = (
        measurements.p50("a query after one change", "gnomon"),
        measurements.p50("… with nothing new", "gnomon"),
    )
    assert change is not None
    assert nothing is not None
    table.add_row(
        "one change until queries see it",
        f"{change - nothing:.1f}",
        "10",
        "yes" if change - nothing <= 10 else "[red]no",
    )
    memory = measurements.counted["api_rss_mb"]
    table.add_row("api process, MB", f"{memory:.0f}", "" if large else "700", "yes" if memory <= 700 else "[red]no")
    if "changes_per_s" in measurements.counted:
        rate = measurements.counted["changes_per_s"]
        table.add_row("changes copied /s", f"{rate:,.0f}", "50,000", "yes" if rate >= 50_000 else "[red]no")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--store", choices=("sqlite", "clickhouse"), default="sqlite")
    parser.add_argument("--only", default="", help="only queries with this in their title")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = arguments.data or folder / "data"
        if not arguments.data:
            make(data, arguments.requests, min(arguments.requests, 20_000))
        if arguments.store == "clickhouse":
            measure_on_clickhouse(data, folder, arguments.only, arguments.rounds)
            return
        measurements = measured(data, folder, arguments)
    console = Console(width=110)
    console.print(shown(measurements, all_queries(datetime.now(UTC).replace(tzinfo=None))))
    console.print(dict(measurements.counted))
    keep("questions", {"counted": measurements.counted, "ms": measurements.ms})


if __name__ == "__main__":
    main()
