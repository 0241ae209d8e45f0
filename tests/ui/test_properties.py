"""The page of properties: their names, their values, one value over time."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, HOSTILE


def row(page: Page, table: str, text: str) -> str:
    """What stands in the row of a table that begins with that text, once its scores are there too."""
    found = page.get_by_role("table", name=table).get_by_role("row").filter(has_text=text)
    expect(found).to_contain_text("±")
    return found.inner_text()


def test_names_lead_to_values_and_values_to_their_course(planted: Gnomon, look: Look) -> None:
    """Counts and scores with intervals at each step, and what is looked at is in the URL."""
    watched = look(planted)
    page = watched.open("/properties")
    names = page.get_by_role("table", name="properties")
    expect(names.get_by_role("row").filter(has_text="promptversion")).to_contain_text(str(CALLS))
    expect(names.get_by_role("row").filter(has_text="promptversion")).to_contain_text(re.compile(r"2v\d, v\d"))
    watched.check_accessible()
    page.get_by_role("row").filter(has_text="promptversion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("promptversion")
    means = [float(re.split(r"\t", row(page, "values of promptversion", each))[4].split()[0]) for each in ("v1", "v2")]
    assert means[1] - means[0] > 4, "v2 is better on accuracy by about 8"
    compared = page.get_by_role("figure").filter(has=page.get_by_role("img", name="accuracy by promptversion"))
    compared.get_by_text("As a table").click()
    expect(compared.get_by_role("columnheader")).to_contain_text([re.compile("v1"), re.compile("v2")])
    page.get_by_role("row").filter(has_text="v2").first.press("Enter")
    expect(page).to_have_url(re.compile(r"name=promptversion.*value=v2"))
    expect(page.get_by_role("img", name="accuracy of promptversion = v2").locator("canvas")).to_be_visible()
    watched.check_accessible()
    page.reload()
    expect(page.get_by_role("heading", name="promptversion = v2 over time")).to_be_visible()
    requests = page.get_by_role("figure").filter(has=page.get_by_role("img", name="Requests with"))
    requests.get_by_text("As a table").click()
    expect(requests.get_by_role("table")).to_contain_text(str(CALLS // 2))


def test_hostile_values_stay_text(planted: Gnomon, look: Look) -> None:
    watched = look(planted, scheme="dark")
    page = watched.open("/properties?name=environment")
    expect(page.get_by_role("row").filter(has_text=HOSTILE)).to_be_visible()
    page.get_by_role("row").filter(has_text=HOSTILE).click()
    expect(page.get_by_role("heading", level=2)).to_contain_text(HOSTILE)
    expect(page.locator("canvas").first).to_be_visible()
    watched.check_accessible()
    page.get_by_role("link", name="Requests with this value").click()
    expect(page.get_by_text(f"environment = {HOSTILE}")).to_be_visible()


def test_search_sort_and_scores_are_in_the_url(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/properties?name=promptversion")
    page.get_by_role("button", name=re.compile(r"^Cost")).click()
    expect(page).to_have_url(re.compile(r"sort=cost"))
    page.get_by_role("button", name=re.compile(r"^Cost")).click()
    page.get_by_label("Find in values").fill("2")
    page.get_by_role("button", name=re.compile(r"^Scores")).click()
    for shown in ("accuracy", "helpfulness", "is_safe"):
        page.get_by_role("checkbox", name=shown).click()
        expect(page.get_by_role("checkbox", name=shown)).not_to_be_checked()
    page.get_by_role("checkbox", name="tone").click()
    expect(page).to_have_url(re.compile(r"asc=true"))
    expect(page).to_have_url(re.compile(r"tone"))
    page.reload()
    table = page.get_by_role("table", name="values of promptversion")
    expect(table.get_by_role("columnheader", name="tone")).to_be_visible()
    expect(table.get_by_role("columnheader", name="accuracy")).to_have_count(0)
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table.get_by_role("row").nth(1)).to_contain_text(re.compile(r"(friendly|neutral|rude) \d+"))
    expect(table.get_by_role("columnheader", name=re.compile("^Cost"))).to_have_attribute("aria-sort", "ascending")


def test_hidden_and_restored(planted: Gnomon, look: Look) -> None:
    """Out of the list, and in it again."""
    watched = look(planted)
    page = watched.open("/properties?name=arm")
    page.get_by_role("button", name="Hide this property").click()
    expect(page.get_by_role("button", name="Restore this property")).to_be_visible()
    page.get_by_role("link", name="All properties").click()
    table = page.get_by_role("table", name="properties")
    expect(table.get_by_role("row").filter(has_text="promptversion")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="arm")).to_have_count(0)
    page.get_by_role("switch", name="Show hidden properties").click()
    page.get_by_role("button", name="Restore arm").click()
    expect(table.get_by_role("row").filter(has_text="arm")).to_be_visible()


def test_nothing_there_says_why(planted: Gnomon, fresh: Gnomon, look: Look) -> None:
    page = look(planted).open("/properties?range=2020-01-01T00:00:00Z..2020-01-02T00:00:00Z")
    expect(page.get_by_text("No call in this range")).to_be_visible()
    page = look(fresh).open("/properties")
    expect(page.get_by_text("Helicone-Property-Environment")).to_be_visible()


def test_an_error_is_told_and_can_be_got_over(planted: Gnomon, look: Look) -> None:
    watched = look(planted, width=400)
    watched.expected = {500}
    page = watched.page
    page.route("**/v1/request/groups/query", lambda route: route.fulfill(status=500, json={"error": "Out of order"}))
    watched.open("/properties")
    expect(page.get_by_role("alert")).to_contain_text("Out of order")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("table", name="properties")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
