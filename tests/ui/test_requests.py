"""The list of requests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui import planted as planting
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, HOSTILE, MODELS
from tests.ui.stores import MakeGnomon

COLUMNS = ["Time", "Status", "Model", "Prompt", "Answer", "Latency", "Cost", "accuracy", "helpfulness", "is_safe"]


FIELDS = {"Prompt id", "Finish reason", "Tokens", "First token (ms)", "Session name", "Rater", "Comment", "Outcome"}

JSON = {"content-type": "application/json"}


@pytest.fixture
def growing(tmp_path: Path, provider: Upstream, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """For the story that makes calls of its own."""
    with make_gnomon(tmp_path, provider.base_url) as gnomon:
        planting.plant(gnomon, provider)
        yield gnomon


# Whether nothing lies over an element's middle
UNCOVERED = """element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


def table(page: Page) -> Locator:
    return page.get_by_role("table", name="Requests")


def row(page: Page, text: str) -> Locator:
    return table(page).get_by_role("row").filter(has_text=text)


def scroll(page: Page, to: str) -> None:
    page.get_by_role("region", name="Requests").evaluate(f"it => it.scrollTop = {to}")


def saved(page: Page, *choices: str) -> str:
    """What the export gives."""
    page.get_by_role("button", name=re.compile("^Export")).click()
    for choice in choices:
        page.get_by_text(choice, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    text = download.value.path().read_bytes().decode()
    page.keyboard.press("Escape")
    return text


def filtered(*conditions: dict[str, str], **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    return f"/requests?f={json.dumps(conditions)}&{query}".replace("#", "%23")


def test_the_columns_are_what_the_list_is_read_for(planted: Gnomon, look: Look) -> None:
    """Question, answer and those scores that the listed requests have; the chooser finds, adds and moves others."""
    watched = look(planted, width=1440)
    page = watched.open("/requests")
    heads = table(page).get_by_role("columnheader")
    expect(heads.filter(has_text="is_safe")).to_have_count(1)
    assert [head.inner_text().rstrip(" ↓") for head in heads.all()[1:]] == COLUMNS
    for name in COLUMNS:
        expect(heads.filter(has_text=name)).to_be_in_viewport(ratio=1)
    expect(row(page, f"Question {CALLS - 2}").get_by_role("link")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    day = page.get_by_role("row", name=re.compile(rf"\w+day, .* · {CALLS} requests"))
    expect(day).to_be_visible()
    assert day.evaluate(UNCOVERED), "the first day is not under the head of the table"
    expect(row(page, f"Question {CALLS - 1}").get_by_role("cell").nth(2)).to_have_text("500")
    expect(table(page)).not_to_contain_text(re.compile(r"gpt-4o(-mini)?-20\d\d"))  # a model's date tells no rows apart
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="helpfulness").click()
    page.get_by_role("searchbox", name="Search columns").fill("promptv")
    page.get_by_role("checkbox", name="PromptVersion").click()
    page.get_by_role("searchbox", name="Search columns").fill("")
    move = page.get_by_role("button", name="Move PromptVersion")
    for _ in range(len(COLUMNS) - 2):
        move.press("ArrowUp")
    watched.check_accessible()
    page.keyboard.press("Escape")
    heads.filter(has_text="promptversion").get_by_role("button").press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile("widths="))
    page.reload()
    expect(heads.nth(2)).to_have_text(re.compile("promptversion", re.IGNORECASE))
    expect(heads.filter(has_text="helpfulness")).to_have_count(0)
    scored = filtered({"field": "score", "name": HOSTILE, "op": "any"})
    watched.open(scored)
    expect(heads.filter(has_text=HOSTILE)).to_be_visible()  # of 240 names it would be one of the last


def test_the_last_rows_are_reached_at_once(planted: Gnomon, look: Look) -> None:
    """The scroll bar is over all rows; only what is in view is asked for and is in the page."""
    watched = look(planted)
    asked: list[int] = []
    watched.page.on("request", lambda request: asked.append(_offset(request)) if _is_page(request) else None)
    page = watched.open("/requests?sort=created_at")
    expect(row(page, f"Question {CALLS - 1}")).to_be_visible()
    scroll(page, "it.scrollHeight")
    expect(row(page, "Question 1 ").or_(row(page, "You said: Question 1")).last).to_be_visible()
    assert page.get_by_role("row").count() < 80
    assert len(asked) <= -(-CALLS // 50)  # each page once
    expect(page).to_have_url(re.compile(r"at=\d+"))
    page.reload()
    expect(row(page, "Question 2").first).to_be_visible()


def _is_page(request: Any) -> bool:
    return bool(request.url.endswith("/v1/request/query"))


def _offset(request: Any) -> int:
    return int(request.post_data_json.get("offset", 0))


def test_filters_and_sorts_survive_a_reload(planted: Gnomon, look: Look) -> None:
    """Names and values are completed; what was found is what the API finds."""
    watched = look(planted)
    page = watched.open("/requests")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_label("Field").select_option("score")
    page.get_by_role("combobox", name="Name").fill("acc")
    page.get_by_role("option", name="accuracy").click()
    page.get_by_label("Operator").select_option("lt")
    page.get_by_role("combobox", name="Value").fill("75")
    page.get_by_role("button", name="Add", exact=True).click()
    body = {"filter": {"request_response_rmt": {"scores": {"accuracy": {"lt": 75}}}}}
    found = planted.post("/v1/request/count/query", body).json()["data"]
    expect(page.get_by_text(f"{found} requests", exact=True)).to_be_visible()
    table(page).get_by_role("button", name="accuracy").click()
    expect(table(page).get_by_role("columnheader", name="accuracy")).to_have_attribute("aria-sort", "descending")
    sort = {"sort": {"scores": {"accuracy": "desc"}}, "limit": 1, "includeBodies": False}
    best = planted.post("/v1/request/query", body | sort).json()["data"][0]["request_id"]
    page.reload()
    expect(page.get_by_text("accuracy < 75")).to_be_visible()
    expect(page.get_by_text(f"{found} requests", exact=True)).to_be_visible()
    expect(table(page).get_by_role("row").nth(1).get_by_role("checkbox", name=f"Select {best}")).to_be_visible()


def test_alternatives_and_what_is_missing(planted: Gnomon, look: Look) -> None:
    """A chip can be changed, and have alternatives; what nobody has scored is found, and what somebody has not."""
    watched = look(planted)
    page = watched.open(filtered({"field": "rater", "name": "accuracy", "op": "not", "value": "judge"}))
    expect(page.get_by_role("heading", name="No requests")).to_be_visible()
    page.get_by_role("button", name="no accuracy by judge", exact=True).click()
    offered = set(page.get_by_label("Field").locator("option").all_inner_texts())
    assert offered >= FIELDS, FIELDS - offered
    page.get_by_label("Field").select_option("failed")
    page.get_by_role("combobox", name="Value").fill("tr")
    page.get_by_role("option", name="true").click()
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_text(f"{CALLS // 40} requests", exact=True)).to_be_visible()
    page.get_by_role("button", name="Add an alternative to Failed = true").click()
    page.get_by_label("Field").select_option("score")
    page.get_by_role("combobox", name="Name").fill(HOSTILE)
    page.get_by_label("Operator").select_option("any")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(f"{CALLS // 40 + 1} requests", exact=True)).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Remove Failed = true").click()
    expect(page.get_by_text("1 request", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_text(f"{CALLS // 40 + 1} requests", exact=True)).to_be_visible()


def test_a_text_is_found_in_prompts_and_answers(planted: Gnomon, look: Look) -> None:
    """And marked. In their beginnings, or in whole bodies: then it says how many it has looked through."""
    watched = look(planted)
    page = watched.open("/requests")
    page.get_by_role("searchbox", name="Search prompts and answers").fill("Question 117")
    expect(page.get_by_text("1 request", exact=True)).to_be_visible()
    expect(row(page, "Question 117").locator("mark")).to_have_text(["Question 117", "Question 117"])
    page.get_by_role("checkbox", name="Search whole bodies").click()
    expect(page.get_by_text(f"1 match; all {CALLS} requests were searched")).to_be_visible()
    expect(row(page, "Question 117")).to_be_visible()
    page.reload()
    expect(row(page, "Question 117")).to_be_visible()


def test_chosen_requests_are_exported(planted: Gnomon, look: Look) -> None:
    """As the API says them, but for the URL that opens their bodies to whoever has it."""
    watched = look(planted)
    page = watched.open("/requests")
    for number in (CALLS - 2, CALLS - 3):
        page.get_by_role("checkbox", name=f"Select call-{number}").click()
    expect(page.get_by_text("2 selected", exact=True)).to_be_visible()
    lines = [json.loads(line) for line in saved(page).splitlines()]
    assert [line["request_id"] for line in lines] == [f"call-{CALLS - 2}", f"call-{CALLS - 3}"]
    known = planted.request(lines[0]["request_id"])
    assert "signed_body_url" not in lines[0]
    assert lines[0]["score_details"] == known["score_details"]
    page.get_by_role("button", name="Clear selection").click()
    expect(page.get_by_text("2 selected", exact=True)).to_have_count(0)


def test_all_that_match_are_exported_as_csv(planted: Gnomon, look: Look) -> None:
    """The columns that are shown, and every score; markup stays the text that it is."""
    watched = look(planted)
    page = watched.open(filtered({"field": "model", "op": "has", "value": MODELS[2]}, columns='["prompt","model"]'))
    expect(row(page, "Question 2").locator("mark").first).to_have_text(MODELS[2])
    lines = saved(page, "CSV").splitlines()
    scores = ["accuracy", "helpfulness", "is_safe", "tone"]
    assert sorted(lines[0].split(",")[3:])[1:] == scores
    assert lines[0].startswith("request_id,Prompt,Model,")
    assert len(lines) - 1 == CALLS // 3
    known = {one["name"]: one["label"] or one["value"] for one in planted.request("call-002")["score_details"]}
    (line,) = [line for line in lines if line.startswith(f"call-002,Question 2,{MODELS[2]},")]
    values = dict(zip(lines[0].split(","), line.split(","), strict=True))
    assert values["tone"] == known["tone"]
    assert float(values["accuracy"]) == known["accuracy"]


def test_markup_stays_text(planted: Gnomon, look: Look) -> None:
    """In prompts, properties and ids."""
    watched = look(planted)
    page = watched.open(filtered({"field": "prompt", "op": "has", "value": "onerror"}))
    expect(row(page, HOSTILE).first).to_be_visible()
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Request id").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0


def test_the_list_is_read_with_the_keyboard(planted: Gnomon, look: Look) -> None:
    """/ to search, j and k to move, x to select, Enter to open, back to return to the row."""
    watched = look(planted)
    page = watched.open("/requests")
    expect(row(page, f"Question {CALLS - 2}")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search prompts and answers")).to_be_focused()
    page.keyboard.press("Escape")
    row(page, f"Question {CALLS - 2}").focus()
    for key in ("x", "j", "j", "k", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 selected", exact=True)).to_be_visible()
    for number in (CALLS - 2, CALLS - 3):
        expect(page.get_by_role("checkbox", name=f"Select call-{number}")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/requests/call-{CALLS - 3}"))
    page.go_back()
    expect(row(page, f"Question {CALLS - 3}")).to_be_visible()


def test_selected_requests_are_scored_and_marked_together(growing: Gnomon, look: Look) -> None:
    """A person's value keeps to the definition; the property is on all of them; a data set has corrected answers."""
    definition = {"kind": "label", "labels": ["good", "bad"]}
    growing.call("PUT", "/v1/score-definitions/verdict", json.dumps(definition).encode(), JSON)
    queue = growing.post("/v1/queues", {"name": "To check", "scores": ["verdict"]}).json()["data"]
    watched = look(growing)
    page = watched.open("/requests")
    chosen = [f"call-{number}" for number in (CALLS - 2, CALLS - 3, CALLS - 4)]
    for request_id in chosen:
        page.get_by_role("checkbox", name=f"Select {request_id}").click()
    page.get_by_role("button", name="Score", exact=True).click()
    page.get_by_role("combobox", name="Score").fill("verdict")
    page.get_by_role("combobox", name="Value").fill("fine")
    expect(page.get_by_text("must be one of good, bad")).to_be_visible()
    expect(page.get_by_role("button", name="Score 3 requests")).to_be_disabled()
    page.get_by_role("combobox", name="Value").fill("good")
    watched.check_accessible()
    page.get_by_role("button", name="Score 3 requests").click()
    expect(page.get_by_role("button", name="Score 3 requests")).to_have_count(0)
    page.get_by_role("button", name="Set property").click()
    page.get_by_role("combobox", name="Property").fill("Checked")
    page.get_by_role("textbox", name="Value").fill("yes")
    page.get_by_role("button", name="Set for 3 requests").click()
    expect(page.get_by_role("button", name="Set for 3 requests")).to_have_count(0)
    page.get_by_role("button", name="Add to queue").click()
    expect(page.get_by_role("combobox", name="Queue")).to_have_value(queue["id"])
    page.get_by_role("button", name="Add 3 requests").click()
    expect(page.get_by_role("button", name="Add 3 requests")).to_have_count(0)
    assert growing.get(f"/v1/queues/{queue['id']}").json()["data"]["progress"]["items"] == 3
    correction = json.dumps({"text": "Better", "rater": "anna"}).encode()
    growing.call("PUT", f"/v1/request/{chosen[1]}/correction", correction, JSON)
    items = [json.loads(line) for line in saved(page, "Data set").splitlines()]
    assert [(item["id"], item["expected"]) for item in items] == [
        (chosen[0], None),
        (chosen[1], "Better"),
        (chosen[2], None),
    ]
    assert items[0]["input"] == [{"role": "user", "content": f"Question {CALLS - 2}"}]
    assert items[0]["scores"]["verdict"] == "good"
    for request_id in chosen:
        request = growing.request(request_id)
        assert request["properties"]["Checked"] == "yes"
        assert [one["label"] for one in request["score_details"] if one["name"] == "verdict"] == ["good"]


def test_a_view_is_saved_shared_and_opened(growing: Gnomon, look: Look) -> None:
    """With filter, order and columns; the default one opens with the page, and what is changed can be saved."""
    watched = look(growing)
    page = watched.open(filtered({"field": "failed", "op": "is", "value": "true"}, sort="cost"))
    views = page.get_by_role("button", name="Saved views")
    views.click()
    page.get_by_role("button", name="Save as new…").click()
    page.get_by_role("textbox", name="Name").fill("Failed calls")
    page.get_by_role("checkbox", name="The page opens with it").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(views).to_have_accessible_name("Saved views: Failed calls")
    page.get_by_role("link", name="Users").click()
    page.get_by_role("link", name="Requests").click()
    expect(page.get_by_text(f"{CALLS // 40} requests", exact=True)).to_be_visible()
    expect(table(page).get_by_role("columnheader", name="Cost")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Remove Failed = true").click()
    expect(views).to_have_accessible_name("Saved views: Failed calls, changed")
    expect(page.get_by_text(f"{CALLS} requests", exact=True)).to_be_visible()
    views.click()
    watched.check_accessible()
    page.get_by_role("button", name="All requests").click()
    expect(table(page).get_by_role("columnheader", name="Time")).to_have_attribute("aria-sort", "descending")
    page.reload()
    expect(views).to_have_accessible_name("Saved views: All requests")
    (view,) = growing.get("/v1/views").json()["data"]
    assert (view["name"], view["default"], view["shared"]) == ("Failed calls", True, False)


def test_new_requests_do_not_move_what_is_read(growing: Gnomon, look: Look) -> None:
    """While the list is live: at its top they appear by themselves, further down they are counted."""
    watched = look(growing)
    page = watched.open("/requests?live=true")
    expect(row(page, f"Question {CALLS - 1}")).to_be_visible()
    call(growing, "live-1")
    expect(row(page, "live-1").first).to_be_visible()
    scroll(page, "1700")
    read = table(page).get_by_role("row").filter(has_text="Question 190").first
    expect(read).to_be_in_viewport()
    at = read.bounding_box()
    call(growing, "live-2")
    new = page.get_by_role("button", name="1 new")
    expect(new).to_be_visible()
    assert read.bounding_box() == at
    new.click()
    expect(row(page, "live-2").first).to_be_in_viewport()


def call(gnomon: Gnomon, text: str) -> None:
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}
    assert gnomon.post("/v1/chat/completions", body).status == 200


def test_nothing_found_and_what_failed(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    watched.expected = {500}
    page = watched.open(filtered({"field": "model", "op": "is", "value": "nobody's"}))
    expect(page.get_by_role("heading", name="No requests")).to_be_visible()
    page.route("**/v1/request/query", lambda route: route.fulfill(status=500, json={"error": "out of order"}))
    page.get_by_role("button", name="Remove Model = nobody's").click()
    expect(page.get_by_role("alert")).to_contain_text("out of order")
    watched.check_accessible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(row(page, f"Question {CALLS - 1}")).to_be_visible()
    unknown = {"field": "property", "name": "promtversion", "op": "is", "value": "v1"}
    watched.open(filtered(unknown, {"field": "cost", "op": "any", "value": ""}))
    expect(page.get_by_text("No request has a property called “promtversion”.")).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="promptversion", exact=True).click()
    expect(page.get_by_text("No request has a property")).to_have_count(0)
    expect(page.get_by_role("button", name="Cost (USD) exists", exact=True)).to_be_visible()
    expect(table(page).get_by_role("row").nth(2)).to_be_visible()


def test_a_narrow_window(planted: Gnomon, look: Look) -> None:
    watched = look(planted, scheme="dark", width=400)
    page = watched.open("/requests")
    first = row(page, f"Question {CALLS - 2}")
    expect(first).to_contain_text(re.compile(rf"Question {CALLS - 2}\d\d:\d\d:\d\d200gpt-4o"))
    expect(first.get_by_text(f"Question {CALLS - 2}").first).to_be_in_viewport(ratio=1)
    expect(table(page).get_by_role("columnheader", name="accuracy")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.check_accessible()
