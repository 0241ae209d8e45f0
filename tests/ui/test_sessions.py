"""Sessions: the list, and one as a timeline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.conftest import Look
from tests.ui.planted import HOSTILE, plant
from tests.ui.stores import MakeGnomon

SESSION = "agent <b>1</b>"
NAME = "agents"


@pytest.fixture(scope="module")
def planted_agent(tmp_path_factory: pytest.TempPathFactory, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """The calls of planted.py, and a session of an agent, whose paths are a tree; its id and one of its paths try to be
    markup. A Gnomon of its own: other stories count the calls."""
    with (
        Upstream() as upstream,
        make_gnomon(Path(tmp_path_factory.mktemp("agent")), upstream.base_url) as gnomon,
    ):
        plant(gnomon, upstream)
        _call_as_agent(gnomon)
        yield gnomon


def _call_as_agent(gnomon: Gnomon) -> None:
    for number, path in enumerate(["/plan", "/plan/search", "/plan/search/rank", "/answer/" + HOSTILE]):
        headers = {
            "content-type": "application/json",
            "helicone-request-id": f"agent-{number}",
            "helicone-session-id": SESSION,
            "helicone-session-name": NAME,
            "helicone-session-path": path,
        }
        body = {"model": "gpt-4o", "messages": [{"role": "user", "content": f"Step {number}"}]}
        gnomon.call("POST", "/v1/chat/completions", json.dumps(body).encode(), headers)
    scores = [
        {"request_id": "agent-2", "name": "accuracy", "value": 41.5},
        {"session_id": SESSION, "name": "solved", "value": True},
    ]
    assert gnomon.post("/v1/scores", scores).status in (200, 201)


def test_names_and_their_sessions(planted_agent: Gnomon, look: Look) -> None:
    """A name shows its sessions alone, and is in the URL; who comes back finds the row that he opened."""
    watched = look(planted_agent)
    page = watched.open("/sessions")
    names = page.get_by_role("table", name="Session names")
    expect(names.get_by_role("row").filter(has_text="support")).to_contain_text("24")
    sessions = page.get_by_role("table", name="sessions", exact=True)
    row = sessions.get_by_role("row").filter(has_text="session-23")
    expect(row).to_contain_text("user-0 and 5 more")
    expect(row).to_contain_text("Question 230")
    expect(row).to_contain_text(re.compile(r"\d (ms|s)10"))  # its duration, and its calls
    expect(row).to_contain_text("±")
    last = page.get_by_role("columnheader", name="Last call")
    expect(last).to_have_attribute("aria-sort", "descending")
    expect(last).to_be_in_viewport(ratio=1)
    watched.check_accessible()
    page.get_by_role("region", name="sessions", exact=True).press("End")
    oldest = sessions.get_by_role("row").filter(has_text="session-0")
    oldest.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("session-0")
    page.go_back()
    expect(oldest).to_be_in_viewport()
    page.get_by_role("button", name=NAME).click()
    expect(sessions.get_by_role("row")).to_have_count(2)
    page.reload()
    expect(page.get_by_role("button", name=NAME)).to_have_attribute("aria-pressed", "true")
    sessions.get_by_role("row").filter(has_text=SESSION).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SESSION)


def test_a_session_is_a_tree_of_its_calls(planted_agent: Gnomon, look: Look) -> None:
    """Indented by path, with times, scores of calls and of itself; a call leads to its request."""
    watched = look(planted_agent)
    page = watched.open("/sessions")
    page.get_by_role("row").filter(has_text=SESSION).click()
    rows = page.get_by_role("table", name="Timeline").get_by_role("row")
    # a step without a call of its own, and what is below it
    steps = ["plan", "search", "rank", "answer", HOSTILE.split("/", maxsplit=1)[0]]
    for number, step in enumerate(steps, 1):
        expect(rows.nth(number).get_by_role("cell").first).to_have_text(step)
    for text in ("200", "gpt-4o", "41.5", "You said: Step 2"):
        expect(rows.nth(3)).to_contain_text(text)
    scores = page.get_by_role("region", name="Scores")
    expect(scores.get_by_role("button", name="solved")).to_be_visible()
    expect(page.get_by_role("region", name="Means of its calls")).to_contain_text("41.5")
    expect(rows.nth(1).get_by_role("img")).to_have_attribute("aria-label", re.compile(r"starts after 0 ms"))
    watched.check_accessible()
    rows.nth(3).press("Enter")
    expect(page).to_have_url(re.compile(r"/requests/agent-2\?"))


def test_a_session_is_scored_within_the_range(planted_agent: Gnomon, look: Look) -> None:
    """By keys too; what is outside is refused, as on a request."""
    definition = json.dumps({"kind": "float", "minimum": 0, "maximum": 1}).encode()
    headers = {"content-type": "application/json"}
    assert planted_agent.call("PUT", "/v1/score-definitions/share", definition, headers).status == 200
    page = look(planted_agent).open(f"/sessions/{quote(SESSION, safe='')}?score=share")
    scores = page.get_by_role("region", name="Scores")
    expect(scores.get_by_role("button", name="share")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("7")
    expect(page.get_by_label("Value of share")).to_have_value("7")
    page.keyboard.press("Enter")
    expect(scores).to_contain_text("share must be a number from 0 to 1")
    page.get_by_label("Value of share").fill("0.7")
    page.keyboard.press("Enter")
    expect(scores.get_by_text("saved", exact=True)).to_be_visible()
    given = planted_agent.get(f"/v1/scores?session_id={quote(SESSION, safe='')}&name=share").json()["data"]
    assert [score["value"] for score in given] == [0.7]


def test_a_session_reads_as_one_conversation(planted_agent: Gnomon, look: Look) -> None:
    """Each message once, however often it was sent; and as a tree that folds."""
    said: list[dict[str, str]] = [{"role": "system", "content": "Be kind."}]
    for number in range(12):
        said.append({"role": "user", "content": f"Question {number}?"})
        body = json.dumps({"model": "gpt-4o", "messages": said}).encode()
        headers = {"content-type": "application/json", "helicone-session-id": "dialogue"}
        answer = planted_agent.call("POST", "/v1/chat/completions", body, headers).json()
        said.append(answer["choices"][0]["message"])
    watched = look(planted_agent)
    page = watched.open("/sessions/dialogue?as=conversation")
    read = page.get_by_role("region", name="Conversation of the session")
    expect(read.get_by_role("article", name="user")).to_have_count(12)
    expect(read.get_by_role("article", name="assistant")).to_have_count(12)
    expect(read.get_by_role("article", name="system")).to_have_count(1)
    expect(read.get_by_text("Question 3?", exact=True)).to_have_count(1)
    watched.check_accessible()
    page.get_by_role("radiogroup", name="View").get_by_text("Tree").click()
    expect(page.get_by_role("list", name="Steps of the session").get_by_role("listitem")).to_have_count(12)
    watched.check_accessible()


def test_a_session_in_the_dark_and_narrow(planted_agent: Gnomon, look: Look) -> None:
    watched = look(planted_agent, scheme="dark", width=400)
    page = watched.open("/sessions/session-3")
    rows = page.get_by_role("table", name="Timeline").get_by_role("row")
    expect(rows).to_have_count(11)
    expect(rows.nth(10)).to_contain_text("500")
    expect(page.get_by_text("1 failed")).to_be_visible()
    watched.check_accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_session_that_is_not_there(planted: Gnomon, look: Look) -> None:
    page = look(planted).open("/sessions/nobody's")
    expect(page.get_by_role("heading", name="No call belongs to this session")).to_be_visible()
