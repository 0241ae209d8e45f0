"""The table that shows lists of any length: with the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS


def test_keys_go_to_every_row_and_open_it(planted: Gnomon, look: Look) -> None:
    """Also to rows that are not in the page yet; Tab reaches one row alone, and then what is behind the table."""
    watched = look(planted)
    page = watched.open("/requests")
    table = page.get_by_role("table", name="Requests")
    reachable = table.locator("tbody tr[tabindex='0']")
    focused = table.locator("tbody tr:focus")
    expect(reachable).to_have_count(1)
    reachable.focus()
    expect(focused).to_have_attribute("data-index", "0")
    for key, row in [("End", CALLS), ("PageDown", CALLS), ("ArrowUp", CALLS - 1), ("Home", 1), ("ArrowDown", 2)]:
        page.keyboard.press(key)
        expect(focused).to_have_attribute("data-index", str(row - 1))
        expect(focused).to_be_in_viewport()
        expect(reachable).to_have_count(1)
    expect(focused).to_have_attribute("data-key", "call-238")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{planted.url}/ui/requests/call-238")


def test_who_opens_a_row_while_the_table_comes_to_rest_gets_there(planted: Gnomon, look: Look) -> None:
    """And back to where the list was, which goes into the URL once it is at rest, or is left."""
    watched = look(planted)
    page = watched.page
    waiting: list[Route] = []
    page.route("**/assets/RequestPage-*.js", lambda route: waiting.append(route))
    page.clock.install()
    watched.open("/requests")
    focused = page.locator("tbody tr:focus")
    page.locator("tbody tr[tabindex='0'][data-key]").focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(focused).to_have_attribute("data-key", re.compile("call-"))
    page.keyboard.press("Enter")
    page.clock.fast_forward(2_000)
    page.unroute_all()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^“"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/requests\?at=\d+$"))


def test_columns_are_moved_and_resized_and_stay_so(planted: Gnomon, look: Look) -> None:
    """By dragging and by keys; j, k and Enter go through the rows from anywhere, and what is cut has its whole text."""
    watched = look(planted)
    page = watched.open("/users")
    table = page.get_by_role("table", name="users")
    heads = table.get_by_role("columnheader")
    expect(heads.first).to_have_text("User")
    names = heads.all_inner_texts()
    user = heads.first.get_by_role("button")
    user.focus()
    page.keyboard.press("ArrowRight")
    expect(heads.nth(1).get_by_role("button")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Alt+ArrowRight")
    expect(heads.nth(1)).to_have_text("User")
    columns = table.locator("col")
    expect(columns.nth(1)).to_have_css("width", "190px")
    page.keyboard.press("Shift+ArrowRight")
    expect(columns.nth(1)).not_to_have_css("width", "190px")
    heads.nth(3).drag_to(heads.nth(0))
    expect(heads.first).to_have_text(names[3])
    page.reload()
    expect(heads.first).to_have_text(names[3])
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(table.locator("tbody tr:focus")).to_have_attribute("data-index", "0")
