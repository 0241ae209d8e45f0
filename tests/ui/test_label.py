"""Labelling by keys: a queue, its scores, undo, and how far raters agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui import conversations
from tests.ui.conftest import Look
from tests.ui.conversations import TO_LABEL
from tests.ui.stores import MakeGnomon

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """With the calls of conversations.py, and definitions of what is asked."""
    with (
        Upstream() as upstream,
        make_gnomon(Path(tmp_path_factory.mktemp("asked")), upstream.base_url) as gnomon,
    ):
        conversations.plant(gnomon, upstream)
        define(gnomon, "verdict", {"kind": "label", "labels": ["good", "bad"]})
        define(gnomon, "grade", {"kind": "integer", "minimum": 0, "maximum": 100, "pass_threshold": 60})
        yield gnomon


def define(gnomon: Gnomon, name: str, definition: Any) -> None:
    told = gnomon.call("PUT", f"/v1/score-definitions/{name}", json.dumps(definition).encode(), JSON)
    assert told.status == 200, told.body


def queue(gnomon: Gnomon, name: str, **more: Any) -> str:
    body = {"name": name, "scores": ["verdict"], "item_order": "given", **more}
    queue_id: str = gnomon.post("/v1/queues", body).json()["data"]["id"]
    told = gnomon.post(f"/v1/queues/{queue_id}/items", {"request_ids": TO_LABEL})
    assert told.json()["data"]["items"] == len(TO_LABEL)
    return queue_id


def scores(gnomon: Gnomon, request_id: str, name: str) -> list[tuple[str, Any, str | None]]:
    found = gnomon.get(f"/v1/scores?request_id={request_id}&name={name}&include_superseded=true").json()["data"]
    return [(each["author"], each["label"] or each["value"], each["comment"]) for each in found]


def start(page: Page, name: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.keyboard.press("Enter")


def progress(page: Page) -> Any:
    return page.get_by_role("progressbar")


def test_a_queue_is_worked_through_by_keys(asked: Gnomon, look: Look) -> None:
    """One key saves a request and brings the next one. What is skipped comes again; undo takes a label back."""
    queue_id, total = queue(asked, "By keys", instructions="Be strict."), len(TO_LABEL)
    watched = look(asked, scheme="dark")
    page = watched.open(f"/label/{queue_id}")
    start(page, "anna")
    expect(progress(page)).to_have_attribute("aria-label", f"0 of {total} done")
    expect(page.get_by_text("Be strict.")).to_be_visible()
    page.keyboard.press("7")
    expect(page.get_by_text("verdict has no value on the key 7.")).to_be_visible()
    watched.check_accessible()
    page.keyboard.press("s")
    expect(page.get_by_text("1 skipped")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("as it should be")
    page.keyboard.press("Enter")
    for done in range(1, total):
        page.keyboard.press("1" if done % 2 else "2")
        expect(progress(page)).to_have_attribute("aria-label", f"{done} of {total} done")
    expect(page.get_by_role("heading", name="Only what you skipped is left")).to_be_visible()
    assert scores(asked, TO_LABEL[1], "verdict") == [("anna", "good", "as it should be")]
    page.keyboard.press("Control+z")
    expect(progress(page)).to_have_attribute("aria-label", f"{total - 2} of {total} done")
    assert scores(asked, TO_LABEL[-1], "verdict") == []
    page.keyboard.press("2")
    page.get_by_role("button", name="Go through what you skipped").click()
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[0])
    page.keyboard.press("e")
    page.keyboard.type(" And more.")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert [scores(asked, request_id, "verdict")[0][0] for request_id in TO_LABEL] == ["anna"] * total
    corrected = asked.post("/v1/corrections/query", {"request_ids": [TO_LABEL[0]]}).json()["data"]
    assert [each["text"][-10:] for each in corrected] == [" And more."]


def test_requests_leave_a_queue_and_undo_survives_a_reload(asked: Gnomon, look: Look) -> None:
    """The last step is taken back from the API, a rating or a skip; what was removed is in no rater's queue, its scores
    stay."""
    queue_id, total = queue(asked, "Taken out", raters_per_item=5), len(TO_LABEL)
    watched = look(asked)
    page = watched.open(f"/label/{queue_id}")
    start(page, "dora")
    expect(progress(page)).to_have_attribute("aria-label", f"0 of {total} done")
    page.keyboard.press("1")
    expect(progress(page)).to_have_attribute("aria-label", f"1 of {total} done")
    page.reload()
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[1])
    page.keyboard.press("u")
    expect(progress(page)).to_have_attribute("aria-label", f"0 of {total} done")
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[0])
    expect(page.get_by_role("region", name="verdict")).to_contain_text("good")
    assert ("dora", "good", None) not in scores(asked, TO_LABEL[0], "verdict")
    page.keyboard.press("1")
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[1])
    page.keyboard.press("s")
    expect(page.get_by_text("1 skipped")).to_be_visible()
    page.reload()
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[2])
    page.keyboard.press("u")
    expect(page.get_by_role("article", name="assistant")).to_contain_text(TO_LABEL[1])
    expect(progress(page)).to_have_attribute("aria-label", f"1 of {total} done")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Yes, remove it").click()
    expect(progress(page)).to_have_attribute("aria-label", f"1 of {total - 1} done")
    page.get_by_role("link", name="All its requests").click()
    rows = page.get_by_label("Requests of the queue").get_by_role("row")
    expect(rows).to_have_count(total)
    expect(rows.nth(1)).to_contain_text("dora")
    watched.check_accessible()
    page.get_by_role("button", name=f"Remove {TO_LABEL[0]}").click()
    expect(rows).to_have_count(total - 1)
    assert ("dora", "good", None) in scores(asked, TO_LABEL[0], "verdict")
    page.go_back()
    expect(progress(page)).to_have_attribute("aria-label", f"0 of {total - 2} done")


def test_chosen_requests_are_labelled_at_once(asked: Gnomon, look: Look) -> None:
    """A link with ids needs no queue: it asks for the scores, and goes to the first of them."""
    watched = look(asked)
    page = watched.open(f"/label?ids={TO_LABEL[3]},{TO_LABEL[5]}")
    expect(page.get_by_text("The 2 chosen requests will be in it.")).to_be_visible()
    page.get_by_role("combobox", name="Scores that a rater gives").click()
    page.get_by_role("option", name="grade").click()
    page.keyboard.press("Escape")
    watched.check_accessible()
    page.get_by_role("button", name="Create and label").click()
    start(page, "zoe")
    expect(progress(page)).to_have_attribute("aria-label", "0 of 2 done")
    page.keyboard.type("72")
    page.keyboard.press("Enter")
    expect(progress(page)).to_have_attribute("aria-label", "1 of 2 done")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    said = [scores(asked, request_id, "grade")[-1][:2] for request_id in (TO_LABEL[3], TO_LABEL[5])]
    assert sorted(said) == [("zoe", 8), ("zoe", 72)]


def test_a_number_of_two_digits_is_one_score_and_must_be_in_its_range(asked: Gnomon, look: Look) -> None:
    """Review D1 and D2: "72" is 72 with no 7 before it, and 150 of 100 is not saved. Two scores make one rating."""
    queue_id = queue(asked, "Grades", scores=["grade", "verdict"])
    watched = look(asked)
    page = watched.open(f"/label/{queue_id}")
    start(page, "ben")
    value = page.get_by_label("Value of grade")
    expect(value).to_be_visible()
    page.keyboard.type("150")
    page.keyboard.press("Enter")
    expect(page.get_by_text("grade must be a whole number from 0 to 100, not “150”")).to_be_visible()
    assert scores(asked, TO_LABEL[0], "grade") == []
    value.fill("")
    page.keyboard.press("Escape")
    page.keyboard.type("72")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="grade")).to_contain_text("72")
    page.keyboard.press("2")
    expect(progress(page)).to_have_attribute("aria-label", f"1 of {len(TO_LABEL)} done")
    assert scores(asked, TO_LABEL[0], "grade") == [("ben", 72, None)]
    assert ("ben", "bad", None) in scores(asked, TO_LABEL[0], "verdict")


def test_a_queue_is_made_on_the_page(asked: Gnomon, look: Look) -> None:
    """From the form to the list; or by a plan, which shows what it would give and then makes the queue."""
    watched = look(asked)
    page = watched.open("/label")
    page.get_by_role("button", name="New queue").click()
    page.get_by_label("Name", exact=True).fill("Made here")
    page.get_by_role("combobox", name="Scores that a rater gives").click()
    page.get_by_role("option", name="grade").click()
    page.get_by_label("Instructions").fill("Below 60 is wrong.")
    page.get_by_label("At most so many").fill("5")
    page.get_by_label("New requests that match join the queue").check()
    expect(page.get_by_label("At most so many open at once")).to_have_value("5")
    watched.check_accessible()
    page.get_by_role("button", name="Create queue").click()
    row = page.get_by_role("row").filter(has_text="Made here")
    expect(row).to_contain_text(" of 5")
    expect(row).to_contain_text("all, and new ones")
    define(asked, "worth", {"kind": "integer", "minimum": 0, "maximum": 20})
    judge = {"name": "worth", "source": "model", "evaluator": {"name": "judge"}}
    judged = [{**judge, "request_id": each, "value": place} for place, each in enumerate(TO_LABEL)]
    assert asked.post("/v1/scores", judged).status == 201
    page.reload()
    page.get_by_role("button", name="Plan labels").click()
    plan = page.get_by_role("dialog", name="Plan labels")
    plan.get_by_label("Score of the judge").select_option("worth")
    expect(plan).to_contain_text(f"of {len(TO_LABEL)} that the judge scored")
    plan.get_by_label("Requests to label").fill("6")
    expect(plan.get_by_role("table").get_by_role("row")).to_have_count(6)  # the head, and five bins
    expect(plan).to_contain_text(re.compile(r"Expected 95 % interval± [\d.]+"))
    watched.check_accessible()
    plan.get_by_label("Plan for").select_option("a width of the interval")
    plan.get_by_label("Mean ± at most").fill("0.01")
    expect(plan).to_contain_text("More labels are not to be had here")
    plan.get_by_label("Plan for").select_option("a number of labels")
    plan.get_by_label("Requests to label").fill("6")
    plan.get_by_label("Name of the queue").fill("Planned")
    plan.get_by_role("button", name="Create queue").click()
    expect(plan.get_by_role("status")).to_contain_text("6 requests are in the queue")
    plan.get_by_role("link", name="Label them").click()
    start(page, "pia")
    expect(progress(page)).to_have_attribute("aria-label", "0 of 6 done")


def test_raters_are_compared(asked: Gnomon, look: Look) -> None:
    """How far people agree, who is lenient, and the judge beside them; at the width of a telephone, too."""
    given = [
        {
            "request_id": each,
            "name": "mark",
            "value": 20 + 3 * place + shift[place % 3],
            "source": "human",
            "rater": rater,
        }
        for rater, shift in {"bob": (0, 0, 0), "carl": (4, 5, 6), "dora": (-3, -3, -3)}.items()
        for place, each in enumerate(TO_LABEL)
    ]
    judged = [{**each, "source": "model", "rater": None, "evaluator": "judge"} for each in given[: len(TO_LABEL)]]
    assert asked.post("/v1/scores", given + judged).status == 201
    watched = look(asked)
    page = watched.open("/label/agreement?score=mark")  # its address in earlier versions
    expect(page).to_have_url(re.compile("/ui/raters"))
    agreement = "The agreement of 3 people on mark is good enough for tentative conclusions."
    expect(page.get_by_text(agreement)).to_be_visible()
    of_each = page.get_by_role("region", name="Each rater against the others", exact=True)
    carl = of_each.get_by_role("row").filter(has_text="carl")
    expect(carl.get_by_role("cell").nth(2)).to_contain_text(re.compile(r"6\.\d"))  # about 5 above bob, and 8 above dora
    expect(page.get_by_role("region", name="Judges against people")).to_contain_text("judge")
    page.get_by_role("button", name="carl and dora").click()
    expect(page.get_by_label("carl and dora, in figures")).to_contain_text("-8")
    expect(page.get_by_role("region", name="Where they differ").get_by_role("row").nth(1)).to_contain_text("carl")
    watched.check_accessible()
    narrow = look(asked, scheme="dark", width=380)
    page = narrow.open("/raters?score=mark")
    expect(page.get_by_role("region", name="Where they differ")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow.check_accessible()


def test_versions_of_an_evaluator_are_compared(asked: Gnomon, look: Look) -> None:
    """The second version has scored again what the first one had."""
    for version, shift in (("aaaa1111", 20), ("bbbb2222", 1)):
        evaluator = {"name": "grader", "version": version}
        scores = [
            {"request_id": request_id, "name": "points", "value": value + shift, "evaluator": evaluator}
            for request_id, value in zip(TO_LABEL, range(20, 90, 3), strict=False)
        ]
        assert asked.post("/v1/scores", scores).status == 201
    watched = look(asked)
    page = watched.open("/raters?score=points")
    expect(page.get_by_text("Nobody else rated the same with points")).to_be_visible()
    page = watched.open("/raters?score=points&versions=grader")
    expect(page.get_by_label("Compare")).to_have_value("grader")
    expect(page.get_by_text("The agreement of 2 versions on points")).to_be_visible()
    figures = page.get_by_label("version aaaa1111 and version bbbb2222, in figures")
    expect(figures).to_contain_text("-19")
    expect(page.get_by_role("region", name="Where they differ").get_by_role("row").nth(1)).to_contain_text("bbbb2222")
    watched.check_accessible()
