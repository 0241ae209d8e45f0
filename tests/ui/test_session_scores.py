"""Scores of sessions beside those of requests: listed, charted, grouped and compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS

SESSIONS = CALLS // 10


@pytest.fixture
def rated(planted: Gnomon) -> Iterator[Gnomon]:
    """Each session has two ratings of `csat`, and one of `accuracy`, which requests have too."""
    scores: list[dict[str, Any]] = []
    for number in range(SESSIONS):
        of_session = {"session_id": f"session-{number}", "item_id": f"case-{number // 2}"}
        scores += [
            {**of_session, "name": "csat", "value": 1 + (number + each) % 5, "rater": rater}
            for each, rater in enumerate(("ann", "bob"))
        ]
        scores.append({**of_session, "name": "accuracy", "value": 50 + number})
    assert planted.post("/v1/scores", scores).status == 201
    yield planted
    selected = {"filter": {"session_ids": [f"session-{number}" for number in range(SESSIONS)]}}
    count = planted.post("/v1/scores/delete", selected).json()["data"]["count"]
    assert planted.post("/v1/scores/delete", {**selected, "dry_run": False, "confirm_count": count}).status == 200


def unit_select(page: Page) -> Locator:
    return page.get_by_role("radiogroup", name="Scores of")


def numbers_of(gnomon: Gnomon, name: str, **more: Any) -> list[dict[str, Any]]:
    body = {"scores": [name], "unit": "session", **more}
    groups: list[dict[str, Any]] = gnomon.post("/v1/scores/query", body).json()["data"][0]["groups"]
    return groups


def test_without_scores_of_sessions_there_is_no_choice(planted: Gnomon, look: Look) -> None:
    page = look(planted).open("/scores")
    expect(page.get_by_role("link", name="accuracy")).to_be_visible()
    expect(unit_select(page)).to_have_count(0)


def test_the_list_shows_the_scores_of_either_unit(rated: Gnomon, look: Look) -> None:
    rated.call("PUT", "/v1/score-definitions/csat", b'{"direction": "higher"}', {"content-type": "application/json"})
    watched = look(rated)
    page = watched.open("/scores")
    table = page.get_by_role("table", name="Scores")
    expect(table.get_by_role("link", name="helpfulness")).to_be_visible()
    expect(table.get_by_role("link", name="csat")).to_have_count(0)
    unit_select(page).get_by_text("Sessions").click()
    expect(page).to_have_url(re.compile("unit=session"))
    expect(table.get_by_role("columnheader", name="Sessions")).to_be_visible()
    expect(table.get_by_role("link", name="helpfulness")).to_have_count(0)
    (group,) = numbers_of(rated, "csat")
    row = table.get_by_role("row").filter(has_text="csat")
    expect(row).to_contain_text(f"{group['mean']:.1f} ±")
    expect(row.get_by_role("cell").nth(1)).to_have_text(str(group["n_units"]))
    watched.check_accessible()
    row.get_by_role("link", name="csat").click()
    expect(page).to_have_url(re.compile(r"/scores/csat\?.*unit=session"))
    rated.call("DELETE", "/v1/score-definitions/csat")


def test_a_score_of_sessions_is_charted_and_broken_down(rated: Gnomon, look: Look) -> None:
    """A name that only sessions have needs no choice; a session whose requests differ is in a group of its own."""
    watched = look(rated)
    page = watched.open("/scores/csat?by=property.PromptVersion")
    expect(page.get_by_role("table", name="csat by property.PromptVersion")).to_contain_text("(mixed)")
    expect(page.get_by_role("img", name=re.compile("csat by"))).to_be_visible()
    expect(page.get_by_text("Ten lowest")).to_have_count(0)
    expect(unit_select(page)).to_have_count(0)
    watched.check_accessible()
    page.get_by_label("Break down by").select_option("rater")
    expect(page.get_by_role("table", name="csat by rater")).to_contain_text("ann")
    page.get_by_label("Break down by").select_option("session")
    groups = page.get_by_role("table", name="csat by session")
    expect(groups.get_by_role("row")).to_have_count(SESSIONS + 1)
    groups.get_by_role("link", name="session-7", exact=True).click()
    expect(page.get_by_role("heading", name="session-7")).to_be_visible()


def test_a_name_of_both_units_offers_both(rated: Gnomon, look: Look) -> None:
    watched = look(rated)
    page = watched.open("/scores/accuracy")
    authors = page.get_by_role("table", name="accuracy by model")
    expect(authors.get_by_role("columnheader", name="Requests")).to_be_visible()
    unit_select(page).get_by_text("Sessions").click()
    expect(authors.get_by_role("columnheader", name="Sessions")).to_be_visible()
    (group,) = numbers_of(rated, "accuracy")
    expect(page.get_by_text(f"{group['mean']:.4g}", exact=True).first).to_be_visible()


def test_the_overview_has_the_trends_of_either(rated: Gnomon, look: Look) -> None:
    watched = look(rated)
    page = watched.open("/")
    expect(page.get_by_role("link", name="helpfulness")).to_be_visible()
    expect(page.get_by_role("link", name="csat")).to_have_count(0)
    unit_select(page).get_by_text("Sessions").click()
    expect(page.get_by_role("link", name="csat")).to_be_visible()
    expect(page.get_by_role("link", name="helpfulness")).to_have_count(0)


def test_two_groups_of_sessions(rated: Gnomon, look: Look) -> None:
    """Pairs link to their sessions; what only requests have is not offered as a pairing."""
    watched = look(rated)
    sides = "&".join(
        f"{side}={quote(json.dumps([{'field': 'session', 'op': 'is', 'value': f'session-{number}'}]))}"
        for side, number in (("a", 2), ("b", 3))
    )
    shown = f"unit=session&pair=input_hash&all=true&scores={quote(json.dumps(['csat']))}"
    page = watched.open(f"/compare?{sides}&{shown}")
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("cannot tell on 1.")
    row = page.get_by_role("table", name="Comparison").get_by_role("row").filter(has_text="csat")
    expect(row).to_contain_text("1 session per group")
    expect(page.get_by_label("Pair by")).to_have_value("none")
    expect(page.get_by_label("Pair by").get_by_text("identical messages")).to_have_count(0)
    page.get_by_label("Pair by").select_option("item")
    pairs = page.get_by_role("region", name="Pairs that moved most in csat")
    expect(pairs).to_contain_text("case-1")
    watched.check_accessible()
    pairs.get_by_role("link", name=re.compile("session session-3")).click()
    expect(page.get_by_role("heading", name="session-3")).to_be_visible()


@pytest.mark.parametrize("path", ["/scores?unit=session", "/scores/accuracy?unit=session", "/?unit=session"])
def test_a_narrow_window(rated: Gnomon, look: Look, path: str) -> None:
    page = look(rated, width=420).open(path)
    expect(unit_select(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
