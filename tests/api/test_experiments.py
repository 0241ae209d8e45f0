"""/v1/experiments: arms judged at every look, against the rows as they were sent and the paper's formula."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from math import exp, log, sqrt
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from scipy import special, stats

from api.settings import ApiConfig
from store.evaluation.experiments import EXPERIMENTS_MOST, Experiment
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.api.conftest import OWN, SHARED, Answer, Api, MakeConfig, running, shared
from tests.api.contract import promised
from tests.api.scored import START, Row, send
from tests.api.test_access import key

pytestmark = SHARED

ARMS = ("v1", "v2", "v3")
PER_ARM = 120
TUNED_AT = 300.0


def _row(number: int) -> Row:
    """Each arm in turn for ten days. v2 is right far more often, v3 as often as v1; sessions and users keep their arm.
    Every seventh request is of a team that is left out."""
    arm = number % 3
    own = number // 3
    properties = {"Version": ARMS[arm], "Input": f"input-{number}", "Team": "test" if own % 7 == 6 else "prod"}
    at = START + timedelta(minutes=40 * number)
    row = Row(f"request-{number}", at, "gpt-4o", f"s-{arm}-{own // 4}", f"u-{arm}-{own // 8}", properties)
    row.ratings["right"] = [(own % 10 < (9 if arm == 1 else 3), "", None)]
    row.ratings["grade"] = [(70 + (own * 7 % 13) + (own % 2), "", None)]
    row.ratings["tone"] = [(("kind", "kind", "rude")[own % 3], "", None)]
    row.ratings["topic"] = [(f"topic {own % 30:02}", "", None)]
    if arm == 0 or own % 2:
        row.ratings["half"] = [(own % 3 == 0, "", None)]
    return row


def _priced(number: int) -> Row:
    """Before all others: two arms whose sessions have one model each. That of every second session of the other arm has
    no price."""
    arm, session = number % 2, number // 8
    models = ("gpt-4o", "gpt-4o-mini"), ("gpt-4o-mini", "a model of nobody's")
    at = START - timedelta(days=30, minutes=-20 * number)
    properties = {"Arm": "ab"[arm], "Input": f"priced-{number}"}
    row = Row(f"priced-{number}", at, models[arm][session % 2], f"priced-{arm}-{session}", "u", properties)
    row.ratings["right"] = [(number % 4 < 2, "", None)]
    return row


ROWS = [_row(number) for number in range(3 * PER_ARM)]
PRICED = [_priced(number) for number in range(80)]
RIGHT = {"name": "right", "direction": "higher", "smallest_effect": 0.05}
BODY = {"name": "Prompts", "property": "Version", "values": ["v1", "v2"], "scores": [RIGHT], "start": START.isoformat()}
V1, V2 = ({"name": each, "filter": {"properties": {"Version": {"equals": each}}}} for each in ("v1", "v2"))


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS + PRICED)
        yield api


async def create(api: Api, **changes: Any) -> Answer:
    answer = await api.call("POST", "/v1/experiments", json=BODY | changes)
    if answer.status == 201:
        promised().check("createExperiment", 201, answer.body)
    return answer


async def verdict(api: Api, name: str, **changes: Any) -> Any:
    created = await create(api, name=name, **changes)
    assert created.status == 201, created
    answer = await api.get(f"/v1/experiments/{quote(name)}/verdict")
    assert answer.status == 200, answer
    promised().check("getExperimentVerdict", 200, answer.body)
    return answer.body["data"]


def values(arm: str, name: str, team: str | None = None) -> np.ndarray:
    of = [row for row in ROWS if row.properties["Version"] == arm and team in (None, row.properties["Team"])]
    return np.array([row.value(name) for row in of])


def half_width(error: float, n: float, level: float, tuned_at: float) -> float:
    """Waudby-Smith et al., 2024, theorem 2.2; n: units of both arms of one size."""
    rho = (-float(special.lambertw(-(level**2) * exp(-1), -1).real) - 1) / tuned_at
    return error * sqrt(2 * (1 + 1 / (n * rho)) * log(sqrt(n * rho + 1) / level))


def failed(found: Any) -> dict[tuple[str, str | None], str]:
    """What is wrong, by check and arm."""
    return {(each["check"], each["arm"]): each["message"] for each in found["health"] if not each["passed"]}


async def test_each_arm_is_judged_at_a_level_for_all_of_them(asked: Api) -> None:
    """Shares: with one more of each outcome (Agresti and Caffo). The better one is better; the other one is open, and
    with as many more requests as the answer says it would be decided."""
    found = await verdict(asked, "three", values=[*ARMS], tuned_at=TUNED_AT)
    assert (found["control"], found["level"]) == ("v1", 0.025)
    assert failed(found) == {}
    assert found["healthy"]
    better, same = found["arms"]
    for arm, judged in zip(("v2", "v3"), found["arms"], strict=True):
        (one,) = judged["scores"]
        sides = [values("v1", "right"), values(arm, "right")]
        assert (one["control"]["mean"], one["arm"]["mean"]) == pytest.approx([side.mean() for side in sides])
        shares = [(side.sum() + 1) / (len(side) + 2) for side in sides]
        error = sqrt(sum(share * (1 - share) / PER_ARM for share in shares))
        half = half_width(error, 2 * PER_ARM, 0.025, TUNED_AT)
        limits = [one["always_valid_interval"][end] for end in ("low", "high")]
        assert limits == pytest.approx([one["difference"] - half, one["difference"] + half])
        assert one["interval"]["method"] == "newcombe"
    assert (better["state"], better["scores"][0]["more_units"]) == ("better", None)
    assert better["sentence"].startswith(
        "v2 is better than v1: right is higher by 60 percentage points (at every look "
    )
    (open_,) = same["scores"]
    assert (same["state"], open_["state"]) == ("running", "running")
    growth = 1 + open_["more_units"]["arm"] / PER_ARM
    then = half_width(error / sqrt(growth), 2 * PER_ARM * growth, 0.025, TUNED_AT)
    assert then == pytest.approx(0.05, rel=0.01)
    assert "more requests of each until this can be decided" in open_["sentence"]


async def test_guardrails_labels_and_numbers(asked: Api) -> None:
    """By Welch's error. All calls took as long, so latency has no interval and its guardrail stays open; a label counts
    as the share of its requests."""
    scores = [
        {"name": "grade", "direction": "higher", "smallest_effect": 3},
        {"name": "tone", "label": "rude", "direction": "lower", "smallest_effect": 0.4},
        {"name": "never", "direction": "lower", "smallest_effect": 1},
    ]
    guardrails = [{"metric": "latency_ms", "margin": 50}, {"metric": "error_rate", "margin": 0.2}]
    found = await verdict(asked, "several", scores=scores, guardrails=guardrails, tuned_at=TUNED_AT)
    (arm,) = found["arms"]
    grade, tone, never = arm["scores"]
    sides = [values(each, "grade") for each in ("v1", "v2")]
    welch = stats.ttest_ind(sides[1], sides[0], equal_var=False).confidence_interval()
    assert (grade["interval"]["low"], grade["interval"]["high"]) == pytest.approx((welch.low, welch.high))
    half = half_width(sqrt(sum(side.var(ddof=1) / PER_ARM for side in sides)), 2 * PER_ARM, 0.05, TUNED_AT)
    assert grade["always_valid_interval"]["high"] - grade["difference"] == pytest.approx(half)
    assert (grade["state"], tone["state"]) == ("no_difference_of_interest", "no_difference_of_interest")
    assert grade["sentence"].startswith("v2 and v1 do not differ by as much as 3: grade is ")
    assert (tone["type"], tone["label"], tone["arm"]["mean"]) == ("label", "rude", pytest.approx(1 / 3, abs=0.01))
    assert (never["type"], never["state"]) == (None, "running")
    assert never["sentence"] == "Too early: nobody has given the score never yet."
    latency, errors = arm["guardrails"]
    assert (latency["state"], latency["always_valid_interval"]["reason"]) == ("running", latency["interval"]["reason"])
    assert (errors["state"], errors["arm"]["n"]) == ("no_worse", PER_ARM)
    assert errors["sentence"].startswith("v2 is not worse than v1 by as much as 20 percentage points: error rate is ")
    assert arm["state"] == "running"
    assert arm["sentence"].endswith("Its guardrails are not decided yet.")


async def test_labels_that_are_rare_or_that_nobody_gave(asked: Api) -> None:
    """Their share is judged, too, though there are more than twenty labels. Whether a score has labels is said."""
    goals = [("topic", "topic 29"), ("tone", "unheard of"), ("tone", None), ("grade", "good")]
    scores = [{"name": name, "label": label, "direction": "lower", "smallest_effect": 0.2} for name, label in goals]
    for changes in ({}, {"cluster_by": "property.Input"}):
        found = await verdict(asked, f"labels {len(changes)}", scores=scores, tuned_at=TUNED_AT, **changes)
        (arm,) = found["arms"]
        rare, unheard, unsaid, number = arm["scores"]
        assert (rare["arm"]["n"], rare["arm"]["mean"]) == (PER_ARM, pytest.approx(1 / 30))
        assert (unheard["state"], unheard["arm"]["mean"]) == ("no_difference_of_interest", 0)
        assert "tone: unheard of is the same (at every look -" in unheard["sentence"]
        assert unsaid["sentence"].startswith("tone has labels only: create another experiment with the label")
        assert number["sentence"].startswith("grade has no labels, but numbers: create another experiment without")


async def test_guardrails_on_metrics_that_are_unknown_in_part(asked: Api) -> None:
    """Their requests may depend on each other by session, if sessions are the unit."""
    body: dict[str, Any] = {
        "property": "Arm",
        "values": ["a", "b"],
        "start": (START - timedelta(days=40)).isoformat(),
        "guardrails": [{"metric": "cost_usd", "margin": 1}, {"metric": "time_to_first_token_ms", "margin": 1}],
    }
    found = await verdict(asked, "priced", cluster_by="session", **body)
    unknown = failed(found)["unknown_values", "b"]
    assert "The cost is known of 40 of the 40 requests of a and 20 of the 40 requests of b only" in unknown
    assert "No request of a or b has a known time to first token, so the guardrail cannot be decided" in unknown
    cost, first_token = found["arms"][0]["guardrails"]
    assert [cost[side]["n"] for side in ("control", "arm")] == [40, 20]
    assert first_token["sentence"] == "Not decided yet: one of the arms has no values of time to first token."
    of_sessions = await verdict(asked, "priced sessions", unit="session", **body)
    assert of_sessions["arms"][0]["guardrails"][0]["interval"] == cost["interval"]
    of_requests = await verdict(asked, "priced requests", **body)
    assert of_requests["arms"][0]["guardrails"][0]["interval"] != cost["interval"]


async def test_arms_by_filters_among_those_that_take_part(asked: Api) -> None:
    """The filter of the experiment leaves a team out; 102 of 120 requests are of the other one."""
    prod = {"properties": {"Team": {"equals": "prod"}}}
    groups = [V1 | {"name": "old"}, V2 | {"name": "new"}]
    found = await verdict(asked, "groups", property=None, values=[], groups=groups, filter=prod)
    (arm,) = found["arms"]
    assert (found["control"], arm["arm"]) == ("old", "new")
    side = values("v2", "right", "prod")
    assert (arm["scores"][0]["arm"]["n"], arm["scores"][0]["arm"]["mean"]) == (len(side), pytest.approx(side.mean()))
    assert arm["fairness"]["mix"]["defined_by"] == ["property.Version", "user"]
    without = await verdict(asked, "without", property="Arm", values=["a", "null"], start="2026-09-01")
    assert without["arms"][0]["scores"][0]["arm"]["n"] == len(ROWS)
    assert "1 user have" not in str(without["health"])
    days = {each["day"]: each["requests"] for each in found["exposures"]}
    assert sum(each["old"] for each in days.values()) == len(side)
    assert len(days) == (ROWS[-1].at.date() - ROWS[0].at.date()).days + 1


async def test_sessions_as_clusters(asked: Api) -> None:
    """Thirty sessions of an arm are too few, however many requests they have."""
    found = await verdict(asked, "clustered", cluster_by="session")
    problem = failed(found)["sample_size", "v2"]
    assert problem.startswith("There is no verdict on right yet: fewer than 100 independent requests, sessions or")
    (arm,) = found["arms"]
    assert (arm["state"], arm["scores"][0]["state"]) == ("running", "running")
    assert arm["scores"][0]["more_units"]["arm"] >= 280  # 70 more sessions of four


async def test_an_experiment_of_three_days_is_too_early(asked: Api) -> None:
    """What started before its end counts only."""
    end = START + timedelta(days=3)
    found = await verdict(asked, "short", end=end.isoformat())
    assert failed(found)["duration", None].startswith("The experiment has scores from 3.0 days: traffic of weekdays")
    (arm,) = found["arms"]
    early = [row for row in ROWS if row.at < end and row.properties["Version"] == "v2"]
    assert arm["scores"][0]["arm"]["n"] == len(early)
    long_before = {"start": (START - timedelta(days=100)).isoformat(), "end": end.isoformat()}
    assert "has scores from 3.0 days" in failed(await verdict(asked, "idle", **long_before))["duration", None]
    long_after = {"start": (START - timedelta(hours=3)).isoformat(), "end": (ROWS[-1].at + timedelta(1.5)).isoformat()}
    full = await verdict(asked, "at both ends", **long_after)
    days = (ROWS[-1].at - START + timedelta(hours=3)) / timedelta(days=1)
    assert full["health"][0]["message"].startswith(f"The experiment has scores from {days:.0f} days, which is long")
    for cycle_days, passed in ((3, True), (5, True), (15, False)):
        cycles = await verdict(asked, f"cycles of {cycle_days}", cycle_days=cycle_days, **long_after)
        assert cycles["health"][0]["passed"] == passed
    assert cycles["health"][0]["message"].endswith("repeats itself after 15 days, so let it run for 30 days at least.")


async def test_unhealthy_arms(asked: Api) -> None:
    """A split that was planned otherwise, and one arm with the half of the other's sessions, at another time."""
    split = failed(await verdict(asked, "split", expected_split=[70, 30]))
    assert list(split) == [("sample_ratio", "v2")]
    assert "120 and 120 requests, scored or not, where the split should be 70 to 30" in split["sample_ratio", "v2"]
    half = [RIGHT | {"name": "half"}]
    scored = failed(await verdict(asked, "scored", scores=half))["sample_ratio", "v2"]
    assert "The groups have 120 and 60 requests with scores where the split should be 1 to 1" in scored
    assert scored.endswith("All requests together, scored or not, fit it.")
    others = {"name": "others", "filter": {"properties": {"Version": {"not-equals": "v1"}}}}
    unequal = failed(await verdict(asked, "all", property=None, values=[], groups=[V1, others], scores=half))
    assert "The groups have 120 and 240 requests, scored or not, where" in unequal["sample_ratio", "others"]
    per_user = failed(await verdict(asked, "users", cluster_by="user", expected_split=[95, 5]))
    assert "The groups have 15 and 15 users, scored or not, where" in per_user["sample_ratio", "v2"]
    middle = {"filter": {"request_response_rmt": {"request_created_at": {"lt": ROWS[180].at.isoformat()}}}}
    later = {"filter": {"request_response_rmt": {"request_created_at": {"gte": ROWS[178].at.isoformat()}}}}
    groups = [{"name": "before"} | middle, {"name": "after"} | later]
    halves = failed(await verdict(asked, "halves", property=None, values=[], groups=groups))
    assert set(halves) == {("in_both", "after"), ("same_time", "after")}
    assert halves["in_both", "after"].startswith("2 requests and ")
    assert "have calls in both arms: what they met in one arm may change the other." in halves["in_both", "after"]
    assert "The arms ran at different times, before (" in halves["same_time", "after"]
    mixed = [
        {"name": each, "filter": {"request_response_rmt": {"session_id": {"contains": f"s-{number}-"}}}}
        for number, each in enumerate(("one", "two"))
    ]
    mix = failed(await verdict(asked, "mix", property=None, values=[], groups=mixed))
    assert list(mix) == [("mix", "two")]
    assert mix["mix", "two"].startswith("The groups have no value of property.Version in common")


async def test_only_the_end_of_an_experiment_changes(asked: Api) -> None:
    """What it compares was fixed before its scores were seen."""
    created = await create(
        asked, name="one at a time", unit="session", guardrails=[{"metric": "cost_usd", "margin": 1}]
    )
    record = created.body["data"]
    assert (record["state"], record["end"], record["unit"]) == ("running", None, "session")
    assert record["arms"][1] == {"name": "v2", "filter": V2["filter"], "part": 1}
    assert (await create(asked, name="one at a time")).status == 409
    path = "/v1/experiments/one%20at%20a%20time"
    refused = await asked.call("PATCH", path, json={"end": None, "scores": [RIGHT], "start": None})
    assert refused.status == 422
    assert "only end can be changed, not scores, start: what is compared was fixed" in str(refused.body)
    early = await asked.call("PATCH", path, json={"end": (START - timedelta(hours=1)).isoformat()})
    assert early.body["details"]["requestBody.end"]["message"] == "must be after the start"
    for end, state in (
        ("2200-01-01T00:00:00Z", "running"),
        ((START + timedelta(hours=1)).isoformat(), "ended"),
        (None, "running"),
    ):
        changed = await asked.call("PATCH", path, json={"end": end})
        assert (changed.status, changed.body["data"]["state"]) == (200, state)
        promised().check("changeExperiment", 200, changed.body)
    shown = await asked.get(path)
    assert shown.body["data"] == changed.body["data"]
    listed = (await asked.get("/v1/experiments")).body["data"]
    assert shown.body["data"] in listed
    planned = await create(asked, name="planned", start="2200-01-01T00:00:00Z")
    assert planned.body["data"]["state"] == "planned"
    assert (await asked.call("DELETE", path)).body["data"] == {"deleted": 1}
    for method, options in (("GET", {}), ("DELETE", {}), ("PATCH", {"json": {"end": None}})):
        assert (await asked.call(method, path, **options)).status == 404
    assert (await asked.get(f"{path}/verdict")).status == 404


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"values": ["v1"]}, "", "needs two arms or more"),
        ({"values": ["v1", "v1"]}, "", "must not have an arm twice"),
        ({"groups": [V1, V2]}, "", 'needs either "property" with "values", or "groups"'),
        ({"property": None}, "", 'needs either "property" with "values", or "groups"'),
        ({"expected_split": [1, 2, 3]}, "", "expected_split needs a part for each of the 2 arms"),
        ({"scores": []}, ".scores", "at least 1 item"),
        ({"scores": [RIGHT, RIGHT]}, ".scores", "must not have a score twice"),
        ({"scores": [RIGHT | {"smallest_effect": 0}]}, ".scores[0].smallest_effect", "must be a number above 0"),
        ({"name": " \t"}, ".name", "must not be blank"),
        ({"scores": [RIGHT | {"label": "x", "direction": None}]}, ".scores[0].direction", "is needed with a label"),
        ({"scores": [RIGHT | {"direction": None}]}, ".scores[0].direction", "say whether higher or lower values are"),
        ({"guardrails": [{"metric": "speed", "margin": 1}]}, ".guardrails[0].metric", "must be one of cost_usd"),
        ({"end": START.isoformat()}, ".end", "must be after the start"),
        ({"filter": {"properties": 1}}, ".filter.properties", "must be"),
        ({"property": None, "values": [], "groups": [V1, V2 | {"filter": 7}]}, ".groups[1].filter", "must be"),
    ],
)
async def test_bodies_that_are_refused(asked: Api, changes: dict[str, Any], field: str, message: str) -> None:
    answer = await create(asked, **({"name": "refused"} | changes))
    assert answer.status == 422, answer
    assert message in answer.body["details"][f"requestBody{field}"]["message"]


@OWN
async def test_experiments_belong_to_a_project(make_config: MakeConfig) -> None:
    """A definition's direction counts where the experiment gives none; other projects and readers change nothing."""
    keys = (
        key("anna-secret", name="anna", scopes=["read", "score"]),
        key("carl-secret", name="carl", scopes=["read"]),
        key("dora-secret", name="dora", scopes=["read", "score"], project=2),
    )
    async with running(make_config(keys=keys)) as api:
        as_ = {who: {"headers": {"Authorization": f"Bearer {who}-secret"}} for who in ("anna", "carl", "dora")}
        lower = {"kind": "float", "direction": "lower"}
        assert (await api.call("PUT", "/v1/score-definitions/right", json=lower, **as_["anna"])).status == 200
        body = BODY | {"scores": [RIGHT | {"direction": None}]}
        assert (await api.call("POST", "/v1/experiments", json=body, **as_["carl"])).status == 403
        created = await api.call("POST", "/v1/experiments", json=body, **as_["anna"])
        assert created.body["data"]["scores"][0]["direction"] == "lower"
        assert (await api.get("/v1/experiments/Prompts", **as_["carl"])).status == 200
        assert (await api.get("/v1/experiments", **as_["dora"])).body["data"] == []
        assert (await api.call("DELETE", "/v1/experiments/Prompts", **as_["dora"])).status == 404
        empty = (await api.get("/v1/experiments/Prompts/verdict", **as_["carl"])).body["data"]
        assert (empty["arms"][0]["state"], empty["exposures"]) == ("running", [])
        assert empty["arms"][0]["sentence"] == "Too early: nobody has given the score right yet."


@OWN
async def test_a_project_has_so_many_experiments(make_config: MakeConfig) -> None:
    config = make_config()
    store = await SqliteStore.open(DataDir(config.data_dir), ScoreSettings())
    for number in range(EXPERIMENTS_MOST):
        assert await store.experiments.create(Experiment(1, f"experiment {number}", {}, number, None, 1, 1))
    await store.close()
    async with running(config) as api:
        full = await create(api)
        assert "200 experiments, which is the limit" in full.body["details"]["requestBody"]["message"]
