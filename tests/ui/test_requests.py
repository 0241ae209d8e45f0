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

COLUMNS = ["Status", "Time", "Model", "Prompt", "Answer", "Latency", "First token", "Tokens", "Cost"]


@pytest.fixture
def growing(tmp_path: Path, provider: Upstream) -> Iterator[Gnomon]:
    """For the story that makes calls of its own."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        planting.plant(gnomon, provider)
        yield gnomon


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


def test_each_score_and_property_is_a_column(planted: Gnomon, look: Look) -> None:
    """Beside the usual ones; a column can be taken out, and the URL says which are there."""
    watched = look(planted)
    page = watched.open("/requests")
    heads = table(page).get_by_role("columnheader")
    expect(heads.filter(has_text="accuracy")).to_have_count(1)
    names = [*COLUMNS, "accuracy", "helpfulness", "is_safe", "tone", "Arm", "Environment", "PromptVersion"]
    for name in names:
        expect(heads.get_by_text(re.compile(f"^{name}", re.IGNORECASE))).not_to_have_count(0)
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="helpfulness").click()
    page.get_by_role("checkbox", name="User").click()
    page.keyboard.press("Escape")
    page.reload()
    expect(heads.filter(has_text="User")).to_have_count(1)
    expect(heads.filter(has_text="helpfulness")).to_have_count(0)
    watched.check_accessible()


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


def test_a_text_is_found_in_prompts_and_answers(planted: Gnomon, look: Look) -> None:
    """In their beginnings, or in whole bodies: then it says how many it has looked through."""
    watched = look(planted)
    page = watched.open("/requests")
    page.get_by_role("searchbox", name="Search prompts and answers").fill("Question 117")
    expect(page.get_by_text("1 request", exact=True)).to_be_visible()
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
    """The columns that are shown; markup stays the text that it is."""
    watched = look(planted)
    page = watched.open(filtered({"field": "model", "op": "has", "value": MODELS[2]}, columns='["prompt","model"]'))
    lines = saved(page, "CSV").splitlines()
    assert lines[0] == "request_id,Model,Prompt"
    assert len(lines) - 1 == CALLS // 3
    assert f"call-002,{MODELS[2]},Question 2" in lines


def test_markup_stays_text(planted: Gnomon, look: Look) -> None:
    """In prompts, properties and ids."""
    watched = look(planted)
    page = watched.open(filtered({"field": "prompt", "op": "has", "value": "onerror"}))
    expect(row(page, HOSTILE).first).to_be_visible()
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Request id").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0


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


def test_a_narrow_window(planted: Gnomon, look: Look) -> None:
    watched = look(planted, scheme="dark", width=400)
    page = watched.open("/requests")
    expect(row(page, f"Question {CALLS - 1}")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.check_accessible()
