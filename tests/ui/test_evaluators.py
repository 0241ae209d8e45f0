"""The pages of evaluators and webhooks: made, tried, watched and deleted without a command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.evaluation.judging import completion, says
from tests.support.openai_like import send_json
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream
from tests.ui import conversations
from tests.ui.conftest import Look
from tests.ui.conversations import TO_LABEL
from tests.ui.stores import MakeGnomon

CHAT = ("POST", "/v1/chat/completions")
GRADE = json.dumps({"grade": {"reasoning": "It is short.", "score": 4}})


async def judge_or_model(call: Call) -> None:
    """Every call gets a grade of 4, which the app calls show as their answer."""
    await call.body()
    await send_json(call, completion(GRADE))


async def refuse_judges(call: Call) -> None:
    await call.body()
    is_judge = call.request.json()["model"] == "gpt-4o-mini"
    await send_json(
        call, {"error": {"message": "Wrong key"}} if is_judge else completion("Hi."), 401 if is_judge else 200
    )


@pytest.fixture(scope="module")
def provider_of_judges() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield upstream


@pytest.fixture(scope="module")
def asked(
    tmp_path_factory: pytest.TempPathFactory, provider_of_judges: Upstream, make_gnomon: MakeGnomon
) -> Iterator[Gnomon]:
    """With the calls of conversations.py, a key for judges, and receivers on this machine allowed."""
    gnomon = make_gnomon(
        Path(tmp_path_factory.mktemp("evaluated")),
        provider_of_judges.base_url,
        settings={"webhooks": {"allowed_hosts": ["127.0.0.1"]}},
        env={"JUDGE_KEY_OF_THE_STORY": "sk-judge"},
    )
    with gnomon.config.open("a") as config:
        config.write('\n[[judge_key]]\nupstream = "fake"\nenv = "JUDGE_KEY_OF_THE_STORY"\n')
    with gnomon:
        conversations.plant(gnomon, provider_of_judges)
        yield gnomon


def add_condition(page: Page, field: str, name: str, value: str) -> None:
    page.get_by_role("button", name="Add filter").click()
    page.get_by_label("Field").select_option(label=field)
    form = page.locator("form", has=page.get_by_label("Operator"))
    form.locator("input").nth(0).fill(name)
    form.locator("input").nth(1).fill(value)
    form.get_by_role("button", name="Add", exact=True).click()


def test_a_draft_is_tried_beside_what_people_said_then_saved_and_run(asked: Gnomon, look: Look) -> None:
    """A form, of which JSON is the other side. The preview names how often both say the same; after the run, the
    examples of each outcome lead to the calls."""
    human = {"name": "short", "value": False, "source": "human", "rater": "anna"}
    assert asked.post("/v1/scores", [{**human, "request_id": each} for each in TO_LABEL]).status == 201
    watched = look(asked)
    watched.expected = {422}
    page = watched.open("/evaluators")
    expect(page.get_by_role("heading", name="No evaluators yet")).to_be_visible()
    page.get_by_role("button", name="Checks Rules look at the answer").click()
    page.get_by_label("Name", exact=True).fill("brief")
    page.get_by_label("True if").select_option("length")
    page.get_by_label("Name of the score").fill("short")
    add_condition(page, "Property", "kind", "to label")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("the check length needs 'minimum' or 'maximum'")).to_be_visible()
    page.get_by_label("At most", exact=True).fill("1")
    watched.check_accessible()
    page.get_by_text("JSON", exact=True).click()
    editor = page.get_by_label("Definition (JSON)")
    definition = json.loads(editor.input_value())
    assert definition["checks"] == [{"score": "short", "type": "length", "maximum": 1}]
    assert definition["filter"] == {"request_response_rmt": {"properties": {"kind": {"equals": "to label"}}}}
    editor.fill("{")
    expect(page.get_by_text("This is not JSON")).to_be_visible()
    editor.fill(json.dumps(definition | {"description": "From JSON"}))
    page.get_by_text("Form", exact=True).click()
    expect(page.get_by_label("What it is for")).to_have_value("From JSON")
    expect(page.get_by_role("button", name="Remove kind = to label")).to_be_visible()
    page.get_by_role("button", name="Preview on them").click()
    expect(page.get_by_text("short: the same in 10 of 10 (100 % [72, 100])")).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="brief")).to_be_visible()
    expect(page.get_by_text("It scores matching calls as soon as they are logged.")).to_be_visible()
    page.get_by_role("button", name="Logged calls").click()
    page.get_by_role("button", name="Estimate").click()
    expect(page.get_by_text(f"{len(TO_LABEL)} calls match")).to_be_visible()
    page.get_by_role("button", name="Score them").click()
    expect(page.get_by_label("Runs").get_by_text("done", exact=True)).to_be_visible()
    page.get_by_role("button", name="What it did").click()
    corrected = page.get_by_role("region", name="short, corrected by labels")
    expect(corrected).to_contain_text("12 judged")
    expect(corrected).to_contain_text("12 labels")
    expect(corrected).to_contain_text(re.compile("Too few labels: .* call 0 of the judged requests true"))
    corrected.get_by_role("button", name="Plan labels").click()
    plan = page.get_by_role("dialog", name="Plan labels")
    expect(plan.get_by_role("alert")).to_contain_text("people have labelled all requests that the judge scored here")
    page.keyboard.press("Escape")
    page.locator("summary", has_text="scored").click()
    expect(page.get_by_label("scored", exact=True).get_by_role("link").first).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete brief").click()
    expect(page.get_by_role("heading", name="No evaluators yet")).to_be_visible()


def test_a_judge_is_compared_with_people_blocked_and_resumed(
    asked: Gnomon, look: Look, provider_of_judges: Upstream
) -> None:
    """Errors stand at their fields. Where the judge differs from a person comes first, with its reason. When its key is
    refused, the page says why it is blocked, and lets it go on."""
    provider_of_judges.route(*CHAT, judge_or_model)
    grades = dict.fromkeys(TO_LABEL, 4) | {TO_LABEL[5]: 2}
    given = [
        {"request_id": each, "name": "grade", "value": value, "source": "human", "rater": "anna"}
        for each, value in grades.items()
    ]
    assert asked.post("/v1/scores", given).status == 201
    watched = look(asked, scheme="dark")
    page = watched.open("/evaluators?create=judge")
    page.get_by_label("Begin with the template").select_option("helpfulness")
    page.get_by_label("Name", exact=True).fill("grader")
    page.get_by_label("Name of the score").fill("grade")
    page.get_by_label("To", exact=True).fill("0")
    add_condition(page, "Property", "kind", "to label")
    watched.expected = {422}
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("'minimum' must be below 'maximum'")).to_be_visible()
    page.get_by_label("To", exact=True).fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("must be the name of an upstream: fake")).to_be_visible()
    page.get_by_role("combobox", name="Upstream", exact=True).fill("")
    page.get_by_role("option", name="fake").click()
    page.get_by_label("Newest calls").fill("12")
    page.get_by_role("button", name="Preview on them").click()
    expect(page.get_by_text("grade: the same in 11 of 12 (92 % [65, 99]), on average 0.17 higher")).to_be_visible()
    first = page.get_by_label("Preview by call").get_by_role("row").nth(1)
    expect(first).to_contain_text(TO_LABEL[5])
    expect(first).to_contain_text("grade 2 (anna) differs")
    expect(first).to_contain_text("It is short.")
    watched.check_accessible()
    _tried_on_sessions(asked, page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="grader")).to_be_visible()
    provider_of_judges.route(*CHAT, refuse_judges)
    body = {"model": "app-1", "messages": [{"role": "user", "content": "Hello?"}]}
    headers = {"Helicone-Property-kind": "to label"}
    assert asked.post("/v1/chat/completions", body, headers).status == 200
    expect(page.get_by_text("It does not go on until you resume it.")).to_be_visible()
    provider_of_judges.route(*CHAT, judge_or_model)
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("It scores matching calls as soon as they are logged.")).to_be_visible()


def _tried_on_sessions(asked: Gnomon, page: Page) -> None:
    """The same draft, of sessions, beside what a person said of the session; then of calls again."""
    given = {"session_id": "talk", "name": "grade", "value": 1, "source": "human", "rater": "bob"}
    assert asked.post("/v1/scores", given).status == 201
    page.get_by_role("button", name="Remove kind = to label").click()
    page.get_by_label("What gets a score").select_option("session")
    page.get_by_label("Newest sessions").fill("50")
    page.get_by_role("button", name="Preview on them").click()
    expect(page.get_by_text("grade: the same in 0 of 1 (0 % [0, 79]), on average 3 higher")).to_be_visible()
    first = page.get_by_label("Preview by session").get_by_role("row").nth(1)
    expect(first).to_contain_text("3 calls")
    expect(first).to_contain_text("grade 1 (bob) differs")
    expect(first.get_by_role("link")).to_have_attribute("href", re.compile("/sessions/talk"))
    page.get_by_label("What gets a score").select_option("request")
    add_condition(page, "Property", "kind", "to label")


def test_a_webhook_is_changed_and_a_message_sent_again(asked: Gnomon, look: Look) -> None:
    """Events and filter are changed where the webhook is; a receiver that is gone disables it, with the reason at the
    message, which is sent again on its own."""
    with Upstream(says({}, 410)) as receiver:
        made = {"destination": f"{receiver.base_url}/hook", "events": ["request.logged"]}
        webhook = asked.post("/v1/webhooks", made).json()["data"]
        watched = look(asked)
        page = watched.open(f"/webhooks?id={webhook['id']}")
        page.get_by_role("button", name="Change").click()
        page.get_by_label("a call has ended").uncheck()
        page.get_by_label("a score was added").check()
        add_condition(page, "Property", "kind", "to label")
        watched.check_accessible()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("It is told when a score was added; only calls with kind = to label.")).to_be_visible()
        for value in (1, 2):
            score = {"request_id": TO_LABEL[value], "name": f"quality-{value}", "value": value}
            assert asked.post("/v1/scores", score).status == 201
        failed = page.get_by_label("Messages").get_by_role("row").filter(has_text="HTTP 410")
        expect(failed.first).to_contain_text("failed")
        expect(page.get_by_label("Webhooks")).to_contain_text("disabled:")
        receiver.default(says({}))
        page.get_by_role("button", name="Enable").click()
        row = failed.filter(has_text=TO_LABEL[1])
        row.get_by_role("button", name="Send again").click()
        expect(page.get_by_text("1 are being sent again.")).to_be_visible()
        expect(row).to_have_count(0)
    asked.call("DELETE", f"/v1/webhooks/{webhook['id']}")


def test_a_webhook_shows_its_secret_once_and_its_failures_with_reasons(asked: Gnomon, look: Look) -> None:
    """A receiver that does not exist: the test says so, and the message of a score waits with what went wrong."""
    watched = look(asked, scheme="dark", width=1024)
    page = watched.open("/webhooks")
    page.get_by_role("button", name="New webhook").click()
    page.get_by_label("URL of the receiver").fill("https://receiver.invalid/hook")
    page.get_by_label("a score was added").check()
    page.get_by_role("button", name="Create webhook").click()
    secret = page.locator("code", has_text="whsec_")
    expect(secret).to_be_visible()
    first = secret.inner_text()
    page.get_by_role("button", name="Close").click()
    expect(secret).to_be_hidden()
    page.get_by_role("button", name="Rotate the secret").click()
    expect(secret).to_be_visible()
    assert secret.inner_text() != first
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test failed")).to_be_visible()
    score = {"request_id": TO_LABEL[0], "name": "quality", "value": 1}
    assert asked.post("/v1/scores", score).status == 201
    row = page.get_by_label("Messages").get_by_role("row").filter(has_text="score.added")
    expect(row).to_contain_text(TO_LABEL[0])
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_role("heading", name="No webhooks yet")).to_be_visible()
