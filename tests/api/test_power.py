"""POST /v1/power: plans from what the traffic shows, and from what is given."""

from __future__ import annotations

from typing import Any

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
    for wrong, field in (
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
