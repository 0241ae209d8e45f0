"""A browser that reports every fault of a page.

Faults are errors and warnings on the console, exceptions, failed requests, error statuses, and requests to other hosts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")  # the first takes less than half the CPU time
EXECUTABLE = next((path for path in map(shutil.which, _BROWSERS) if path), None)
WAIT_MS = 30_000
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=_FLAGS)
        yield launched
        launched.close()


class Watched:
    """A page, and the faults that occurred on it."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.faults: list[str] = []
        self.expected: set[int] = set()  # error statuses that the test provokes on purpose
        self.others: tuple[str, ...] = ()  # URLs of other hosts that the test answers itself
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        self.page.on("requestfailed", lambda request: self._on_failed(request))
        self.page.on("response", self._on_response)
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def open(self, path: str) -> Page:
        """Open a page of the dashboard by its path below /ui."""
        self.page.goto(f"{self.url}/ui{path}")
        return self.page

    def check(self) -> None:
        assert not self.faults, "\n".join(self.faults)

    def check_accessible(self, *rules: str) -> None:
        """Check the page in its present state with axe-core, by all of its rules or only the named ones."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.read_text())
        options = {"runOnly": list(rules)} if rules else {}
        violations: list[dict[str, Any]] = self.page.evaluate(
            "async options => (await axe.run(options)).violations", options
        )
        serious = [
            f"{fault['id']}: {fault['help']}\n  "
            + "\n  ".join(f"{node['html']} {node['failureSummary']}" for node in fault["nodes"][:3])
            for fault in violations
            if fault["impact"] in ("serious", "critical")
        ]
        assert not serious, "\n".join(serious)

    def _on_console(self, message: Any) -> None:
        is_expected = message.text.startswith("Failed to load resource") and any(
            f"status of {status}" in message.text for status in self.expected
        )
        if message.type in ("error", "warning") and not is_expected:
            self.faults.append(f"console {message.type}: {message.text}")

    def _on_failed(self, request: Any) -> None:
        # the page aborts queries whose answers it no longer needs
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _on_response(self, response: Response) -> None:
        if not response.url.startswith((self.url, "data:", "blob:", *self.others)):
            self.faults.append(f"another host: {response.url}")
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"status {response.status}: {response.url}")
