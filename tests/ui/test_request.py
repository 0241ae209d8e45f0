"""The page of one request: what was said, how it went, and giving scores by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui import conversations
from tests.ui.conftest import Look
from tests.ui.conversations import PICTURE, TO_LABEL
from tests.ui.planted import HOSTILE, HOSTILE_ID
from tests.ui.stores import MakeGnomon

LIST = quote(json.dumps([{"field": "property", "name": "kind", "op": "is", "value": "to label"}]))


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """With the calls of conversations.py. Each story that labels has a score of its own."""
    with (
        Upstream() as upstream,
        make_gnomon(Path(tmp_path_factory.mktemp("talked")), upstream.base_url) as gnomon,
    ):
        conversations.plant(gnomon, upstream)
        yield gnomon


def scores(gnomon: Gnomon, request_id: str, name: str, history: str = "false") -> list[dict[str, Any]]:
    query = f"request_id={quote(request_id)}&name={quote(name)}&include_superseded={history}"
    found: list[dict[str, Any]] = gnomon.get(f"/v1/scores?{query}").json()["data"]
    return found


def panel(page: Page, name: str) -> Any:
    return page.get_by_role("region", name=name)


def test_ten_requests_are_labelled_by_keyboard(talked: Gnomon, look: Look) -> None:
    """Along the filtered list, without the mouse; each is called saved, and is in the API."""
    watched = look(talked)
    page = watched.open(f"/requests?f={LIST}")
    first = page.get_by_role("region", name="Requests").locator("[data-key]").first
    expect(first).to_have_attribute("data-key", TO_LABEL[-1])
    first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"“Is this answer good? ({TO_LABEL[-1]})”")
    expect(page).to_have_title(re.compile("Is this answer good"))
    page.get_by_role("button", name="quality").click()
    newest_first = TO_LABEL[::-1]
    for number, request_id in enumerate(newest_first[:10]):
        expect(page.get_by_text(f"({request_id})").first).to_be_visible()
        page.keyboard.press(str(number % 9 + 1))
        expect(panel(page, "Scores").get_by_text("saved", exact=True)).to_be_visible()
        page.keyboard.press("n")
    expect(page.get_by_text(f"({newest_first[10]})").first).to_be_visible()
    given = [scores(talked, request_id, "quality") for request_id in newest_first[:10]]
    assert [[score["value"] for score in each] for each in given] == [[n % 9 + 1] for n in range(10)]
    assert {(each[0]["source"], each[0]["author"]) for each in given} == {("human", "reviewer")}
    expect(page).to_have_url(re.compile("kind.*score=quality"))
    page.keyboard.press("p")
    expect(page.get_by_text(f"({newest_first[9]})").first).to_be_visible()


def test_the_list_has_two_ends(talked: Gnomon, look: Look) -> None:
    watched = look(talked)
    page = watched.open(f"/requests/{TO_LABEL[0]}?f={LIST}")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.keyboard.press("n")
    expect(page.get_by_text("This is the last request in the list.")).to_be_visible()
    page.keyboard.press("k")
    expect(page.get_by_text(f"({TO_LABEL[1]})").first).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_text(f"{len(TO_LABEL)} requests").first).to_be_visible()


def test_a_score_is_corrected(talked: Gnomon, look: Look) -> None:
    """What was said before stays as history."""
    watched = look(talked)
    page = watched.open("/requests/tools?score=corrected")
    shown = panel(page, "Scores")
    expect(shown.get_by_role("button", name="corrected")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Scoring as").fill("anna")
    page.keyboard.press("Tab")
    page.get_by_label("Comment on corrected").fill(HOSTILE)
    page.keyboard.press("Enter")
    for key, value in (("4", 4), ("9", 9)):
        page.keyboard.press(key)
        expect(shown.get_by_text(str(value), exact=True).first).to_be_visible()
        expect(shown.get_by_text("saved", exact=True)).to_be_visible()
    expect(shown.get_by_text("1 earlier")).to_be_visible()
    shown.get_by_text("1 earlier").click()
    expect(shown.get_by_text(HOSTILE).last).to_be_visible()
    history = scores(talked, "tools", "corrected", "true")
    assert [(one["value"], one["comment"], one["author"]) for one in history] == [
        (4, HOSTILE, "anna"),
        (9, None, "anna"),
    ]
    watched.check_accessible()


@pytest.mark.parametrize(
    ("name", "key", "field", "value"),
    [
        ("is_safe", "f", "value", False),
        ("verdict", "2", "label", "poor"),
        ("helicone-score-feedback", "+", "value", True),
    ],
)
def test_a_key_for_each_kind(talked: Gnomon, look: Look, name: str, key: str, field: str, value: object) -> None:
    """Booleans by t and f, labels by their number, thumbs by + and -."""
    watched = look(talked)
    page = watched.open(f"/requests/tools?score={name}")
    shown = panel(page, "Scores")
    expect(shown.get_by_role("button", name="is_safe")).to_be_visible()
    page.keyboard.press(key)
    expect(shown.get_by_text("saved", exact=True)).to_be_visible()
    (one,) = scores(talked, "tools", name)
    assert one[field] == value


def test_a_value_is_written_and_deleted(talked: Gnomon, look: Look) -> None:
    watched = look(talked)
    page = watched.open("/requests/stream?score=written")
    shown = panel(page, "Scores")
    expect(shown.get_by_role("button", name="written")).to_be_visible()
    page.keyboard.press("v")
    page.keyboard.type("87.5")
    page.keyboard.press("Enter")
    expect(shown.get_by_text("87.5", exact=True).first).to_be_visible()
    expect(shown.get_by_text("saved", exact=True)).to_be_visible()
    assert [one["value"] for one in scores(talked, "stream", "written")] == [87.5]
    shown.get_by_role("button", name="Delete written").click()
    shown.get_by_role("button", name="Yes, delete written of stream").click()
    expect(shown.get_by_text("87.5", exact=True)).to_have_count(0)
    assert scores(talked, "stream", "written") == []


def test_what_was_not_saved_is_loud(talked: Gnomon, look: Look) -> None:
    """Also when one has gone on to the next request; trying again saves it."""
    watched = look(talked)
    watched.expected = {503}
    first, second = TO_LABEL[5], TO_LABEL[4]

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, json={"error": "the store is away"})
        else:
            route.continue_()

    watched.page.route(re.compile(r"/ui/api/v1/scores(\?|$)"), refuse)
    page = watched.open(f"/requests/{first}?f={LIST}&score=lost")
    expect(panel(page, "Scores").get_by_role("button", name="lost")).to_be_visible()
    page.keyboard.press("7")
    expect(panel(page, "Scores").get_by_text("not saved", exact=True)).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text(f"({second})").first).to_be_visible()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"lost = 7 for {first}: the store is away")
    watched.check_accessible()
    page.unroute_all()
    alert.get_by_role("button", name="Retry").click()
    expect(alert).to_have_count(0)
    page.keyboard.press("p")
    expect(page.get_by_text(f"({first})").first).to_be_visible()
    expect(panel(page, "Scores").get_by_text("saved", exact=True)).to_be_visible()
    assert [one["value"] for one in scores(talked, first, "lost")] == [7]
    assert scores(talked, second, "lost") == []


def test_the_keys_are_told(talked: Gnomon, look: Look) -> None:
    """And do nothing while somebody writes."""
    watched = look(talked)
    page = watched.open("/requests/tools")
    expect(page.get_by_role("heading", level=1)).to_have_text("“How is the weather in Ulm?”")
    page.keyboard.press("?")
    help = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help).to_contain_text("Go to the next request in the list")
    watched.check_accessible()
    page.keyboard.press("Escape")
    expect(help).to_have_count(0)
    page.keyboard.press("7")
    expect(page.get_by_text("Select a score first (key: s).")).to_be_visible()
    name = page.get_by_role("combobox", name="Add a score")
    name.fill("")
    name.type("n7?")
    expect(name).to_have_value("n7?")
    expect(page).to_have_url(re.compile("/requests/tools$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_is_formatted_and_harmless(talked: Gnomon, look: Look, scheme: str) -> None:
    """Markup stays text, images are not loaded, links lead nowhere dangerous."""
    watched = look(talked, scheme=scheme)
    page = watched.open("/requests/markdown?score=accuracy")
    said = panel(page, "Conversation")
    expect(said.locator("strong").filter(has_text="blue")).to_be_visible()
    expect(said.get_by_role("cell", name="450")).to_be_visible()
    expect(said.locator("pre span", has_text='"sky"')).to_be_visible()  # has a colour of its own
    expect(said).to_contain_text(HOSTILE)
    expect(said.get_by_role("button", name="Show the picture “a picture” from example.com")).to_be_visible()
    link = said.get_by_role("link", name="A link")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    assert not re.search("javascript:", said.inner_html())
    assert said.locator("img, script, iframe").count() == 0
    expect(panel(page, "Scores")).to_contain_text(f"much better {HOSTILE}")
    expect(panel(page, "Properties")).to_contain_text(HOSTILE)
    watched.check_accessible()
    page.get_by_role("button", name="JSON", exact=True).click()
    page.get_by_role("tree", name="Response").get_by_text("## Why the sky is blue").wait_for()
    expect(page).to_have_url(re.compile("view=raw"))
    watched.check_accessible()


@pytest.mark.parametrize(
    ("request_id", "texts"),
    [
        ("tools", ["calls weather", "city:“Ulm”", "result of weather", "degrees:21", "1 tool offered: weather"]),
        ("reasoning", ["This picture cannot be shown", "image/png", "kB", "Reasoning, 70 characters", "Noon."]),
        ("stream", ["Count to ten", "You said: Count to ten"]),
        ("responses", ["Be brief.", "Hello", "You said: Hello"]),
        ("completion", ["Once upon", "You said: Once upon"]),
        ("embeddings", ["one", "two", "2 embeddings"]),
        ("anthropic", ["Be brief.", "Hello", "end_turn"]),
    ],
)
def test_every_dialect_is_a_conversation(talked: Gnomon, look: Look, request_id: str, texts: list[str]) -> None:
    watched = look(talked)
    page = watched.open(f"/requests/{request_id}")
    for text in texts:
        expect(page.get_by_role("main")).to_contain_text(text)


def test_times_tokens_and_attempts(talked: Gnomon, look: Look) -> None:
    """An earlier attempt shows what it was answered, and an error is said once."""
    watched = look(talked)
    page = watched.open("/requests/stream?view=timing")
    expect(panel(page, "Timing")).to_contain_text("First token")
    expect(panel(page, "Timing")).to_contain_text("Tokens per second")
    expect(panel(page, "Tokens and cost")).to_contain_text("of these read from cache")
    page = watched.open("/requests/retried?view=attempts")
    attempts = page.get_by_role("list", name="Attempts").get_by_role("listitem")
    expect(attempts).to_have_count(2)
    expect(attempts.nth(1)).to_contain_text("200")
    expect(attempts.nth(0)).to_contain_text("500")
    attempts.nth(0).get_by_role("button", name=re.compile("Show bodies")).click()
    expect(page.get_by_role("tree", name="Response of this attempt")).to_contain_text("error:{ ")
    expect(page.get_by_role("tree", name="Request of this attempt")).to_contain_text("Once more")
    watched.check_accessible()


def test_the_newest_of_many_attempts_are_shown_with_their_number(talked: Gnomon, look: Look) -> None:
    body = json.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Again"}]}).encode()
    headers = {"content-type": "application/json", "Helicone-Request-Id": "looped"}
    for _ in range(103):
        assert talked.call("POST", "/v1/chat/completions", body, headers).status == 200
    page = look(talked).open("/requests/looped?view=attempts")
    expect(page.get_by_role("list", name="Attempts").get_by_role("listitem")).to_have_count(100)
    expect(panel(page, "Attempts")).to_contain_text("The newest 100 of 103.")
    page.get_by_role("button", name="Timing and cost").click()
    expect(panel(page, "Tokens and cost")).to_contain_text("attempt 103")


def test_only_what_is_meant_is_stored(talked: Gnomon, look: Look) -> None:
    """Digits are written where they may begin a number, and nothing outside the range of a score is saved."""
    watched = look(talked)
    page = watched.open("/requests/grounded?score=exact")
    shown = panel(page, "Scores")
    expect(shown.get_by_role("button", name="exact")).to_have_attribute("aria-pressed", "true")
    field = page.get_by_label("Value of exact")
    page.keyboard.type("150")
    expect(field).to_have_value("150")
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("exact must be a number from 0 to 100")
    watched.check_accessible()
    field.fill("")
    page.keyboard.press("Escape")
    page.keyboard.type("72")
    expect(field).to_have_value("72")
    page.keyboard.press("Enter")
    expect(shown.get_by_text("saved", exact=True)).to_be_visible()
    expect(shown).to_contain_text("✓ passed72")
    assert [one["value"] for one in scores(talked, "grounded", "exact", "true")] == [72]


def test_given_scores_come_first_and_say_whether_they_pass(talked: Gnomon, look: Look) -> None:
    """With the judge's reason. Defined ones follow with their buttons, all others are behind a search."""
    page = look(talked).open("/requests/markdown")
    shown = panel(page, "Scores")
    expect(shown).to_contain_text("✗ failed66Cites [1], but answers another question.")
    expect(shown).to_contain_text("passes from 70")
    names = shown.locator("button[aria-pressed]:not([aria-label])").all_inner_texts()
    assert names == [HOSTILE, "accuracy", "exact", "is_safe", "corrected", "lost", "quality", "verdict"]
    shown.get_by_role("group", name="Values of verdict").get_by_role("button", name="good").click()
    expect(shown.get_by_text("saved", exact=True)).to_be_visible()
    shown.get_by_role("combobox", name="Add a score").fill("new one")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("button", name="new one")).to_have_attribute("aria-pressed", "true")


def test_a_property_is_added(talked: Gnomon, look: Look) -> None:
    watched = look(talked)
    page = watched.open("/requests/tools")
    shown = panel(page, "Properties")
    shown.get_by_role("button", name="Add a property").click()
    shown.get_by_role("combobox", name="Name").fill("Reviewed")
    shown.get_by_label("Value").fill(HOSTILE)
    shown.get_by_role("button", name="Add", exact=True).click()
    expect(shown.get_by_text("Reviewed")).to_be_visible()
    assert talked.request("tools")["properties"]["Reviewed"] == HOSTILE
    shown.get_by_role("link", name=HOSTILE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests")


def test_a_wild_id_and_one_that_is_not_there(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open(f"/requests/{quote(HOSTILE_ID, safe='')}")
    expect(page.get_by_role("main")).to_contain_text(HOSTILE_ID)
    expect(page.get_by_role("main").get_by_text("The server had an error")).to_have_count(1)
    page = watched.open("/requests/nobody")
    expect(page.get_by_role("heading", name="There is no request with this id")).to_be_visible()
    expect(page.get_by_role("button", name="Send again")).to_have_count(0)
    watched.check_accessible()


def test_the_answer_is_on_the_first_screen(talked: Gnomon, look: Look) -> None:
    """Below a long system prompt and context, which stay open for who opens them; `a` leads to it then."""
    watched = look(talked)
    page = watched.open("/requests/grounded")
    answer = page.get_by_role("article", name="assistant")
    expect(answer).to_contain_text("You can send it back for free")
    expect(answer).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", level=1)).to_have_text("“May I use it in winter?”")
    fold = page.get_by_role("button", name=re.compile("System prompt · 1,848 characters, 81 lines"))
    expect(page.get_by_role("button", name=re.compile("Context · "))).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(answer).not_to_be_in_viewport()
    page.reload()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("a")
    expect(answer).to_be_in_viewport()
    expect(answer).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.press("e")
    expect(fold).to_have_attribute("aria-expanded", "false")
    watched.check_accessible()


def test_what_a_search_in_whole_bodies_hit_is_in_sight(talked: Gnomon, look: Look) -> None:
    """The list shows the text around it; the request unfolds what has it, marks it and goes to it."""
    watched = look(talked)
    page = watched.open("/requests?whole=true&text=short and polite")
    found = page.get_by_role("table", name="Requests").get_by_role("row").filter(has_text="free")
    expect(found.locator("mark").first).to_have_text("short and polite")
    found.click()
    fold = page.get_by_role("button", name=re.compile("System prompt · 1,848 characters"))
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.wait_for_function("CSS.highlights.get('search-hits')?.size === 79")
    expect(page.get_by_text("You are the support of a shop.").last).to_be_in_viewport()
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_media_are_shown_and_nothing_is_asked_of_others_before_a_click(talked: Gnomon, look: Look) -> None:
    watched = look(talked)
    asked: list[Any] = []
    page = watched.page

    def picture(route: Route) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(status=200, content_type="image/png", body=PICTURE)

    watched.others = ("https://pictures.example/",)
    page.route("https://pictures.example/**", picture)
    watched.open("/requests/media")
    said = panel(page, "Conversation")
    inline = said.get_by_role("img", name="image/png picture")
    expect(inline).to_be_visible()
    assert inline.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    sound = said.locator("audio")
    sound.evaluate("audio => audio.readyState || new Promise(done => audio.addEventListener('loadedmetadata', done))")
    assert sound.evaluate("audio => audio.duration") == 0.125
    with page.expect_download() as saved:
        said.get_by_role("figure").filter(has_text="manual.txt").get_by_role("button", name="Download").click()
    assert saved.value.suggested_filename == "manual.txt"
    assert Path(saved.value.path()).read_bytes() == b"Read me"
    assert asked == []
    said.get_by_role("button", name="Show the picture from pictures.example").click()
    expect(said.get_by_role("img", name="Picture from pictures.example")).to_be_visible()
    assert ["referer" in headers for headers in asked] == [False]
    watched.check_accessible()


def test_json_is_a_tree_for_the_keyboard(talked: Gnomon, look: Look) -> None:
    page = look(talked).open("/requests/media")
    tree = page.get_by_role("tree", name="JSON")
    root = tree.get_by_role("treeitem").first
    expect(tree).to_contain_text("colours:[ 2 items")
    root.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    expect(tree).not_to_contain_text("“red”")
    expect(page.locator(":focus")).to_have_text(re.compile("colours:"))
    page.keyboard.press("ArrowRight")
    expect(tree).to_contain_text("“red”")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(tree.get_by_role("treeitem")).to_have_count(1)


def test_a_call_is_copied(talked: Gnomon, look: Look) -> None:
    """A message, and the call as a command with this host and without a key."""
    watched = look(talked)
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("/requests/grounded")
    page.get_by_role("button", name="Copy the assistant message").click()
    copied = "navigator.clipboard.readText()"
    expect(page.get_by_role("tooltip")).to_have_text("Copied")
    assert page.evaluate(copied) == "You can send it back **for free** within 30 days [1]."
    page.get_by_role("button", name="Copy as").click()
    page.get_by_role("menuitem", name="Python").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate(copied)
    assert f'base_url="{talked.url}/v1"' in text
    assert 'api_key=os.environ["OPENAI_API_KEY"]' in text
    page.get_by_role("button", name="Copied").click()
    page.get_by_role("menuitem", name="curl").click()
    page.wait_for_function(f"{copied}.then(text => text.startsWith('curl '))")


def test_what_was_sent_is_shown(talked: Gnomon, look: Look) -> None:
    """Headers, ids, prompt and user; the last two lead to the lists of theirs."""
    watched = look(talked)
    page = watched.open("/requests/grounded?view=headers")
    expect(panel(page, "Request headers")).to_contain_text("helicone-prompt-id")
    expect(panel(page, "Response headers")).to_contain_text("application/json")
    expect(panel(page, "Ids")).to_contain_text("chatcmpl-1")
    expect(page.get_by_role("main")).not_to_contain_text("sk-test")
    watched.check_accessible()
    page.get_by_role("link", name="support-v2").first.click()
    expect(page.get_by_text("3 requests").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="ann@example.com").click()
    expect(page).to_have_url(re.compile("field.*user"))


def test_the_session_is_beside_a_request(talked: Gnomon, look: Look) -> None:
    """As a tree; and what this call added to the one before it."""
    watched = look(talked, width=1440)
    page = watched.open("/requests/goes-on?view=diff")
    steps = page.get_by_role("list", name="Steps of the session")
    expect(steps.get_by_role("listitem")).to_have_count(3)
    expect(panel(page, "Added")).to_contain_text("And in summer?")
    expect(panel(page, "Added")).not_to_contain_text("in winter")
    expect(page.get_by_role("main")).to_contain_text("2 messages kept, 1 added, 0 left out.")
    watched.check_accessible()
    steps.get_by_role("button", name="Steps below plan").click()
    expect(steps.get_by_role("listitem")).to_have_count(1)
    steps.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/requests/plan"))
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="This is the first call of its session")).to_be_visible()


def test_a_call_is_sent_again(talked: Gnomon, look: Look) -> None:
    """Through this proxy, with changes; both answers are beside each other, and the key is nowhere afterwards."""
    watched = look(talked)
    page = watched.open("/requests/grounded?range=90d")
    expect(page.get_by_role("button", name="Send again")).to_be_visible()
    page.keyboard.press("r")
    page.get_by_label("Last message").fill("And in summer?")
    page.get_by_label("Parameters").fill('{"temperature": 1')
    key = "sk-typed-in-once"
    page.get_by_role("textbox", name="Key of fake").fill(key)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Parameters must be a JSON object")
    page.get_by_label("Parameters").fill('{"temperature": 1}')
    for streams in (False, True):
        page.get_by_label("Stream the answer").set_checked(streams)
        page.get_by_role("button", name="Send", exact=True).click()
        now = panel(page, "Now")
        expect(now.get_by_role("link", name="Open this request")).to_be_visible()
        expect(now.locator("mark").first).to_contain_text("said: And in summer?")
    expect(panel(page, "Before").locator("mark").first).to_contain_text("for free")
    watched.check_accessible()
    assert key not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    now.get_by_role("link", name="Open this request").click()
    expect(panel(page, "Properties")).to_contain_text("Sent-Again-From")
    again = talked.request(page.url.rsplit("/", 1)[1].partition("?")[0])
    assert again["properties"] == {"Sent-Again-From": "grounded"}
    assert talked.request("grounded")["attempt_count"] == 1
    assert not [file for file in talked.data_dir.rglob("*") if file.is_file() and key.encode() in file.read_bytes()]


def test_a_narrow_window_has_all_of_it(talked: Gnomon, look: Look) -> None:
    watched = look(talked, width=400)
    page = watched.open("/requests/markdown?score=accuracy")
    expect(panel(page, "Conversation")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("scrollY") == 0
    watched.check_accessible()
