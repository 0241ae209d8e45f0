"""POST /v1/changes/query: a planted fault is found, with its time, its size and its cause."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from api.settings import ApiConfig
from tests.api import calls
from tests.api.conftest import SHARED, Api, plain_config, running, shared
from tests.api.contract import promised
from tests.api.scored import us

pytestmark = SHARED

COUNT = 700
PLANTED = 500  # the first call of the new snapshot
START = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
BETWEEN = timedelta(minutes=30)
END = START + COUNT * BETWEEN
CHANGED_AT = START + PLANTED * BETWEEN
RANGE = {"start": START.isoformat(), "end": END.isoformat()}


class Call(NamedTuple):
    at: datetime
    model: str
    quality: float
    is_good: bool
    latency_ms: int
    failed: bool


def planted() -> list[Call]:
    """The new snapshot is worse by five points, has fewer good answers, and is slower; errors stay as they are."""
    chance = random.Random(4)
    return [_call(chance, number) for number in range(COUNT)]


def _call(chance: random.Random, number: int) -> Call:
    new = number >= PLANTED
    return Call(
        START + number * BETWEEN,
        "gpt-4o-2026-10-01" if new else "gpt-4o-2026-05-13",
        round(min(100.0, max(0.0, chance.gauss(75 if new else 80, 10))), 2),
        chance.random() < (0.6 if new else 0.9),
        int(chance.lognormvariate(7.0 if new else 6.7, 0.4)),
        chance.random() < 0.03,
    )


CALLS = planted()


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    async with running(shared_config) as api:
        for number, call in enumerate(CALLS):
            await _log(api, f"request-{number}", call, number)
        scores: list[dict[str, Any]] = []
        for number, call in enumerate(CALLS):
            target = {"request_id": f"request-{number}", "source": "code"}
            scores.append(target | {"name": "quality", "value": call.quality})
            scores.append(target | {"name": "is_good", "value": call.is_good})
            scores.append(target | {"name": "verdict", "value": "good" if call.is_good else "bad"})
        answer = await api.call("POST", "/v1/scores", json=scores)
        assert answer.status == 201, answer
        yield api


async def _log(api: Api, request_id: str, call: Call, number: int) -> None:
    headers = [("Helicone-Property-Plan", ("free", "paid")[number % 2])]
    body = json.dumps({"model": "gpt-4o", "messages": [{"role": "user", "content": request_id}]}).encode()
    exchange_id = await api.open_call(request_id, body, helicone_headers=headers, started_at_us=us(call.at))
    answer = calls.ANSWER.replace(b"gpt-4o-mini-2024-07-18", call.model.encode())
    status = 500 if call.failed else 200
    await api.close_call(exchange_id, answer, status=status, duration_us=call.latency_ms * 1000)


async def changes(api: Api, **body: Any) -> Any:
    answer = await api.call("POST", "/v1/changes/query", json={"time_range": RANGE, **body})
    assert (answer.status, answer.body.get("error")) == (200, None), answer
    promised().check("queryChanges", 200, answer.body)
    assert answer.body["method"] == "e_detector"
    return answer.body["data"]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_a_drop_is_found_within_two_hundred_scores(asked: Api) -> None:
    """With its time and its size in their intervals, and the new snapshot as the likely cause."""
    (found,) = await changes(asked, score="quality")
    (change,) = found["changes"]
    assert moment(change["earliest"]) <= CHANGED_AT <= moment(change["latest"]) + timedelta(hours=1)
    assert change["low"] < -5 < change["high"] < 0
    assert change["n_until_found"] <= 200
    assert moment(change["found_at"]) <= END
    assert change["before"] == pytest.approx(80, abs=1.5)
    assert change["difference"] == pytest.approx(change["after"] - change["before"])
    assert change["ratio"] is None
    cause = change["causes"][0]
    assert (cause["kind"], cause["key"], cause["value"]) == ("new_value", "model", "gpt-4o-2026-10-01")
    assert moment(cause["first_at"]) == CHANGED_AT
    assert cause["share_after"] > 0.9
    assert "The score quality fell by" in change["sentence"]
    assert "Likely cause: model gpt-4o-2026-10-01, first seen at 2026-10-15 19:30" in change["sentence"]
    assert found["complete_to"].startswith(END.strftime("%Y-%m-%dT%H:00"))
    assert (found["type"], found["all"], found["scale"], found["reason"]) == ("number", True, "linear", None)
    assert found["n_values"] == COUNT - 2  # the first and the last call are in hours of which the range has a part


async def test_shares_labels_and_metrics(asked: Api) -> None:
    (found,) = await changes(asked, score="is_good")
    (change,) = found["changes"]
    assert change["low"] < -0.3 < change["high"] < 0
    assert "points" in change["sentence"]
    (of_label,) = await changes(asked, score="verdict", label="good")
    assert of_label["changes"][0] == change | {
        "sentence": change["sentence"].replace("The score is_good", "The share of good in the score verdict")
    }
    (latency,) = await changes(asked, metric="latency_ms")
    assert latency["scale"] == "logarithmic"
    (slower,) = latency["changes"]
    assert slower["low"] < 1.35 < slower["high"]
    assert slower["ratio"] == pytest.approx(slower["after"] / slower["before"])
    assert "Latency rose by" in slower["sentence"]
    for metric in ("error_rate", "volume"):
        (steady,) = await changes(asked, metric=metric)
        assert (steady["changes"], steady["reason"]) == ([], None)


async def test_values_of_a_key_are_watched_one_by_one(asked: Api) -> None:
    """All of them share the false alarms that are allowed, and each has the cause of its own change."""
    found = await changes(asked, score="is_good", group_by="property.Plan")
    assert [(each["all"], each["value"]) for each in found] == [(True, None), (False, "free"), (False, "paid")]
    assert all(each["changes"] for each in found)
    assert "The score is_good of Plan free fell" in found[1]["changes"][0]["sentence"]
    for each in found:
        cause = each["changes"][-1]["causes"][0]
        assert (cause["key"], cause["value"]) == ("model", "gpt-4o-2026-10-01")
    unexplained = await changes(asked, score="is_good", group_by="property.Plan", explained=0)
    assert all(change["causes"] == [] for each in unexplained for change in each["changes"])
    (_, by_upstream) = await changes(asked, score="is_good", group_by="upstream")
    assert (by_upstream["value"], by_upstream["changes"][0]["causes"][0]["key"]) == ("openai", "model")


async def test_what_is_before_an_hour_decides_about_it(asked: Api) -> None:
    """Asked a day after it was found, the change is the one that was found then; asked before, there is none."""
    (found,) = await changes(asked, score="quality", explained=0)
    found_at = moment(found["changes"][0]["found_at"])
    before = {"start": RANGE["start"], "end": (found_at - timedelta(hours=1)).isoformat()}
    at_once = {"start": RANGE["start"], "end": found_at.isoformat()}
    assert (await changes(asked, score="quality", time_range=before))[0]["changes"] == []
    (change,) = (await changes(asked, score="quality", time_range=at_once))[0]["changes"]
    assert moment(change["found_at"]) == found_at


@shared
async def recent(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """Two calls of three days ago, forty of two days ago, and one an hour since. The score `live` comes two days late:
    those since have none yet. `at_once` was recorded for all of them together."""
    now = datetime.now(UTC)
    three_days_ago = [now - timedelta(hours=72, minutes=minutes) for minutes in range(2)]
    two_days_ago = [now - timedelta(hours=49, minutes=minutes) for minutes in range(40)]
    since = [now - timedelta(hours=hours, minutes=30) for hours in range(48)]
    async with running(plain_config(tmp_path_factory.mktemp("recent") / "data")) as api:
        before = [*three_days_ago, *two_days_ago]
        for number, at in enumerate([*before, *since]):
            await api.log_call(f"request-{number}", started_at_us=us(at))
        scored = [("at_once", len(before) + len(since)), ("live", len(before))]
        scores = [
            {"request_id": f"request-{number}", "name": name, "value": 0.5, "source": "code"}
            for name, count in scored
            for number in range(count)
        ]
        answer = await api.call("POST", "/v1/scores", json=scores)
        assert answer.status == 201, answer
        yield api


async def test_late_scores_are_waited_for(recent: Api) -> None:
    """But not where calls of the past were scored all at once, which would look as late."""
    now = datetime.now(UTC)
    start = {"start": (now - timedelta(days=7)).isoformat()}
    (live,) = await changes(recent, score="live", time_range=start)
    assert timedelta(hours=48) < now - moment(live["complete_to"]) < timedelta(hours=51)
    (at_once,) = await changes(recent, score="at_once", time_range=start)
    assert now - moment(at_once["complete_to"]) < timedelta(hours=2)


async def test_what_cannot_be_judged_has_a_reason(asked: Api) -> None:
    short = {"start": RANGE["start"], "end": (START + timedelta(hours=20)).isoformat()}
    (found,) = await changes(asked, score="quality", time_range=short)
    assert (found["changes"], "fewer than 50 values" in found["reason"]) == ([], True)
    assert await changes(asked, score="never") == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "requestBody"),
        ({"score": "quality", "metric": "cost_usd"}, "requestBody"),
        ({"metric": "volume", "label": "good"}, "requestBody"),
        ({"metric": "speed"}, "requestBody.metric"),
        ({"score": "verdict"}, "requestBody.label"),
        ({"score": "quality", "false_alarms_per_quarter": 0}, "requestBody.false_alarms_per_quarter"),
    ],
)
async def test_errors_name_the_field(asked: Api, body: dict[str, Any], field: str) -> None:
    answer = await asked.call("POST", "/v1/changes/query", json=body)
    assert answer.status == 422, answer
    assert any(each.startswith(field) for each in answer.body["details"]), answer.body
