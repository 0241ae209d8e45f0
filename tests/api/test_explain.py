"""POST /v1/scores/explain: a planted fault is found first, and every number is that of plain numpy."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from api.settings import ApiConfig
from tests.api import calls
from tests.api.conftest import SHARED, Api, running, shared
from tests.api.contract import promised
from tests.api.scored import us

pytestmark = SHARED

MIDDLE = datetime(2026, 11, 20, tzinfo=UTC)
BEFORE = {"name": "before", "filter": "all", "time_range": {"end": MIDDLE.isoformat()}}
AFTER = {"name": "after", "filter": "all", "time_range": {"start": MIDDLE.isoformat()}}


class Call(NamedTuple):
    request_id: str
    after: bool
    model: str
    session: str
    properties: dict[str, str]
    groundedness: float
    verdict: str
    failed: bool
    duration_ms: int

    @property
    def is_rejudged(self) -> bool:
        return int(self.request_id.removeprefix("request-")) % 4 == 1

    def value(self, key: str) -> str | None:
        if key == "evaluator":
            return "judge 2" if self.is_rejudged else "judge"
        return self.model if key == "model" else self.properties.get(key.removeprefix("property."))


def planted(count: int = 360) -> list[Call]:
    """Alike before and after, but for German answers from bm25, which are worse after. Most requests are of one
    environment, which therefore carries most of the change without any part in it."""
    chance = random.Random(11)
    return [_call(chance, number, number >= count // 2) for number in range(count)]


def _call(chance: random.Random, number: int, after: bool) -> Call:
    properties = {
        "Language": chance.choices(["en", "de", "fr"], [0.6, 0.25, 0.15])[0],
        "Retriever": chance.choice(["bm25", "dense"]),
        "Id": f"id-{number}",
    }
    if chance.random() < 0.93:
        properties["Environment"] = "production"
    fault = after and (properties["Language"], properties["Retriever"]) == ("de", "bm25")
    groundedness = chance.gauss(0.4 if fault else 0.85, 0.06)
    return Call(
        f"request-{number}",
        after,
        chance.choice(["gpt-4o", "gpt-4o-mini"]),
        f"session-{number // 3}",
        properties,
        round(groundedness, 4),
        "bad" if groundedness < 0.7 else chance.choice(["good", "fair"]),
        chance.random() < (0.6 if fault else 0.05),
        int(chance.gauss(900 if after else 800, 100)),
    )


CALLS = planted()
SIDES = [call for call in CALLS if not call.after], [call for call in CALLS if call.after]


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    async with running(shared_config) as api:
        for number, call in enumerate(CALLS):
            at = MIDDLE + timedelta(hours=number - len(CALLS) // 2)
            await _log(api, call, at)
        items = [
            {"request_id": call.request_id, "name": name, "value": value, "source": "code"}
            | {"evaluator": {"name": "judge", "version": "2"} if call.is_rejudged and name == "verdict" else "judge"}
            for call in CALLS
            for name, value in (("groundedness", call.groundedness), ("verdict", call.verdict))
        ]
        answer = await api.call("POST", "/v1/scores", json=items)
        assert answer.status == 201, answer
        yield api


async def _log(api: Api, call: Call, at: datetime) -> None:
    headers = [(f"Helicone-Property-{name}", value) for name, value in call.properties.items()]
    headers.append(("Helicone-Session-Id", call.session))
    body = json.dumps({"model": call.model, "messages": [{"role": "user", "content": call.request_id}]}).encode()
    exchange_id = await api.open_call(call.request_id, body, helicone_headers=headers, started_at_us=us(at))
    answer = calls.ANSWER.replace(b"gpt-4o-mini-2024-07-18", call.model.encode())
    await api.close_call(exchange_id, answer, status=500 if call.failed else 200, duration_us=call.duration_ms * 1000)


async def explained(api: Api, **body: Any) -> Any:
    answer = await api.call(
        "POST", "/v1/scores/explain", json={"first": BEFORE, "second": AFTER, "limit": 1000, **body}
    )
    assert (answer.status, answer.body.get("error")) == (200, None), answer
    promised().check("explainScores", 200, answer.body)
    assert (answer.body["method"], answer.body["correction"]) == ("kitagawa_delta", "holm")
    return answer.body["data"]


async def test_the_planted_fault_comes_first(asked: Api) -> None:
    """The language and the retriever; not the environment that nearly all requests have. The sums are exact."""
    (found,) = await explained(asked, score="groundedness")
    means = [np.mean([call.groundedness for call in side]) for side in SIDES]
    assert (found["first"]["mean"], found["second"]["mean"]) == pytest.approx(means, rel=1e-9)
    assert found["difference"] == pytest.approx(means[1] - means[0], rel=1e-9)
    assert {(each["key"], each["value"]) for each in found["values"][:2]} == {
        ("property.Language", "de"),
        ("property.Retriever", "bm25"),
    }
    assert max(each["excess"]["p_value_holm"] for each in found["values"][:2]) < 0.01
    production = next(each for each in found["values"] if each["value"] == "production")
    assert abs(production["contribution"]["amount"]) > 0.8 * abs(found["difference"])
    assert production["excess"]["p_value_holm"] > 0.05
    assert found["keys"] == ["model", "property.Language", "property.Retriever", "property.Environment"]
    assert found["left_out"] == [
        {"key": "upstream", "reason": "one_value"},
        {"key": "property.Id", "reason": "identifies_requests"},
        {"key": "prompt", "reason": "one_value"},
        {"key": "prompt_fingerprint", "reason": "one_value"},
        {"key": "evaluator", "reason": "one_value"},
    ]
    assert found["tested"] == len(found["values"]) == 2 + 3 + 2 + 2
    excesses = [each["excess"]["amount"] for each in found["values"]]
    assert excesses == sorted(excesses)  # the score fell
    p_values = [each["excess"]["p_value"] for each in found["values"]]
    corrected = [each["excess"]["p_value_holm"] for each in found["values"]]
    assert corrected == pytest.approx(list(multipletests(p_values, method="holm")[1]), rel=1e-9)


async def test_evaluators_are_named_apart_from_their_versions(asked: Api) -> None:
    """So that a filter can select them; no version is null."""
    (found,) = await explained(asked, score="verdict", label="bad")
    evaluators = {each["value"]: each["evaluator"] for each in found["values"] if each["key"] == "evaluator"}
    assert evaluators == {
        "judge": {"name": "judge", "version": None},
        "judge 2": {"name": "judge", "version": "2"},
    }
    assert all(each["evaluator"] is None for each in found["values"] if each["key"] != "evaluator")


_EXPLAINED: list[tuple[dict[str, Any], Callable[[Call], float]]] = [
    ({"score": "groundedness"}, lambda call: call.groundedness),
    ({"score": "verdict", "label": "bad"}, lambda call: float(call.verdict == "bad")),
    ({"metric": "error_rate"}, lambda call: float(call.failed)),
    ({"metric": "latency_ms", "cluster_by": "session"}, lambda call: float(call.duration_ms)),
]


async def test_each_value_by_kitagawa(asked: Api) -> None:
    """Scores, labels and metrics: n, shares, means, mix and rate of every value; the parts sum to the change."""
    for body, value in _EXPLAINED:
        (found,) = await explained(asked, **body)
        check(found, value)


def check(found: Any, value: Callable[[Call], float]) -> None:
    means = [np.mean([float(value(call)) for call in side]) for side in SIDES]
    assert found["difference"] == pytest.approx(means[1] - means[0], rel=1e-9)
    for key in found["keys"]:
        of_key = [each for each in found["values"] if each["key"] == key]
        assert sum(each["contribution"]["amount"] for each in of_key) == pytest.approx(found["difference"], rel=1e-9)
    for each in found["values"]:
        shares, of_value = [], []
        for side, shown in zip(SIDES, (each["first"], each["second"]), strict=True):
            values = [float(value(call)) for call in side if call.value(each["key"]) == each["value"]]
            assert shown["n_units"] == len(values)
            assert (shown["share"], shown["mean"]) == pytest.approx(
                (len(values) / len(side), np.mean(values)), rel=1e-9
            )
            shares.append(len(values) / len(side))
            of_value.append(np.mean(values))
        mix = (shares[1] - shares[0]) * (sum(of_value) - sum(means)) / 2
        rate = sum(shares) / 2 * (of_value[1] - of_value[0])
        assert (each["mix"]["amount"], each["rate"]["amount"]) == pytest.approx((mix, rate), abs=1e-9)


async def test_metrics_of_two_groups(asked: Api) -> None:
    """/v1/scores/compare with metrics: Welch for latency, shares for errors; one correction for all p-values."""
    body = {
        "first": BEFORE,
        "second": AFTER,
        "scores": ["groundedness"],
        "metrics": ["latency_ms", "error_rate", "cost_usd"],
    }
    answer = await asked.call("POST", "/v1/scores/compare", json=body)
    assert answer.status == 200, answer
    promised().check("compareScores", 200, answer.body)
    latency, errors, cost = answer.body["metrics"]
    first, second = (np.array([float(call.duration_ms) for call in side]) for side in SIDES)
    expected = stats.ttest_ind(second, first, equal_var=False)
    assert (latency["first"]["mean"], latency["second"]["mean"]) == pytest.approx((first.mean(), second.mean()))
    assert latency["interval"]["low"] == pytest.approx(expected.confidence_interval().low, rel=1e-9)
    assert (latency["test"], latency["p_value"]) == ("welch_t", pytest.approx(expected.pvalue, rel=1e-6))
    assert latency["second"]["quantiles"] == pytest.approx(
        {"0.5": np.quantile(second, 0.5), "0.95": np.quantile(second, 0.95)}
    )
    ranks = [int(stats.binom.ppf(0.025, 180, 0.95)), int(stats.binom.ppf(0.975, 180, 0.95)) + 1]
    found = latency["second"]["quantile_intervals"]["0.95"]
    assert [found["low"], found["high"]] == [sorted(second)[rank - 1] for rank in ranks]
    assert found["method"] == "order_statistics"
    assert latency["relative_difference"] == pytest.approx(second.mean() / first.mean() - 1)
    failed = [sum(call.failed for call in side) for side in SIDES]
    assert [errors[side]["mean"] for side in ("first", "second")] == pytest.approx([count / 180 for count in failed])
    table = [[count, 180 - count] for count in failed]
    assert errors["p_value"] == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9)
    assert (errors["interval"]["method"], errors["first"]["quantiles"]) == ("newcombe", None)
    assert errors["first"]["quantile_intervals"] is None
    tests = [*answer.body["data"], latency, errors, cost]
    tested = [each for each in tests if each["p_value"] is not None]
    assert [each["p_value_holm"] for each in tested] == pytest.approx(
        list(multipletests([each["p_value"] for each in tested], method="holm")[1]), rel=1e-9
    )
    alone = await asked.call("POST", "/v1/scores/compare", json={**body, "scores": [], "metrics": ["error_rate"]})
    assert (alone.body["data"], alone.body["fairness"], len(alone.body["metrics"])) == ([], None, 1)


async def test_pass_rates(asked: Api) -> None:
    """What share passes the threshold of the definition, alone and compared; a score without one is left out."""
    definition = {"kind": "float", "direction": "higher", "pass_threshold": 0.7}
    assert (await asked.call("PUT", "/v1/score-definitions/groundedness", json=definition)).status == 200
    passed = [sum(call.groundedness >= 0.7 for call in side) for side in SIDES]
    body: dict[str, Any] = {"scores": ["groundedness", "verdict"], "pass_rate": True}
    answer = await asked.call(
        "POST", "/v1/scores/query", json={**body, "group_by": ["property.Language"], "total": True}
    )
    groundedness, verdict = answer.body["data"]
    assert (groundedness["type"], groundedness["total"]["mean"]) == ("boolean", pytest.approx(sum(passed) / 360))
    limits = stats.binomtest(sum(passed), 360).proportion_ci(method="wilson")
    interval = groundedness["total"]["interval"]
    assert (interval["method"], interval["low"]) == ("wilson", pytest.approx(limits.low))
    assert verdict["groups"] == []
    compared = await asked.call("POST", "/v1/scores/compare", json={**body, "first": BEFORE, "second": AFTER})
    (one,) = compared.body["data"]
    assert (one["first"]["mean"], one["second"]["mean"]) == pytest.approx([count / 180 for count in passed])
    assert one["interval"]["method"] == "newcombe"
    assert (await asked.call("DELETE", "/v1/score-definitions/groundedness")).status == 200


async def test_sessions_and_a_group_of_nobody(asked: Api) -> None:
    """Scores of sessions are explained by what all requests of a session share; an empty group has no change."""
    items = [
        {"session_id": f"session-{number}", "name": "resolved", "value": number % 5 > 0, "source": "human"}
        for number in range(120)
    ]
    assert (await asked.call("POST", "/v1/scores", json=items)).status == 201
    (found,) = await explained(asked, score="resolved", unit="session")
    assert (found["type"], found["first"]["n_units"] + found["second"]["n_units"]) == ("boolean", 120)
    assert {each["value"] for each in found["values"] if each["key"] == "model"} >= {"(mixed)"}
    nobody = {"filter": {"properties": {"Language": {"equals": "xx"}}}}
    (empty,) = await explained(asked, score="groundedness", second=nobody)
    assert (empty["difference"], empty["values"], empty["second"]["mean"]) == (None, [], None)
    assert await explained(asked, score="unknown") == []


_WRONG: list[tuple[dict[str, Any], str]] = [
    ({"score": None}, "requestBody"),
    ({"metric": "cost_usd"}, "requestBody"),
    ({"score": None, "metric": "speed"}, "metric"),
    ({"score": None, "metric": "cost_usd", "unit": "session"}, "requestBody"),
    ({"score": "verdict"}, "label"),
    ({"first": {"filter": {"x": 1}}}, "first.filter.x"),
    ({"cluster_by": "rater"}, "cluster_by"),
]


async def test_what_does_not_fit_is_named(asked: Api) -> None:
    """422 with the field."""
    for changes, field in _WRONG:
        body = {"score": "groundedness", "first": BEFORE, "second": AFTER, **changes}
        answer = await asked.call("POST", "/v1/scores/explain", json=body)
        assert answer.status == 422, answer
        assert any(name.endswith(field) for name in answer.body["details"]), answer.body
