"""Two groups of calls side by side."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from playwright.sync_api import expect

from tests.support.openai_like import answered_model
from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import HOSTILE, MODELS

GREEN = "rgb(24, 122, 71)"  # --g-good
JSON = {"content-type": "application/json"}


def groups(name: str, first: str, second: str) -> str:
    def side(value: str) -> str:
        return quote(json.dumps([{"field": "property", "name": name, "op": "is", "value": value}]))

    return f"/compare?a={side(first)}&b={side(second)}&all=true"  # also what has no clear difference


def compare(gnomon: Gnomon, score: str, name: str, first: str, second: str) -> dict[str, Any]:
    sides = [{"filter": {"properties": {name: {"equals": value}}}} for value in (first, second)]
    body = {"scores": [score], "first": sides[0], "second": sides[1], "cluster_by": "session"}
    found: dict[str, Any] = gnomon.post("/v1/scores/compare", body).json()["data"][0]
    return found


def fairness(gnomon: Gnomon, name: str, first: str, second: str) -> dict[str, Any]:
    sides = [{"filter": {"properties": {name: {"equals": value}}}} for value in (first, second)]
    body = {"scores": ["accuracy", "helpfulness"], "first": sides[0], "second": sides[1]}
    found: dict[str, Any] = gnomon.post("/v1/scores/compare", body).json()["fairness"]
    return found


def test_a_planted_difference_is_found_and_said_in_words(planted: Gnomon, look: Look) -> None:
    """One click on what the page suggests; the definition says which way is better. The rest is folded."""
    planted.call("PUT", "/v1/score-definitions/accuracy", b'{"direction": "higher"}', JSON)
    watched = look(planted)
    page = watched.open("/compare")
    suggested = page.get_by_role("region", name="Suggested comparisons")
    for name in ("Models", "Time"):
        expect(suggested.get_by_role("link").filter(has_text=name)).to_be_visible()
    suggested.get_by_role("link").filter(has_text="promptversion").click()
    expect(page.get_by_label("First", exact=True)).to_have_value("v1")
    expect(page.get_by_label("Second", exact=True)).to_have_value("v2")
    verdict = page.get_by_role("status", name="Verdict")
    api = compare(planted, "accuracy", "PromptVersion", "v1", "v2")
    interval = api["interval"]
    difference = f"+{api['difference']:.1f} [{interval['low']:.1f}, {interval['high']:.1f}]"
    expect(verdict).to_have_text(
        re.compile(rf"^v2 is better on accuracy, {re.escape(difference)}; worse on nothing; cannot tell on \d+\.$")
    )
    table = page.get_by_role("table", name="Comparison")
    row = table.get_by_role("row").filter(has_text="accuracy")
    expect(row).to_contain_text(difference)
    expect(row).to_contain_text("v2 better")
    always = api["always_valid_interval"]
    expect(row).to_contain_text(
        f"at every look [{always['low']:.1f}, {always['high']:.1f}]".replace("-", "\u2212")
        if always["low"] is not None
        else "at every look unknown"
    )
    expect(table.get_by_role("row").filter(has_text="helpfulness")).to_have_count(0)
    page.get_by_role("link", name=re.compile(r"^Show \d+ without a clear difference")).click()
    expect(table.get_by_role("row").filter(has_text="helpfulness")).to_contain_text("no difference seen")
    for metric in ("cost", "latency", "prompt tokens", "errors"):
        expect(table.get_by_role("cell", name=metric, exact=True)).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="latency")).to_contain_text(
        re.compile(r"p50 [\d.]+ ms \[[\d.]+, [\d.]+\]")
    )
    page.set_viewport_size({"width": 1024, "height": 800})
    expect(table.get_by_text("worse ← → better")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_text(re.compile("adjusted with Holm"))).to_be_visible()
    watched.check_accessible()
    planted.call("PUT", "/v1/score-definitions/accuracy", b'{"direction": null}', JSON)
    page.reload()
    expect(verdict).to_contain_text(f"v2 is higher on accuracy, {difference}; cannot tell")
    expect(row.get_by_text("v2 higher")).not_to_have_css("color", GREEN)
    planted.call("DELETE", "/v1/score-definitions/accuracy")


def test_two_groups_that_are_alike_show_no_difference(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open(groups("Arm", "A", "B"))
    expect(page.get_by_role("status", name="Verdict")).to_have_text(
        re.compile(r"^No clear difference between A and B: cannot tell on \d+\.$")
    )


def test_too_little_is_said_to_be(planted: Gnomon, look: Look) -> None:
    """Ten calls have no opinion."""
    watched = look(planted)
    one_session = quote(json.dumps([{"field": "session", "op": "is", "value": "session-3"}]))
    page = watched.open(f"{groups('Arm', 'A', 'B')}&f={one_session}")
    row = page.get_by_role("table", name="Comparison").get_by_role("row").filter(has_text="helpfulness")
    expect(row).to_contain_text(re.compile(r"not enough data.*\d+ requests"))


def test_a_comparison_survives_a_reload(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open(groups("PromptVersion", "v1", "v2"))
    page.get_by_label("Pair by").select_option("arm")
    page.get_by_role("link", name="is_safe").click()
    expect(page.get_by_role("heading", name="is_safe in both groups")).to_be_visible()
    page.get_by_role("button", name="Swap").click()
    expect(page.get_by_label("First", exact=True)).to_have_value("v2")
    page.reload()
    expect(page.get_by_label("First", exact=True)).to_have_value("v2")
    expect(page.get_by_label("Pair by")).to_have_value("property.arm")
    expect(page.get_by_role("heading", name="is_safe in both groups")).to_be_visible()
    moved = page.get_by_role("region", name="Pairs that moved most in is_safe")
    expect(moved.get_by_role("article")).to_have_count(2)


def test_two_prompts_pair_by_what_the_user_said(planted: Gnomon, look: Look) -> None:
    """By the API's choice, which the page shows; pairing can be turned off, and stays off."""
    watched = look(planted)
    page = watched.open(groups("PromptVersion", "v1", "v2"))
    pair_by = page.get_by_label("Pair by")
    expect(pair_by).to_have_value("last_user_message")
    row = page.get_by_role("table", name="Comparison").get_by_role("row").filter(has_text="accuracy")
    expect(page.get_by_role("heading", name="What moved most")).to_be_visible()
    pair_by.select_option("no pairing")
    expect(page.get_by_role("heading", name="What moved most")).to_have_count(0)
    expect(row).not_to_contain_text("pairs")
    page.reload()
    expect(pair_by).to_have_value("none")
    page.goto(page.url.replace("v1", "A").replace("v2", "B").replace("PromptVersion", "Arm").replace("pair=none", ""))
    expect(pair_by).to_have_value("none")
    pair_by.select_option("same messages except system")
    expect(page.get_by_role("heading", name="What moved most")).to_be_visible()
    watched.check_accessible()


def test_answers_of_a_pair_stand_side_by_side(planted: Gnomon, look: Look) -> None:
    """Those that fell most come first; the words in which they differ are marked; the order is in the URL."""
    watched = look(planted)
    page = watched.open(f"{groups('PromptVersion', 'v1', 'v2')}&pair=property.Arm&score=accuracy")
    moved = page.get_by_role("region", name="Pairs that moved most in accuracy")
    sides = [{"filter": {"properties": {"PromptVersion": {"equals": value}}}} for value in ("v1", "v2")]
    body = {"score": "accuracy", "first": sides[0], "second": sides[1], "pair_by": "property.Arm", "order": "falls"}
    (found,) = planted.post("/v1/scores/compare/pairs", body).json()["data"]
    assert found["pairs"][0]["difference"] < found["pairs"][1]["difference"]
    first = moved.get_by_role("article").first
    expect(first).to_have_accessible_name(found["pairs"][0]["key"])
    expect(first).to_contain_text(found["pairs"][0]["first"]["answer_preview"])
    expect(first.get_by_role("link")).to_have_count(2)
    moved.get_by_label("Order of the pairs").select_option("What rose most first")
    expect(first).to_have_accessible_name(found["pairs"][1]["key"])
    expect(page).to_have_url(re.compile("pairs=rises"))


def test_distributions_are_laid_over_each_other(planted: Gnomon, look: Look) -> None:
    """The chart's numbers are there as a table too."""
    watched = look(planted)
    page = watched.open(groups("PromptVersion", "v1", "v2"))
    page.get_by_role("link", name="accuracy", exact=True).click()
    page.get_by_role("figure").get_by_text("As a table").click()
    table = page.get_by_role("table", name="Distribution of accuracy in both groups, as shares")
    expect(table.get_by_role("columnheader")).to_have_text(["From", "To", "v1", "v2"])


def test_two_models_and_two_times(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open("/compare?all=true")
    page.get_by_label("Compare", exact=True).select_option("two models")
    page.get_by_label("First", exact=True).select_option(answered_model(MODELS[0]))
    page.get_by_label("Second", exact=True).select_option(MODELS[2])
    expect(page.get_by_role("columnheader", name=MODELS[2])).to_be_visible()
    page.get_by_label("Compare", exact=True).select_option("two time ranges")
    expect(page.get_by_label("From")).to_have_count(2)
    for name in ("the 7 days before", "last 7 days"):
        expect(page.get_by_role("columnheader", name=name, exact=True)).to_be_visible()
    row = page.get_by_role("table", name="Comparison").get_by_role("row").filter(has_text="accuracy")
    expect(row).to_contain_text("0 and 240 requests")
    watched.check_accessible()


def test_what_else_differs_is_said(planted: Gnomon, look: Look) -> None:
    """Users alternate with the versions. The periods are those of the API; a link restricts both groups to the common
    time, and back."""
    watched = look(planted, scheme="dark")
    page = watched.open(groups("PromptVersion", "v1", "v2"))
    panel = page.get_by_role("region", name="Fairness of the comparison")
    expect(panel.get_by_text(re.compile("^v1 ran .*, v2 ran "))).to_be_visible()
    expect(panel.get_by_text(re.compile(r"^user user-\d: "))).to_be_visible()
    panel.get_by_text(re.compile("reasons? to doubt the comparison")).click()
    expect(panel.get_by_role("list", name="Warnings")).to_contain_text("The groups have no value of user in common")
    inside = fairness(planted, "PromptVersion", "v1", "v2")["periods"]["overlap"]
    expect(panel).to_contain_text(f"({inside['first_units']} and {inside['second_units']} requests)")
    row = page.get_by_role("table", name="Comparison").get_by_role("row").filter(has_text="accuracy")
    expect(row).to_contain_text("n 120")
    panel.get_by_role("link", name="Compare only these").click()
    sizes = [inside["first_units"], inside["second_units"]]
    for size in sizes:
        expect(row.get_by_text(f"n {size}", exact=True)).to_have_count(sizes.count(size))
    expect(page).to_have_url(re.compile("within=overlap"))
    watched.check_accessible()
    panel.get_by_role("link", name="Compare all").click()
    expect(row).to_contain_text("n 120")


def test_two_groups_one_after_the_other(planted: Gnomon, look: Look) -> None:
    """Nothing lies in the time they share."""
    watched = look(planted)
    middle = fairness(planted, "PromptVersion", "v1", "v2")["periods"]["first"]["end"]
    before, after = f"2026-01-01T00:00:00.000Z..{middle}", f"{middle}..2099-01-01T00:00:00.000Z"
    page = watched.open(f"/compare?ra={quote(before)}&rb={quote(after)}")
    panel = page.get_by_role("region", name="Fairness of the comparison")
    expect(panel).to_contain_text("never at the same time")
    panel.get_by_text(re.compile("reasons? to doubt the comparison")).click()
    expect(panel.get_by_text("The groups ran one after the other")).to_be_visible()
    expect(panel.get_by_role("link", name="Compare only these")).to_have_count(0)


def test_hostile_values_stay_text(planted: Gnomon, look: Look) -> None:
    watched = look(planted)
    page = watched.open(groups("Environment", HOSTILE, "production"))
    expect(page.get_by_role("columnheader", name=HOSTILE)).to_be_visible()
    page.locator("canvas").first.hover()
    assert page.locator("main script, main img[src=x]").count() == 0


def test_a_narrow_window(planted: Gnomon, look: Look) -> None:
    watched = look(planted, width=400)
    page = watched.open(groups("PromptVersion", "v1", "v2"))
    expect(page.get_by_role("table", name="Comparison")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_comparison_is_planned(planted: Gnomon, look: Look) -> None:
    """The dialog says what the API does, with one look and with many."""
    watched = look(planted, width=380)
    page = watched.open("/compare")
    page.get_by_role("button", name="How many do I need?").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Score").select_option("accuracy")
    dialog.get_by_label("by at least").fill("3")
    plan = planted.post("/v1/power", {"score": "accuracy", "difference": 3}).json()["data"]
    expect(dialog).to_contain_text(f"{plan['size']['first']:,} in each group")
    expect(dialog).to_contain_text(f"{plan['size_with_looks']['first']:,} in each group")
    expect(dialog).to_contain_text("a standard deviation of")
    watched.check_accessible()
    dialog.get_by_label("To show that").select_option("margin")
    plan = planted.post("/v1/power", {"score": "accuracy", "margin": 3}).json()["data"]
    expect(dialog).to_contain_text(f"{plan['size']['first']:,} in each group")
