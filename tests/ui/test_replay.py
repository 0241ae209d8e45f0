"""The page Replay: a run's verdict, what it cost, and its pairs, those that got worse first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.gnomon.replaying import ITEMS, KEY, Asked, logged_calls, replay_process
from tests.support.gate import WAIT_S
from tests.support.server import Gnomon
from tests.ui.conftest import Look

JUDGE = ("--judge", "fake/judge-1", "--budget-calls", "1000")


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gnomon, Asked]]:
    with logged_calls(Path(tmp_path_factory.mktemp("replayed"))) as both:
        gnomon, _ = both
        # In processes of their own: the browser's event loop runs in this one.
        worse = replay_process(gnomon, "--to", "fake/worse", "--name", "a worse one", *JUDGE)
        alike = replay_process(gnomon, "--to", "fake/alike", "--name", "alike", *JUDGE, "--margin", "0.05")
        said = [process.communicate(timeout=WAIT_S) for process in (worse, alike)]
        assert (worse.returncode, alike.returncode) == (1, 2), said
        yield both


def test_a_run_shows_its_verdict_and_the_pairs_that_got_worse(replayed: tuple[Gnomon, Asked], look: Look) -> None:
    gnomon, _ = replayed
    watched = look(gnomon)
    watched.expected.add(401)
    page = watched.open("/replays")
    page.get_by_label("Key").fill(KEY)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("row", name="alike")).to_contain_text("not enough to decide")
    row = page.get_by_role("row", name="a worse one")
    expect(row).to_contain_text("worse by judge-1, in both orders")
    watched.check_accessible()
    row.get_by_role("link").click()
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict).to_contain_text(f"The candidate is worse: over {ITEMS} pairs, the net share of preferences is -1")
    expect(verdict.locator("svg")).to_have_attribute("data-verdict", "worse")
    pair = page.get_by_role("article").first
    expect(pair).to_contain_text("Ask é")
    expect(pair).to_contain_text("worse")
    expect(pair.get_by_role("link", name="Candidate")).to_be_visible()
    watched.check_accessible()
    pair.get_by_role("link", name="Original").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_pages_begin_with_the_calls_of_the_application(replayed: tuple[Gnomon, Asked], look: Look) -> None:
    """Calls of replays and judges are left out by conditions that anybody can see and remove."""
    gnomon, _ = replayed
    watched = look(gnomon)
    watched.expected.add(401)
    page = watched.open("/requests")
    page.get_by_label("Key").fill(KEY)
    page.get_by_role("button", name="Sign in").click()
    shown = page.get_by_role("group", name="Filter")
    expect(shown).to_contain_text("Experiment-Id is missing")
    expect(page.get_by_role("row", name="Ask é").first).to_contain_text("app-1")
    expect(page.get_by_text(f"{ITEMS} requests", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remove Experiment-Id is missing").click()
    page.get_by_role("button", name="Remove Evaluator is missing").click()
    expect(page.get_by_text(f"{ITEMS * 7} requests", exact=True)).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    expect(shown).to_contain_text("Evaluator is missing")


def test_a_run_without_worse_pairs_is_deleted(replayed: tuple[Gnomon, Asked], look: Look) -> None:
    gnomon, _ = replayed
    watched = look(gnomon, scheme="dark", width=380)
    watched.expected.add(401)
    page = watched.open("/replays/alike")
    page.get_by_label("Key").fill(KEY)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("region", name="Verdict")).to_contain_text("pairs would decide it")
    expect(page.get_by_role("article")).to_have_count(ITEMS)
    page.get_by_role("switch", name="Only worse ones").press("Space")
    expect(page.get_by_text("No answer of the candidate is worse than the original.")).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete the run; its calls stay").click()
    expect(page.get_by_role("row", name="a worse one")).to_be_visible()
    expect(page.get_by_role("row", name="alike")).to_have_count(0)
