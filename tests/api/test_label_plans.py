"""POST /v1/label-plans: a plan, its queue, the labels of people, and the mean that they correct."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running

CALLS = 120
LABELS = 60


def judged_true(number: int) -> bool:
    return number % 4 == 0


def said_true(number: int) -> bool:
    """By people, who find an error in a third of what the judge calls true, and in a tenth of the rest."""
    return number % 12 != 0 if judged_true(number) else number % 10 == 1


async def _plan(api: Api, status: int = 200, **body: Any) -> Any:
    answer = await api.call("POST", "/v1/label-plans", json={"score": "is_right", "n": LABELS} | body)
    assert answer.status == status, answer
    return answer.body["data"] if status == 200 else answer.body


async def _done(api: Api, path: str, body: Any, method: str = "POST") -> Any:
    answer = await api.call(method, path, json=body)
    assert answer.status in (200, 201), answer
    return answer.body["data"]


async def test_a_judge_is_corrected_by_planned_labels(make_config: MakeConfig) -> None:
    """120 calls that a judge scored, 60 of which people label in the queue of the plan."""
    async with running(make_config()) as api:
        scores: list[dict[str, Any]] = []
        for number in range(CALLS):
            await api.close_call(await api.open_call(f"call-{number}", b'{"model": "m"}'), calls.ANSWER)
            by_judge = {"source": "model", "evaluator": {"name": "judge"}}
            scores.append({"request_id": f"call-{number}", "name": "is_right", "value": judged_true(number)} | by_judge)
        await _done(api, "/v1/scores", scores)
        await _refused(api)
        plan = await _planned(api)
        await _labelled(api, plan)
        await _corrected(api)
        await _with_a_chosen_label(api, plan)
        await _planned_again(api, plan)


async def _refused(api: Api) -> None:
    """What no judge scored, what raters would not know the values of, and a name that is taken; no queue is left."""
    assert "no judge gave" in str(await _plan(api, 422, score="never sent"))
    assert "n or half_width is needed" in str(await _plan(api, 422, n=None))
    assert "requestBody.queue.scores[0]" in str(await _plan(api, 422, queue={"name": "Plan"}))
    await _done(api, "/v1/score-definitions/is_right", {"kind": "boolean"}, "PUT")
    await _plan(api, 422, score="never sent", queue={"name": "Plan", "scores": ["is_right"]})
    assert (await api.call("GET", "/v1/queues")).body["data"] == []


async def _planned(api: Api) -> Any:
    """Two strata with proportional labels, as nobody has labelled yet; the same seed makes the same plan."""
    plan = await _plan(api, seed=3)
    assert plan == await _plan(api, seed=3)
    assert plan["items"] != (await _plan(api, seed=4))["items"]
    assert (plan["basis"], plan["n_judged"], plan["is_cut"], plan["queue_id"]) == ("assumption", CALLS, False, None)
    assert [(each["low"], each["size"], each["allocated"]) for each in plan["strata"]] == [(0, 90, 45), (1, 30, 15)]
    assert {each["probability"] for each in plan["items"]} == {0.5}
    as_wide = await _plan(api, n=None, half_width=1.001 * plan["half_width"], seed=3)
    assert as_wide["items"] == plan["items"]
    wider = await _plan(api, n=None, half_width=2 * plan["half_width"])
    assert len(wider["items"]) < LABELS / 2
    assert wider["half_width"] <= 2 * plan["half_width"]
    assert len((await _plan(api, n=None, half_width=0.001))["items"]) == CALLS
    only_true = {"request_response_rmt": {"scores": {"is_right": {"equals": 1}}}}
    (stratum,) = (await _plan(api, n=10, filter=only_true))["strata"]
    assert (stratum["low"], stratum["size"], stratum["allocated"]) == (1, 30, 10)
    with_queue = await _plan(api, seed=3, queue={"name": "Plan", "instructions": "Be strict."})
    assert with_queue["items"] == plan["items"]
    assert "another queue named" in str(await _plan(api, 409, queue={"name": "Plan"}))
    return with_queue


async def _labelled(api: Api, plan: Any) -> None:
    """A rater gets each item with its probability."""
    probabilities = {each["request_id"]: each["probability"] for each in plan["items"]}
    seen = {}
    while True:
        step = await _done(api, f"/v1/queues/{plan['queue_id']}/next", {"rater": "ann"})
        item = step["item"]
        if item is None:
            break
        name = item["request_id"]
        seen[name] = item["probability"]
        by_people = {"name": "is_right", "source": "human", "rater": "ann", "probability": item["probability"]}
        await _done(api, "/v1/scores", {"request_id": name, "value": said_true(int(name[5:]))} | by_people)
    assert seen == probabilities


async def _corrected(api: Api) -> None:
    """Of labels from a plan, ppi has the narrower interval; it contains the true share. It is the default."""
    true = sum(map(said_true, range(CALLS))) / CALLS
    found = {}
    for method in ("rogan_gladen", "ppi", None):
        found[method] = await _correction(api, {"method": method})
        interval = found[method]["interval"]
        assert (interval["method"], found[method]["n_labels"]) == (method or "ppi", LABELS)
        assert interval["low"] <= true <= interval["high"]
        assert 0 <= interval["low"] < interval["high"] <= 1
    assert found[None] == found["ppi"] == await _correction(api, {})
    widths = {method: each["interval"]["high"] - each["interval"]["low"] for method, each in found.items()}
    assert widths["ppi"] < widths["rogan_gladen"]


async def _with_a_chosen_label(api: Api, plan: Any) -> None:
    """A label without a probability may be chosen by what a person says, which ppi does not allow."""
    planned = {each["request_id"] for each in plan["items"]}
    other = next(name for name in (f"call-{number}" for number in range(CALLS)) if name not in planned)
    label = {"request_id": other, "name": "is_right", "value": True, "source": "human", "rater": "ann"}
    receipt = await _done(api, "/v1/scores", label)
    assert (await _correction(api, {}))["interval"]["method"] == "rogan_gladen"
    assert (await _correction(api, {"method": "ppi"}))["interval"]["method"] == "ppi"
    assert (await api.call("DELETE", f"/v1/scores/{receipt['scores'][0]['score_id']}")).status == 200
    assert (await _correction(api, {}))["interval"]["method"] == "ppi"


async def _correction(api: Api, corrected_by: Any) -> Any:
    body = {"scores": ["is_right"], "corrected_by": corrected_by}
    (group,) = (await _done(api, "/v1/scores/query", body))[0]["groups"]
    return group["judged"]["corrected"]


async def _planned_again(api: Api, before: Any) -> None:
    """By what the labels tell: nobody labels a request twice, and where the judge errs more, more are labelled."""
    plan = await _plan(api, n=24)
    assert plan["basis"] == "labels"
    false, true = plan["strata"]
    assert (false["n_labels"], true["n_labels"]) == (45, 15)
    assert true["spread"] > false["spread"]
    assert true["allocated"] / 30 > false["allocated"] / 90
    assert plan["half_width"] < plan["half_width_random"]
    assert not {each["request_id"] for each in plan["items"]} & {each["request_id"] for each in before["items"]}
    rest = await _plan(api, n=500)
    assert len(rest["items"]) == CALLS - LABELS
    assert true["probability"] == pytest.approx(true["allocated"] / true["size"])
