"""Draws the main comparison as SVG: CPU time per call and per chunk of each contestant, in two panels of dots."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from bench.contestants import CONTESTANTS, Contestant
from bench.report import RunJson

_ROW = 30
_TOP = 96
_NAMES = 236  # width of the names' column
_PANEL = 330
_GAP = 60
_WIDTH = _NAMES + 2 * _PANEL + _GAP + 70
_OURS, _THEIRS, _INK, _FAINT = "#c2410c", "#475569", "#1e293b", "#e2e8f0"


@dataclass(frozen=True, slots=True)
class Panel:
    """Dots on a logarithmic scale from `low` to `high`; its left edge is at x = `left`."""

    title: str
    measure: str
    left: int
    low: float
    high: float

    def x(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.left + share * _PANEL


def draw(run: RunJson) -> str:
    panels = [
        _panel(run, "CPU time per call, µs", "small 32 cpu_us", _NAMES),
        _panel(run, "CPU time per streamed chunk, µs", "chunk cpu_us", _NAMES + _PANEL + _GAP),
    ]
    rows = [each for each in CONTESTANTS if each.key != "direct" and _numbers(run, panels[0], each)]
    height = _TOP + _ROW * len(rows) + 64
    machine = run["machine"]
    foot = (
        f"{run['at'][:10]} · {machine['cpu']}, {machine['cpus']} cores · median of the rounds, line from minimum "
        "to maximum · user and system time of the whole process tree, deferred work included"
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="13" role="img" '
        'aria-label="CPU time per call and per streamed chunk of Gnomon, nginx and other gateways">',
        f'<rect width="{_WIDTH}" height="{height}" rx="8" fill="#ffffff"/>',
        _text(20, 32, "What a proxy costs: CPU time, on a logarithmic scale", size=17, weight=600),
        *(line for panel in panels for line in _axis(panel, len(rows))),
        *(line for index, row in enumerate(rows) for line in _row(run, panels, row, _TOP + _ROW * (index + 0.5))),
        _text(20, height - 18, foot, size=11, colour="#64748b"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _panel(run: RunJson, title: str, measure: str, left: int) -> Panel:
    """A panel whose scale covers all numbers in whole decades."""
    by_key = run["measures"].get(measure, {"contestants": {}})["contestants"]
    values = [max(row[name], 1) for key, row in by_key.items() if key != "direct" for name in ("min", "max")] or [1.0]
    low = 10 ** math.floor(math.log10(min(values)))
    high = 10 ** math.ceil(math.log10(max(values) * 1.01))
    return Panel(title, measure, left, low, high)


def _axis(panel: Panel, rows: int) -> Iterator[str]:
    yield _text(panel.left, 62, panel.title, weight=600)
    bottom = _TOP + _ROW * rows
    value = panel.low
    while value <= panel.high:
        x = panel.x(value)
        yield f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="{_FAINT}"/>'
        yield _text(x, _TOP - 12, f"{value:,.0f}", size=11, colour="#64748b", anchor="middle")
        value *= 10


def _row(run: RunJson, panels: list[Panel], contestant: Contestant, y: float) -> Iterator[str]:
    colour = _OURS if contestant.key.startswith("gnomon") else _THEIRS
    weight = 600 if contestant.key.startswith("gnomon") else 400
    yield _text(20, y, contestant.title, weight=weight, colour=colour)
    logging = "no log" if contestant.logging == "off" else f"logs {contestant.logging}"
    yield _text(20, y + 12, logging, size=10, colour="#64748b")
    for panel in panels:
        if numbers := _numbers(run, panel, contestant):
            least, middle, most = (panel.x(max(numbers[name], panel.low)) for name in ("min", "median", "max"))
            yield (
                f'<line x1="{least:.1f}" y1="{y}" x2="{most:.1f}" y2="{y}" stroke="{colour}" stroke-width="3" '
                'stroke-opacity="0.35" stroke-linecap="round"/>'
            )
            yield f'<circle cx="{middle:.1f}" cy="{y}" r="5" fill="{colour}"/>'
            yield _text(most + 10, y + 4, _shown(numbers["median"]), size=12, weight=weight, colour=colour)


def _numbers(run: RunJson, panel: Panel, contestant: Contestant) -> Mapping[str, float]:
    measure = run["measures"].get(panel.measure, {"contestants": {}})
    summary: Mapping[str, float] = measure["contestants"].get(contestant.key, {})
    return summary


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _text(
    x: float, y: float, text: str, *, size: int = 13, weight: int = 400, colour: str = _INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
