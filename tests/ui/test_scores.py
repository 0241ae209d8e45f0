"""All scores, and what they should be."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, HOSTILE

JSON = {"content-type": "application/json"}
RED = "rgb(194, 50, 31)"  # --g-bad


@pytest.fixture
def hostile_score(planted: Gnomon) -> Iterator[str]:
    """A name, a rater and a label that would be markup if anybody let them."""
    score = {"name": HOSTILE, "value": HOSTILE, "comment": HOSTILE, "source": "user", "rater": HOSTILE}
    told = planted.post("/v1/scores", {"request_id": "call-001", **score})
    assert told.status in (200, 201), told.body
    yield HOSTILE
    found = planted.call("GET", f"/v1/scores?request_id=call-001&name={quote(HOSTILE)}").json()["data"]
    for each in found:
        planted.call("DELETE", f"/v1/scores/{each['score_id']}")


def numbers_of(gnomon: Gnomon, name: str, **more: Any) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = gnomon.post("/v1/scores/query", {"scores": [name], **more}).json()["data"][0][
        "groups"
    ]
    return groups


def test_every_score_has_its_numbers(planted: Gnomon, look: Look) -> None:
    """Those the API gives: requests, mean with interval. Nothing is cut off; a wide window has distributions, too."""
    watched = look(planted)
    page = watched.open("/scores")
    table = page.get_by_role("table", name="Scores")
    (group,) = numbers_of(planted, "accuracy")
    row = table.get_by_role("row").filter(has_text="accuracy")
    expect(row).to_contain_text(f"{group['mean']:.1f} ±")
    expect(row).to_contain_text(f"{CALLS}")
    expect(row.get_by_role("img")).to_have_count(1)
    assert table.evaluate("table => table.offsetWidth <= table.closest('.mantine-Paper-root').offsetWidth")
    page.set_viewport_size({"width": 1440, "height": 800})
    expect(row.get_by_role("img")).to_have_count(2)
    assert table.evaluate("table => table.offsetWidth <= table.closest('.mantine-Paper-root').offsetWidth")
    expect(table.get_by_role("row").filter(has_text="tone")).to_contain_text(re.compile(r"friendly \d"))
    watched.check_accessible()


def test_name_and_order_are_in_the_url(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/scores")
    page.get_by_label("Name contains").fill("HELP")
    page.get_by_label("Order").select_option("Last scored")
    expect(page.get_by_role("link", name="accuracy")).to_have_count(0)
    expect(page).to_have_url(re.compile("q=HELP&order=recent"))
    page.reload()
    expect(page.get_by_role("link", name="helpfulness")).to_be_visible()
    expect(page.get_by_label("Name contains")).to_have_value("HELP")
    page.get_by_label("Name contains").fill("nothing is called so")
    expect(page.get_by_text("No matching score")).to_be_visible()


def test_what_a_score_should_be_is_said_changed_and_taken_back(planted: Gnomon, look: Look) -> None:
    """By the keyboard alone; the server's refusal is shown in its words."""
    watched = look(planted)
    watched.expected = {422}
    page = watched.open("/scores")
    page.get_by_role("button", name="Define a score").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("warmth")
    dialog.get_by_label("Kind").select_option("decimal")
    dialog.get_by_label("Minimum").fill("9")
    dialog.get_by_label("Maximum").fill("1")
    dialog.get_by_label("Maximum").press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("'minimum' must not be above 'maximum'")
    watched.check_accessible()
    dialog.get_by_label("Maximum").fill("10")
    dialog.get_by_label("Which is better").select_option("lower")
    dialog.get_by_label("Description").fill(HOSTILE)
    dialog.get_by_role("button", name="Save").press("Enter")
    row = page.get_by_role("row").filter(has_text="warmth")
    expect(row).to_contain_text("decimal, 9 to 10, lower is better")
    kept = planted.call("GET", "/v1/score-definitions/warmth").json()["data"]
    assert (kept["minimum"], kept["direction"], kept["description"]) == (9, "lower", HOSTILE)
    row.get_by_role("button", name="Edit the definition of warmth").click()
    page.get_by_role("button", name="Delete the definition").click()
    expect(page.get_by_role("row").filter(has_text="warmth")).to_have_count(0)


def test_one_score_shows_what_the_api_says(planted: Gnomon, look: Look) -> None:
    """Trend, distribution and groups, each as a table too."""
    watched = look(planted)
    page = watched.open("/scores/accuracy?by=property.PromptVersion&order=name&bucket=hour")
    groups = page.get_by_role("table", name="accuracy by property.PromptVersion")
    expected = numbers_of(planted, "accuracy", group_by=["property.PromptVersion"])
    for each in sorted(expected, key=lambda each: each["group"]["property.PromptVersion"]):
        row = groups.get_by_role("row").filter(has_text=each["group"]["property.PromptVersion"])
        expect(row).to_contain_text(f"{each['n_requests']}")
        interval = each["interval"]
        expect(row).to_contain_text(f"{each['mean']:.1f} ± {(interval['high'] - interval['low']) / 2:.1f}")
    chart = page.get_by_role("figure").filter(has=page.get_by_role("img", name="accuracy by hour"))
    chart.get_by_text("As a table").click()
    hours = numbers_of(planted, "accuracy", group_by=["hour"], time_zone="Europe/Berlin")
    trend = page.get_by_role("table", name="accuracy by hour")
    expect(trend.get_by_role("row")).to_have_count(len(hours) + 1)
    expect(trend).to_contain_text(f"{hours[0]['mean']:.1f} ±")
    lowest = page.get_by_role("table", name="Ten lowest requests")
    expect(lowest.get_by_role("row")).to_have_count(11)
    expect(lowest.get_by_role("row").nth(1)).to_contain_text(re.compile("as judged|<img"))
    expect(lowest).to_contain_text("You said: Question")
    watched.check_accessible()
    page.get_by_text("highest", exact=True).click()
    expect(page.get_by_role("table", name="Ten highest requests").get_by_role("row")).to_have_count(11)
    assert page.evaluate("scrollY") > 0, "a choice on the page scrolled it to its top"
    page.get_by_label("Break down by").select_option("Evaluator")
    expect(page.get_by_role("table", name="accuracy by evaluator")).to_contain_text("judge")


def test_what_passes_comes_first_and_a_group_narrows(planted: Gnomon, look: Look) -> None:
    """Pass rate, threshold and failing values by the definition; a click on a group adds it to the page's filter."""
    definition = b'{"direction": "higher", "pass_threshold": 75}'
    planted.call("PUT", "/v1/score-definitions/accuracy", definition, JSON)
    watched = look(planted)
    by_version = "accuracy by property.PromptVersion"
    page = watched.open("/scores/accuracy?by=property.PromptVersion&split=property.PromptVersion")
    (passing,) = numbers_of(planted, "accuracy", pass_rate=True)
    figure = page.get_by_text("Pass rate", exact=True).locator("..")
    expect(figure).to_contain_text(f"{100 * passing['mean']:.0f}%")
    expect(figure).to_contain_text("nothing before")
    worst = page.get_by_role("table", name="Ten worst requests").get_by_role("row").nth(1).get_by_role("cell").first
    expect(worst).to_have_css("color", RED)
    chart = page.get_by_role("figure").filter(has=page.get_by_role("img", name="accuracy by day and PromptVersion"))
    chart.get_by_text("As a table").click()
    expect(chart.get_by_role("columnheader")).to_have_count(3)
    watched.check_accessible()
    page.get_by_role("table", name=by_version).get_by_role("link", name="v2").click()
    expect(page).to_have_url(re.compile("/scores/accuracy.*PromptVersion"))
    expect(page.get_by_text("PromptVersion = v2")).to_be_visible()
    expect(page.get_by_role("table", name=by_version).get_by_role("row")).to_have_count(2)
    watched.open("/scores")
    row = page.get_by_role("table", name="Scores").get_by_role("row").filter(has_text="accuracy")
    expect(row).to_contain_text(f"{100 * passing['mean']:.0f}%")
    watched.open("/requests")
    expect(page.get_by_title(re.compile(r"^\d.*: does not pass")).first).to_have_css("color", RED)
    planted.call("DELETE", "/v1/score-definitions/accuracy")


def test_what_explains_a_change_is_found(fresh: Gnomon, look: Look) -> None:
    """A fault of one language and one retriever in the last days, in a score and in latency: the overview says so and
    leads to what explains it; both come first; a click narrows the page."""
    plant_fault(fresh)
    watched = look(fresh)
    page = watched.open("/?range=7d")
    changed = page.get_by_role("region", name="What changed")
    expect(changed).to_contain_text(re.compile(r"groundedness fell by 0\.\d+ \[0\.\d+, 0\.\d+\]"))
    expect(page.get_by_text(re.compile(r"^\d+% \[\d+%, \d+%\] pass$"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^bad \+\d+ \[\d+, \d+\] points$"))).to_be_visible()
    watched.check_accessible()
    changed.get_by_role("button", name=re.compile("All ")).click()
    changed.get_by_role("link", name=re.compile("Mean latency")).click()
    expect(page.get_by_label("What is explained")).to_have_value("latency_ms")
    expect(page.get_by_text(re.compile(r"^Mean latency rose by .* Most of it is in "))).to_contain_text("language = de")
    watched.check_accessible()
    page.get_by_role("link", name="retriever = bm25").click()
    expect(page).to_have_url(re.compile("/explain.*retriever"))
    page.goto(page.url.split("/explain")[0] + "/?range=7d")
    changed.get_by_role("link", name=re.compile("groundedness fell")).click()
    expect(page).to_have_url(re.compile("/scores/groundedness.*#explanation"))
    section = page.get_by_role("region", name="What explains the change")
    expect(section).to_contain_text(re.compile(r"groundedness fell by 0\.\d+ \[0\.\d+, 0\.\d+\]\. Most of it is in "))
    table = section.get_by_role("table", name="What explains the change")
    links = [table.get_by_role("row").nth(number).get_by_role("link") for number in (1, 2)]
    assert {link.inner_text() for link in links} == {"language = de", "retriever = bm25"}
    mean = page.get_by_text("Mean", exact=True).locator("..")
    expect(mean).to_contain_text(re.compile(r"−0\.\d+ \[−0\.\d+, −0\.\d+\]"))  # noqa: RUF001
    watched.check_accessible()
    table.get_by_role("link", name="evaluator = judge 2").click()
    for condition in ("Evaluator of groundedness = judge", "judge version = 2"):
        expect(page.get_by_text(condition, exact=True)).to_be_visible()
    page.go_back()
    table.get_by_role("link", name="language = de").click()
    expect(page).to_have_url(re.compile("/scores/groundedness.*language"))
    expect(section).to_contain_text(re.compile(r"Not examined: .*language.* \(with one value\)"))
    watched.open("/scores?range=7d")
    row = page.get_by_role("table", name="Scores").get_by_role("row").filter(has_text="groundedness")
    expect(row).to_contain_text(re.compile(r"−0\.\d+ \[−0\.\d+, −0\.\d+\]"))  # noqa: RUF001


def plant_fault(gnomon: Gnomon) -> None:
    """Reported calls of two weeks, and their scores."""
    chance = random.Random(3)
    items = []
    for number in range(160):
        at = time.time() - 13 * 86_400 * (1 - number / 160) - 60
        language, retriever = ("en", "en", "de")[number % 3], ("bm25", "dense")[number // 3 % 2]
        is_faulty = number >= 80 and (language, retriever) == ("de", "bm25")
        log = {
            "providerRequest": {"url": "custom-model-nopath", "json": {"model": "m", "messages": []}, "meta": {}},
            "providerResponse": {"json": {"choices": []}, "status": 200, "headers": {}},
            "timing": {
                "startTime": {"seconds": int(at), "milliseconds": 0},
                "endTime": {"seconds": int(at) + (3 if is_faulty else 1), "milliseconds": 7 * (number % 9)},
            },
        }
        headers = {
            **JSON,
            "helicone-request-id": f"log-{number}",
            "helicone-property-language": language,
            "helicone-property-retriever": retriever,
        }
        logged = gnomon.call("POST", "/custom/v1/log", json.dumps(log).encode(), headers)
        assert logged.status == 200, logged.body
        value = chance.gauss(0.4 if is_faulty else 0.85, 0.05)
        judge = {"name": "judge", "version": str(1 + number // 7 % 2)}
        scored = {"request_id": f"log-{number}", "evaluator": judge, "source": "model"}
        items.append({**scored, "name": "groundedness", "value": round(value, 3)})
        items.append({**scored, "name": "verdict", "value": "bad" if value < 0.7 else "good"})
    definition = b'{"direction": "higher", "pass_threshold": 0.7}'
    gnomon.call("PUT", "/v1/score-definitions/groundedness", definition, JSON)
    told = gnomon.post("/v1/scores", items)
    assert told.status == 201, told.body


def test_what_is_looked_at_is_in_the_url(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/scores/accuracy")
    page.get_by_label("Break down by").select_option("arm")
    page.get_by_text("week", exact=True).click()
    expect(page).to_have_url(re.compile(r"by=property.arm&bucket=week"))
    page.reload()
    expect(page.get_by_role("table", name="accuracy by property.arm").get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("img", name="accuracy by week")).to_be_visible()


def test_which_requests_are_worst_depends_on_the_direction(planted: Gnomon, look: Look) -> None:
    planted.call("PUT", "/v1/score-definitions/helpfulness", b'{"direction": "lower"}', JSON)
    watched = look(planted)
    page = watched.open("/scores/helpfulness")
    worst = page.get_by_role("table", name="Ten worst requests").get_by_role("row").nth(1)
    (group,) = numbers_of(planted, "helpfulness")
    expect(worst).to_contain_text(f"{group['max']:.4g}")
    planted.call("DELETE", "/v1/score-definitions/helpfulness")


def test_labels_and_booleans_have_shares(planted: Gnomon, look: Look) -> None:
    watched = look(planted, scheme="dark")
    page = watched.open("/scores/tone?by=property.Arm&split=property.Arm")
    lines = page.get_by_role("figure").filter(has=page.get_by_role("img", name="by day and Arm"))
    labels = page.get_by_label("Label whose share is drawn")
    labels.select_option("rude")
    expect(page).to_have_url(re.compile("label=rude"))
    expect(page.get_by_role("img", name="Share of rude by day and Arm")).to_be_visible()
    lines.get_by_text("As a table").click()
    for arm in ("A", "B"):
        (column,) = numbers_of(
            planted, "tone", filter={"request_response_rmt": {"properties": {"Arm": {"equals": arm}}}}
        )
        (rude,) = (each for each in column["labels"] if each["label"] == "rude")
        interval = f"{100 * rude['share']:.0f}% [{100 * rude['interval']['low']:.0f}%,"
        expect(lines.get_by_role("row").nth(1)).to_contain_text(interval)
    page.get_by_label("Split the line by").select_option("Evaluator version")
    expect(page.get_by_role("img", name="Share of rude by day and evaluator version")).to_be_visible()
    expect(page.get_by_role("table", name="Distribution of tone").get_by_role("row")).to_have_count(4)
    expect(page.get_by_role("table", name="tone by property.Arm").get_by_role("columnheader")).to_have_count(5)
    watched.open("/scores/is_safe")
    expect(page.get_by_text("Share of true")).to_be_visible()
    watched.check_accessible()


def test_hostile_names_labels_and_raters_stay_text(planted: Gnomon, look: Look, hostile_score: str) -> None:
    watched = look(planted)
    page = watched.open("/scores")
    page.get_by_role("link", name=hostile_score).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(hostile_score)
    page.get_by_label("Break down by").select_option("Author")
    expect(page.get_by_role("table", name=f"{hostile_score} by rater")).to_contain_text(hostile_score)
    page.locator("canvas").first.hover()
    assert page.locator("main script, main img[src=x]").count() == 0


def test_a_score_that_nobody_gave(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/scores/nobody/gave%20it")
    expect(page.get_by_text("This page does not exist")).to_be_visible()
    watched.open("/scores/nobody%2Fgave%20it")
    expect(page.get_by_text("No scores with this name")).to_be_visible()


def test_a_judge_is_shown_beside_what_labels_make_of_it(planted: Gnomon, look: Look) -> None:
    """With a person's word on some of the calls, the page of a score has the judge's share and the corrected one.
    So has whatever shows its mean: the list, the overview, both sides of a comparison, and groups."""
    calls = [f"call-{number:03}" for number in range(60)]
    values = [number % 6 > 0 for number in range(60)]
    judge = {"name": "is_right", "source": "model", "evaluator": {"name": "judge"}}
    person = {"name": "is_right", "source": "human", "rater": "ann"}
    scores = [{**judge, "request_id": call, "value": value} for call, value in zip(calls, values, strict=True)]
    scores += [
        {**person, "request_id": call, "value": value and number % 5 > 0}
        for number, (call, value) in enumerate(zip(calls[:45], values[:45], strict=True))
    ]
    assert planted.post("/v1/scores", scores).status in (200, 201)
    watched = look(planted)
    page = watched.open("/scores/is_right")
    figures = page.get_by_role("region", name="is_right, corrected by labels")
    (group,) = numbers_of(planted, "is_right", corrected_by={})
    corrected = group["judged"]["corrected"]
    expect(figures).to_contain_text("By the judge alone")
    expect(figures).to_contain_text("45 labels")
    expect(figures).to_contain_text(f"{100 * corrected['mean']:.0f}")
    expect(figures).to_contain_text("of what people call true")
    by_model = page.get_by_role("table", name="is_right by model")
    expect(by_model.get_by_text("corrected").first).to_be_visible()
    watched.check_accessible()
    page = watched.open("/scores/accuracy")
    expect(page.get_by_text("Median")).to_be_visible()
    expect(page.get_by_text("Corrected by labels")).to_have_count(0)

    words = f"corrected {100 * corrected['mean']:.0f}%"
    page = watched.open("/scores")
    row = page.get_by_role("row", name="is_right")
    expect(row).to_contain_text(words)
    assert "45 labels by people" in (row.get_by_title("What people would say").get_attribute("title") or "")
    expect(page.get_by_role("table", name="Scores").get_by_text("corrected")).to_have_count(1)
    page = watched.open("/")
    expect(page.locator("section", has=page.get_by_role("link", name="is_right"))).to_contain_text(words)
    arms = {
        key: [{"field": "property", "name": "Arm", "op": "is", "value": arm}] for key, arm in (("a", "A"), ("b", "B"))
    }
    page = watched.open(
        "/compare?all=true&" + "&".join(f"{key}={quote(json.dumps(each))}" for key, each in arms.items())
    )
    row = page.get_by_role("row", name="is_right")
    expect(row.get_by_text("corrected")).to_have_count(3)  # both sides, and their difference
    expect(row.get_by_title("The difference of what people would say")).to_contain_text("points")
    expect(page.get_by_text("A corrected mean is what people would say")).to_be_visible()
    page = watched.open("/users?scores=" + quote(json.dumps(["is_right"])))
    expect(page.get_by_role("columnheader", name="is_right, corrected")).to_be_visible()
    expect(page.get_by_title("The labels are of all groups together").first).to_be_visible()
