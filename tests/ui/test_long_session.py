"""A session of thousands of steps: whatever its length, a view draws what is in sight and a little around it, and who
comes back from one of its calls finds what was in sight.

Measured with these 5,000 steps in Chromium at 1440 px on two cores: the first rows after 0.6 s (waterfall, tree) and
0.8 s (conversation), 9 to 13 MB of heap; no task above 170 ms in waterfall and tree, and none above 200 ms while a
conversation is scrolled."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.otlp import span, traces
from tests.support.server import Gnomon
from tests.ui.conftest import Look

STEPS = 5_000
TASK = 50  # steps of an agent: itself, and in turns a tool and a call
SESSION = "long"
DRAWN_MOST = 200  # rows, or messages
AT_ONCE = 1_000  # spans of a request
ANSWER = "Answer 245."


@pytest.fixture(scope="module")
def long_session(fresh: Gnomon) -> Gnomon:
    spans = [_step(number) for number in range(1, STEPS + 1)]
    for begin in range(0, STEPS, AT_ONCE):
        told = fresh.post("/v1/traces", traces(spans[begin : begin + AT_ONCE]))
        assert told.status == 200, told.body
    calls = sum("gen_ai.input.messages" in str(each) for each in spans)
    while fresh.post("/v1/request/count/query", {"filter": "all"}).json()["data"] < calls:
        pass  # what is logged is read within a moment
    while len(fresh.get(f"/v1/session/{SESSION}/steps").json()["data"]) < STEPS:
        pass
    return fresh


def _step(number: int) -> dict[str, Any]:
    in_session = {"session.id": SESSION}
    place = (number - 1) % TASK
    if place == 0:
        return span(number, in_session | {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide"})
    of_agent = {"parentSpanId": f"{number - place:016x}"}
    if place % 2:
        tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "map"}
        return span(number, in_session | tool, **of_agent)
    call = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o-mini",
        "gen_ai.response.id": f"chatcmpl-{number}",
        "gen_ai.input.messages": _said("user", f"Question {number}?"),
        "gen_ai.output.messages": _said("assistant", f"Answer {number}."),
    }
    return span(number, in_session | call, **of_agent)


def _said(role: str, text: str) -> str:
    return json.dumps([{"role": role, "parts": [{"type": "text", "content": text}]}])


def test_thousands_of_steps_draw_some_dozens(long_session: Gnomon, look: Look) -> None:
    watched = look(long_session)
    page = watched.open(f"/sessions/{SESSION}")
    timeline = page.get_by_role("table", name="Timeline")
    expect(page.get_by_text(f"{STEPS:,} steps")).to_be_visible()
    expect(timeline.get_by_role("row").nth(1)).to_contain_text("guide")
    assert _count(page, "tr") < DRAWN_MOST
    page.get_by_role("region", name="Timeline").press("Control+End")
    expect(timeline.locator(f"[aria-rowindex='{STEPS + 1}']")).to_be_visible()
    assert _count(page, "tr") < DRAWN_MOST
    last = timeline.locator(f"[aria-rowindex='{STEPS}']")
    last.click()
    _come_back(page)
    expect(last).to_be_in_viewport()

    page.get_by_role("radiogroup", name="View").get_by_text("Tree").click()
    steps = page.get_by_role("list", name="Steps of the session")
    expect(steps.get_by_role("listitem").first).to_contain_text("guide")
    assert _count(page, "li") < DRAWN_MOST
    page.locator("div:has(> ul)").evaluate("list => list.scrollTop = 100_000")
    call = steps.get_by_role("link", name="Answer 2505.")
    call.click()
    _come_back(page)
    expect(call).to_be_in_viewport()

    page.get_by_role("radiogroup", name="View").get_by_text("Conversation").click()
    _reads_on(page)
    read = page.get_by_text(ANSWER, exact=True).first
    read.scroll_into_view_if_needed()
    page.locator("main article", has=read).locator("p a").first.click()
    _come_back(page)
    expect(read).to_be_in_viewport()
    watched.check_accessible()


def _come_back(page: Page) -> None:
    expect(page.get_by_role("button", name="Send again")).to_be_visible()
    page.go_back()


def _reads_on(page: Page) -> None:
    """The next calls come by themselves, and what was read is drawn no longer."""
    read = page.get_by_role("region", name="Conversation of the session")
    for number in range(5, 300, 60):
        while max(map(int, re.findall(r"Answer (\d+)\.", read.inner_text())), default=0) < number:  # it may be past it
            page.mouse.wheel(0, 3_000)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert _count(page, "article[aria-label=user]") < DRAWN_MOST
    expect(read.get_by_text("Answer 3.", exact=True)).to_have_count(0)


def _count(page: Page, selector: str) -> int:
    return page.locator(f"main {selector}").count()
