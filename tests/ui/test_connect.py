"""Connecting: what to set, and what became of the first call."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.snippets.offered import offered, question
from tests.support.openai_like import chat_completions, error
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.conftest import Look
from tests.ui.stores import MakeGnomon

MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream() as upstream:
        upstream.route("POST", "/v1/chat/completions", chat_completions)
        yield upstream


@pytest.fixture
def empty(tmp_path: Path, upstream: Upstream, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """Nothing was ever logged, and nobody else uses it."""
    upstreams = [
        {"name": "fake", "base_url": upstream.base_url, "default": True},
        {"name": "away", "base_url": "http://127.0.0.1:1"},  # nothing listens there
    ]
    with make_gnomon(tmp_path, upstream.base_url, upstreams=upstreams) as gnomon:
        yield gnomon


def snippet(page: Page, section: str, name: str) -> str:
    """What somebody copies."""
    region = page.get_by_role("region", name=section)
    region.get_by_role("button", name=name, exact=True).click()
    code = region.locator("pre")
    expect(code).to_have_attribute("aria-label", f"{name} snippet")
    return code.inner_text()


def run(shell: str, folder: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "OPENAI_API_KEY": "sk-test"}
    ran = subprocess.run(
        ["sh", "-euc", shell], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_first_call_says_what_went_wrong_and_then_the_page_turns(
    empty: Gnomon, upstream: Upstream, look: Look, tmp_path: Path
) -> None:
    """A wrong key, an unknown model, an upstream that is away: each with what to do. Then it went well.

    The page shows the very texts that tests/snippets runs."""
    watched = look(empty, scheme="dark")
    page = watched.open("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect")
    status = page.get_by_role("status")
    expect(status).to_have_text("Waiting for your first call. This page says when it comes.")
    watched.check_accessible()
    curl = snippet(page, "Make a call", "curl")
    texts = offered(empty.url, needs_key=False)
    assert question("curl") in texts["curl"].code
    assert curl == texts["curl"].code.replace(question("curl"), "Hello!")

    upstream.next(error(401, "Incorrect API key provided: sk-test."))
    run(curl, tmp_path)
    expect(status).to_contain_text(
        "401Your call came here, but it failed: invalid_request_error: Incorrect API key provided: sk-test."
    )
    expect(status).to_contain_text("Check the key for “fake” that your program sends")
    expect(page.get_by_role("link", name="Open the request")).to_be_visible()
    watched.check_accessible()
    upstream.next(error(404, "The model `gpt-4o-mini` does not exist or you do not have access to it."))
    run(curl, tmp_path)
    expect(status).to_contain_text(
        "404Your call came here, but it failed: invalid_request_error: The model `gpt-4o-mini`"
    )
    expect(status).to_contain_text("Check the name of the model")
    run(curl.replace("/v1/", "/away/v1/"), tmp_path)
    expect(status).to_contain_text("Could not reach http://127.0.0.1:1: connection refused")
    expect(status).to_contain_text("Check base_url of the upstream “away” in the settings")
    run(curl, tmp_path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")  # the page has turned
    page.goto(f"{empty.url}/ui/connect")
    expect(status).to_contain_text("Your last call came, and gpt-4o-mini-2024-07-18 answered")

    snippet(page, "Say more about it", "Session")
    assert "send=session" in page.url
    assert snippet(page, "Make a call", "TypeScript") == texts["typescript"].code.replace(
        question("typescript"), "Hello!"
    )
    assert "with=typescript" in page.url


def test_every_client_has_a_snippet_and_empty_lists_lead_to_it(fresh: Gnomon, look: Look) -> None:
    watched = look(fresh)
    page = watched.open("/requests")
    expect(page.get_by_role("heading", name="No calls yet")).to_be_visible()
    expect(page.get_by_text(f"export OPENAI_BASE_URL={fresh.url}/v1")).to_be_visible()
    page.get_by_role("link", name="More ways to connect").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect")
    for name in ("Go", "Gemini", "LangChain", "LlamaIndex", "Pydantic AI", "Claude Code", "Codex", "Any OTLP exporter"):
        assert fresh.url in snippet(page, "Make a call", name)
    page.go_back()
    page.get_by_role("navigation").get_by_role("link", name="Scores").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scores")  # the page before has such a link too
    page.get_by_role("link", name="More ways to connect").click()
    code = page.get_by_role("region", name="Say more about it").locator("pre")
    expect(code).to_contain_text(f"{fresh.url}/v1/scores")


def test_the_demo_fills_every_page_and_goes_with_one_click(fresh: Gnomon, look: Look) -> None:
    """It is apart: the own project stays as it is, and the address says which one a page shows.

    The overview has each number against the time before, one row per model, and ways to the requests."""
    watched = look(fresh)
    page = watched.open("/connect")
    page.get_by_role("button", name="Fill the demo project").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview", timeout=60_000)
    assert "project=demo" in page.url
    switcher = page.get_by_role("navigation").get_by_role("button", name="Project:")
    expect(switcher).to_have_text("Demo project")
    switcher.click()
    page.get_by_role("menuitem", name="Your calls").click()
    expect(switcher).to_have_text("Your calls")
    expect(page).to_have_url(re.compile("/connect$"))  # where the viewer was
    switcher.click()
    page.get_by_role("menuitem", name=re.compile("^Demo project")).click()
    expect(switcher).to_have_text("Demo project")
    _check_overview(page)
    page.get_by_role("navigation").get_by_role("link", name="Sessions").click()
    expect(page.get_by_text("Refund agent").first).to_be_visible()
    assert "project=demo" in page.url
    page.get_by_role("navigation").get_by_role("link", name="Connect").click()
    page.get_by_role("button", name="Remove the demo").click()
    expect(page.get_by_text("Waiting for your first call")).to_be_visible(timeout=60_000)
    assert "project=demo" not in page.url
    assert fresh.get("/v1/demo").json()["data"] == {"calls": 0}


def _check_overview(page: Page) -> None:
    models = page.get_by_role("table", name="By model")
    expect(models.get_by_role("row")).to_have_count(5)  # with the head; errors have no row of their own
    expect(models.get_by_role("link", name="gpt-4o-mini-2024-07-18")).to_be_visible()
    numbers = page.get_by_role("region", name="Compared with the 30 days before")
    expect(numbers).to_contain_text("nothing before")
    page.goto(f"{page.url.split('?')[0]}?project=demo")
    numbers = page.get_by_role("region", name="Compared with the 7 days before")
    expect(numbers).to_contain_text(re.compile(rf"Requests\d+[+{MINUS}]\d"))
    expect(numbers).to_contain_text(re.compile(rf"Cost\$\d+\.\d+[+{MINUS}]\d+"))
    groundedness = page.locator("section").filter(has=page.get_by_role("heading", name="groundedness", exact=True))
    less = rf"{MINUS}0\.\d+"
    expect(groundedness).to_contain_text(re.compile(rf"{less} \[{less}, {less}\]"))  # the planted fault

    page.get_by_role("img", name="Requests over time").locator("canvas").click()
    expect(page).to_have_url(re.compile(r"range=20\d\d-"))  # that day
    page.go_back()
    page.get_by_role("link", name=re.compile(r"^\d+ errors?$")).click()
    expect(page).to_have_url(re.compile("/requests"))
    expect(page.get_by_text("Failed = true").first).to_be_visible()
    page.go_back()
