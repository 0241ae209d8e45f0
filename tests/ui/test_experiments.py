"""Experiments: made in a form, judged at every look, health first."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look

NAME = "Shorter prompt / v2"
PATH = f"/v1/experiments/{quote(NAME, safe='')}"
VERSION = {"field": "property", "name": "promptversion", "op": "is"}
PRODUCTION = {"field": "property", "name": "environment", "op": "is", "value": "production"}


def test_an_experiment_is_created_in_a_form_and_deleted(planted: Gnomon, look: Look) -> None:
    """It begins empty, or with the groups, filter and scores of a comparison. The form says what is missing, and shows
    what the API refuses."""
    watched = look(planted)
    page = watched.open("/experiments")
    expect(page.get_by_role("heading", name="No experiments yet")).to_be_visible()
    page.get_by_role("button", name="New experiment").click()
    form = page.get_by_role("region", name="New experiment")
    expect(form.get_by_label("Property")).to_have_value("")
    groups = {"a": [VERSION | {"value": "v1"}], "b": [VERSION | {"value": "v2"}], "scores": ["accuracy"]}
    texts = {key: json.dumps(value) for key, value in (groups | {"f": [PRODUCTION]}).items()}
    page = watched.open(f"/compare?{urlencode(texts)}")
    page.get_by_role("link", name="New experiment of these").click()
    create = form.get_by_role("button", name="Create experiment")
    expect(form.get_by_text("Give it a name.")).to_be_visible()
    form.get_by_label("Name", exact=True).fill(NAME)
    expect(form.get_by_label("Property")).to_have_value("promptversion")
    for value in ("v1", "v2"):
        expect(form.get_by_text(value, exact=True)).to_be_visible()
    expect(form.get_by_role("button", name="Remove environment = production")).to_be_visible()
    expect(form.get_by_label("Score", exact=True)).to_have_value("accuracy")
    form.get_by_label("Scores are of").select_option("sessions")
    form.get_by_label("Assigned to an arm is").select_option("each session")
    form.get_by_label("Scores are of").select_option("requests")
    form.get_by_label("Assigned to an arm is").select_option("each value of arm")
    form.get_by_label("End").fill("2100-01-01T12:00")
    form.get_by_label("Smallest difference that matters").fill("2")
    form.get_by_role("button", name="Add a guardrail").click()
    expect(create).to_be_disabled()
    form.get_by_label("May rise by, in ms").fill("60000")
    form.get_by_label("Calls that count").select_option("of the last 7 days, and from now on")
    watched.check_accessible()
    watched.expected = {422}
    create.click()
    expect(form.get_by_role("alert")).to_contain_text("say whether higher or lower values are better")
    form.get_by_label("Direction").select_option("higher is better")
    create.click()
    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    made = planted.get(PATH).json()["data"]
    assert (made["property"], made["cluster_by"], made["unit"]) == ("promptversion", "property.arm", "request")
    assert made["end"].startswith("2100-01-01T11:00:00")
    facts = page.get_by_role("region", name="What was fixed at the start")
    expect(facts).to_contain_text("environment = production")
    expect(facts).to_contain_text("each arm")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name=re.compile("^Yes, delete")).click()
    expect(page.get_by_role("heading", name="No experiments yet")).to_be_visible()


def test_health_comes_before_the_verdict(planted: Gnomon, look: Look) -> None:
    """What the page says is what the API says. Sessions that saw both prompts are not healthy."""
    body = {
        "name": NAME,
        "property": "promptversion",
        "values": ["v1", "v2"],
        "scores": [{"name": "accuracy", "direction": "higher", "smallest_effect": 2}],
        "guardrails": [{"metric": "latency_ms", "margin": 60_000}],
        "start": (datetime.now(UTC) - timedelta(days=9)).isoformat(),
    }
    assert planted.post("/v1/experiments", body).status == 201
    said = planted.get(PATH + "/verdict").json()["data"]
    watched = look(planted)
    page = watched.open("/experiments")
    row = page.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("promptversion: v1, v2")
    expect(row).to_contain_text("accuracy, latency")
    row.get_by_role("link").click()
    problems = page.get_by_role("list", name="Problems")
    failed = [each for each in said["health"] if not each["passed"]]
    assert {"in_both"} <= {each["check"] for each in failed}
    expect(problems.get_by_role("listitem")).to_have_count(len(failed))
    expect(problems).to_contain_text("Separate arms, v2:")
    (arm,) = said["arms"]
    assert arm["state"] == "better"
    expect(page.get_by_role("region", name="Verdict")).to_contain_text(arm["sentence"])
    card = page.get_by_role("table", name="v2 against v1")
    accuracy = card.get_by_role("row").filter(has_text="accuracy")
    always = arm["scores"][0]["always_valid_interval"]
    expect(accuracy).to_contain_text(f"[{always['low']:.0f}, {always['high']:.0f}]")
    expect(accuracy).to_contain_text("better")
    expect(card.get_by_role("row").filter(has_text="latency")).to_contain_text("may rise by 60,000 ms")
    expect(page.get_by_role("img", name="Requests of each arm by day")).to_be_visible()
    page.get_by_text(re.compile(r"^\d+ checks? passed$")).click()
    expect(page.get_by_role("list", name="Passed checks")).to_contain_text("Split, v2:")
    watched.check_accessible()
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("ended", exact=True)).to_be_visible()
    page.get_by_role("button", name="Let it go on").click()
    expect(page.get_by_text("running", exact=True)).to_be_visible()
    assert planted.call("DELETE", PATH).status == 200
