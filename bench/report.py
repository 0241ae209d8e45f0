"""The results as tables: the columns of each table, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.contestants import CONTESTANTS

WIDTH = 160  # characters that the tables need

RunJson = Mapping[str, Any]  # as made by Results.as_json


@dataclass(frozen=True, slots=True)
class Column:
    """`scale`: factor for the measure. `over_direct`: shows the difference to the contestant "direct"."""

    title: str
    measure: str
    digits: int = 0
    scale: float = 1.0
    over_direct: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a line for each contestant. `note` explains the numbers."""

    title: str
    note: str
    columns: Sequence[Column]


def _calls(prefix: str) -> list[Column]:
    columns = [Column(f"CPU µs/call, {n} conn.", f"{prefix} {n} cpu_us") for n in (1, 32, 256)]
    return columns + [Column(f"calls/s, {n} conn.", f"{prefix} {n} per_s") for n in (1, 32, 256)]


def _added(measure: str, title: str) -> list[Column]:
    names = ("p50", "p95", "p99")
    return [Column(f"{title} {name}", f"{measure} {name}", 2, 1e-3, over_direct=True) for name in names]


_DELAYS = "chunk p50", "chunk p99", "chunk max"
_CPU = "CPU: user and system time of the whole process tree until it is idle again; deferred work is included."
SHEETS = (
    Sheet(
        "Small calls: 0.2 kB up, 0.8 kB down",
        f"{_CPU} Calls/s: each connection sends its next call when the previous one is answered (closed loop).",
        _calls("small"),
    ),
    Sheet("Large calls: 100 kB up, 8 kB down", "CPU and calls/s are measured as for small calls.", _calls("large")),
    Sheet(
        "Added latency, ms",
        "Difference to direct, from the first byte of a call to the last of its response, at a fixed rate (open loop). "
        "Low: 100 calls/s, or 10 for contestants below 200 calls/s. High: 1,000, for contestants above 2,000 calls/s.",
        [
            *_added("small at low rate", "small, low"),
            *_added("small at 1000/s", "small, high"),
            *_added("large at low rate", "large, low"),
        ],
    ),
    Sheet(
        "Streams: 200 chunks, 20 ms apart, 20 at once",
        "Delay: from the upstream's timestamp of a chunk until it was read. Direct is not subtracted: its line shows "
        "the delay without a proxy. Most streams: the largest number at once without a chunk over 20 ms late.",
        [
            Column("CPU µs/chunk", "chunk cpu_us", 1),
            Column("added first chunk ms", "first chunk", 2, 1e-3, over_direct=True),
            *(Column(f"{name.replace('chunk', 'delay')} ms", name, 2, 1e-3) for name in _DELAYS),
            Column("most streams", "most streams"),
        ],
    ),
    Sheet(
        "Calls to a TLS upstream, with a private certificate authority",
        "Small calls, and large ones with 32 connections. Added: latency of small calls at the low rate, compared with "
        "direct without TLS.",
        [
            *_calls("tls small"),
            Column("CPU µs/call, large, 32 conn.", "tls large 32 cpu_us"),
            *_added("tls small at low rate", "added ms"),
        ],
    ),
    Sheet(
        "Streams from a TLS upstream",
        "Measured as streams from an upstream without TLS.",
        [
            Column("CPU µs/chunk", "tls chunk cpu_us", 1),
            Column("added first chunk ms", "tls first chunk", 2, 1e-3, over_direct=True),
            *(Column(f"{name.replace('chunk', 'delay')} ms", f"tls {name}", 2, 1e-3) for name in _DELAYS),
        ],
    ),
    Sheet(
        "More about TLS upstreams: `make bench ARGS=tls`",
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
        "Answered: calls and streams of the whole run, as counted by the load. Logged: as counted in the log. "
        "MB: resident memory of the whole process tree, shared pages counted once.",
        [
            Column("answered", "answered"),
            Column("logged", "logged"),
            Column("s until a query sees the last call", "lag_s", 2),
            Column("MB at rest", "MB at rest", 0),
            Column("MB after calls", "MB after the calls", 0),
            Column("number of calls", "calls before"),
            Column("MB, 1,000 streams open", "MB with streams", 0),
            Column("MB more per 100,000 calls", "MB slope", 1),
        ],
    ),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of Gnomon: a number, or a ratio to what another contestant had in the same run.

    `of`: the other contestant, and its measure, if that has another name. Times differ between machines, ratios hardly.
    """

    title: str
    measure: str
    target: float
    of: str = ""
    their_measure: str = ""
    at_most: bool = True
    digits: int = 1


_PER_CALL = "CPU µs per small call, 32 connections"
GOALS = (
    Goal(f"{_PER_CALL}, worker", "small 32 cpu_us worker", 2, "nginx", "small 32 cpu_us"),
    Goal(f"{_PER_CALL}, worker", "small 32 cpu_us worker", 1, "rust", "small 32 cpu_us"),
    Goal(f"{_PER_CALL}, all processes", "small 32 cpu_us", 1, "go"),
    Goal("CPU µs per small call to a TLS upstream, all processes", "tls small 32 cpu_us", 1, "go"),
    Goal("CPU µs per large call, 32 connections, all processes", "large 32 cpu_us", 1, "aiohttp"),
    Goal("CPU µs per chunk, all processes", "chunk cpu_us", 1.6, "nginx"),
    Goal("streams at once without a chunk over 20 ms late", "most streams", 1, "nginx", at_most=False, digits=0),
    Goal("MB at rest, worker", "MB at rest worker", 60),
    Goal("MB at rest, api process", "MB at rest api", 200),
    Goal("MB after the calls, all processes", "MB after the calls", 350, digits=0),
)
_TITLES = {contestant.key: contestant.title for contestant in CONTESTANTS}


def show(run: RunJson, console: Console) -> None:
    for sheet in SHEETS:
        if rows := list(rows_of(run, sheet)):
            console.print(_table(sheet, rows))
            console.print(sheet.note, style="dim")
    if goals := list(goals_of(run)):
        table = Table("Gnomon, one worker", "measured", "target", title="Targets", title_justify="left", box=SIMPLE)
        for row in goals:
            table.add_row(*row)
        console.print(table)
    for name in ("scores", "questions"):
        if text := run["parts"].get(f"{name} table"):
            console.print(text, highlight=False, markup=False)
    for line in notes_of(run):
        console.print(line, highlight=False, markup=False)
    for fault in run["faults"]:
        console.print(f"FAULT {fault}", style="bold red", highlight=False, markup=False)


def rows_of(run: RunJson, sheet: Sheet) -> Iterator[list[str]]:
    """Title, logging, then a cell for each column: the median, with minimum and maximum in brackets."""
    for contestant in CONTESTANTS:
        cells = [_cell(run, column, contestant.key) for column in sheet.columns]
        if any(cells):
            yield [contestant.title, contestant.logging, *cells]


def goals_of(run: RunJson) -> Iterator[list[str]]:
    for goal in GOALS:
        ours = _numbers(run, goal.measure, "gnomon")
        theirs = _numbers(run, goal.their_measure or goal.measure, goal.of) if goal.of else {"median": 1.0}
        if not ours or not theirs.get("median"):
            continue
        ratio = ours["median"] / theirs["median"]
        met = ratio <= goal.target if goal.at_most else ratio >= goal.target
        measured = f"{ours['median']:,.{goal.digits}f}"
        against = f" times {_TITLES[goal.of]}" if goal.of else ""
        yield [
            goal.title,
            f"{measured}, {ratio:.2f}{against}" if goal.of else measured,
            f"{'≤' if goal.at_most else '≥'} {goal.target:,g}{against}{' ✓' if met else ' missed'}",
        ]


def build_of(machine: Mapping[str, Any]) -> str:
    """Version and build of the interpreter, and how the hot path runs; older results do not say all of it."""
    return ", ".join(str(machine[name]) for name in ("python", "build", "hot_path") if machine.get(name))


def notes_of(run: RunJson) -> list[str]:
    lines = [f"Not measured: {line}" for line in run["absent"]] + list(run["notes"])
    starts = ("start_s", "`gnomon serve` to the first answer"), ("fresh_s", "`make serve` in a fresh clone")
    for measure, title in starts:
        if numbers := _numbers(run, measure, "gnomon"):
            lines.append(f"{title}: {_text(numbers, 1, 1)} s")
    machine = run["machine"]
    took = sum(run["took_s"].values())
    lines.append(
        f"{run['at'][:10]}, {machine['cpu']}, {machine['cpus']} cores, {machine['system']}, "
        f"Python {build_of(machine)}; the run took {took // 60:.0f} min {took % 60:.0f} s"
    )
    lines.append("Peers: " + ", ".join(f"{name} {version}" for name, version in run["versions"].items()))
    return lines


def _cell(run: RunJson, column: Column, key: str) -> str:
    numbers = _numbers(run, column.measure, key)
    if not numbers:
        return ""
    if column.over_direct:
        direct = _numbers(run, column.measure.removeprefix("tls "), "direct")
        if key == "direct" or not direct:
            return ""
        numbers = {name: value - direct["median"] for name, value in numbers.items()}
    return _text(numbers, column.digits, column.scale)


def _numbers(run: RunJson, measure: str, key: str) -> dict[str, float]:
    summary = run["measures"].get(measure, {"contestants": {}})["contestants"].get(key, {})
    return {name: summary[name] for name in ("median", "min", "max") if name in summary}


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
