"""How fast the dashboard is in a browser, before `gnomon serve` with many calls.

    python -m bench.page [--data DIR] [--requests N] [--rounds R]

With --data, a directory of bench.make_data (kept), else one of its own (deleted), of --requests. Chromium, as in
tests/ui. A page is usable when nothing on it is loading any more, counted from the navigation, with an empty cache, in
a tab that is open: starting a process is the browser's time. Blank: how long any row that should be in view has no
text, frame by frame. Gzip: what the page asked for, asked for once more as gzip.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response
from rich.console import Console
from rich.table import Table

from bench.make_data import make
from bench.results import keep
from bench.scores import serving
from tests.support.browser import EXECUTABLE, browser

ALL = "range=1y"  # longer than bench.make_data goes back
PAGES = ("", "requests", "scores", "compare", "properties", "sessions", "users", "sql", "status")
_CHARTS = "/Canvas-"  # the chunk with ECharts
_USABLE = """() => {
  const main = document.querySelector('main');
  const words = main && main.querySelector('h1') && !main.querySelector('[aria-busy=true]');
  const rows = [...document.querySelectorAll('[role=region] tbody tr:not([aria-hidden])')];
  return words && rows.every(row => row.textContent.trim()) && performance.now();
}"""
# Looks at five places of the table in each frame.
_WATCH = """() => {
  const region = document.querySelector('[role=region][aria-label]');
  const seen = window.seen = { longest: 0, frames: 0, slowest: 0, blank: false };
  let blankSince = null, before = null;
  const look = now => {
    const { left, top, height } = region.getBoundingClientRect();
    const blank = [0.12, 0.3, 0.5, 0.7, 0.9].some(place => {
      const row = document.elementFromPoint(left + 40, top + height * place)?.closest('tbody tr');
      return !row || row.ariaHidden === 'true' || !row.textContent.trim(); // its outline alone
    });
    seen.blank = blank;
    if (blank) {
      blankSince ??= now;
      seen.longest = Math.max(seen.longest, now - blankSince);
    } else blankSince = null;
    if (before !== null) seen.slowest = Math.max(seen.slowest, now - before);
    before = now;
    seen.frames += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass(frozen=True, slots=True)
class Measure:
    title: str
    unit: str
    at_most: float | None


MEASURES = {
    "overview": Measure("overview usable, as it opens: the last 7 days", "ms", 1_000),
    "overview_all": Measure("overview of all requests usable", "ms", None),
    "requests": Measure("list of all requests usable", "ms", 1_000),
    "first_load": Measure("first load without charts, gzip", "kB", 300),
    "with_charts": Measure("first load with charts, gzip", "kB", None),
    "wheel_blank": Measure("scrolling: longest blank", "ms", 100),
    "wheel_frame": Measure("scrolling: longest frame", "ms", None),
    "jump_blank": Measure("jumping anywhere: longest blank", "ms", None),
    "refused": Measure("questions of all pages that were refused", "", 0),
    "slowest": Measure("slowest question of all pages", "ms", None),
}


@dataclass(slots=True)
class Told:
    values: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def note(self, measure: str, value: float) -> None:
        self.values.setdefault(measure, []).append(value)


def usable(page: Page, url: str) -> float:
    """Milliseconds from the navigation."""
    page.goto(url, wait_until="commit")
    took_ms: float = page.wait_for_function(_USABLE, polling="raf", timeout=60_000).json_value()
    return took_ms


def first_loads(chromium: Browser, url: str, told: Told) -> None:
    """Each of a browser that was never here."""
    for name, path in (("overview", "/ui/"), ("overview_all", f"/ui/?{ALL}"), ("requests", f"/ui/requests?{ALL}")):
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(f"{url}/healthz/live")
            told.note(name, usable(page, f"{url}{path}"))


def sizes(chromium: Browser, url: str, told: Told) -> None:
    asked: list[str] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: asked.append(answer.url))
        usable(page, f"{url}/ui/?{ALL}")
        page.locator("canvas").first.wait_for()
    files = {one for one in asked if "/ui/api/" not in one and not one.endswith("/ui/session")}
    told.note("first_load", sum(gzipped(one) for one in files if _CHARTS not in one) / 1e3)
    told.note("with_charts", sum(map(gzipped, files)) / 1e3)


def gzipped(url: str) -> int:
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        return len(answer.read())


def scrolling(chromium: Browser, url: str, told: Told) -> None:
    """Down the list for five seconds; then to places anywhere in it."""

    def by_wheel(page: Page) -> None:
        for _ in range(200):
            page.mouse.wheel(0, 340)  # ten rows
            page.wait_for_timeout(25)

    def by_jumps(page: Page) -> None:
        chance, region = random.Random(1), page.locator("[role=region]").first
        for _ in range(15):
            region.evaluate("(region, to) => region.scrollTop = to * region.scrollHeight", chance.random())
            page.wait_for_timeout(100)  # until a frame has looked
            page.wait_for_function("() => !seen.blank", polling="raf", timeout=60_000)

    wheel, jumps = (_watched(chromium, url, move) for move in (by_wheel, by_jumps))
    told.note("wheel_blank", wheel["longest"])
    told.note("wheel_frame", wheel["slowest"])
    told.note("jump_blank", jumps["longest"])


def _watched(chromium: Browser, url: str, move: Callable[[Page], None]) -> dict[str, float]:
    with chromium.new_context() as context:
        page = context.new_page()
        usable(page, f"{url}/ui/requests?{ALL}")
        page.locator("[role=region]").first.hover()
        page.evaluate(_WATCH)
        move(page)
        seen: dict[str, float] = page.evaluate("seen")
        return seen


def every_page(chromium: Browser, url: str, told: Told) -> None:
    """What they ask, and whether the API refuses any of it."""
    with chromium.new_context() as context:
        took = _questions(context, told)
        for name in PAGES:
            usable(context.pages[0], f"{url}/ui/{name}?{ALL}")
    told.note("refused", len(told.refused))
    told.note("slowest", max(took))


def _questions(context: BrowserContext, told: Told) -> list[float]:
    took = [0.0]

    def on_response(answer: Response) -> None:
        if answer.status >= 400:
            told.refused.append(f"{answer.status} {answer.url}")

    def on_finished(request: Any) -> None:
        if "/ui/api/" in request.url:
            took.append(request.timing["responseEnd"] - request.timing["requestStart"])

    page = context.new_page()
    page.on("response", on_response)
    page.on("requestfinished", on_finished)
    return took


def shown(told: Told) -> Table:
    table = Table("", "median", "most", "at most", "met")
    for name, measure in MEASURES.items():
        values = told.values[name]
        met = "" if measure.at_most is None else "yes" if statistics.median(values) <= measure.at_most else "[red]no"
        reach = "" if measure.at_most is None else f"{measure.at_most:g}"
        middle, most = (f"{value:,.0f} {measure.unit}" for value in (statistics.median(values), max(values)))
        table.add_row(measure.title, middle, most, reach, met)
    return table


def measured(folder: Path, data: Path, rounds: int) -> Told:
    told = Told()
    with serving(folder, data) as server, browser() as chromium:
        url = f"http://127.0.0.1:{server.port}"
        with chromium.new_context() as context:
            usable(context.new_page(), f"{url}/ui/?{ALL}")  # the server's first answers are not the page's
        sizes(chromium, url, told)
        every_page(chromium, url, told)
        for _ in range(rounds):
            first_loads(chromium, url, told)
            scrolling(chromium, url, told)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if EXECUTABLE is None:
        sys.exit("Absent: a browser. To get it: apt install chromium")
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = arguments.data or folder / "data"
        if not arguments.data:
            make(data, arguments.requests, min(arguments.requests, 20_000))
        told = measured(folder, data, arguments.rounds)
    console = Console(width=110)
    console.print(shown(told))
    for one in told.refused:
        console.print(one)
    keep("page", {"measures": told.values, "refused": told.refused})
    return 1 if told.refused else 0


if __name__ == "__main__":
    sys.exit(main())
