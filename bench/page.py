"""Speed of the dashboard in a browser, on a `gnomon serve` with many calls.

    python -m bench.page [--data DIR] [--requests N] [--rounds R]

--data names a directory made by bench.make_data, which is kept; otherwise a temporary one with --requests is made.
Chromium, as in tests/ui. A page is usable when nothing on it is loading any more, counted from the navigation, with an
empty cache and in an open tab. Blank: how long any row in view has no text, frame by frame. Gzip: the size of all files
of the page, requested once more with gzip.
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
# Looks at five positions of the table in each frame.
_WATCH = """() => {
  const region = document.querySelector('[role=region][aria-label]');
  const seen = window.seen = { longest: 0, frames: 0, slowest: 0, blank: false };
  let blankSince = null, before = null;
  const look = now => {
    const { left, top, height } = region.getBoundingClientRect();
    const blank = [0.12, 0.3, 0.5, 0.7, 0.9].some(share => {
      const row = document.elementFromPoint(left + 40, top + height * share)?.closest('tbody tr');
      return !row || row.ariaHidden === 'true' || !row.textContent.trim(); // only its outline
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
    "refused": Measure("queries of all pages that were refused", "", 0),
    "slowest": Measure("slowest query of all pages", "ms", None),
}


@dataclass(slots=True)
class PageResults:
    values: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def note(self, measure: str, value: float) -> None:
        self.values.setdefault(measure, []).append(value)


def usable(page: Page, url: str) -> float:
    """Milliseconds from the navigation until the page is usable."""
    page.goto(url, wait_until="commit")
    took_ms: float = page.wait_for_function(_USABLE, polling="raf", timeout=60_000).json_value()
    return took_ms


def first_loads(chromium: Browser, url: str, results: PageResults) -> None:
    """First load of three pages, each with an empty cache."""
    for name, path in (("overview", "/ui/"), ("overview_all", f"/ui/?{ALL}"), ("requests", f"/ui/requests?{ALL}")):
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(f"{url}/healthz/live")
            results.note(name, usable(page, f"{url}{path}"))


def sizes(chromium: Browser, url: str, results: PageResults) -> None:
    urls: list[str] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("response", lambda response: urls.append(response.url))
        usable(page, f"{url}/ui/?{ALL}")
        page.locator("canvas").first.wait_for()
    files = {url for url in urls if "/ui/api/" not in url and not url.endswith("/ui/session")}
    results.note("first_load", sum(gzipped(file) for file in files if _CHARTS not in file) / 1e3)
    results.note("with_charts", sum(map(gzipped, files)) / 1e3)


def gzipped(url: str) -> int:
    """Size of that file with gzip, in bytes."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as response:
        return len(response.read())


def scrolling(chromium: Browser, url: str, results: PageResults) -> None:
    """Scroll down the list for five seconds; then jump to random positions."""

    def by_wheel(page: Page) -> None:
        for _ in range(200):
            page.mouse.wheel(0, 340)  # ten rows
            page.wait_for_timeout(25)

    def by_jumps(page: Page) -> None:
        chance, region = random.Random(1), page.locator("[role=region]").first
        for _ in range(15):
            region.evaluate("(region, to) => region.scrollTop = to * region.scrollHeight", chance.random())
            page.wait_for_timeout(100)  # until a frame was checked
            page.wait_for_function("() => !seen.blank", polling="raf", timeout=60_000)

    wheel, jumps = (_watched(chromium, url, move) for move in (by_wheel, by_jumps))
    results.note("wheel_blank", wheel["longest"])
    results.note("wheel_frame", wheel["slowest"])
    results.note("jump_blank", jumps["longest"])


def _watched(chromium: Browser, url: str, move: Callable[[Page], None]) -> dict[str, float]:
    with chromium.new_context() as context:
        page = context.new_page()
        usable(page, f"{url}/ui/requests?{ALL}")
        page.locator("[role=region]").first.hover()
        page.evaluate(_WATCH)
        move(page)
        seen: dict[str, float] = page.evaluate("seen")
        return seen


def every_page(chromium: Browser, url: str, results: PageResults) -> None:
    """Duration of every query of every page, and whether the API refuses any."""
    with chromium.new_context() as context:
        took = _query_times(context, results)
        for name in PAGES:
            usable(context.pages[0], f"{url}/ui/{name}?{ALL}")
    results.note("refused", len(results.refused))
    results.note("slowest", max(took))


def _query_times(context: BrowserContext, results: PageResults) -> list[float]:
    took = [0.0]

    def on_response(response: Response) -> None:
        if response.status >= 400:
            results.refused.append(f"{response.status} {response.url}")

    def on_finished(request: Any) -> None:
        if "/ui/api/" in request.url:
            took.append(request.timing["responseEnd"] - request.timing["requestStart"])

    page = context.new_page()
    page.on("response", on_response)
    page.on("requestfinished", on_finished)
    return took


def shown(results: PageResults) -> Table:
    table = Table("", "median", "max", "target", "met")
    for name, measure in MEASURES.items():
        values = results.values[name]
        met = "" if measure.at_most is None else "yes" if statistics.median(values) <= measure.at_most else "[red]no"
        target = "" if measure.at_most is None else f"≤ {measure.at_most:g}"
        median, largest = (f"{value:,.0f} {measure.unit}" for value in (statistics.median(values), max(values)))
        table.add_row(measure.title, median, largest, target, met)
    return table


def measured(folder: Path, data: Path, rounds: int) -> PageResults:
    results = PageResults()
    with serving(folder, data) as server, browser() as chromium:
        url = f"http://127.0.0.1:{server.port}"
        with chromium.new_context() as context:
            usable(context.new_page(), f"{url}/ui/?{ALL}")  # warm up the server
        sizes(chromium, url, results)
        every_page(chromium, url, results)
        for _ in range(rounds):
            first_loads(chromium, url, results)
            scrolling(chromium, url, results)
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if EXECUTABLE is None:
        sys.exit("Chromium is missing. Install it: apt install chromium")
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = arguments.data or folder / "data"
        if not arguments.data:
            make(data, arguments.requests, min(arguments.requests, 20_000))
        results = measured(folder, data, arguments.rounds)
    console = Console(width=110)
    console.print(shown(results))
    for refusal in results.refused:
        console.print(refusal)
    keep("page", {"measures": results.values, "refused": results.refused})
    return 1 if results.refused else 0


if __name__ == "__main__":
    sys.exit(main())
