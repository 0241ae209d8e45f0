"""How long questions take, over HTTP through a worker and the api process, beside the same in DuckDB and ClickHouse.

    python -m bench.questions [--data DIR] [--requests N] [--rounds R] [--only WORD]

With --data, a directory of bench.make_data (kept), else one of its own (deleted), of --requests. DuckDB alone asks a
copy of the replica's file with the same threads and memory, in turn with the server; ClickHouse takes part when
`make bench-peers` has installed chdb. Budgets are for 1 M requests, or 10 M with that many; CPU is that of
the api process, and of DuckDB in ours: it is less moved by what else runs on the machine.
"""

from __future__ import annotations

import argparse
import http.client
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
from bench.question_list import Question, questions
from bench.results import keep
from bench.scores import Server, serving
from store.analytics.replica.rebuilding import rebuild
from store.settings import AnalyticsSettings, DataDir

TEN_MILLION = 5_000_000  # from here on the budgets are those for 10 M
CHANGES = 15
_PEER = Path(__file__).parent / ".peers" / "chdb" / "bin" / "python"
_OF_REQUESTS = "id, project, request_id, is_last, started_at, model, session_id, cost_usd, p0, p1, p2, p3"
_OF_SCORES = "project, request, name, kind, value, label, superseded_at, started_at, model, p0, p1, p2"


@dataclass(slots=True)
class Told:
    """Milliseconds by question and side, and what was counted once."""

    ms: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    counted: dict[str, Any] = field(default_factory=dict)

    def note(self, title: str, side: str, took_ms: float) -> None:
        self.ms.setdefault(title, {}).setdefault(side, []).append(took_ms)

    def p50(self, title: str, side: str) -> float | None:
        values = self.ms.get(title, {}).get(side)
        return statistics.median(values) if values else None


class Client:
    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def post(self, path: str, body: object) -> bytes:
        self._connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        data = answer.read()
        assert answer.status in (200, 201), data[:500]
        return data

    def ms(self, path: str, body: object) -> float:
        began = time.perf_counter()
        self.post(path, body)
        return (time.perf_counter() - began) * 1e3


@contextmanager
def duckdb_alone(file: Path, settings: AnalyticsSettings) -> Iterator[Callable[[str], float]]:
    """The milliseconds that statements take, joined by semicolons."""
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
def clickhouse(replica: Path, folder: Path, threads: int, told: Told) -> Iterator[Callable[[str], float] | None]:
    """The same; None where chdb is not installed."""
    if not _PEER.exists():
        told.counted["absent"] = "ClickHouse: `make bench-peers` installs chdb"
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
    asking, answers = peer.stdin, peer.stdout

    def ask(what: object) -> Any:
        asking.write(json.dumps(what) + "\n")
        asking.flush()
        return json.loads(answers.readline())

    try:
        made = ask({"folder": str(folder / "clickhouse"), "tables": files, "threads": threads})
        told.counted["clickhouse"] = made["version"]
        yield lambda sql: float(ask(sql.split("; ")))
    finally:
        asking.close()
        peer.wait()
        answers.close()


def caught_up(data: Path, told: Told) -> None:
    """The replica, made if there is none; how fast."""
    if DataDir(data).analytics.exists():
        return
    began, cpu_before = time.monotonic(), time.process_time()
    changes = rebuild(DataDir(data), AnalyticsSettings())
    told.counted["changes_per_s"] = changes / (time.monotonic() - began)
    told.counted["changes_per_cpu_s"] = changes / (time.process_time() - cpu_before)


def ask_all(
    asked: list[Question],
    rounds: int,
    client: Client,
    api: int,
    alone: Callable[[str], float],
    peer: Callable[[str], float] | None,
    told: Told,
) -> None:
    for question in asked:
        client.ms(question.path, question.body)
        alone(question.duckdb)
        if peer:
            peer(question.clickhouse)
        for _ in range(rounds):
            before = cpu_of_s([api])
            told.note(question.title, "gnomon", client.ms(question.path, question.body))
            told.note(question.title, "gnomon_cpu", (cpu_of_s([api]) - before) * 1e3)
            began = time.process_time()
            told.note(question.title, "duckdb", alone(question.duckdb))
            told.note(question.title, "duckdb_cpu", (time.process_time() - began) * 1e3)
            if peer:
                told.note(question.title, "clickhouse", peer(question.clickhouse))


def one_change(client: Client, requests: int, told: Told) -> None:
    """What a question takes longer when one score came just before it."""
    path, filter_ = "/v1/request/count/query", {"request_response_rmt": {"request_id": {"equals": "none"}}}
    for number in range(CHANGES):
        target = f"01900000-0000-7000-8000-{number * (requests // CHANGES):012x}"
        client.post(f"/v1/request/{target}/score", {"scores": {"fresh": number}})
        told.note("a question after one change", "gnomon", client.ms(path, {"filter": filter_}))
        told.note("… with nothing new", "gnomon", client.ms(path, {"filter": filter_}))


def measured(data: Path, folder: Path, arguments: argparse.Namespace) -> Told:
    told, settings = Told(), AnalyticsSettings()
    caught_up(data, told)
    with serving(folder, data) as server:  # brings an older replica up to now
        Client(server.port).post("/v1/request/count/query", {"filter": "all"})
    copy = folder / "alone.duckdb"
    shutil.copy(DataDir(data).analytics, copy)
    with duckdb.connect(copy, read_only=True) as connection:
        ((newest, requests),) = connection.execute("SELECT max(started_at), count(*) FROM request").fetchall()
    asked = [one for one in questions(newest) if arguments.only in one.title]
    with (
        clickhouse(copy, folder, settings.threads, told) as peer,
        duckdb_alone(copy, settings) as alone,
        serving(folder, data) as server,
    ):
        client = Client(server.port)
        told.counted |= {"requests": requests, "replica_mb": copy.stat().st_size / 1e6}
        told.counted["first_question_ms"] = client.ms(asked[0].path, asked[0].body)
        ask_all(asked, arguments.rounds, client, server.api, alone, peer, told)
        one_change(client, requests, told)
        told.counted["api_rss_mb"] = psutil.Process(server.api).memory_info().rss / 1e6
        told.counted["api_peak_mb"] = _peak_mb(server)
    return told


def _peak_mb(server: Server) -> float | None:
    """Linux only."""
    status = Path(f"/proc/{server.api}/status")
    if not status.exists():
        return None
    return next(int(line.split()[1]) / 1e3 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def shown(told: Told, asked: list[Question]) -> Table:
    table = Table("p50 in ms", "gnomon", "budget", "met", "DuckDB alone", "CPU", "CPU alone", "ClickHouse")
    large = told.counted["requests"] >= TEN_MILLION
    for question in asked:
        ours, alone, peer = (told.p50(question.title, side) for side in ("gnomon", "duckdb", "clickhouse"))
        if ours is not None and alone is not None:
            budget = question.budget_ms[large]
            met = "" if budget is None else "yes" if ours <= budget else "[red]no"
            table.add_row(
                question.title,
                f"{ours:.0f}",
                "" if budget is None else f"{budget:g}",
                met,
                f"{alone:.0f}",
                *(f"{told.p50(question.title, side) or 0:.0f}" for side in ("gnomon_cpu", "duckdb_cpu")),
                "" if peer is None else f"{peer:.0f}",
            )
    change, nothing = told.p50("a question after one change", "gnomon"), told.p50("… with nothing new", "gnomon")
    assert change is not None
    assert nothing is not None
    table.add_row(
        "one change until it can be asked",
        f"{change - nothing:.1f}",
        "10",
        "yes" if change - nothing <= 10 else "[red]no",
    )
    memory = told.counted["api_rss_mb"]
    table.add_row("api process, MB", f"{memory:.0f}", "" if large else "700", "yes" if memory <= 700 else "[red]no")
    if "changes_per_s" in told.counted:
        rate = told.counted["changes_per_s"]
        table.add_row("changes copied /s", f"{rate:,.0f}", "50,000", "yes" if rate >= 50_000 else "[red]no")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="questions with this in their title")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = arguments.data or folder / "data"
        if not arguments.data:
            make(data, arguments.requests, min(arguments.requests, 20_000))
        told = measured(data, folder, arguments)
    console = Console(width=110)
    console.print(shown(told, questions(datetime.now(UTC).replace(tzinfo=None))))
    console.print(dict(told.counted))
    keep("questions", {"counted": told.counted, "ms": told.ms})


if __name__ == "__main__":
    main()
