"""POST /v1/power: plans from what the traffic shows, and from what is given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.api.conftest import Api, MakeConfig, running
from tests.api.example_data import send


async def _plan(api: Api, **body: Any) -> Any:
    answer = await api.call("POST", "/v1/power", json=body)
    assert answer.status == 200, answer
    return answer.body["data"]


async def test_comparisons_are_planned(make_config: MakeConfig) -> None:
    """From eight requests in two sessions with a score, and from numbers given by hand; what cannot be is refused."""
    async with running(make_config()) as api:
        await send(api)
        await _from_the_traffic(api)
        await _of_sampled_scores(api)
        await _by_hand(api)
        await _refused(api)


async def _from_the_traffic(api: Api) -> None:
    """Spread, sessions, pairs of equal questions and requests per day are seen."""
    seen = await _plan(api, score="accuracy", difference=3, cluster_by="session")
    assumed = seen["assumed"]
    assert (assumed["n_units"], assumed["mean"], assumed["is_share"]) == (8, pytest.approx(83), False)
    assert assumed["sd"] == pytest.approx((172 / 7) ** 0.5)
    assert assumed["clusters"]["clusters"] == 2
    assert assumed["clusters"]["icc"] == pytest.approx((98 - 74 / 6) / (98 + 3 * 74 / 6))
    assert assumed["design_effect"] == pytest.approx(1 + 3 * assumed["clusters"]["icc"])
    assert assumed["per_day"] == pytest.approx(8 * 24 / (3 + 1 / 3))
    plain = await _plan(api, score="accuracy", difference=3)
    assert plain["size"]["first"] == plain["size"]["second"] == 44
    assert plain["size"]["days"] == pytest.approx(88 / assumed["per_day"])
    assert seen["size"]["first"] == pytest.approx(assumed["design_effect"] * 44, abs=4)
    assert plain["size_with_looks"]["first"] >= 100
    assert plain["power"] == pytest.approx(0.8, abs=0.01)
    pairs = await _plan(api, score="accuracy", difference=3, design="paired", pair_by="last_user_message")
    assert pairs["method"] == "t_test_paired"
    assert pairs["assumed"]["pairs"]["clusters"] == 4
    share = await _plan(api, score="is_safe", n=500)
    assert (share["asked_for"], share["method"], share["assumed"]["is_share"]) == ("difference", "arcsine", True)
    assert -0.1 < share["difference"] < -0.05
    assert share["power"] == pytest.approx(0.8, abs=0.001)


async def _of_sampled_scores(api: Api) -> None:
    """They weigh as much as the requests that they stand for, and tell less of a mean than equal ones; not of pairs."""
    values, probabilities = np.array([10.0, 20, 30, 60]), np.array([1.0, 0.5, 0.5, 0.1])
    scores = [
        {"request_id": f"request-v2-{number}", "name": "sampled", "value": value, "source": "code", "probability": p}
        for number, (value, p) in enumerate(zip(values, probabilities, strict=True))
    ]
    assert (await api.call("POST", "/v1/scores", json=scores)).status == 201
    weights = 1 / probabilities
    mean = np.sum(weights * values) / np.sum(weights)
    variance = np.sum(weights * (values - mean) ** 2) / np.sum(weights)
    of_mean = np.sum((weights * (values - mean)) ** 2) / np.sum(weights) ** 2
    assumed = (await _plan(api, score="sampled", difference=5))["assumed"]
    assert (assumed["mean"], assumed["sd"]) == pytest.approx((mean, np.sqrt(variance * 4 / 3)))
    assert assumed["design_effect"] == pytest.approx(4 * of_mean / variance)
    pairs = await _plan(api, score="sampled", difference=5, design="paired", pair_by="property.PromptVersion")
    assert (pairs["assumed"]["design_effect"], pairs["assumed"]["pairs"]["mean_size"]) == (1, 4)
    given = await _plan(api, score="sampled", difference=5, design_effect=3)
    assert given["assumed"]["design_effect"] == 3


async def _by_hand(api: Api) -> None:
    """64 per group for half a standard deviation (Cohen); a margin needs no difference; two numbers give the power."""
    plan = await _plan(api, sd=2, difference=1, per_day=32)
    assert (plan["size"], plan["assumed"]["n_units"]) == ({"first": 64, "second": 64, "days": 4}, None)
    not_worse = await _plan(api, mean=0.8, margin=0.05)
    assert (not_worse["asked_for"], not_worse["method"], not_worse["size"]["first"]) == ("n", "t_test", 793)
    both = await _plan(api, sd=2, difference=1, n=64, ratio=2)
    assert (both["asked_for"], both["size"]["second"]) == ("power", 128)
    assert both["power"] == pytest.approx(0.9014, abs=0.0001)
    assert (await _plan(api, sd=2, margin=0.1, difference=-0.2))["size"] is None


async def _refused(api: Api) -> None:
    huge = {"request_id": "request-v2-1", "name": "huge", "source": "model", "evaluator": {"name": "judge"}}
    scores = [huge | {"value": 1e200}, huge | {"value": -1e200, "request_id": "request-v2-2"}]
    assert (await api.call("POST", "/v1/scores", json=scores)).status == 201
    planned = await api.call("POST", "/v1/label-plans", json={"score": "huge", "n": 5})
    assert "'huge' has values above 1e+100" in planned.body["details"]["requestBody.score"]["message"]
    for wrong, field in (
        ({"score": "huge", "difference": 1}, ".score"),
        ({"sd": 1e200, "n": 5}, ".sd"),
        ({"sd": 2, "difference": 1e200}, ".difference"),
        ({"sd": 2}, ""),
        ({"difference": 1}, ""),
        ({"score": "verdict", "difference": 1}, ".score"),
        ({"mean": 0.9, "difference": 0.2}, ".difference"),
        ({"sd": 1, "difference": 1, "design": "paired", "ratio": 2}, ""),
        ({"sd": 1, "difference": 1, "cluster_by": "moon"}, ".cluster_by"),
    ):
        answer = await api.call("POST", "/v1/power", json=wrong)
        assert answer.status == 422, wrong
        assert f"requestBody{field}" in answer.body["details"]
