"""How long queries take over HTTP when Gnomon answers them from ClickHouse, and what they cost its server.

Gnomon copies the record to a server of this run, which merges its rows before the first query: what a server has once a
month is over. CPU time of the server and of the api process is shown beside the clock, since it depends less on what
else the machine does; the server may use two threads for a query.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import statistics
import time
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_of_s, wait_until_quiet
from bench.page_questions import all_queries
from bench.question_list import BenchmarkQuery, Client
from bench.results import keep
from bench.scores import serving
from store.settings import DataDir
from store.timestamps import from_us
from tests.support.clickhouse import ClickHouse

BUDGET_MS = 250.0  # at 1 M requests
_POLL_S = 0.5
_QUIET_S = 30.0
_TABLES = ("request_row", "score_row")

Measured = dict[str, dict[str, list[float]]]  # title of a query → "ms", "server_cpu_ms" or "api_cpu_ms" → rounds


def measure_on_clickhouse(data: Path, folder: Path, only: str, rounds: int) -> None:
    """`data`: a directory of bench.make_data. Prints the table, and keeps the figures."""
    record = folder / "record"  # a record belongs to one database of ClickHouse
    shutil.copytree(data, record)
    newest, requests = _extent(record)
    queries = [query for query in all_queries(newest) if only in query.title]
    with (
        ClickHouse(folder / "server", compiles=True) as database,
        serving(folder, record, {"url": database.url()}) as server,
    ):
        client = Client(server.port)
        counted = {"requests": requests, "copied_in_s": wait_until_copied(client)}
        merge(database)
        wait_until_quiet(database.pid, _QUIET_S)
        measured = _run(queries, rounds, client, database.pid, server.api)
        counted["parts"] = _parts(database)
    console = Console(width=110)
    console.print(_shown(measured))
    console.print(counted)
    keep("questions-on-clickhouse", {"counted": counted, "measured": measured})


def _extent(data: Path) -> tuple[datetime, int]:
    """The start of the newest request, and how many there are."""
    with closing(sqlite3.connect(DataDir(data).database)) as record:
        ((newest_us, requests),) = record.execute("SELECT max(started_at_us), count(*) FROM exchange").fetchall()
    return from_us(newest_us), requests


def wait_until_copied(client: Client) -> float:
    """Until ClickHouse has the whole record and the archive; the seconds that the record took."""
    began, copied_in_s = time.monotonic(), None
    while True:
        health = json.loads(client.post("/healthz", None))
        if copied_in_s is None and not health["replica"]["behind"]:
            copied_in_s = time.monotonic() - began
        archive = health["archive"]
        if copied_in_s is not None and archive["behind"] == archive["bodies_behind"] == 0:
            return copied_in_s
        time.sleep(_POLL_S)


def merge(database: ClickHouse) -> None:
    """The rows of each month become one part, as they do by themselves when nothing was added for a day."""
    with database.client("gnomon") as client:
        for table in _TABLES:
            client.command(f"OPTIMIZE TABLE {table} FINAL")


def _parts(database: ClickHouse) -> int:
    counted = f"SELECT count() FROM system.parts WHERE database = 'gnomon' AND table IN {_TABLES} AND active"
    with database.client() as client:
        return int(client.query(counted).result_rows[0][0])


def _run(queries: list[BenchmarkQuery], rounds: int, client: Client, database: int, api: int) -> Measured:
    """`database`, `api`: numbers of processes."""
    measured: Measured = defaultdict(lambda: defaultdict(list))
    for query in queries:
        client.ms(query.path, query.body)
        for _ in range(rounds):
            before = cpu_of_s([database]), cpu_of_s([api])
            measured[query.title]["ms"].append(client.ms(query.path, query.body))
            after = cpu_of_s([database]), cpu_of_s([api])
            measured[query.title]["server_cpu_ms"].append((after[0] - before[0]) * 1e3)
            measured[query.title]["api_cpu_ms"].append((after[1] - before[1]) * 1e3)
    return measured


def _shown(measured: Measured) -> Table:
    table = Table("p50 in ms", "over HTTP", f"≤ {BUDGET_MS:g}", "CPU of the server", "CPU of the api process")
    for title, of_query in measured.items():
        ms, server, api = (statistics.median(of_query[name]) for name in ("ms", "server_cpu_ms", "api_cpu_ms"))
        table.add_row(title, f"{ms:.0f}", "yes" if ms <= BUDGET_MS else "[red]no", f"{server:.0f}", f"{api:.0f}")
    return table
