"""Helicone's questions on scores, in its shapes, with the numbers right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from api.settings import ApiConfig
from tests.api.conftest import OWN, SHARED, Api, MakeConfig, running, shared
from tests.api.scored import Row, rows, send
from tests.api.told import begin

pytestmark = SHARED

ROWS = rows()
NAMES = ["accuracy", "agreed-hcone-bool", "is_safe-hcone-bool", "quality", "rare", "sampled"]
START, END = ROWS[0].at.replace(minute=0), ROWS[-1].at + timedelta(hours=3)
WHOLE = {"start": START.isoformat(), "end": END.isoformat()}


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS)
        yield api


@pytest.fixture
async def own(make_config: MakeConfig) -> AsyncIterator[Api]:
    """For what changes something."""
    async with running(make_config()) as api:
        await send(api, ROWS)
        yield api


async def post(api: Api, path: str, **body: Any) -> Any:
    answer = await api.call("POST", path, json=body)
    assert (answer.status, answer.body["error"]) == (200, None), answer
    return answer.body["data"]


def plain(shown: str) -> str:
    return shown.removesuffix("-hcone-bool")


def hour(row: Row) -> str:
    return row.at.replace(minute=0, second=0, microsecond=0).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@OWN
async def test_names(own: Api) -> None:
    """All there are: booleans with Helicone's suffix, labels left out, feedback under its own name."""
    answer = await own.get("/v1/evals/scores")
    assert (answer.status, answer.body["data"]) == (200, NAMES)
    await own.call("POST", "/v1/request/request-1/feedback", json={"rating": True})
    assert "helicone-score-feedback" in (await own.get("/v1/evals/scores")).body["data"]


@OWN
async def test_names_are_in_the_order_of_what_is_shown(api: Api) -> None:
    """`mixed-hcone-bool` comes after `mixed`, and after `mixed!`."""
    scores = [
        {"request_id": "r", "name": name, "value": value} for name in ("mixed", "mixed!") for value in (True, 0.5)
    ]
    await api.log_call("r")
    for score in scores:
        assert (await api.call("POST", "/v1/scores", json=[score | {"rater": str(score["value"])}])).status == 201
    names = (await api.call("GET", "/v1/evals/scores")).body["data"]
    assert names == sorted(names)
    assert {"mixed", "mixed!", "mixed-hcone-bool"} <= set(names)


async def test_the_true_mean_minimum_maximum_and_count(asked: Api) -> None:
    """Of all requests in that time: no average of hourly averages, no zeros from empty hours; with an interval."""
    found = await post(asked, "/v1/evals/query", filter="all", timeFilter=WHOLE, offset=0, limit=10)
    assert [one["name"] for one in found] == NAMES
    for one in found:
        values = [row.value(plain(one["name"])) for row in ROWS if plain(one["name"]) in row.ratings]
        assert one["averageScore"] == pytest.approx(np.mean(values), rel=1e-9)
        assert (one["minScore"], one["maxScore"]) == (pytest.approx(min(values)), pytest.approx(max(values)))
        assert one["count"] == len(values)
        assert one["interval"]["low"] < one["averageScore"] < one["interval"]["high"]


async def test_every_hour_is_there(asked: Api) -> None:
    """From the first to the last hour of the time asked about, both included; zeros where nothing was scored."""
    (one,) = await post(asked, "/v1/evals/query", filter={}, timeFilter=WHOLE, scores=["rare"])
    hours = [START + timedelta(hours=at) for at in range((END - START) // timedelta(hours=1) + 1)]
    dates = [at.strftime("%Y-%m-%dT%H:%M:%S.000Z") for at in hours]
    assert [each["date"] for each in one["overTime"]] == [each["date"] for each in one["averageOverTime"]] == dates
    for count, mean in zip(one["overTime"], one["averageOverTime"], strict=True):
        values = [row.value("rare") for row in ROWS if "rare" in row.ratings and hour(row) == count["date"]]
        assert count["count"] == len(values)
        assert mean["value"] == pytest.approx(np.mean(values) if values else 0)
    assert 0 in [each["count"] for each in one["overTime"]]


async def test_both_ends_are_included(asked: Api) -> None:
    """/v1/evals/query takes in a request that began at the end; the distribution does not."""
    moment = ROWS[4].at.isoformat()
    ends = {"start": moment, "end": moment}
    (one,) = await post(asked, "/v1/evals/query", filter="all", timeFilter=ends, scores=["accuracy"])
    assert (one["count"], one["averageScore"]) == (1, ROWS[4].value("accuracy"))
    assert await post(asked, "/v1/evals/score-distributions/query", filter="all", timeFilter=ends) == []


async def test_a_time_without_scores(asked: Api) -> None:
    """Names are there all the same, with no count and null for what there is not."""
    empty = {"start": "2020-01-01", "end": "2020-01-02"}
    found = await post(asked, "/v1/evals/query", filter="all", timeFilter=empty)
    assert [one["name"] for one in found] == NAMES
    assert {(one["count"], one["averageScore"], one["minScore"]) for one in found} == {(0, None, None)}
    assert len(found[0]["overTime"]) == 25


async def test_filtered(asked: Api) -> None:
    """By whatever the filter tree can say."""
    model = {"request_response_rmt": {"model": {"equals": "gpt-4o"}}}
    (one,) = await post(asked, "/v1/evals/query", filter=model, timeFilter=WHOLE, scores=["quality"])
    assert one["count"] == sum(row.model == "gpt-4o" for row in ROWS)


async def test_distributions(asked: Api) -> None:
    """At most ten bins of one width that hold every value once; only names that have values."""
    found = await post(asked, "/v1/evals/score-distributions/query", filter="all", timeFilter=WHOLE)
    assert [one["name"] for one in found] == NAMES
    for one in found:
        values = [row.value(plain(one["name"])) for row in ROWS if plain(one["name"]) in row.ratings]
        bins = one["distribution"]
        assert 1 <= len(bins) <= 10
        edges = [bins[0]["lower"], *(each["upper"] for each in bins)]
        assert [each["value"] for each in bins] == list(np.histogram(values, edges)[0])
        assert sum(each["value"] for each in bins) == len(values)
    safe = next(one for one in found if one["name"] == "is_safe-hcone-bool")
    assert len(safe["distribution"]) == 2


@pytest.mark.parametrize(
    ("increment", "minutes"), [("min", 0), ("hour", 0), ("day", -120), ("week", 300), ("month", 0), ("year", 60)]
)
async def test_the_dashboards_series(asked: Api, increment: str, minutes: int) -> None:
    """What is called score_sum is the mean of the bucket; buckets begin where they do so many minutes west of UTC."""
    found = await post(
        asked,
        "/v1/dashboard/scores/query",
        userFilter="all",
        timeFilter=WHOLE,
        dbIncrement=increment,
        timeZoneDifference=minutes,
    )
    assert {one["score_key"] for one in found} == set(NAMES)
    expected: dict[tuple[str, datetime], list[float]] = {}
    for row in ROWS:
        for name in row.ratings.keys() - {"verdict"}:
            expected.setdefault((name, begin(row.at, increment, minutes)), []).append(row.value(name))
    means = {key: np.mean(values) for key, values in expected.items()}
    answered = {
        (plain(one["score_key"]), datetime.fromisoformat(one["created_at_trunc"])): one["score_sum"] for one in found
    }
    assert answered == pytest.approx(means, rel=1e-9)


@pytest.mark.parametrize(
    "ends",
    [
        {"start": "2026-02-01", "end": "2026-01-01"},
        {"start": "soon", "end": "2026-01-01"},
        {"start": "0001-01-01", "end": "9999-12-31T23:59:59.999999Z"},
    ],
)
async def test_a_time_that_is_none(asked: Api, ends: dict[str, str]) -> None:
    """Helicone's message, with the caller's status; ten thousand years of hours are too many."""
    answer = await asked.call("POST", "/v1/evals/query", json={"filter": "all", "timeFilter": ends})
    assert answer.status == 422
    assert answer.body["data"] is None
    assert answer.body["error"].startswith("Invalid time filter")


@pytest.mark.parametrize("missing", ["filter", "timeFilter"])
async def test_what_is_missing_is_named(asked: Api, missing: str) -> None:
    """As Helicone has it: 422 and the field."""
    body = {"filter": "all", "timeFilter": WHOLE}
    del body[missing]
    for path in ("/v1/evals/query", "/v1/evals/score-distributions/query"):
        answer = await asked.call("POST", path, json=body)
        assert answer.status == 422
        assert answer.body["details"][f"requestBody.{missing}"]["message"] == f"'{missing}' is required"
