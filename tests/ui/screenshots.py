"""The pictures in docs/images: `python -m tests.ui.screenshots`, after `make setup`. They show the demo project."""

from __future__ import annotations

import base64
import json
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page

from tests.support.browser import EXECUTABLE, browser
from tests.support.server import Gnomon

IMAGES = Path(__file__).parents[2] / "docs" / "images"
QUALITY = 82  # of WebP; every picture stays far below 200 kB
_VERSIONS = [[{"field": "property", "name": "PromptVersion", "op": "is", "value": value}] for value in ("v1", "v2")]
_SQL = """SELECT date_trunc('day', started_at) AS day,
  quantile_cont(latency_ms, 0.5) AS p50_ms, quantile_cont(latency_ms, 0.95) AS p95_ms
FROM requests
WHERE started_at BETWEEN :start AND :end
GROUP BY day
ORDER BY day"""


def _page(path: str, **search: object) -> str:
    """A path with search parameters as the dashboard writes them."""
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in search.items()}
    return f"/ui/{path}?{urlencode({'project': 'demo', 'range': '30d', **texts}, quote_via=quote)}"


def pictures(request_id: str, session_id: str) -> dict[str, str]:
    """The path of each page."""
    return {
        "overview": _page(""),
        "overview-dark": _page(""),
        "requests": _page("requests"),
        "request": _page(f"requests/{request_id}"),
        "scores": _page("scores"),
        "score": _page("scores/groundedness", range="7d"),
        "compare": _page("compare", a=_VERSIONS[0], b=_VERSIONS[1]),
        "properties": _page("properties", name="PromptVersion"),
        "session": _page(f"sessions/{session_id}"),
        "connect": _page("connect"),
        "sql": _page("sql", sql=_SQL, run=True),
    }


def demo(gnomon: Gnomon) -> tuple[str, str]:
    """Make the demo project, and return the ids of a request and of its session."""
    assert gnomon.call("PUT", "/v1/demo").status == 200
    asked = {"filter": {"request_response_rmt": {"properties": {"PromptVersion": {"equals": "v2"}}}}, "limit": 100}
    rows = gnomon.post("/v1/request/query", asked, {"Gnomon-Project": "demo"}).json()["data"]
    sessions = [row["session_id"] for row in rows if row["session_id"]]
    longest = max(sessions, key=sessions.count)
    return next(row["request_id"] for row in rows if row["session_id"] == longest), longest


def take(chromium: Browser, url: str, name: str, path: str) -> int:
    """Bytes of the picture."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900},
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
    with (
        tempfile.TemporaryDirectory(prefix="gnomon-screenshots-") as folder,
        Gnomon(Path(folder), "http://127.0.0.1:9") as gnomon,  # nothing is called
        browser() as chromium,
    ):
        for name, path in pictures(*demo(gnomon)).items():
            print(f"{name}: {take(chromium, gnomon.url, name, path) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
