"""POST /v1/scores and what belongs to it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from store.settings import ScoreSettings
from tests.api.conftest import SHARED, Answer, Api, MakeConfig, running

JSON = {"Content-Type": "application/json"}
FULL = {
    "request_id": "my-request",
    "name": "accuracy",
    "value": 0.92,
    "source": "model",
    "rater": "anna",
    "comment": "quite good",
    "evaluator": {"name": "judge", "version": "3"},
    "probability": 0.5,
    "experiment_id": "exp-1",
    "item_id": "item-7",
    "metadata": {"why": ["because"]},
    "scored_at": "2026-01-31T12:00:00Z",
}


async def post(api: Api, body: Any, **headers: str) -> Answer:
    return await api.call("POST", "/v1/scores", json=body, headers={k.replace("_", "-"): v for k, v in headers.items()})


async def listed(api: Api, **params: str) -> list[dict[str, Any]]:
    answer = await api.get("/v1/scores", params=params)
    assert (answer.status, answer.body["error"]) == (200, None), answer
    return list(answer.body["data"])


def score(request_id: str = "my-request", name: str = "a", value: Any = 1, **more: Any) -> dict[str, Any]:
    return {"request_id": request_id, "name": name, "value": value, **more}


async def test_everything_that_was_sent_is_read_back(api: Api) -> None:
    """A score with all its fields comes back with them, stored, under its id."""
    await api.log_call("my-request")
    answer = await post(api, FULL)
    assert answer.status == 201, answer
    (kept,) = answer.body["data"]["scores"]
    assert (answer.body["data"]["stored"], answer.body["data"]["waiting"], kept["status"]) in [
        (1, 0, "stored"),
        (0, 1, "waiting"),  # its call is in the spool still
    ]
    (shown,) = await listed(api, request_id="my-request")
    expected = FULL | {
        "score_id": kept["score_id"],
        "unit": "request",
        "status": "stored",
        "kind": "float",
        "author": "anna",
        "evaluator": "judge",
        "evaluator_version": "3",
        "scored_at": "2026-01-31T12:00:00.000Z",
        "label": None,
        "session_id": None,
        "superseded_at": None,
        "target_id": "my-request",
    }
    expected.pop("rater")
    assert {name: value for name, value in shown.items() if name != "recorded_at"} == expected


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"scores": [one]}])
async def test_one_object_a_list_or_scores(api: Api, wrap: Any) -> None:
    """The three shapes of a body are the same."""
    assert (await post(api, wrap(score("x")))).body["data"]["waiting"] == 1
    assert [one["status"] for one in await listed(api, request_id="x")] == ["waiting"]


@pytest.mark.parametrize(
    ("value", "kind", "shown", "label"),
    [
        (92, "integer", 92, None),
        (0.92, "float", 0.92, None),
        (-1e300, "float", -1e300, None),
        (True, "boolean", True, None),
        ("92", "label", None, "92"),
        ("good", "label", None, "good"),
    ],
)
async def test_kinds_of_values(api: Api, value: Any, kind: str, shown: Any, label: str | None) -> None:
    """Numbers, booleans and labels are what they are in JSON: a text is a label, whatever it says."""
    await post(api, score(value=value))
    (found,) = await listed(api, request_id="my-request")
    assert (found["kind"], found["value"], found["label"]) == (kind, shown, label)


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ('{"request_id": "r", "name": "a", "value": NaN}', "requestBody.value", "finite"),
        ('{"request_id": "r", "name": "a", "value": 1e400}', "requestBody.value", "beyond"),
        ('[{"request_id": "r", "name": "a", "value": 9007199254740992}]', "requestBody[0].value", "beyond"),
        ('[{"request_id": "r", "name": "a", "value": 123456789012345678901}]', "requestBody[0].value", "beyond"),
        ('{"scores": [{"request_id": "r", "name": "a", "value": null}]}', "requestBody.scores[0].value", "must be"),
        ('{"request_id": "r", "name": "a", "value": [1]}', "requestBody.value", "must be"),
        ('{"request_id": "r", "name": "a", "value": ""}', "requestBody.value", "empty"),
        ('{"request_id": "r", "name": "a"}', "requestBody.value", "required"),
        ('{"request_id": "r", "value": 1}', "requestBody.name", "required"),
        ('{"request_id": "r", "name": "", "value": 1}', "requestBody.name", "empty"),
        ('{"request_id": "r", "name": 1, "value": 1}', "requestBody.name", "text"),
        ('{"name": "a", "value": 1}', "requestBody.request_id", "either"),
        ('{"name": "a", "value": 1, "request_id": "r", "session_id": "s"}', "requestBody.request_id", "not both"),
        ('{"name": "a", "value": 1, "request_id": "a b"}', "requestBody.request_id", "ASCII"),
        ('{"request_id": "r", "name": "a", "value": 1, "sourec": "x"}', "requestBody.sourec", "excess"),
        ('{"request_id": "r", "name": "a", "value": 1, "source": "cat"}', "requestBody.source", "human"),
        ('{"request_id": "r", "name": "a", "value": 1, "source": []}', "requestBody.source", "human"),
        ('{"request_id": "r", "name": "a", "value": 1, "probability": 0}', "requestBody.probability", "in (0, 1]"),
        ('{"request_id": "r", "name": "a", "value": 1, "scored_at": "soon"}', "requestBody.scored_at", "ISO 8601"),
        ('{"request_id": "r", "name": "a", "value": 1, "scored_at": 1e300}', "requestBody.scored_at", "1970"),
        ('{"request_id": "r", "name": "a", "value": 1, "metadata": {"x": [NaN]}}', "requestBody.metadata", "finite"),
        ('{"request_id": "r", "name": "a", "value": 1, "metadata": []}', "requestBody.metadata", "object"),
        ('{"request_id": "r", "name": "a", "value": 1, "evaluator": {"v": 1}}', "requestBody.evaluator", "name"),
        ('{"request_id": "r", "name": "\\ud800", "value": 1}', "requestBody.name", "surrogate"),
        ("[1]", "requestBody[0]", "object"),
        ("7", "requestBody", "list"),
        ("null", "requestBody", "required"),
        ('{"scores": [], "more": 1}', "requestBody.more", "excess"),
    ],
)
@SHARED
async def test_what_is_wrong_is_named(shared_api: Api, body: str, field: str, message: str) -> None:
    """A refusal is 422 in Helicone's shape with the path of the field."""
    answer = await shared_api.call("POST", "/v1/scores", data=body, headers=JSON)
    assert (answer.status, answer.body["message"]) == (422, "Validation Failed"), answer
    assert message in answer.body["details"][field]["message"]


async def test_one_bad_score_and_none_is_kept(api: Api) -> None:
    """A call is all or nothing, and names every field that is wrong."""
    answer = await post(api, [score(), score(value=None), score(name="")])
    assert set(answer.body["details"]) == {"requestBody[1].value", "requestBody[2].name"}
    assert await listed(api, request_id="my-request") == []


async def test_ten_thousand_and_no_more(api: Api) -> None:
    """10,000 scores are one call, 10,001 are too many."""
    body = [score(f"r{number}") for number in range(10_001)]
    assert (await post(api, body)).status == 422
    answer = await post(api, body[:-1])
    assert (answer.status, answer.body["data"]["waiting"], len(answer.body["data"]["scores"])) == (201, 10_000, 10_000)
    assert len({one["score_id"] for one in answer.body["data"]["scores"]}) == 10_000


async def test_a_decimal_and_a_whole_number_replace_each_other(api: Api) -> None:
    """Senders write 1 for 1.0: both are the same score, and the mean is of the last. The history has them all."""
    for value in (0.5, 1, 0.75):
        await post(api, score(value=value))
    await post(api, score(value=True))
    await post(api, score(value=9, rater="other"))
    found = await listed(api, request_id="my-request")
    assert [one["value"] for one in found] == [0.75, True, 9]
    everything = await listed(api, request_id="my-request", include_superseded="true")
    assert [one["value"] for one in everything] == [0.5, 1, 0.75, True, 9]
    history = await api.get(f"/v1/scores/{found[0]['score_id']}/history")
    assert [one["value"] for one in history.body["data"]] == [0.5, 1, 0.75]
    assert [one["superseded_at"] is None for one in history.body["data"]] == [False, False, True]
    assert (await api.get("/v1/scores/unknown/history")).status == 404


async def test_the_last_of_one_call_counts(api: Api) -> None:
    """The same score several times in one call, however far apart: the last is current, the others are history."""
    await api.log_call("my-request")
    others = [score(f"r{number}") for number in range(1_500)]
    await post(api, [score(value=1), score(value=2), *others, score(value=3)])
    assert [one["value"] for one in await listed(api, request_id="my-request")] == [3]
    everything = await listed(api, request_id="my-request", include_superseded="true")
    assert [(one["value"], one["superseded_at"] is None) for one in everything] == [(1, False), (2, False), (3, True)]
    assert (await api.request("my-request"))["scores"] == {"a": 3}


async def test_the_same_call_again_gives_the_same_answer(make_config: MakeConfig) -> None:
    """With an Idempotency-Key a repetition is answered, not done, across a restart; another body is refused."""
    async with running(make_config()) as api:
        first = await post(api, [score(), score(name="b")], Idempotency_Key="k1")
    async with running(make_config()) as api:
        again = await post(api, [score(), score(name="b")], Idempotency_Key="k1")
        assert (again.status, again.body) == (first.status, first.body)
        assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
        assert len(await listed(api, request_id="my-request", include_superseded="true")) == 2
        other = await post(api, [score(value=2)], Idempotency_Key="k1")
        assert (other.status, list(other.body["details"])) == (422, ["Idempotency-Key"])
        assert (await post(api, [score(value=2)], Idempotency_Key="k2")).status == 201
        assert (await post(api, [score()], Idempotency_Key="x" * 256)).status == 422


async def test_a_refused_call_may_be_mended_under_its_key(api: Api) -> None:
    """A call that kept nothing has used nothing up."""
    assert (await post(api, score(value=None), Idempotency_Key="k")).status == 422
    assert (await post(api, score(value=1), Idempotency_Key="k")).status == 201


async def test_the_same_key_at_the_same_time(api: Api) -> None:
    """Twenty repetitions at once are kept once."""
    answers = await asyncio.gather(*(post(api, [score()], Idempotency_Key="k") for _ in range(20)))
    assert len({json.dumps(answer.body) for answer in answers}) == 1
    assert len(await listed(api, request_id="my-request", include_superseded="true")) == 1


async def test_two_writers_at_the_same_time(api: Api) -> None:
    """Two who score the same call in turns leave one current score, and a history without gaps."""

    async def write(start: int) -> None:
        for value in range(start, start + 40, 2):
            assert (await post(api, score(value=value))).status == 201

    await asyncio.gather(write(0), write(1))
    everything = await listed(api, request_id="my-request", include_superseded="true")
    assert sorted(one["value"] for one in everything) == list(range(40))
    assert [one["superseded_at"] is None for one in everything] == [False] * 39 + [True]


async def test_a_label_among_numbers_is_kept_and_pointed_out(api: Api) -> None:
    """A label under a name that was a number so far is stored, and the answer counts it."""
    await post(api, [score("r1", "accuracy", 5), score("r1", "verdict", "good")])
    answer = await post(
        api, [score("r2", "accuracy", "n/a"), score("r3", "accuracy", "n/a"), score("r2", "verdict", "bad")]
    )
    assert answer.status == 201
    assert answer.body["data"]["labels_among_numbers"] == {"accuracy": 2}


async def test_scores_of_sessions(api: Api) -> None:
    """A session is a target like a request, and waits for nothing; thumbs up is one of its scores."""
    answer = await post(api, {"session_id": "s 1/ü", "name": "goal", "value": 0.5})
    assert answer.body["data"]["stored"] == 1
    assert (await api.call("POST", "/v1/session/s%201%2F%C3%BC/feedback", json={"rating": True})).status == 201
    found = await listed(api, session_id="s 1/ü")
    assert [(one["name"], one["value"], one["status"]) for one in found] == [
        ("goal", 0.5, "stored"),
        ("helicone-score-feedback", True, "stored"),
    ]
    assert await listed(api, session_id="s 1/ü", name="goal") == found[:1]
    history = await api.get(f"/v1/scores/{found[0]['score_id']}/history")
    assert [one["value"] for one in history.body["data"]] == [0.5]


async def test_feedback_and_evals_as_helicone_sends_them(api: Api) -> None:
    """Thumbs are shown as 1 and 0 without a suffix; an eval is kept, where Helicone only says so."""
    await api.log_call("my-request")
    rate = "/v1/request/my-request/feedback"
    assert (await api.call("POST", rate, json={"rating": True})).body == {"data": None, "error": None}
    assert (await api.request("my-request"))["scores"] == {"helicone-score-feedback": 1}
    assert (await api.call("POST", rate, json={"rating": "false"})).status == 201
    evals = "/v1/evals/my-request"
    assert (await api.call("POST", evals, json={"name": "clarity", "score": 91.6})).status == 201
    assert (await api.request("my-request"))["scores"] == {"helicone-score-feedback": 0, "clarity": 91.6}
    for path, body, field in [
        (rate, {"rating": "up"}, "requestBody.rating"),
        (rate, {}, "requestBody.rating"),
        (rate, {"rating": True, "x": 1}, "requestBody.x"),
        (evals, {"name": "clarity"}, "requestBody.score"),
        (evals, {"name": "", "score": 1}, "requestBody.name"),
        (evals, {"name": "clarity", "score": [1]}, "requestBody.score"),
    ]:
        answer = await api.call("POST", path, json=body)
        assert (answer.status, list(answer.body["details"])) == (422, [field]), answer


async def test_deep_nesting_is_a_bad_value(api: Api) -> None:
    """A thousand brackets are refused like any other value that is none."""
    body = b'{"name": "a", "score": ' + b"[" * 1_000 + b"]" * 1_000 + b"}"
    answer = await api.call("POST", "/v1/evals/x", data=body, headers=JSON)
    assert answer.status in (400, 422), answer
    answer = await api.call("POST", "/v1/scores", data=body, headers=JSON)
    assert answer.status in (400, 422), answer


async def test_definitions(make_config: MakeConfig) -> None:
    """A definition is kept across a restart, replaced as a whole, listed by name and deleted."""
    defined = {"kind": "integer", "minimum": 0, "maximum": 100, "direction": "higher", "pass_threshold": 80}
    async with running(make_config()) as api:
        assert (await api.get("/v1/score-definitions/accuracy")).status == 404
        answer = await api.call("PUT", "/v1/score-definitions/accuracy", json=defined)
        assert answer.status == 200
        assert answer.body["data"].items() >= {**defined, "labels": [], "enforce": False, "name": "accuracy"}.items()
    async with running(make_config()) as api:
        await api.call("PUT", "/v1/score-definitions/a%2Fb", json={"labels": ["x"]})
        found = await api.get("/v1/score-definitions")
        assert [one["name"] for one in found.body["data"]] == ["a/b", "accuracy"]
        assert (await api.get("/v1/score-definitions/accuracy")).body["data"]["pass_threshold"] == 80
        assert (await api.call("DELETE", "/v1/score-definitions/accuracy")).body["data"] == {"deleted": 1}
        assert (await api.call("DELETE", "/v1/score-definitions/accuracy")).status == 404


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({"kind": "number"}, "kind"),
        ({"minimum": 2, "maximum": 1}, "above"),
        ({"labels": ["x"], "kind": "integer"}, "labels"),
        ({"minimum": 1, "kind": "label"}, "range"),
        ({"direction": "up"}, "direction"),
        ({"maximun": 1}, "excess"),
        ({"minimum": "1"}, "minimum"),
    ],
)
@SHARED
async def test_definitions_that_make_no_sense(shared_api: Api, body: Any, part: str) -> None:
    """What contradicts itself is refused by the field's name."""
    answer = await shared_api.call("PUT", "/v1/score-definitions/x", json=body)
    assert answer.status == 422
    assert part in json.dumps(answer.body["details"])


async def test_what_does_not_fit_an_enforced_definition_is_refused(api: Api) -> None:
    """422 says what does not fit and what would, on every way in; a whole number fits where decimals are defined."""
    await api.log_call("my-request")
    for name, body in [
        ("accuracy", {"kind": "float", "minimum": 0, "maximum": 1, "enforce": True}),
        ("verdict", {"kind": "label", "labels": ["good", "bad"], "enforce": True}),
        ("loose", {"kind": "integer", "maximum": 10}),
    ]:
        assert (await api.call("PUT", f"/v1/score-definitions/{name}", json=body)).status == 200
    answer = await post(
        api, [score(name="accuracy", value=1), score(name="accuracy", value=1.5), score(name="verdict", value="ok")]
    )
    assert answer.status == 422
    assert "at most 1" in answer.body["details"]["requestBody[1].value"]["message"]
    assert "'good', 'bad'" in answer.body["details"]["requestBody[2].value"]["message"]
    helicone = await api.score("my-request", {"accuracy": 92})
    assert (helicone.status, list(helicone.body["details"])) == (422, ["requestBody.scores.accuracy"])
    assert await listed(api, request_id="my-request") == []
    assert (await post(api, [score(name="accuracy", value=1), score(name="loose", value=11.0)])).status == 201
    assert [(one["name"], one["kind"]) for one in await listed(api, request_id="my-request")] == [
        ("accuracy", "float"),
        ("loose", "integer"),
    ]


async def test_deleting_one(api: Api) -> None:
    """A deleted score is gone, its earlier values stay history; deleting it again is 404."""
    await api.log_call("my-request")
    await post(api, score(value=1))
    await post(api, [score(value=2), score(name="b", value=3)])
    current = (await listed(api, request_id="my-request"))[0]
    assert (await api.call("DELETE", f"/v1/scores/{current['score_id']}")).body["data"] == {"deleted": 1}
    assert (await api.call("DELETE", f"/v1/scores/{current['score_id']}")).status == 404
    assert (await api.request("my-request"))["scores"] == {"b": 3}
    left = await listed(api, request_id="my-request", include_superseded="true")
    assert [(one["name"], one["value"]) for one in left] == [("a", 1), ("b", 3)]


async def test_deleting_by_filter(api: Api) -> None:
    """First a dry run, also when nothing is said; then the count must be confirmed, or nothing goes."""
    await api.log_call("r1")
    await post(
        api, [score("r1", "a", 1, evaluator="judge"), score("r2", "a", 2, evaluator="judge"), score("r1", "b", 3)]
    )
    await post(api, [score("r1", "a", 4, evaluator="judge")])

    async def delete(**body: Any) -> Answer:
        return await api.call("POST", "/v1/scores/delete", json=body)

    chosen = {"names": ["a"], "evaluators": ["judge"], "request_ids": ["r1"]}
    dry = await delete(filter=chosen)
    assert dry.body["data"] == {"dry_run": True, "count": 2, "deleted": 0}
    assert (await delete(filter=chosen, dry_run=False)).status == 422
    wrong = await delete(filter=chosen, dry_run=False, confirm_count=1)
    assert (wrong.status, "2 scores now" in wrong.body["error"]) == (409, True)
    assert len(await listed(api, request_id="r1", include_superseded="true")) == 3
    done = await delete(filter=chosen, dry_run=False, confirm_count=2)
    assert done.body["data"] == {"dry_run": False, "count": 2, "deleted": 2}
    assert [one["name"] for one in await listed(api, request_id="r1", include_superseded="true")] == ["b"]
    assert len(await listed(api, request_id="r2")) == 1
    assert (await delete(filter={})).status == 422
    assert (await delete(filter={"recorded_to": "2026-01-01"})).body["data"]["count"] == 0
    assert (await delete(filter={"recorded_from": 0, "sources": []})).body["data"]["count"] == 2
    health = await api.get("/healthz")
    assert (health.body["store"]["scores"], health.body["store"]["waiting_scores"]) == (2, 1)


@pytest.mark.parametrize("value", [1e20, -9.3e18, 1.7e308, -(2.0**53)])
async def test_a_score_of_any_size_is_shown(api: Api, value: float) -> None:
    """Also where it is shown as a whole number, which JSON readers take up to some size only."""
    await api.log_call("r1")
    assert (await post(api, score("r1", "big", value))).status == 201
    assert (await api.request("r1"))["scores"] == {"big": value}
    answer = await api.call("POST", "/v1/request/query", json={"filter": "all"})
    assert (answer.status, [one["scores"] for one in answer.body["data"]]) == (201, [{"big": value}])


async def test_listing_asks_for_one_target(api: Api) -> None:
    """Without a target, with both, or with a parameter that is not known: 422 that says so."""
    for params in ({}, {"request_id": "a", "session_id": "b"}, {"request_id": "a", "nane": "x"}, {"request_id": "a b"}):
        assert (await api.get("/v1/scores", params=params)).status == 422
    assert (await api.get("/v1/scores", params={"request_id": "a", "include_superseded": "maybe"})).status == 422


async def test_a_score_by_the_upstreams_id_is_found_by_the_requests(api: Api) -> None:
    """Whichever id a score was sent under, it is listed under all of them once its call is known."""
    await post(api, score("chatcmpl-abc123"))
    await api.log_call("my-request")
    for name in ("my-request", "chatcmpl-abc123"):
        assert [one["request_id"] for one in await listed(api, request_id=name)] == ["my-request"]
        found = await api.call("POST", "/v1/scores/delete", json={"filter": {"request_ids": [name, "other"]}})
        assert found.body["data"]["count"] == 1


async def test_too_many_waiting_scores(make_config: MakeConfig) -> None:
    """Beyond scores.waiting_max a call is refused whole."""
    async with running(make_config(scores=ScoreSettings(waiting_max=1))) as api:
        assert (await post(api, [score("r1"), score("r2")])).status == 429
        assert (await post(api, [score("r1")])).status == 201


async def test_properties_after_the_call(make_config: MakeConfig) -> None:
    """A property given later is the request's: shown in the case it was first sent in, kept by later attempts and
    across a restart, found under any id; an unknown id is 404."""
    async with running(make_config()) as api:
        await api.log_call("my-request")
        path = "/v1/request/my-request/property"
        put = await api.call("PUT", path, json={"key": "Environment", "value": "test"})
        assert (put.status, put.body) == (201, {"data": None, "error": None})
        other = await api.call(
            "PUT", "/v1/request/chatcmpl-abc123/property", json={"key": "environment", "value": "prod"}
        )
        assert other.status == 201
        assert (await api.request("my-request"))["properties"] == {"Environment": "prod"}
        again = await api.log_call("my-request", helicone_headers=[("Helicone-Property-Environment", "x")])
        shown = await api.request("my-request")
        assert shown["response_id"] == again
        assert shown["properties"] == {"Environment": "prod"}
        for body in ({}, {"key": "a"}, {"key": "a", "value": 1}, {"key": "", "value": "x"}, {"Environment": "x"}):
            assert (await api.call("PUT", path, json=body)).status == 422
        unknown = await api.call("PUT", "/v1/request/nobody/property", json={"key": "a", "value": "b"})
        assert (unknown.status, unknown.body["error"]) == (404, "Request not found")
    async with running(make_config()) as api:
        assert (await api.request("my-request"))["properties"] == {"Environment": "prod"}
