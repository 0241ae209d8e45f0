"""Raters over HTTP: how each differs from the others, and versions of an evaluator as raters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.api.conftest import Api, MakeConfig, running
from tests.api.test_queues import fill

SAID = {"anna": (4, 2, 5, 1, 3), "bob": (5, 3, 5, 3, 4), "carl": (4, 2, 4, 1, 3)}
JUDGED = {"v1": (5, 5, 5, 5, 5), "v2": (4, 2, 5, 2, 3)}


@pytest.fixture
async def rated(make_config: MakeConfig) -> AsyncIterator[Api]:
    """Six calls, of which five have grades by three people and by two versions of a judge, the second one last."""
    async with running(make_config()) as api:
        await fill(api)
        for rater, grades in SAID.items():
            await _grade(api, grades, rater=rater, source="human")
        for version, grades in JUDGED.items():
            await _grade(api, grades, evaluator={"name": "judge", "version": version}, source="model")
        yield api


async def _grade(api: Api, grades: tuple[int, ...], **author: Any) -> None:
    scores = [
        {"request_id": f"call-{number}", "name": "grade", "value": grade, **author}
        for number, grade in enumerate(grades)
    ]
    answer = await api.call("POST", "/v1/scores", json=scores)
    assert answer.status == 201, answer


async def _agreement(api: Api, **more: Any) -> Any:
    answer = await api.call("POST", "/v1/scores/agreement", json={"score": "grade", **more})
    assert answer.status == 200, answer
    return answer.body["data"]


async def test_each_rater_is_measured_against_the_people(rated: Api) -> None:
    """Bob grades 0.9 higher than anna and carl together; the judge has no say in what people's effects are."""
    found = await _agreement(rated)
    anna, bob, carl, judge = found["raters"]
    assert [each["rater"] for each in found["raters"]] == ["anna", "bob", "carl", "judge"]
    assert bob["bias"]["value"] == pytest.approx((20 - (15 + 14) / 2) / 5)
    assert bob["bias"]["interval"]["low"] < 1.1 < bob["bias"]["interval"]["high"]
    assert judge["bias"]["value"] == pytest.approx((16 - (15 + 20 + 14) / 3) / 5)
    effects = [each["leniency"]["value"] for each in (anna, bob, carl)]
    assert effects == pytest.approx([-0.266666667, 0.733333333, -0.466666667])
    assert bob["leniency"]["interval"]["method"] == "additive_model"
    assert (bob["odd_one_out"]["value"], bob["odd_one_out"]["n_units"]) == (0.8, 5)
    assert found["fleiss"]["value"] is None
    assert "nominal" in found["fleiss"]["interval"]["reason"]
    nominal = await _agreement(rated, scale="nominal")
    assert nominal["fleiss"]["value"] == pytest.approx(
        (1 / 3 - 49 / 225) / (1 - 49 / 225)
    )  # of 15 grades, 2, 2, 4, 4 and 3 equal


async def test_versions_of_an_evaluator_are_raters(rated: Api) -> None:
    """What the first version said counts, though the second has replaced it; each is compared with the people, too."""
    found = await _agreement(rated, versions_of="judge")
    versions = [(each["rater"], each["version"]) for each in found["raters"] if not each["is_person"]]
    assert versions == [("judge@v1", "v1"), ("judge@v2", "v2")]
    assert found["of"] == "versions"
    (pair,) = found["pairs"]
    assert (pair["first"], pair["second"], pair["difference"]) == ("judge@v1", "judge@v2", pytest.approx(-9 / 5))
    assert pair["difference_interval"]["low"] < -9 / 5 < pair["difference_interval"]["high"] < 0
    assert (pair["percent"]["value"], found["percent"]["value"]) == (0.2, 0.2)
    first, second = found["judges"]
    assert first["pair"]["kappa"]["value"] == pytest.approx(0, abs=1e-12)
    assert second["pair"]["kappa"]["value"] > 0.8
    assert [(each["request_id"], each["spread"]) for each in found["disagreements"]] == [
        ("call-3", 3),
        ("call-1", 3),
        ("call-4", 2),
        ("call-0", 1),
    ]
    assert len(found["disagreements"][0]["ratings"]) == 5


async def test_labels_have_no_bias_and_versions_no_list_of_raters(rated: Api) -> None:
    """A label has no distance; who stands alone is told. `versions_of` says who the raters are."""
    for rater, verdict in {"anna": "good", "bob": "bad", "carl": "good"}.items():
        score = {"request_id": "call-0", "name": "verdict", "value": verdict, "rater": rater, "source": "human"}
        assert (await rated.call("POST", "/v1/scores", json=score)).status == 201
    found = await _agreement(rated, score="verdict")
    assert [(each["bias"], each["leniency"]) for each in found["raters"]] == [(None, None)] * 3
    assert [each["odd_one_out"]["value"] for each in found["raters"]] == [0, 1, 0]
    assert found["fleiss"]["n_units"] == 1
    body = {"score": "grade", "versions_of": "judge", "raters": ["anna", "bob"]}
    assert (await rated.call("POST", "/v1/scores/agreement", json=body)).status == 422
    nobody = await _agreement(rated, versions_of="nobody")
    assert (nobody["of"], nobody["pairs"], nobody["judges"]) == ("versions", [], [])


async def test_of_very_many_raters_those_with_the_most_ratings_are_read(rated: Api) -> None:
    """End users rate, too: a column for each of a hundred thousand would take all the memory."""
    crowd = [
        {"request_id": f"call-{number % 5}", "name": "grade", "value": 3, "rater": f"user-{number}", "source": "user"}
        for number in range(600)
    ]
    assert (await rated.call("POST", "/v1/scores", json=crowd)).status == 201
    found = await _agreement(rated)
    assert found["is_cut"]
    assert {"anna", "bob", "carl"} < {each["rater"] for each in found["raters"]}
