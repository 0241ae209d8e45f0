"""The results: a table to read, and JSON to compare with another day's."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

WIDE = 124  # columns that a table with ranges needs


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table. `reach`: the most that this program may need; None: no number was promised."""

    title: str
    reach: float | None = None
    digits: int = 1


MEASURES = {
    "call_us": Measure("CPU µs/call, 32 connections", 35),
    "call_1_us": Measure("CPU µs/call, 1 connection"),
    "chunk_us": Measure("CPU µs/chunk", 10),
    "tls_call_us": Measure("TLS upstream: CPU µs/call", 60),
    "tls_chunk_us": Measure("TLS upstream: CPU µs/chunk", 18),
    "per_s": Measure("calls/s, 32 connections", digits=0),
    "per_s_1": Measure("calls/s, 1 connection", digits=0),
    "tls_per_s": Measure("TLS upstream: calls/s", digits=0),
    "p50_1_us": Measure("p50 µs, 1 connection", digits=0),
    "p99_1_us": Measure("p99 µs, 1 connection", digits=0),
    "rss_mb": Measure("MB resident, at the end", 60),
}


@dataclass(slots=True)
class Results:
    """`values[measure][contender]`: one number for each round."""

    arguments: Mapping[str, object]
    values: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    absent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, measure: str, contender: str, value: float) -> None:
        self.values[measure][contender].append(value)

    def median(self, measure: str, contender: str) -> float | None:
        values = self.values[measure].get(contender)
        return statistics.median(values) if values else None

    def ratio(self, measure: str, above: str, below: str) -> float | None:
        """Of the medians."""
        dividend, divisor = self.median(measure, above), self.median(measure, below)
        return dividend / divisor if dividend is not None and divisor else None


def show(results: Results, contenders: Sequence[str], console: Console) -> None:
    wide = console.width >= WIDE
    title = "Median of the rounds, least-most below it" if wide else "Median of the rounds"
    table = Table(title=title, title_justify="left", box=SIMPLE)
    table.add_column("", no_wrap=True)
    for name in contenders:
        table.add_column(name, justify="right")
    for title in ("gnomon ÷ nginx", "aiohttp ÷ gnomon", "reach"):
        table.add_column(title, justify="right")
    for key, measure in MEASURES.items():
        if any(results.values[key].values()):
            table.add_row(
                measure.title,
                *(_cell(results.values[key].get(name, []), measure.digits, wide) for name in contenders),
                _number(results.ratio(key, "gnomon", "nginx"), "{:.1f}"),
                _number(results.ratio(key, "aiohttp", "gnomon"), "{:.1f}"),
                _number(measure.reach, "≤ {:g}"),
            )
    console.print(table)
    for line in [*results.logged, *results.notes, *results.absent]:
        console.print(line, highlight=False)
    for line in results.faults:
        console.print(f"[bold red]{line}")


def save(results: Results, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"relay-{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(
        json.dumps(
            {
                "at": now.isoformat(timespec="seconds"),
                "machine": machine(),
                "arguments": results.arguments,
                "absent": results.absent,
                "notes": results.notes,
                "logged": results.logged,
                "faults": results.faults,
                "rounds": results.values,
                "medians": {
                    measure: {name: statistics.median(values) for name, values in by_name.items() if values}
                    for measure, by_name in results.values.items()
                },
            },
            indent=1,
        )
    )
    return path


def machine() -> dict[str, str | int | None]:
    return {
        "cpu": _cpu_name(),
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _cell(values: Sequence[float], digits: int, with_range: bool) -> str:
    if not values:
        return ""
    low, middle, high = (f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"[bold]{middle}[/]\n[dim]{low}-{high}[/]" if with_range and len(values) > 1 else f"[bold]{middle}[/]"


def _number(value: float | None, shape: str) -> str:
    return shape.format(value) if value is not None else ""
