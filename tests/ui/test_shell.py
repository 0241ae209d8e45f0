"""What stands around every page: navigation, the range of time, light and dark, narrow windows, the keyboard."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import HOSTILE

PAGES = ["Overview", "Requests", "Sessions", "Users", "Properties", "Scores", "Compare", "Label", "Evaluators"]
PAGES += ["Alerts"]
PAGES += ["Connect", "Webhooks", "SQL", "Status"]
COMPARED = urlencode(
    {side: json.dumps([{"field": "property", "name": "Arm", "op": "is", "value": side.upper()}]) for side in ("a", "b")}
)
MARKUP = "#root img, #root script"  # what HOSTILE would make


def test_the_address_alone_leads_to_the_dashboard(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    watched.page.goto(planted.url)
    expect(watched.page).to_have_url(f"{planted.url}/ui/")
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("Overview")


@pytest.mark.parametrize(("scheme", "rules"), [("light", ()), ("dark", ("color-contrast",))])
def test_every_page_can_be_gone_to(planted: Gnomon, look: Look, scheme: str, rules: tuple[str, ...]) -> None:
    """By its link; the browser's title says where one is, everybody can use it (in the dark it is the colours that
    differ), and what callers wrote is never markup."""
    watched = look(planted, scheme=scheme)
    page = watched.open("/")
    for name in PAGES:
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        expect(page).to_have_title(f"{name} · Gnomon")
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        watched.check_accessible(*rules)
        expect(page.locator(MARKUP)).to_have_count(0)
    watched.open("/explain")
    expect(page.get_by_label("What is explained")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    watched.check_accessible(*rules)


def test_the_range_is_in_the_url_and_goes_along(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/sessions")
    chosen = page.get_by_role("button", name="Time range:")
    chosen.click()
    page.get_by_role("button", name="Last 24 hours").click()
    expect(page).to_have_url(re.compile(r"range=24h"))
    page.get_by_role("link", name="Users").click()
    expect(page).to_have_url(re.compile(r"/users\?range=24h"))
    page.reload()
    expect(chosen).to_have_text("Last 24 hours")


def test_the_range_is_offered_only_where_it_has_an_effect(planted: Gnomon, look: Look) -> None:
    """Not on the pages of one request or one session, nor of the installation; SQL has it if its statement uses it."""
    watched = look(planted)
    chosen = watched.page.get_by_role("button", name="Time range:")
    for path, offered in [
        ("/status", 0),
        ("/requests/call-238", 0),
        ("/sessions/session-3", 0),
        ("/sql", 1),
        ("/sql?sql=SELECT+1", 0),
        ("/requests", 1),
    ]:
        watched.open(path)
        expect(watched.page.get_by_role("heading", level=1)).to_be_visible()
        expect(chosen).to_have_count(offered)


def test_a_range_of_ones_own(planted: Gnomon, look: Look) -> None:
    """Shown in the viewer's zone, in UTC when pointed at."""
    watched = look(planted)
    page = watched.open("/users?range=2026-01-01T00:00:00.000Z..2026-01-02T00:00:00.000Z")
    button = page.get_by_role("button", name=re.compile("^Time range: Jan 1( 2026)? 01:00 to Jan 2( 2026)? 01:00$"))
    button.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("2026-01-01 00:00:00.000 UTC")
    button.click()
    expect(page.get_by_label("From", exact=True)).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("range=2026-01-01T00"))


def test_nonsense_in_the_url_is_left_out(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/users?range=%3Cscript%3E&live=perhaps&f=%5B%7B%22field%22%3A%22__proto__%22%7D%5D")
    expect(page.get_by_role("button", name="Time range: Last 7 days")).to_be_visible()


def test_a_live_page_asks_again_only_when_something_was_written(fresh: Gnomon, look: Look) -> None:
    """It looks at the store's version every two seconds; a call that comes is shown, and then all is quiet again."""
    question = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]}
    fresh.post("/v1/chat/completions", question, {"helicone-user-id": "first"})
    fresh.wait_until(lambda: fresh.health()["store"]["exchanges"] == 1, "the first call to be stored")
    watched = look(fresh)
    page = watched.open("/users?live=true")
    expect(page.get_by_text("first", exact=True)).to_be_visible()
    _look_twice(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/" in request.url else None)
    _look_twice(page)
    assert not asked
    fresh.post("/v1/chat/completions", question, {"helicone-user-id": "second"})
    expect(page.get_by_text("second", exact=True)).to_be_visible()
    assert any("/v1/" in url for url in asked)


def _look_twice(page: Page) -> None:
    """Two looks at the version: whatever the first one led to was asked before the second."""
    for _ in range(2):
        with page.expect_response("**/ui/api/healthz"):
            pass


def test_light_and_dark_are_chosen_and_kept(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/status")
    page.get_by_role("button", name="Colour scheme: As the system").click()
    page.get_by_role("menuitem", name="Dark").click()
    page.reload()
    expect(page.get_by_role("button", name="Colour scheme: Dark")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_a_narrow_window_has_its_navigation_behind_a_button(planted: Gnomon, look: Look) -> None:
    watched = look(planted, width=360)
    page = watched.open("/status")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Navigation", exact=True).click()
    page.get_by_role("link", name="Users").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Users")
    page.get_by_role("button", name="Time range:").click()
    expect(page.get_by_label("To", exact=True)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_skips_to_the_page(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/status")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_everything_is_reached_by_ctrl_k_and_every_key_is_told(planted: Gnomon, look: Look) -> None:
    """Pages, scores, properties, saved views and ids; and `?` lists the keys of the page."""
    watched = look(planted)
    page = watched.open("/users")
    expect(page.get_by_role("table", name="users")).to_be_visible()
    palette = page.get_by_role("combobox", name="Search or jump to")
    for text, label, kind, url in [
        ("accur", "accuracy", "score", r"/scores/accuracy"),
        ("promptv", "promptversion", "property", r"/properties\?name=promptversion"),
        ("stat", "Status", "page", r"/status"),
        ("call-238", "call-238", "Open the request with this id", r"/requests/call-238"),
        ("user-3", "user-3", "Requests of this user", r"/requests\?.*user-3"),
    ]:
        page.keyboard.press("Control+k")
        palette.fill(text)
        choice = page.get_by_role("option").filter(has_text=label).filter(has_text=kind).first
        expect(choice).to_be_visible()
        if text == "accur":
            watched.check_accessible()
            page.keyboard.press("Enter")
        else:
            choice.click()
        expect(page).to_have_url(re.compile(url))
        expect(palette).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Users").click()
    expect(page.get_by_role("table", name="users")).to_be_visible()
    page.keyboard.press("?")
    help = page.get_by_role("dialog", name="Keyboard shortcuts")
    for told in ("Next row", "Find in users", "Search or jump to …", "Show the keyboard shortcuts"):
        expect(help.get_by_text(told)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find in users")).to_be_focused()
    page.keyboard.type("?j")
    expect(page.get_by_role("searchbox", name="Find in users")).to_have_value("?j")
    expect(help).to_have_count(0)


def test_on_paper_there_is_the_page_alone(planted: Gnomon, look: Look) -> None:
    """Without navigation, header and buttons; nothing is wider than the paper, which is white, in the dark too."""
    watched = look(planted, scheme="dark", width=800)
    page = watched.page
    for path, shown, gone in (
        ("/users", page.get_by_role("table", name="users").get_by_text("±").first, "Scores (3)"),
        ("/requests/call-238", page.get_by_role("article", name="assistant"), "Send again"),
        (f"/compare?{COMPARED}", page.get_by_role("status", name="Verdict"), "Add filter"),
    ):
        watched.open(path)
        expect(shown).to_be_visible()
        page.emulate_media(media="print")
        expect(shown).to_be_visible()
        for hidden in (
            page.get_by_role("navigation"),
            page.get_by_role("banner"),
            page.get_by_role("link", name="Skip to content"),
            page.get_by_role("button", name=gone).first,
        ):
            expect(hidden).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("(document.querySelector('main table') ?? document.body).scrollWidth <= innerWidth"), path
        watched.check_accessible("color-contrast")  # dark on white, whatever the screen has
        page.emulate_media(media="screen")


def test_a_page_that_is_not_there(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/nowhere/at.all")
    expect(page.get_by_text("This page does not exist")).to_be_visible()


def test_markup_in_the_address_is_text(planted: Gnomon, look: Look) -> None:
    """A filter that somebody sent as a link."""
    watched = look(planted)
    condition = [{"field": "property", "name": HOSTILE, "op": "is", "value": HOSTILE}]
    page = watched.open(f"/requests?{urlencode({'f': json.dumps(condition)})}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests")
    expect(page.locator(MARKUP)).to_have_count(0)
