"""What moved most between two groups, and which scores there are: against the rows as they were sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from api.settings import ApiConfig
from tests.api.conftest import OWN, SHARED, Api, running, shared
from tests.api.contract import promised
from tests.api.scored import Row, rows, send
from tests.api.test_score_comparisons import version

pytestmark = SHARED

ROWS = rows()
START_US = 1_767_225_600_000_000  # 2026-01-01


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS)
        yield api


def moved(score: str) -> dict[str, tuple[float, float]]:
    """Input → the mean of its requests of v1 and of v2."""
    sides: list[dict[str, list[float]]] = [{}, {}]
    for row in ROWS:
        if score in row.ratings:
            side = sides[row.properties["Version"] == "v2"]
            side.setdefault(row.properties["Input"], []).append(row.value(score))
    return {key: (float(np.mean(sides[0][key])), float(np.mean(sides[1][key]))) for key in sides[0].keys() & sides[1]}


async def pairs(api: Api, score: str, **more: Any) -> Any:
    body = {"score": score, "first": version("v1"), "second": version("v2"), "pair_by": "property.Input", **more}
    answer = await api.call("POST", "/v1/scores/compare/pairs", json=body)
    assert answer.status == 200, answer
    promised().check("compareScorePairs", 200, answer.body)
    return answer.body["data"]


@pytest.mark.timeout(240)
async def test_what_moved_most(asked: Api) -> None:
    """Largest differences first, by a property or by the same messages; each side with its mean and its latest call."""
    for score, kind in (("accuracy", "number"), ("quality", "number"), ("is_safe", "boolean")):
        means = moved(score)
        assert len(means) > 10
        (found,) = await pairs(asked, score, limit=1000)
        assert found["type"] == kind
        assert {one["key"]: (one["first"]["mean"], one["second"]["mean"]) for one in found["pairs"]} == {
            key: pytest.approx(both, rel=1e-9) for key, both in means.items()
        }
        sizes = [abs(one["difference"]) for one in found["pairs"]]
        assert sizes == sorted(sizes, reverse=True)
        (top,) = await pairs(asked, score, limit=3)
        assert top["pairs"] == found["pairs"][:3]
        (by_hash,) = await pairs(asked, score, limit=1000, pair_by="input_hash")
        differences = [sorted(one["difference"] for one in pairs["pairs"]) for pairs in (found, by_hash)]
        assert differences[0] == pytest.approx(differences[1], rel=1e-9)
        for order, sign in (("falls", 1), ("rises", -1)):
            (ordered,) = await pairs(asked, score, limit=1000, order=order)
            changes = [sign * one["difference"] for one in ordered["pairs"]]
            assert changes == sorted(changes)
        assert found["pairs"][0]["second"]["answer_preview"] == "Qubits, mostly."
        for one in found["pairs"]:
            assert one["first"]["request_id"] == _latest("v1", one["key"], score)
    assert await pairs(asked, "verdict") == []  # labels have no difference
    assert await pairs(asked, "never") == []
    (nothing,) = await pairs(asked, "accuracy", pair_by="property.Never")
    assert nothing["pairs"] == []


@OWN
async def test_the_latest_call_is_the_one_that_started_last(api: Api) -> None:
    """Not the one that was logged last."""
    for number, (name, of, at_s) in enumerate(
        [("old", "v1", 10), ("new", "v1", 90), ("late", "v1", 50), ("b", "v2", 5)]
    ):
        headers = [("Helicone-Property-Version", of), ("Helicone-Property-Input", "the same")]
        await api.log_call(name, helicone_headers=headers, started_at_us=START_US + at_s * 1_000_000)
        await api.score(name, {"accuracy": 10 * number})
    (found,) = await pairs(api, "accuracy")
    assert [pair["first"]["request_id"] for pair in found["pairs"]] == ["new"]


def _latest(of: str, key: str, score: str) -> str:
    def is_meant(row: Row) -> bool:
        return row.properties["Version"] == of and row.properties["Input"] == key and score in row.ratings

    return [row.request_id for row in ROWS if is_meant(row)][-1]


async def test_names(asked: Api) -> None:
    """Of every type, with what was recorded of each; a name with two types is there twice; deleted ones are not."""
    answer = await asked.call("POST", "/v1/scores", json={"session_id": "s", "name": "accuracy", "value": "good"})
    score_id = answer.body["data"]["scores"][0]["score_id"]
    answer = await asked.get("/v1/scores/names")
    promised().check("listScoreNames", 200, answer.body)
    found = {(one["name"], one["type"]): one["ratings"] for one in answer.body["data"]}
    types = {"is_safe": "boolean", "agreed": "boolean", "verdict": "label"}
    sent: dict[tuple[str, str], int] = {("accuracy", "label"): 1}
    for row in ROWS:
        for name, ratings in row.ratings.items():
            key = (name, types.get(name, "number"))
            sent[key] = sent.get(key, 0) + len(ratings)
    assert found == sent
    assert list(found) == sorted(found)
    await asked.call("DELETE", f"/v1/scores/{score_id}")
    names = [one["name"] for one in (await asked.get("/v1/scores/names")).body["data"]]
    assert names.count("accuracy") == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pair_by": "model"}, "pair_by"),
        ({"score": ""}, "score"),
        ({"limit": 0}, "limit"),
        ({"second": {"filter": {"nope": {}}}}, "second.filter.nope"),
        ({"first": {}}, "first.filter"),
    ],
)
async def test_what_is_wrong_is_named(asked: Api, changed: dict[str, Any], field: str) -> None:
    body = {"score": "a", "first": {"filter": "all"}, "second": {"filter": "all"}, "pair_by": "input_hash"} | changed
    answer = await asked.call("POST", "/v1/scores/compare/pairs", json=body)
    assert (answer.status, list(answer.body["details"])) == (422, [f"requestBody.{field}"])
