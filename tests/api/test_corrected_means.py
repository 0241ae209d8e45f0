"""Means of a judge beside those corrected by the labels of people."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from tests.api import calls
from tests.api.conftest import Api

# of each version: what people say (None: no label), what the judge says, how often
CALLS: dict[str, list[tuple[bool | None, bool, int]]] = {
    "v1": [(True, True, 8), (True, False, 2), (False, False, 9), (False, True, 1), (None, True, 10), (None, False, 10)],
    "v2": [(True, True, 2), (None, True, 9), (None, False, 9)],
}
SENSITIVITY, SPECIFICITY = 8 / 10, 9 / 10
POOLED_SENSITIVITY = 10 / 12


@pytest.fixture
async def judged(api: Api) -> Api:
    """The judge's scores are is_right and stars; so are the labels, which also have the name checked."""
    scores: list[dict[str, Any]] = []
    for version, rows in CALLS.items():
        for people, judge in [(people, judge) for people, judge, times in rows for _ in range(times)]:
            scores += await _called(api, f"{version}-{len(scores)}", version, people, judge)
    answer = await api.call("POST", "/v1/scores", json=scores)
    assert answer.status == 201, answer
    return api


async def _called(api: Api, name: str, version: str, people: bool | None, judge: bool) -> list[dict[str, Any]]:
    headers = [("Helicone-Property-Version", version)]
    await api.close_call(await api.open_call(name, b'{"model": "m"}', helicone_headers=headers), calls.ANSWER)
    by_judge = {"request_id": name, "source": "model", "evaluator": {"name": "judge"}}
    by_people = {"request_id": name, "source": "human", "rater": "ann"}
    told = [{**by_judge, "name": "is_right", "value": judge}, {**by_judge, "name": "stars", "value": 2 + 2 * judge}]
    if people is not None:
        told += [{**by_people, "name": each, "value": people} for each in ("is_right", "checked")]
        told.append({**by_people, "name": "stars", "value": 3 + 2 * people + len(name) % 2})
    return told


async def asked(api: Api, score: str, corrected_by: dict[str, Any] | None = None, **body: Any) -> Any:
    body |= {"scores": [score], "corrected_by": corrected_by or {}}
    answer = await api.call("POST", "/v1/scores/query", json=body)
    assert answer.status == 200, answer
    return answer.body["data"][0]


async def test_a_judge_is_corrected_by_the_labels_of_people(judged: Api) -> None:
    """Of all 60 calls: the judge's share, and that of Rogan and Gladen, side by side, with the judge's errors."""
    (group,) = (await asked(judged, "is_right"))["groups"]
    of_judge = group["judged"]
    share = (8 + 1 + 10 + 2 + 9) / 60
    assert (of_judge["n_units"], of_judge["mean"]) == (60, pytest.approx(share))
    assert of_judge["interval"]["method"] == "wilson"
    corrected = of_judge["corrected"]
    theta = (share + SPECIFICITY - 1) / (POOLED_SENSITIVITY + SPECIFICITY - 1)
    assert corrected["mean"] == pytest.approx(theta)
    assert (corrected["sensitivity"], corrected["specificity"]) == pytest.approx((POOLED_SENSITIVITY, SPECIFICITY))
    assert (corrected["n_labels"], corrected["calibration"]) == (22, "own")
    interval = corrected["interval"]
    assert interval["method"] == "rogan_gladen"
    assert 0 <= interval["low"] < theta < interval["high"] <= 1
    assert corrected["labels_to_halve"] is None or corrected["labels_to_halve"] > 22


async def test_each_group_says_whose_labels_correct_it(judged: Api) -> None:
    """v1 has enough of its own; v2, which has two, takes those of both."""
    score = await asked(judged, "is_right", group_by=["property.Version"], total=True)
    first, second = (group["judged"] for group in score["groups"])
    assert first["corrected"]["calibration"] == "own"
    assert first["corrected"]["mean"] == pytest.approx((19 / 40 - 0.1) / 0.7)
    assert second["corrected"]["calibration"] == "pooled"
    assert second["corrected"]["n_labels"] == 22
    assert second["mean"] == pytest.approx(11 / 20)
    assert score["total"]["judged"]["corrected"]["calibration"] == "own"


async def test_labels_may_have_another_name(judged: Api) -> None:
    """The names of scores say under which of them both a judge and people scored."""
    same = (await asked(judged, "is_right"))["groups"][0]["judged"]["corrected"]
    other = (await asked(judged, "is_right", {"score": "checked"}))["groups"][0]["judged"]["corrected"]
    assert other == same
    (group,) = (await asked(judged, "is_right", {"score": "never sent"}))["groups"]
    assert group["judged"]["corrected"]["mean"] is None
    assert "people gave no" in group["judged"]["corrected"]["interval"]["reason"]
    of_one_judge = {"request_id": "v1-0", "name": "length", "value": 3, "evaluator": {"name": "counter"}}
    more = [of_one_judge, {**of_one_judge, "evaluator": {"name": "other"}}, {**of_one_judge, "name": "is_right"}]
    more.append({"request_id": "v1-0", "name": "checked", "value": 2, "rater": "bob"})
    assert (await judged.call("POST", "/v1/scores", json=more)).status == 201
    names = (await judged.call("GET", "/v1/scores/names")).body["data"]
    assert {(each["name"], each["type"]) for each in names if each["labelled"]} == {
        ("is_right", "boolean"),
        ("is_right", "number"),
        ("stars", "number"),
    }


async def test_numbers_are_refused_with_few_labels_and_corrected_with_enough(judged: Api) -> None:
    """22 labels are too few for a mean; with 10 more there is one, by PPI++."""
    (group,) = (await asked(judged, "stars"))["groups"]
    assert group["judged"]["corrected"]["mean"] is None
    assert "22 judged requests have a label; 30 are needed" in group["judged"]["corrected"]["interval"]["reason"]
    names = [f"more-{number}" for number in range(20)]
    more: list[dict[str, Any]] = []
    for name in names:
        more += await _called(judged, name, "v1", len(more) % 3 == 0, len(more) % 2 == 0)
    assert (await judged.call("POST", "/v1/scores", json=more)).status == 201
    (group,) = (await asked(judged, "stars", cluster_by="session"))["groups"]
    corrected = group["judged"]["corrected"]
    assert corrected["interval"]["method"] == "ppi"
    assert 0 <= corrected["tuning"] <= 1
    assert corrected["interval"]["low"] < corrected["mean"] < corrected["interval"]["high"]
    assert corrected["mean"] > group["judged"]["mean"], "people give about a star more"


async def test_labels_of_another_time_correct_too(judged: Api) -> None:
    """Of a time without labels nothing can be corrected."""
    empty = {"time_range": {"start": "2020-01-01T00:00:00Z", "end": "2020-02-01T00:00:00Z"}}
    (group,) = (await asked(judged, "is_right", empty))["groups"]
    assert group["judged"]["corrected"]["mean"] is None
    everything = {"time_range": {"start": "2020-01-01T00:00:00Z"}}
    (group,) = (await asked(judged, "is_right", everything))["groups"]
    assert group["judged"]["corrected"]["n_labels"] == 22


async def test_versions_of_a_judge_have_their_own_errors(judged: Api) -> None:
    """What one evaluator gets wrong is not taken for another's."""
    score = await asked(judged, "is_right", group_by=["evaluator"])
    found = {group["group"]["evaluator"]: group["judged"] for group in score["groups"]}
    assert found["judge"]["corrected"]["calibration"] == "own"
    assert found[None] is None, "people are no judge"


async def compared(api: Api, score: str, **body: Any) -> Any:
    sides = {
        side: {"filter": {"properties": {"Version": {"equals": version}}}}
        for side, version in (("first", "v1"), ("second", "v2"))
    }
    answer = await api.call("POST", "/v1/scores/compare", json={"scores": [score], **sides, **body})
    assert answer.status == 200, answer
    return answer.body["data"][0]


async def test_a_difference_is_corrected_by_the_labels_of_both_groups(judged: Api) -> None:
    """v2 has too few of its own, so both are corrected by all 22: (p2 - p1) / (q0 + q1 - 1), within the limits at which
    p2 - p1 lies z standard errors from what the difference would make of it."""
    one = (await compared(judged, "is_right", corrected_by={}))["judged"]
    first, second = (one[side]["corrected"] for side in ("first", "second"))
    assert [(each["calibration"], each["n_labels"]) for each in (first, second)] == [("pooled", 22)] * 2
    youden = POOLED_SENSITIVITY + SPECIFICITY - 1
    assert one["difference"] == pytest.approx((11 / 20 - 19 / 40) / youden)
    assert one["difference"] == pytest.approx(second["mean"] - first["mean"])
    assert one["interval"]["method"] == "rogan_gladen"
    p1, p2, q0, q1 = 20 / 42, 12 / 22, 10 / 12, 11 / 14  # with one more of each outcome
    # what the labelled calls add to p2 - p1 and to q0 + q1: of each kind (people, judge) and version
    rates = {"v1": 19 / 40, "v2": 11 / 20}
    both = sum(
        (1 if version == "v2" else -1)
        * times
        * (said - rates[version])
        / (40 if version == "v1" else 20)
        * ((said - POOLED_SENSITIVITY) / 12 if people else (1 - said - SPECIFICITY) / 10)
        for version, rows in CALLS.items()
        for people, said, times in rows
        if people is not None
    )
    for limit in (one["interval"]["low"], one["interval"]["high"]):
        spread = p1 * (1 - p1) / 42 + p2 * (1 - p2) / 22 - 2 * limit * both
        spread += limit**2 * (q0 * (1 - q0) / 12 + q1 * (1 - q1) / 14)
        assert abs(p2 - p1 - limit * (q0 + q1 - 1)) == pytest.approx(1.959964 * sqrt(spread), rel=1e-5)
    assert (await compared(judged, "is_right"))["judged"] is None
    assert (await compared(judged, "is_right", corrected_by={"score": "never sent"}))["judged"] is None
    assert (await compared(judged, "checked", corrected_by={}))["judged"] is None, "people only"
    stars = (await compared(judged, "stars", corrected_by={}))["judged"]
    assert (stars["difference"], stars["interval"]["low"]) == (None, None)
    assert "22 judged requests have a label; 30 are needed" in stars["interval"]["reason"]


async def test_groups_with_labels_enough_are_corrected_by_their_own(judged: Api) -> None:
    """The limits of the difference are as far from it as those of both means together (Zou and Donner)."""
    more: list[dict[str, Any]] = []
    for number in range(20):
        more += await _called(judged, f"more-{number}", "v2", number % 2 == 0, number % 5 < 3)
    assert (await judged.call("POST", "/v1/scores", json=more)).status == 201
    one = (await compared(judged, "is_right", corrected_by={"score": "checked"}))["judged"]
    first, second = (one[side]["corrected"] for side in ("first", "second"))
    assert [(each["calibration"], each["n_labels"]) for each in (first, second)] == [("own", 20), ("own", 22)]
    assert one["difference"] == pytest.approx(second["mean"] - first["mean"])
    assert one["interval"]["method"] == "mover"
    falls = [second["mean"] - second["interval"]["low"], first["interval"]["high"] - first["mean"]]
    assert one["difference"] - one["interval"]["low"] == pytest.approx(sqrt(falls[0] ** 2 + falls[1] ** 2))
    # The same calls on both sides: their difference is 0, and nearly certain; a label counts once.
    same = {"filter": {"properties": {"Version": {"equals": "v1"}}}}
    none = (await compared(judged, "is_right", corrected_by={}, first=same, second=same))["judged"]
    assert (none["difference"], none["first"]["corrected"]["n_labels"]) == (0, 20)
    assert [none["interval"]["low"], none["interval"]["high"]] == pytest.approx([0, 0], abs=0.05)
    few = (await compared(judged, "stars", corrected_by={}, first=same, second=same))["judged"]
    assert "20 judged requests have a label" in few["interval"]["reason"]


async def test_an_error_that_both_groups_share_cancels_out(judged: Api) -> None:
    """Labels of another time are those of both groups, once; of numbers they leave the judge's difference."""
    more: list[dict[str, Any]] = []
    for number in range(12):
        more += await _called(judged, f"more-{number}", "v2", number % 3 == 0, number % 2 == 0)
    assert (await judged.call("POST", "/v1/scores", json=more)).status == 201
    one = (await compared(judged, "stars", corrected_by={"time_range": {"start": "2020-01-01T00:00:00Z"}}))["judged"]
    first, second = one["first"], one["second"]
    assert (first["corrected"]["calibration"], first["corrected"]["n_labels"]) == ("pooled", 34)
    assert one["interval"]["method"] == "judge_difference"
    assert one["difference"] == pytest.approx(second["mean"] - first["mean"])
    assert one["difference"] == pytest.approx(second["corrected"]["mean"] - first["corrected"]["mean"])
    assert one["interval"]["low"] < one["difference"] < one["interval"]["high"]
