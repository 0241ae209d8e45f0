"""The overview: what the traffic does, and how good it is."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.openai_like import answered_model
from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, MODELS


def test_traffic_models_and_scores_are_there_in_words_too(planted: Gnomon, look: Look) -> None:
    """Every chart has its numbers as a table, for those who do not see it."""
    watched = look(planted)
    page = watched.open("/")
    models = page.get_by_role("table", name="By model")
    for model in MODELS:
        expect(models.get_by_role("link", name=answered_model(model), exact=True)).to_be_visible()
    expect(models.get_by_role("link")).to_have_count(len(MODELS))  # the failed calls have no rows of their own
    for name in ("Requests", "Failed", "Cost", "Tokens", "Latency", "accuracy", "helpfulness", "is_safe", "tone"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    chart = page.get_by_role("figure").filter(has=page.get_by_role("img", name="accuracy by day"))
    chart.get_by_text("As a table").click()
    trend = page.get_by_role("table", name="accuracy by day")
    mean = planted.post("/v1/scores/query", {"scores": ["accuracy"]}).json()["data"][0]["groups"][0]
    expect(trend.get_by_role("row")).to_have_count(2)
    expect(trend).to_contain_text(f"{mean['mean']:.1f} ± ")
    expect(trend).to_contain_text(f"n {mean['n_requests']}")
    watched.check_accessible()


def test_the_filter_is_in_the_url_and_survives_a_reload(planted: Gnomon, look: Look) -> None:
    group = planted.post("/v1/request/groups/query", {"group_by": "model"}).json()["data"]["groups"][0]
    answered = {"filter": {"request_response_rmt": {"model": {"equals": group["value"]}}}}
    filtered = planted.post("/v1/request/count/query", answered).json()["data"]
    watched = look(planted)
    page = watched.open("/")
    requests = page.get_by_role("region", name="Compared with the 7 days before")
    expect(requests).to_contain_text(f"Requests{CALLS}")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("combobox", name="Value").fill(group["value"])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(requests).to_contain_text(f"Requests{filtered}")
    page.reload()
    expect(requests).to_contain_text(f"Requests{filtered}")
    expect(page.get_by_role("table", name="By model").get_by_role("link")).to_have_count(1)


def test_a_model_leads_to_its_requests(planted: Gnomon, look: Look) -> None:
    """With those that failed before it answered, which asked for it by another name."""
    model = answered_model(MODELS[1])
    watched = look(planted)
    page = watched.open("/?range=24h")
    page.get_by_role("table", name="By model").get_by_role("link", name=model, exact=True).click()
    expect(page).to_have_url(re.compile(r"/requests\?range=24h&f="))
    for name in (model, MODELS[1]):
        expect(page.get_by_text(f"Model = {name}", exact=True).first).to_be_visible()


def test_a_new_call_shows_by_itself_while_live(fresh: Gnomon, look: Look) -> None:
    call = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]}
    fresh.post("/v1/chat/completions", call)
    watched = look(fresh)
    page = watched.open("/?live=true")
    requests = page.get_by_role("region", name="Compared with the 7 days before")
    expect(requests).to_contain_text("Requests1")
    expect(page.get_by_text("No scores yet")).to_be_visible()
    fresh.post("/v1/chat/completions", call)
    expect(requests).to_contain_text("Requests2")


def test_one_question_that_fails_takes_no_other_along(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    watched.expected = {500}
    page = watched.page
    page.route("**/scores/query", lambda route: route.fulfill(status=500, json={"error": "the disk is on fire"}))
    watched.open("/")
    expect(page.get_by_role("alert")).to_contain_text("the disk is on fire")
    expect(page.get_by_role("table", name="By model")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_narrow_window(planted: Gnomon, look: Look) -> None:
    watched = look(planted, width=400)
    page = watched.open("/")
    expect(page.get_by_role("heading", name="tone", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
