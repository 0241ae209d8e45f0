"""The pictures in docs/images: `python -m tests.ui.screenshots`, after `make setup`.

From bench.make_data's calls, with what makes them worth a look: prompts that differ in quality, sessions with paths.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page

from bench.make_data import make
from store.settings import DataDir
from tests.support.browser import EXECUTABLE, browser
from tests.support.server import Gnomon

IMAGES = Path(__file__).parents[2] / "docs" / "images"
REQUESTS = 20_000
QUALITY = 82  # of WebP; every picture stays far below 200 kB
_REQUEST = f"01900000-0000-7000-8000-{REQUESTS - 7:012x}"
_SESSION = f"session-{REQUESTS // 20 - 2}"
_STEPS = (
    *("/plan", "/plan/search", "/plan/search/rank", "/plan/read"),
    *("/answer", "/answer/draft", "/answer/draft/check", "/answer/draft/check/facts", "/answer/final", "/thank"),
)
_VERSIONS = [[{"field": "property", "name": "PromptVersion", "op": "is", "value": value}] for value in ("v1", "v2")]
_SQL = """SELECT date_trunc('day', started_at) AS day,
  quantile_cont(latency_ms, 0.5) AS p50_ms, quantile_cont(latency_ms, 0.95) AS p95_ms
FROM requests
GROUP BY day
ORDER BY day"""


def _page(path: str, **search: object) -> str:
    """A path with search parameters as the dashboard writes them."""
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in search.items()}
    return f"/ui/{path}?{urlencode({'range': '30d', **texts}, quote_via=quote)}"


PICTURES = {
    "overview": _page(""),
    "overview-dark": _page(""),
    "requests": _page("requests"),
    "request": _page(f"requests/{_REQUEST}"),
    "scores": _page("scores"),
    "score": _page("scores/accuracy"),
    "compare": _page("compare", a=_VERSIONS[0], b=_VERSIONS[1]),
    "properties": _page("properties", name="PromptVersion", value="v2"),
    "session": _page(f"sessions/{_SESSION}"),
    "sql": _page("sql", sql=_SQL, run=True),
}


def shape(data: DataDir) -> None:
    """Later versions of the prompt are better; sessions take half a minute and have paths; bodies say something."""
    with closing(sqlite3.connect(data.database)) as record, record:
        # a call's number is that of its scores, rounded down to bench.make_data's stride
        record.execute(
            "UPDATE score SET value = min(100, value + 3 * (SELECT substr(p.value, 2) % 4 FROM property p"
            " JOIN property_key k ON k.id = p.key WHERE k.name = 'PromptVersion'"
            " AND p.exchange = (score.id - 2) / 4 * 4 + 1)) WHERE name = 'accuracy'"
        )
        for number, path in enumerate(_STEPS):
            record.execute(
                "UPDATE exchange SET session_path = ?, started_at_us = started_at_us - (id / 4 % 20) * ?"
                " WHERE id / 4 % 20 = ? AND session_id IS NOT NULL",
                (path, 30 * 86_400_000_000 // REQUESTS - 2_500_000, number),
            )
    asked = {
        "model": "gpt-1",
        "messages": [
            {"role": "system", "content": "You help the customers of a shop. Be short."},
            {"role": "user", "content": "How do I send back a lamp that arrived broken?"},
        ],
    }
    told = (
        "I am sorry about the lamp. You can send it back at no cost:\n\n1. Open **Orders** and choose the lamp.\n"
        "2. Choose *Send back*, and say that it is broken.\n3. Print the label, and bring the box to any post office."
        "\n\nThe money is back on your account within five days."
    )
    message = {"role": "assistant", "content": told}
    answered = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "gpt-1-2026-01-01",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }
    with closing(sqlite3.connect(data.bodies)) as bodies, bodies:
        for side, body in enumerate((asked, answered)):
            bodies.execute("UPDATE body SET data = ? WHERE side = ?", (json.dumps(body).encode(), side))


def take(chromium: Browser, url: str, name: str, path: str) -> int:
    """Bytes of the picture."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme="dark" if name.endswith("-dark") else "light",
        locale="en-US",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    with context:
        page = context.new_page()
        page.goto(url + path)
        _wait(page)
        taken = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    picture = base64.b64decode(taken["data"])
    (IMAGES / f"{name}.webp").write_bytes(picture)
    return len(picture)


def _wait(page: Page) -> None:
    """Until nothing is loading, charts included."""
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_function("() => !document.querySelector('main [aria-busy=true], main .mantine-Skeleton-root')")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => !document.querySelector('main [aria-busy=true], main .mantine-Skeleton-root')")


def main() -> None:
    if EXECUTABLE is None:
        sys.exit("There is no chromium here: apt install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gnomon-screenshots-") as folder:
        gnomon = Gnomon(Path(folder), "http://127.0.0.1:9")  # nothing is called
        make(gnomon.data_dir, REQUESTS, REQUESTS)
        shape(DataDir(gnomon.data_dir))
        with gnomon, browser() as chromium:
            for name, path in PICTURES.items():
                print(f"{name}: {take(chromium, gnomon.url, name, path) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
