"""How pages load."""

from __future__ import annotations

import json
from urllib.parse import quote

from playwright.sync_api import Page, Request, Route

from tests.support.browser import Watched
from tests.support.server import Gnomon
from tests.ui.conftest import Look

MOVED_MOST = 0.05  # cumulative layout shift; up to 0.1 is commonly called good
MOVED_MOST_IN_ORDER = 0.03  # where the story decides when each answer comes
QUESTIONS_MOST = 11  # of the page of a score, the last of which nothing waits for
PROPERTY = quote(json.dumps([{"field": "property", "name": "PromptVersion", "op": "is", "value": "v2"}]))
PAGES = (
    "/",
    f"/?f={PROPERTY}",
    "/?unit=session",
    f"/?unit=session&f={PROPERTY}",
    "/requests",
    "/requests/REQUEST",
    "/scores",
    "/scores/accuracy",
    f"/scores/accuracy?f={PROPERTY}",
    "/compare",
    f"/compare?a={PROPERTY}&b={PROPERTY.replace('v2', 'v1')}",
    "/properties",
    "/users",
    "/sessions",
    "/sessions/SESSION",
    "/experiments",
    "/label",
    "/raters",
    "/evaluators",
    "/alerts",
    "/webhooks",
    "/connect",
    "/sql",
    "/status",
)
# Where several parts of unknown height lie above each other.
ANSWERED_LAST_FIRST = ("/", "/scores/accuracy", "/compare")
# Where most lies above each other on a phone.
NARROW_PAGES = ("/", "/scores", "/scores/accuracy", "/raters", "/sessions/SESSION", "/status")
_NOTE_MOVES = """
window.moved = [];
new PerformanceObserver(list => window.moved.push(...list.getEntries()
    .filter(shift => !shift.hadRecentInput)
    .map(({value, sources}) => [value, sources.map(({node}) => node?.parentElement?.outerHTML.slice(0, 200))])
)).observe({type: 'layout-shift', buffered: true});
"""
_LOADED = "() => document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]')"


_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_pages_load_without_jumps_and_with_few_questions(planted: Gnomon, look: Look) -> None:
    """What comes later does not move what is there, in whatever order the answers come."""
    request = planted.post("/v1/request/query", {"filter": "all", "limit": 1}).json()["data"][0]["request_id"]
    sessions = planted.post("/v1/request/groups/query", {"group_by": "session", "limit": 2}).json()["data"]["groups"]
    session = next(group["value"] for group in sessions if group["value"])
    _score_sessions(planted)
    watched = look(planted)
    watched.page.add_init_script(_NOTE_MOVES)
    questions: list[str] = []
    watched.page.on("request", lambda sent: questions.append(sent.url) if "/ui/api/" in sent.url else None)
    faults = []
    for width, path in [(1280, path) for path in PAGES] + [(420, path) for path in NARROW_PAGES]:
        watched.page.set_viewport_size({"width": width, "height": 900})
        questions.clear()
        in_order = path in ANSWERED_LAST_FIRST
        if in_order:
            _open_answering_last_first(watched, path)
        else:
            watched.open(path.replace("REQUEST", request).replace("SESSION", session))
            watched.page.wait_for_function(_LOADED)
        moved_most = MOVED_MOST_IN_ORDER if in_order else MOVED_MOST
        faults += _faults(watched.page, f"{path} at {width} px", questions, moved_most)
    assert not faults, "\n".join(faults)
    planted.call("DELETE", "/v1/score-definitions/resolved")
    scored = {"filter": {"names": ["resolved"]}, "dry_run": False, "confirm_count": 24}
    assert planted.post("/v1/scores/delete", scored).status == 200


def _score_sessions(planted: Gnomon) -> None:
    """With a threshold, which is one question more."""
    scores = [{"session_id": f"session-{number}", "name": "resolved", "value": number} for number in range(24)]
    assert planted.post("/v1/scores", scores).status == 201
    definition = b'{"direction": "higher", "pass_threshold": 5}'
    planted.call("PUT", "/v1/score-definitions/resolved", definition, {"content-type": "application/json"})


def _open_answering_last_first(watched: Watched, path: str) -> None:
    """Answers one question after the other, each when what the page made of the answer before is painted."""
    page = watched.page
    held: list[Route] = []
    ended: list[Request] = []  # or aborted by the page, which no longer needs the answer
    page.route("**/ui/api/**", lambda route: held.append(route))
    page.on("requestfinished", lambda request: ended.append(request))
    page.on("requestfailed", lambda request: ended.append(request))
    watched.open(path)
    waits_for: Request | None = None
    frames = 0
    while held or waits_for or not page.evaluate(_LOADED):
        if waits_for in ended:
            waits_for = None
        if held and not waits_for:
            route = held.pop()
            if route.request not in ended:
                waits_for = route.request
                route.continue_()
        page.evaluate(_PAINTED)
        frames += 1
        assert frames < 2000, f"{path} never loads"
    page.unroute("**/ui/api/**")


def _faults(page: Page, path: str, questions: list[str], moved_most: float) -> list[str]:
    # The observer is told of a frame after it was painted.
    page.evaluate(_PAINTED)
    moves = page.evaluate("window.moved")
    moved = sum(value for value, _ in moves)
    faults = [f"{path} moved by {moved:.3f}: {max(moves)}"] if moved > moved_most else []
    if len(questions) > QUESTIONS_MOST:
        faults.append(f"{path} asked {len(questions)} questions: {questions}")
    return faults
