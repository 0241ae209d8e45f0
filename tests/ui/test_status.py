"""The status page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS


def test_it_shows_workers_and_counts(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/status")
    expect(page.get_by_text("ok", exact=True)).to_be_visible()
    expect(page.get_by_text(f"{CALLS}", exact=True).first).to_be_visible()
    workers = page.get_by_role("table", name="Workers")
    expect(workers.get_by_role("row")).to_have_count(2)
    expect(workers).to_contain_text("running")


def test_moments_are_in_the_viewers_zone_and_in_utc_when_pointed_at(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/status")
    moment = page.locator("time").first
    moment.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("UTC")


def test_an_error_is_shown_with_a_way_on(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    watched.expected = {500}
    page = watched.page
    page.route("**/ui/api/healthz", lambda route: route.fulfill(status=500, json={"message": "Internal Server Error"}))
    watched.open("/status")
    expect(page.get_by_role("alert")).to_contain_text("Internal Server Error")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("table", name="Workers")).to_be_visible()


def test_the_settings_in_force(planted: Gnomon, look: Look) -> None:
    """Found by a text, which is in the URL; each says what it is and whether it was changed."""
    watched = look(planted)
    page = watched.open("/status")
    settings = page.get_by_role("table", name="Settings in force")
    expect(settings).to_contain_text("proxy.max_head_bytes")
    upstream = settings.get_by_role("row").filter(has_text="base_url = ")
    expect(upstream).to_contain_text("fake")  # one row per upstream, with all that is set of it
    page.get_by_label("Find a setting").fill("server.port")
    expect(settings.get_by_role("row")).to_have_count(3)  # with the head and the name of the section
    expect(page).to_have_url(re.compile("setting=server.port"))
    page.reload()
    expect(settings.get_by_role("row")).to_have_count(3)
    expect(settings.get_by_role("row").nth(2)).to_contain_text("changed")
    page.get_by_label("Find a setting").fill("no such setting")
    expect(page.get_by_text("No matching setting")).to_be_visible()
    page.get_by_label("Find a setting").fill("")
    page.get_by_label("Only changed settings").click(force=True)
    expect(settings).not_to_contain_text("proxy.max_head_bytes")
    watched.check_accessible()


def test_what_was_lost_is_said_with_its_reason(planted: Gnomon, look: Look) -> None:
    """As the server gives it, also where it answers 503."""
    told = planted.health() | {"status": "unavailable", "reasons": ["the store can't be used"], "store": None}
    watched = look(planted)
    watched.expected = {503}
    watched.page.route("**/ui/api/healthz", lambda route: route.fulfill(status=503, json=told))
    page = watched.open("/status")
    expect(page.get_by_role("alert")).to_contain_text("the store can't be used")
    expect(page.get_by_text("unavailable", exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="Workers")).to_be_visible()
