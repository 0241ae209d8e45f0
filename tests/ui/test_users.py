"""The page of users."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, HOSTILE


def test_who_calls_and_how_well_it_went(planted: Gnomon, look: Look) -> None:
    """As many calls by each of six; a text narrows them; one leads to their requests."""
    watched = look(planted)
    page = watched.open("/users")
    table = page.get_by_role("table", name="users")
    first = table.get_by_role("row").filter(has_text="user-1")
    expect(first).to_contain_text(str(CALLS // 6))
    expect(first).to_contain_text(re.compile(r"\d ± \d.*\[9\d%, 100%\]"))
    for head in ("Requests", "Errors", "Cost", "Prompt tokens", "Mean latency", "accuracy", "First call", "Last call"):
        expect(
            table.get_by_role("columnheader", name=head, exact=True).or_(table.get_by_role("button", name=head))
        ).not_to_have_count(0)
    expect(table.get_by_title(HOSTILE)).to_be_visible()  # too long for its column
    watched.check_accessible()
    page.get_by_label("Find in users").fill("ser-3")
    expect(table.get_by_role("row")).to_have_count(2)
    page.reload()
    expect(page.get_by_label("Find in users")).to_have_value("ser-3")
    table.get_by_role("row").filter(has_text="user-3").press("Enter")
    expect(page).to_have_url(re.compile(r"/requests\?.*user-3"))


def test_a_filter_narrows_them_and_stays(planted: Gnomon, look: Look) -> None:
    """A model is asked by two of the six."""
    watched = look(planted, scheme="dark", width=400)
    page = watched.open("/users")
    table = page.get_by_role("table", name="users")
    expect(table.get_by_role("row").filter(has_text="user-")).to_have_count(6)
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("combobox", name="Operator").select_option("has")
    page.get_by_role("combobox", name="Value", exact=True).fill("nano")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(table.get_by_role("row").filter(has_text="user-")).to_have_count(2)
    page.reload()
    expect(table.get_by_role("row").filter(has_text="user-")).to_have_count(2)
    watched.check_accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nobody(planted: Gnomon, look: Look) -> None:
    page = look(planted).open("/users?q=nobody")
    expect(page.get_by_role("heading", name="No users in this range")).to_be_visible()
