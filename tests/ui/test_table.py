"""The table that shows lists of any length: with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

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
    expect(focused).to_have_attribute("aria-rowindex", "2")
    for key, row in [("End", CALLS), ("PageDown", CALLS), ("ArrowUp", CALLS - 1), ("Home", 1), ("ArrowDown", 2)]:
        page.keyboard.press(key)
        expect(focused).to_have_attribute("aria-rowindex", str(row + 1))
        expect(focused).to_be_in_viewport()
        expect(reachable).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{planted.url}/ui/requests/call-238")
