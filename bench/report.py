"""The results as tables: which measures stand in which columns, in the terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.contestants import CONTESTANTS

WIDTH = 160  # columns that the tables need

Told = Mapping[str, Any]  # what Results.as_json gives


@dataclass(frozen=True, slots=True)
class Column:
    """`scale`: what the measure is multiplied by. `over_direct`: what is added to what "direct" takes by itself."""

    title: str
    measure: str
    digits: int = 0
    scale: float = 1.0
    over_direct: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a line for each contestant. `says`: what the numbers are."""

    title: str
    says: str
    columns: Sequence[Column]


def _calls(prefix: str) -> list[Column]:
    columns = [Column(f"CPU µs/call, {n} conn.", f"{prefix} {n} cpu_us") for n in (1, 32, 256)]
    return columns + [Column(f"calls/s, {n} conn.", f"{prefix} {n} per_s") for n in (1, 32, 256)]


def _added(measure: str, title: str) -> list[Column]:
    names = ("p50", "p95", "p99")
    return [Column(f"{title} {name}", f"{measure} {name}", 2, 1e-3, over_direct=True) for name in names]


_DELAYS = "chunk p50", "chunk p99", "chunk max"
_CPU = "CPU: user and system time of the whole process tree, counted until it is quiet again, so with what it puts off."
SHEETS = (
    Sheet(
        "Small calls: 0.2 kB up, 0.8 kB down",
        f"{_CPU} Calls/s: as fast as they are answered (closed loop).",
        _calls("small"),
    ),
    Sheet("Large calls: 100 kB up, 8 kB down", "The same.", _calls("large")),
    Sheet(
        "Latency that is added, ms",
        "Over direct, from a call's first byte to its answer's last, at a fixed rate (open loop): low is 100 calls/s, "
        "but 10 for who cannot do 200; high is 1,000, for who can do 2,000.",
        [
            *_added("small at low rate", "small, low"),
            *_added("small at 1000/s", "small, high"),
            *_added("large at low rate", "large, low"),
        ],
    ),
    Sheet(
        "Streams: 200 chunks, 20 ms apart, 20 at once",
        "Delay: from the moment the upstream sent a chunk, by its own clock, until it was read; not over direct, whose "
        "line shows what the ends do by themselves. Most: streams at once, none of whose chunks came over 20 ms late.",
        [
            Column("CPU µs/chunk", "chunk cpu_us", 1),
            Column("added first chunk ms", "first chunk", 2, 1e-3, over_direct=True),
            *(Column(f"{name.replace('chunk', 'delay')} ms", name, 2, 1e-3) for name in _DELAYS),
            Column("most streams", "most streams"),
        ],
    ),
    Sheet(
        "Calls to a TLS upstream, with a certificate authority of our own",
        "Small calls; large ones with 32 connections. Added: to small calls at the low rate, over direct without TLS.",
        [
            *_calls("tls small"),
            Column("CPU µs/call, large, 32 conn.", "tls large 32 cpu_us"),
            *_added("tls small at low rate", "added ms"),
        ],
    ),
    Sheet(
        "Streams from a TLS upstream",
        "The same as above.",
        [
            Column("CPU µs/chunk", "tls chunk cpu_us", 1),
            Column("added first chunk ms", "tls first chunk", 2, 1e-3, over_direct=True),
            *(Column(f"{name.replace('chunk', 'delay')} ms", f"tls {name}", 2, 1e-3) for name in _DELAYS),
        ],
    ),
    Sheet(
        "More of a TLS upstream: `make bench ARGS=tls`",
        "Large calls; small ones at 1,000 calls/s; streams.",
        [
            *(Column(f"CPU µs/call, large, {n} conn.", f"tls large {n} cpu_us") for n in (1, 256)),
            *(Column(f"calls/s, large, {n} conn.", f"tls large {n} per_s") for n in (1, 256)),
            *_added("tls large at low rate", "large, low"),
            *_added("tls small at 1000/s", "small, high"),
            Column("most streams", "tls most streams"),
        ],
    ),
    Sheet(
        "Log and memory",
        "Answered: calls and streams of the whole run, as the load counted them; logged: as the log counts them. "
        "MB: resident, whole process tree.",
        [
            Column("answered", "answered"),
            Column("logged", "logged"),
            Column("s until a question sees the last call", "lag_s", 2),
            Column("MB at rest", "MB at rest", 0),
            Column("MB after calls", "MB after the calls", 0),
            Column("… so many", "calls before"),
            Column("MB, 1,000 streams open", "MB with streams", 0),
            Column("MB more per 100,000 calls", "MB slope", 1),
        ],
    ),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A number of the design for this program alone."""

    title: str
    measure: str
    reach: float
    at_most: bool = True
    digits: int = 1


GOALS = (
    Goal("CPU µs per small call, in the worker, 32 connections", "small 32 cpu_us worker", 35),
    Goal("… in the api process (ingest)", "small 32 cpu_us api", 100),
    Goal("… to a TLS upstream, in the worker", "tls small 32 cpu_us worker", 60),
    Goal("CPU µs per large call, in the api process", "large 32 cpu_us api", 250),
    Goal("CPU µs per chunk, in the worker", "chunk cpu_us worker", 10),
    Goal("… to a TLS upstream", "tls chunk cpu_us worker", 18),
    Goal("streams at once, no chunk over 20 ms late", "most streams", 1_500, at_most=False, digits=0),
    Goal("MB at rest, worker", "MB at rest worker", 60),
    Goal("MB at rest, api process", "MB at rest api", 200),
)


def show(told: Told, console: Console) -> None:
    for sheet in SHEETS:
        if rows := list(rows_of(told, sheet)):
            console.print(_table(sheet, rows))
            console.print(sheet.says, style="dim")
    if goals := list(goals_of(told)):
        table = Table(
            "this program", "measured", "reach", title="The design's numbers", title_justify="left", box=SIMPLE
        )
        for row in goals:
            table.add_row(*row)
        console.print(table)
    for name in ("scores", "questions"):
        if text := told["parts"].get(f"{name} table"):
            console.print(text, highlight=False, markup=False)
    for line in notes_of(told):
        console.print(line, highlight=False, markup=False)
    for fault in told["faults"]:
        console.print(f"FAULT {fault}", style="bold red", highlight=False, markup=False)


def rows_of(told: Told, sheet: Sheet) -> Iterator[list[str]]:
    """Title, logging, then a cell for each column: the median, and in brackets the least and the most."""
    for one in CONTESTANTS:
        cells = [_cell(told, column, one.key) for column in sheet.columns]
        if any(cells):
            yield [one.title, one.logging, *cells]


def goals_of(told: Told) -> Iterator[list[str]]:
    for goal in GOALS:
        if numbers := _numbers(told, goal.measure, "gnomon"):
            met = numbers["median"] <= goal.reach if goal.at_most else numbers["median"] >= goal.reach
            sign = "≤" if goal.at_most else "≥"
            yield [
                goal.title,
                f"{numbers['median']:,.{goal.digits}f}",
                f"{sign} {goal.reach:,g}{' ✓' if met else ' not reached'}",
            ]


def notes_of(told: Told) -> list[str]:
    lines = [f"Absent: {line}" for line in told["absent"]] + list(told["notes"])
    starts = ("start_s", "`gnomon serve` to the first answer"), ("fresh_s", "`make serve` in a fresh clone")
    for measure, title in starts:
        if numbers := _numbers(told, measure, "gnomon"):
            lines.append(f"{title}: {_text(numbers, 1, 1)} s")
    machine = told["machine"]
    took = sum(told["took_s"].values())
    lines.append(
        f"{told['at'][:10]}, {machine['cpu']}, {machine['cpus']} cores, {machine['system']}, "
        f"Python {machine['python']}; the run took {took // 60:.0f} min {took % 60:.0f} s"
    )
    lines.append("Peers: " + ", ".join(f"{name} {version}" for name, version in told["versions"].items()))
    return lines


def _cell(told: Told, column: Column, key: str) -> str:
    numbers = _numbers(told, column.measure, key)
    if not numbers:
        return ""
    if column.over_direct:
        direct = _numbers(told, column.measure.removeprefix("tls "), "direct")
        if key == "direct" or not direct:
            return ""
        numbers = {name: value - direct["median"] for name, value in numbers.items()}
    return _text(numbers, column.digits, column.scale)


def _numbers(told: Told, measure: str, key: str) -> dict[str, float]:
    found = told["measures"].get(measure, {"contestants": {}})["contestants"].get(key, {})
    return {name: found[name] for name in ("median", "min", "max") if name in found}


def _text(numbers: Mapping[str, float], digits: int, scale: float) -> str:
    median, low, high = (f"{numbers[name] * scale:,.{digits}f}" for name in ("median", "min", "max"))
    return median if low == high else f"{median} ({low}…{high})"


def _table(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=sheet.title, title_justify="left", title_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column("logging", style="dim", no_wrap=True)
    for column in sheet.columns:
        table.add_column(column.title, justify="right")
    for title, logging, *cells in rows:
        table.add_row(title, logging, *(cell.replace(" (", "\n[dim](") for cell in cells))
    return table
