"""Queues over HTTP: filled by a sample, blind, done by scores; how far the raters agree."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running

QUEUE = {"name": "Review", "scores": ["verdict"], "filter": "all", "sample_most": 4, "instructions": "Be strict."}


@pytest.fixture
async def asked(make_config: MakeConfig) -> AsyncIterator[Api]:
    """Six calls, and a definition of `verdict`."""
    async with running(make_config()) as api:
        await fill(api)
        yield api


async def fill(api: Api) -> None:
    for number in range(6):
        await _log(api, f"call-{number}")
    await _put(api, "/v1/score-definitions/verdict", {"kind": "label", "labels": ["good", "bad"]}, "PUT")


async def _log(api: Api, request_id: str) -> None:
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": f"Question {request_id}"}]}
    exchange_id = await api.open_call(request_id, json.dumps(body).encode())
    await api.close_call(exchange_id, calls.ANSWER)


async def _put(api: Api, path: str, body: Any, method: str = "POST") -> Any:
    answer = await api.call(method, path, json=body)
    assert answer.status in (200, 201), answer
    return answer.body["data"]


JUDGE = {"source": "model", "evaluator": "judge"}


async def rate(api: Api, request_id: str, rater: str | None, value: Any, **more: Any) -> None:
    score = {"request_id": request_id, "name": "verdict", "value": value, "source": "human", "rater": rater}
    await _put(api, "/v1/scores", score | more)


async def _next(api: Api, queue: Any, rater: str, **wish: Any) -> Any:
    return await _put(api, f"/v1/queues/{queue['id']}/next", {"rater": rater, **wish})


async def test_a_queue_is_worked_through_without_seeing_what_others_said(asked: Api) -> None:
    """Four of six requests, a verdict by two people each. Others' scores, a judge's too, show after one's own."""
    queue = await _put(asked, "/v1/queues", QUEUE | {"raters_per_item": 2})
    assert (queue["progress"]["items"], queue["sample_most"]) == (4, 4)
    first = (await _next(asked, queue, "anna"))["item"]
    request_id = first["request_id"]
    assert first["probability"] == pytest.approx(4 / 6)
    assert first["request"]["request_body"]["messages"][0]["content"].startswith("Question")
    await rate(asked, request_id, "bob", "bad", comment="wrong")
    await rate(asked, request_id, None, "good", **JUDGE)
    blind = (await _next(asked, queue, "anna"))["item"]
    assert blind["request_id"] == request_id
    assert (blind["other_scores"], blind["own_scores"], blind["is_done"]) == (None, [], False)
    assert (blind["request"]["score_details"], blind["request"]["scores"], blind["request"]["score_count"]) == (
        [],
        {},
        0,
    )
    await rate(asked, request_id, "anna", "good")
    await _put(asked, f"/v1/request/{request_id}/correction", {"rater": "anna", "text": "Qubits."}, "PUT")
    step = await _next(asked, queue, "anna")
    assert step["item"]["request_id"] != request_id
    assert step["mine"] == {"rater": "anna", "done": 1, "skipped": 0, "left": 3}
    assert (step["progress"]["done"], step["progress"]["ratings"]) == (1, 2)
    seen = (await _next(asked, queue, "anna", back_to=request_id))["item"]
    assert sorted((each["author"], each["label"]) for each in seen["other_scores"]) == [
        ("bob", "bad"),
        ("judge", "good"),
    ]
    assert ([each["label"] for each in seen["own_scores"]], seen["correction"]) == (["good"], "Qubits.")
    corrections = await _put(asked, "/v1/corrections/query", {"request_ids": [request_id, "call-9"]})
    assert [(each["rater"], each["text"]) for each in corrections] == [("anna", "Qubits.")]


async def test_a_sample_stays_the_same_and_grows_by_what_is_logged_later(asked: Api) -> None:
    """The order is that of a hash, or of time; ids that are not logged are named; what is in the queue stays once."""
    half = await _put(asked, "/v1/queues", QUEUE | {"name": "half", "sample_share": 0.5, "sample_most": 5_000})
    before = half["progress"]["items"]
    assert before < 6
    path = f"/v1/queues/{half['id']}/items"
    assert (await _put(asked, path, {"from_filter": True}))["added"] == 0
    named = await _put(asked, path, {"request_ids": ["call-0", "call-1", "call-2", "nowhere", "call-0"]})
    assert named["unknown"] == ["nowhere"]
    assert named["items"] == before + named["added"]
    given = await _put(asked, "/v1/queues", QUEUE | {"name": "given", "item_order": "given", "sample_most": 6})
    order = []
    for _ in range(6):
        item = (await _next(asked, given, "anna"))["item"]
        order.append(item["request_id"])
        await rate(asked, item["request_id"], "anna", "good")
    assert order == [f"call-{number}" for number in range(6)]
    end = await _next(asked, given, "anna")
    assert (end["item"], end["mine"]["left"]) == (None, 0)
    for empty in ({"filter": None}, {"name": "nothing", "time_range": {"end": "2020-01-01T00:00:00Z"}}):
        queue = await _put(asked, "/v1/queues", QUEUE | {"name": "empty"} | empty)
        assert (queue["progress"]["items"], (await _next(asked, queue, "anna"))["item"]) == (0, None)


async def _grown(api: Api, queue: Any, items: int) -> None:
    """A look takes at most a twentieth of the time, so the next one comes a moment after the last."""
    while (await _listed(api))[queue["name"]]["progress"]["items"] < items:
        pass


async def _listed(api: Api) -> dict[str, Any]:
    return {each["name"]: each for each in (await api.get("/v1/queues")).body["data"]}


async def test_a_queue_that_follows_its_filter_grows_as_it_is_worked_on(asked: Api) -> None:
    """What is logged later joins when a rater asks, or the list is read; at most so many are open; what was removed
    stays out. A queue that follows from later on gets what is made from then on."""
    made = {"item_order": "given", "sample_most": 7, "follow": True}
    queue = await _put(asked, "/v1/queues", QUEUE | made)
    fixed = await _put(asked, "/v1/queues", QUEUE | made | {"name": "fixed", "follow": False})
    assert (queue["progress"]["items"], queue["follow_from"] is None, fixed["follow_from"]) == (6, False, None)
    for number in (6, 7):
        await _log(asked, f"call-{number}")
    await _grown(asked, queue, 7)
    assert {name: each["progress"]["items"] for name, each in (await _listed(asked)).items()} == {
        "Review": 7,
        "fixed": 6,
    }
    path = f"/v1/queues/{queue['id']}"
    assert (await asked.call("DELETE", f"{path}/items/call-6")).status == 200
    assert (await asked.call("DELETE", f"{path}/items/call-6")).status == 404
    await _grown(asked, queue, 7)
    step = await _next(asked, queue, "anna")
    assert (step["item"]["request_id"], step["progress"]["items"], step["last_step"]) == ("call-0", 7, None)
    await rate(asked, "call-0", "anna", "good")
    await _log(asked, "call-8")
    await _grown(asked, queue, 8)
    assert (await _next(asked, queue, "anna"))["last_step"] == {"request_id": "call-0", "kind": "rated"}
    skipped = await _next(asked, queue, "anna", skip="call-1")
    assert skipped["last_step"] == {"request_id": "call-1", "kind": "skipped"}
    items = (await asked.get(f"{path}/items?limit=50")).body["data"]
    assert [each["request_id"] for each in items] == [f"call-{number}" for number in (0, 1, 2, 3, 4, 5, 7, 8)]
    assert (items[0]["raters"], items[0]["probability"], items[7]["probability"]) == (["anna"], 1, 1)
    assert items[7]["prompt_preview"] == "Question call-8"
    body = {"name": "fixed", "scores": ["verdict"], "follow": True}
    assert (await _put(asked, f"/v1/queues/{fixed['id']}", body, "PUT"))["follow_from"] is not None
    await _log(asked, "call-9")
    while (await _next(asked, fixed, "bob"))["progress"]["items"] < 7:
        pass
    for wrong in ("limit=0", "limit=201", "offset=x"):
        assert (await asked.get(f"{path}/items?{wrong}")).status == 422


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"scores": ["verdict", "tone"]}, "scores[1]", "has no definition"),
        ({"scores": []}, "scores", ""),
        ({"scores": ["verdict", "verdict"]}, "", "must not have a name twice"),
        ({"raters_per_item": 0}, "raters_per_item", ""),
        ({"sample_most": 5_001}, "sample_most", ""),
        ({"sample_share": 0}, "sample_share", ""),
        ({"item_order": "newest"}, "item_order", ""),
        ({"filter": None, "follow": True}, "follow", "has no filter to follow"),
        ({"filter": {"request_response_rmt": {"nonsense": {"equals": 1}}}}, "filter", ""),
    ],
)
async def test_a_queue_that_cannot_be_is_refused_by_its_field(
    asked: Api, change: Any, field: str, message: str
) -> None:
    """And nothing of it is stored."""
    answer = await asked.call("POST", "/v1/queues", json=QUEUE | change)
    assert answer.status == 422, answer
    ((path, detail),) = answer.body["details"].items()
    assert path.startswith(f"requestBody.{field}" if field else "requestBody")
    assert message in detail["message"]
    assert (await asked.get("/v1/queues")).body["data"] == []


async def test_a_queue_is_renamed_and_deleted_and_needs_a_rater(asked: Api) -> None:
    """A name is given once; the scores stay."""
    queue = await _put(asked, "/v1/queues", QUEUE)
    assert (await asked.call("POST", "/v1/queues", json=QUEUE)).status == 409
    path = f"/v1/queues/{queue['id']}"
    changed = await _put(asked, path, {"name": "Again", "scores": ["verdict"], "raters_per_item": 3}, "PUT")
    assert (changed["name"], changed["raters_per_item"], changed["progress"]["items"]) == ("Again", 3, 4)
    for wrong in ({}, {"rater": "anna", "skip": "call-1", "return_skipped": True}):
        assert (await asked.call("POST", f"{path}/next", json=wrong)).status == 422
    item = (await _next(asked, queue, "anna"))["item"]["request_id"]
    assert (await _next(asked, queue, "anna", skip=item))["item"]["request_id"] != item
    assert (await asked.call("DELETE", path)).status == 200
    for method, end, body in (("GET", "", None), ("POST", "/next", {"rater": "anna"}), ("DELETE", "", None)):
        assert (await asked.call(method, path + end, json=body)).status == 404


async def test_raters_agree_as_far_as_they_do(asked: Api) -> None:
    """Anna and bob differ on one of four requests; the judge is measured against those on which they do not."""
    said = {"anna": "good good bad good", "bob": "good bad bad good", "judge": "good good bad bad"}
    for rater, verdicts in said.items():
        for number, verdict in enumerate(verdicts.split()):
            is_judge = rater == "judge"
            await rate(asked, f"call-{number}", None if is_judge else rater, verdict, **(JUDGE if is_judge else {}))
    await rate(asked, "call-5", "anna", "good")
    found = await _put(asked, "/v1/scores/agreement", {"score": "verdict"})
    assert (found["type"], found["scale"], found["of"], found["n_units"]) == ("label", "nominal", "people", 4)
    assert [(each["rater"], each["is_person"]) for each in found["raters"]] == [
        ("anna", True),
        ("bob", True),
        ("judge", False),
    ]
    assert found["percent"]["value"] == 0.75
    (pair,) = found["pairs"]
    assert (pair["kappa"]["value"], pair["table"]) == (0.5, {"values": ["bad", "good"], "counts": [[1, 0], [1, 2]]})
    assert found["alpha"]["value"] == pytest.approx(0.533333333)  # 1 - 7 * 2 / (2 * 5 * 3)
    (judge,) = found["judges"]
    assert (judge["n_ties"], judge["pair"]["percent"]["value"], judge["passing"]) == (1, pytest.approx(2 / 3), None)
    assert {each["request_id"] for each in found["disagreements"]} == {"call-1", "call-3"}
    only = await _put(asked, "/v1/scores/agreement", {"score": "verdict", "raters": ["anna", "judge"]})
    assert only["judges"][0]["pair"]["percent"]["value"] == 0.75
    queue = await _put(asked, "/v1/queues", QUEUE | {"filter": None})
    await _put(asked, f"/v1/queues/{queue['id']}/items", {"request_ids": ["call-0", "call-2"]})
    within = await _put(asked, "/v1/scores/agreement", {"score": "verdict", "queue": queue["id"]})
    assert (within["n_units"], within["percent"]["value"]) == (2, 1)
    assert (await asked.call("POST", "/v1/scores/agreement", json={"score": "x", "queue": "none"})).status == 422
    nothing = await _put(asked, "/v1/scores/agreement", {"score": "unknown"})
    assert (nothing["type"], nothing["alpha"]["value"], nothing["disagreements"]) == (None, None, [])


async def test_a_judge_of_numbers_is_measured_by_the_threshold(asked: Api) -> None:
    """Precision and recall of what passes, and how much higher it scores; sessions have agreement, too."""
    await _put(asked, "/v1/score-definitions/grade", {"kind": "integer", "pass_threshold": 50}, "PUT")
    for number, (person, judge) in enumerate([(80, 90), (60, 40), (20, 70), (10, 15), (90, 95)]):
        for unit in ({"request_id": f"call-{number}"}, {"session_id": f"session-{number}"}):
            await _put(asked, "/v1/scores", unit | {"name": "grade", "value": person, "rater": "anna"})
            await _put(asked, "/v1/scores", unit | {"name": "grade", "value": judge, "evaluator": "judge"})
    for unit in ("request", "session"):
        found = await _put(asked, "/v1/scores/agreement", {"score": "grade", "unit": unit})
        (judge,) = found["judges"]
        assert {key: judge["passing"][key] for key in ("both", "judge_only", "people_only", "neither")} == {
            "both": 2,
            "judge_only": 1,
            "people_only": 1,
            "neither": 1,
        }
        assert judge["passing"]["precision"] == pytest.approx(2 / 3)
        assert judge["pair"]["difference"] == 10
        assert found["scale"] == "interval"
        worst = found["disagreements"][0]
        assert (worst["spread"], worst[f"{unit}_id"]) == (50, "call-2" if unit == "request" else "session-2")
