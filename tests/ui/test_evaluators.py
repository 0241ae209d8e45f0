"""The pages of evaluators and webhooks: made, tried, watched and deleted without a command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui import conversations
from tests.ui.conftest import Look
from tests.ui.conversations import TO_LABEL


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gnomon]:
    """With the calls of conversations.py."""
    with (
        Upstream() as upstream,
        Gnomon(Path(tmp_path_factory.mktemp("evaluated")), upstream.base_url) as gnomon,
    ):
        conversations.plant(gnomon, upstream)
        yield gnomon


def test_a_draft_is_tried_beside_what_people_said_then_saved_and_run(asked: Gnomon, look: Look) -> None:
    """The preview names how often both say the same; after the run, the examples of each outcome lead to the calls."""
    human = {"name": "short", "value": False, "source": "human", "rater": "anna"}
    assert asked.post("/v1/scores", [{**human, "request_id": each} for each in TO_LABEL]).status == 201
    watched = look(asked)
    page = watched.open("/evaluators")
    expect(page.get_by_role("heading", name="No evaluators yet")).to_be_visible()
    page.get_by_role("button", name="New checks").click()
    definition = {
        "name": "brief",
        "filter": {"request_response_rmt": {"properties": {"kind": {"equals": "to label"}}}},
        "checks": [{"score": "short", "type": "length", "maximum": 1}],
    }
    editor = page.get_by_label("Definition (JSON)")
    editor.fill("{")
    expect(page.get_by_text("This is not JSON")).to_be_visible()
    editor.fill(json.dumps(definition))
    page.get_by_role("button", name="Preview on them").click()
    expect(page.get_by_text("The draft says the same as people in 10 of 10 scores")).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="brief")).to_be_visible()
    expect(page.get_by_text("It scores matching calls as soon as they are logged.")).to_be_visible()
    page.get_by_role("tab", name="Logged calls").click()
    page.get_by_role("button", name="Estimate").click()
    expect(page.get_by_text(f"{len(TO_LABEL)} calls match")).to_be_visible()
    page.get_by_role("button", name="Score them").click()
    expect(page.get_by_label("Runs").get_by_text("done", exact=True)).to_be_visible()
    page.get_by_role("tab", name="What it did").click()
    page.locator("summary", has_text="scored").click()
    expect(page.get_by_label("scored", exact=True).get_by_role("link").first).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete brief").click()
    expect(page.get_by_role("heading", name="No evaluators yet")).to_be_visible()


def test_a_webhook_shows_its_secret_once_and_its_failures_with_reasons(asked: Gnomon, look: Look) -> None:
    """A receiver that does not exist: the test says so, and the message of a score waits with what went wrong."""
    watched = look(asked, width=1024)
    page = watched.open("/webhooks")
    page.get_by_role("button", name="New webhook").click()
    page.get_by_label("URL of the receiver").fill("https://receiver.invalid/hook")
    page.get_by_label("a score was added").check()
    page.get_by_role("button", name="Create webhook").click()
    secret = page.locator("code", has_text="whsec_")
    expect(secret).to_be_visible()
    first = secret.inner_text()
    page.get_by_role("button", name="Close").click()
    expect(secret).to_be_hidden()
    page.get_by_role("button", name="Rotate the secret").click()
    expect(secret).to_be_visible()
    assert secret.inner_text() != first
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test failed")).to_be_visible()
    score = {"request_id": TO_LABEL[0], "name": "quality", "value": 1}
    assert asked.post("/v1/scores", score).status == 201
    row = page.get_by_label("Messages").get_by_role("row").filter(has_text="score.added")
    expect(row).to_contain_text(TO_LABEL[0])
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_role("heading", name="No webhooks yet")).to_be_visible()
