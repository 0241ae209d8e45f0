"""What an answer may not be surer of than its data: the cases in which intervals used to be too narrow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.api import calls
from tests.api.conftest import Api

FISHER = stats.fisher_exact([[90, 10], [10, 0]]).pvalue  # 0.594
NEWCOMBE = confint_proportions_2indep(10, 10, 90, 100, compare="diff", method="newcomb")


async def send(api: Api, scores: list[dict[str, Any]], sessions: list[str] | None = None) -> None:
    """A request for each score, with the property Side from the score and a session of its own, or of `sessions`."""
    items = []
    for number, score in enumerate(scores):
        name = f"{score['name']}-{number}"
        session = sessions[number] if sessions else name
        headers = [("Helicone-Property-Side", score.pop("side", "")), ("Helicone-Session-Id", session)]
        exchange_id = await api.open_call(name, b'{"model": "m", "messages": []}', helicone_headers=headers)
        await api.close_call(exchange_id, calls.ANSWER)
        items.append({"request_id": name, **score})
    answer = await api.call("POST", "/v1/scores", json=items)
    assert answer.status == 201, answer


async def compared(api: Api, *scores: str, **body: Any) -> list[Any]:
    sides = {
        name: {"filter": {"properties": {"side": {"equals": value}}}}
        for name, value in (("first", "a"), ("second", "b"))
    }
    answer = await api.call("POST", "/v1/scores/compare", json={"scores": list(scores), **sides, **body})
    assert answer.status == 200, answer
    return list(answer.body["data"])


async def asked(api: Api, score: str, **body: Any) -> list[Any]:
    answer = await api.call("POST", "/v1/scores/query", json={"scores": [score], **body})
    assert answer.status == 200, answer
    return list(answer.body["data"][0]["groups"])


def ten_against_a_hundred(name: str, true: Any, false: Any, **more: Any) -> list[dict[str, Any]]:
    """90 of 100 against 10 of 10."""
    first = [true] * 90 + [false] * 10
    return [{"name": name, "value": value, "side": "a", **more} for value in first] + [
        {"name": name, "value": true, "side": "b", **more} for _ in range(10)
    ]


async def test_a_side_without_spread_makes_nothing_certain(api: Api) -> None:
    """10 of 10 against 90 of 100: Fisher's .594 and Newcombe's interval, however it is asked or sent."""
    await send(api, ten_against_a_hundred("plain", True, False))
    await send(api, ten_against_a_hundred("sampled", True, False, probability=1))
    await send(api, ten_against_a_hundred("hundreds", 100, 0))
    await send(api, ten_against_a_hundred("label", "good", "bad"))
    for body in ({}, {"cluster_by": "session"}):
        for one in await compared(api, "plain", "sampled", "hundreds", "label", **body):
            scale, sign = (100 if one["name"] == "hundreds" else 1), (-1 if one["label"] == "bad" else 1)
            expected = sorted(sign * scale * limit for limit in NEWCOMBE)
            assert one["p_value"] == pytest.approx(FISHER, rel=1e-9), one
            assert [one["interval"]["low"], one["interval"]["high"]] == pytest.approx(expected, rel=1e-9)
            assert one["test"] == "fisher_exact"


async def test_other_numbers_without_spread_on_one_side(api: Api) -> None:
    """No interval and no p-value, with the reason."""
    values = [("a", 3.0)] * 12 + [("b", value) for value in (1.0, 2.0, 3.0, 4.0, 5.0)]
    await send(api, [{"name": "stars", "value": value, "side": side} for side, value in values])
    (one,) = await compared(api, "stars")
    assert (one["interval"]["low"], one["p_value"]) == (None, None)
    assert one["interval"]["reason"] == "all values of one group are equal, so its spread cannot be estimated"


async def test_clusters_that_are_not_enough(api: Api) -> None:
    """One session with nearly all requests: no interval with clusters, and the reason; the share of the largest one."""
    sessions = ["big"] * 30 + ["small-1", "small-2"]
    scores = [{"name": "speed", "value": float(number % 7) + 0.5, "side": "a"} for number in range(32)]
    await send(api, scores, sessions)
    (group,) = await asked(api, "speed", cluster_by="session")
    interval = group["interval"]
    assert (interval["low"], interval["largest_cluster_share"]) == (None, 30 / 32)
    assert interval["effective_df"] < 2
    assert interval["reason"].startswith("the effective degrees of freedom are below 2")


async def test_differences_of_clustered_shares_stay_within_one(api: Api) -> None:
    """Four booleans in clusters of two."""
    values = [("a", True), ("a", True), ("a", False), ("a", False), ("b", True), ("b", False), ("b", True), ("b", True)]
    sessions = ["s1", "s2", "s3", "s1", "s4", "s5", "s6", "s4"]
    await send(api, [{"name": "ok", "value": value, "side": side} for side, value in values], sessions)
    (one,) = await compared(api, "ok", cluster_by="session")
    low, high = one["interval"]["low"], one["interval"]["high"]
    assert (low is None) == (high is None)
    assert low is None or -1 <= low <= one["difference"] <= high <= 1


async def test_limits_keep_digits_relative_to_their_width(api: Api) -> None:
    """Epoch milliseconds: mean …126.33, interval …115.99 to …136.68; 2^53 - 3 and 2^53 - 1 are not equal."""
    await send(api, [{"name": "at", "value": value} for value in (1795824000123, 1795824000125, 1795824000131)])
    (group,) = await asked(api, "at", quantiles=[0.25])
    values = np.array([123.0, 125, 131])
    expected = stats.t.interval(0.95, 2, values.mean(), stats.sem(values))
    assert group["mean"] - 1795824000000 == pytest.approx(values.mean(), abs=1e-3)
    limits = [group["interval"][side] - 1795824000000 for side in ("low", "high")]
    assert limits == pytest.approx(expected, abs=1e-3)
    assert (group["min"], group["max"], group["quantiles"]["0.25"]) == (1795824000123, 1795824000131, 1795824000124)
    await send(api, [{"name": "near", "value": value} for value in (9007199254740989, 9007199254740991)])
    (near,) = await asked(api, "near")
    assert near["interval"]["reason"] is None


async def test_decimals_are_shown_as_they_are(api: Api) -> None:
    """`scores` of a request: 0.87 is not 1; integers and booleans are whole numbers."""
    await send(api, [{"name": "one", "value": 1, "side": "a"}])
    for name, value in (("relevance", 0.87), ("half", 2.5), ("minus", -0.4), ("tiny", 1e-9), ("ok", True), ("n", 3)):
        await api.call("POST", "/v1/scores", json=[{"request_id": "one-0", "name": name, "value": value}])
    expected = {"one": 1, "relevance": 0.87, "half": 2.5, "minus": -0.4, "tiny": 1e-9, "ok-hcone-bool": 1, "n": 3}
    row = (await api.call("GET", "/v1/request/one-0")).body["data"]
    assert row["scores"] == expected
    (row,) = (await api.call("POST", "/v1/request/query", json={"filter": "all"})).body["data"]
    assert row["scores"] == expected
