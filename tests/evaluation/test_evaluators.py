"""Evaluators score calls by themselves: the API process, with a server in place of its proxy that judges."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.api.conftest import Api
from tests.evaluation.judging import JUDGE, PATH, completion, gives, judged, says
from tests.support.gate import WAIT_S
from tests.support.openai_like import error
from tests.support.upstream import Call, Upstream

CHECKS = {
    "name": "format",
    "checks": [
        {"score": "is_json", "type": "valid_json"},
        {"score": "short", "type": "length", "unit": "words", "maximum": 10},
    ],
}


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    monkeypatch.setenv("E16_JUDGE_KEY", "sk-judge")
    with Upstream() as proxy:
        proxy.route("POST", PATH, gives(helpfulness=4))
        yield proxy


@pytest.fixture
async def api(tmp_path: Path, proxy: Upstream) -> AsyncIterator[Api]:
    async with judged(tmp_path, proxy) as api:
        yield api


async def put(api: Api, **evaluator: Any) -> Any:
    answer = await api.call("POST", "/v1/evaluators", json=evaluator)
    assert answer.status == 201, answer
    return answer.body["data"]


async def until(api: Api, name: str, holds: Callable[[Any], bool]) -> Any:
    """The evaluator, once that holds of it."""
    async with asyncio.timeout(WAIT_S):
        while not holds(record := (await api.get(f"/v1/evaluators/{name}")).body["data"]):
            await asyncio.sleep(0.02)
    return record


async def scores_of(api: Api, request_id: str) -> dict[str, Any]:
    """Score name → score, once there are any."""
    async with asyncio.timeout(WAIT_S):
        while not (scores := (await api.get(f"/v1/scores?request_id={request_id}")).body["data"]):
            await asyncio.sleep(0.02)
    return {score["name"]: score for score in scores}


def reasons(record: Any) -> dict[tuple[str, str], int]:
    return {(each["outcome"], each["reason"]): each["count"] for each in record["reasons"]}


async def test_checks_score_each_call_that_comes(api: Api) -> None:
    """Each score names the evaluator, its version and the probability of the sample."""
    record = await put(api, **CHECKS)
    await api.log_call("one")
    scores = await scores_of(api, "one")
    assert {name: score["value"] for name, score in scores.items()} == {"is_json": False, "short": True}
    score = scores["is_json"]
    assert (score["evaluator"], score["evaluator_version"]) == ("format", record["version"])
    assert (score["author"], score["source"], score["probability"]) == ("format", "code", 1.0)
    assert "expected a JSON value" in score["comment"]
    record = await until(api, "format", lambda record: record["counts"]["scored"] == 1)
    assert record["counts"] | {"waiting": 0} == {
        "seen": 1, "matched": 1, "sampled": 1, "dropped": 0, "waiting": 0, "scored": 1, "skipped": 0, "failed": 0,
    }  # fmt: skip
    (example,) = record["reasons"][0]["examples"]
    assert (example["subject"], example["detail"]) == ("one", "is_json = False, short = True")


async def test_a_judge_gives_scores_with_its_reasons(api: Api, proxy: Upstream) -> None:
    """It is called through the proxy, with the key of its upstream, a schema, and its name in a property."""
    record = await put(api, name="help", judge=JUDGE)
    await api.log_call("one")
    score = (await scores_of(api, "one"))["helpfulness"]
    assert (score["value"], score["kind"], score["comment"], score["source"]) == (4, "integer", "because", "model")
    (asked,) = proxy.requests
    assert asked.header("authorization") == "Bearer sk-judge"
    assert asked.header("helicone-property-evaluator") == "help"
    assert asked.header("helicone-property-evaluator-version") == record["version"]
    body = asked.json()
    assert body["messages"] == [
        {"role": "user", "content": "Question: Explain quantum computing\nAnswer: Qubits, mostly."}
    ]
    schema = body["response_format"]["json_schema"]["schema"]["properties"]["helpfulness"]
    assert list(schema["properties"]) == ["reasoning", "score"]
    assert schema["properties"]["score"] == {"type": "integer", "minimum": 1, "maximum": 5}
    record = await until(api, "help", lambda record: record["counts"]["scored"] == 1)
    assert record["spent_today"] == {"calls": 1, "usd": 1.0}


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (says(completion("no JSON at all")), "failed", "bad_answer"),
        (says(completion('{"helpfulness": {"reasoning": "x", "score": 9}}')), "failed", "bad_answer"),
        (says(completion('{"helpfulness": 4}')), "failed", "bad_answer"),
        (says(completion("{", reason="length")), "failed", "bad_answer"),
        (says(completion(None, refusal="I won't")), "skipped", "judge_refused"),
        (says({"error": {"message": "context_length_exceeded"}}, 400), "skipped", "too_long"),
        (says({"error": {"message": "no"}}, 422), "failed", "status_422"),
    ],
)
async def test_a_judge_that_does_not_answer_well_gives_no_score(
    api: Api, proxy: Upstream, answer: Any, outcome: str, reason: str
) -> None:
    """It is counted with the reason and an example, and asked once only."""
    proxy.route("POST", PATH, answer)
    await put(api, name="help", judge=JUDGE)
    await api.log_call("one")
    record = await until(api, "help", lambda record: record["counts"][outcome] == 1)
    assert reasons(record) == {(outcome, reason): 1}
    assert (await api.get("/v1/scores?request_id=one")).body["data"] == []
    assert len(proxy.requests) == 1


async def test_a_judge_is_asked_again_after_429_and_5xx(api: Api, proxy: Upstream) -> None:
    """It waits as long as the upstream says."""
    proxy.next(error(429), error(503), error(500))
    await put(api, name="help", judge=JUDGE)
    await api.log_call("one")
    assert (await scores_of(api, "one"))["helpfulness"]["value"] == 4
    assert len(proxy.requests) == 4


async def test_a_judge_that_never_ends_its_answer_is_left(api: Api, proxy: Upstream) -> None:
    """… after its time limit, and one that sends without end after 4 MiB."""

    async def silent(call: Call) -> None:
        await call.body()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        await call.left()

    async def endless(call: Call) -> None:
        await call.body()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            while True:
                await call.send(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        except ConnectionError:
            pass

    proxy.next(silent, endless)
    await put(api, name="help", judge=JUDGE | {"time_limit_s": 0.5, "concurrency": 1})
    await api.log_call("one")
    await until(api, "help", lambda record: record["counts"]["failed"] == 1)
    await put(api, name="help", judge=JUDGE | {"time_limit_s": 60, "concurrency": 1})
    await api.log_call("two")
    record = await until(api, "help", lambda record: record["counts"]["failed"] == 2)
    assert reasons(record) == {("failed", "timeout"): 1, ("failed", "bad_answer"): 1}


async def test_what_a_judge_cannot_read_is_skipped(api: Api, proxy: Upstream) -> None:
    """Too long for its limit, without the reference that its template asks for, or without text: never cut, and never
    asked."""
    await put(api, name="long", judge=JUDGE | {"max_input_characters": 100, "template": "{{messages}}"})
    await put(api, name="reference", judge=JUDGE | {"template": "{{answer}} = {{reference}}?"})
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "x" * 200}]}).encode()
    await api.log_call("one", body=body)
    record = await until(api, "long", lambda record: record["counts"]["skipped"] == 1)
    assert reasons(record) == {("skipped", "too_long"): 1}
    record = await until(api, "reference", lambda record: record["counts"]["skipped"] == 1)
    assert reasons(record) == {("skipped", "no_reference"): 1}
    assert (await api.call("DELETE", "/v1/evaluators/long")).status == 200
    await api.log_call("two", helicone_headers=[("Helicone-Property-Reference", "Qubits")])
    assert (await scores_of(api, "two"))["helpfulness"]["value"] == 4
    assert [request.json()["messages"][0]["content"] for request in proxy.requests] == ["Qubits, mostly. = Qubits?"]


async def test_calls_of_judges_are_not_judged(api: Api) -> None:
    await put(api, **CHECKS)
    await api.log_call("judges", helicone_headers=[("Helicone-Property-Evaluator", "help")])
    await api.log_call("one")
    await scores_of(api, "one")
    record = await until(api, "format", lambda record: record["counts"]["scored"] == 1)
    assert record["counts"]["seen"] == 1


async def test_a_filter_and_a_sample_decide_which_calls_are_scored(api: Api) -> None:
    """Two evaluators with one filter and rate score the same calls; each score has the probability."""
    matching = {"properties": {"Environment": {"equals": "prod"}}}
    await put(api, **CHECKS, filter=matching, sample_rate=0.5)
    await put(api, name="other", checks=[{"score": "refuses", "type": "refusal"}], filter=matching, sample_rate=0.5)
    for number in range(40):
        await api.log_call(f"prod-{number}", helicone_headers=[("Helicone-Property-Environment", "prod")])
        await api.log_call(f"test-{number}")
    for name in ("format", "other"):
        record = await until(
            api,
            name,
            lambda record: (
                record["counts"]["seen"] == 80 and record["counts"]["scored"] == record["counts"]["sampled"] > 0
            ),
        )
        assert record["counts"]["matched"] == 40
        assert 5 < record["counts"]["sampled"] < 35
    scored = {}
    for number in range(40):
        for score in (await api.get(f"/v1/scores?request_id=prod-{number}")).body["data"]:
            assert score["probability"] == 0.5
            scored.setdefault(score["evaluator"], set()).add(number)
    assert scored["format"] == scored["other"]


async def test_a_budget_pauses_a_judge(api: Api, proxy: Upstream) -> None:
    """What a call can cost is reserved before it is made: with 0.5 USD left, a call of up to 11 USD is not."""
    await put(api, name="help", judge=JUDGE, budget={"usd_per_hour": 20.0})
    await api.log_call("one")
    await scores_of(api, "one")
    for number in range(12):
        await api.log_call(f"more-{number}")
    record = await until(api, "help", lambda record: record["state"] == "paused")
    assert record["reason"] == "budget: usd_per_hour"
    assert record["until"]
    assert record["spent_this_hour"]["usd"] <= 20.0
    assert record["counts"]["waiting"] > 0
    assert record["counts"]["skipped"] == record["counts"]["failed"] == 0
    await put(api, name="help", judge=JUDGE, budget={"usd_per_hour": 1_000.0})
    await until(api, "help", lambda record: record["counts"]["scored"] == 13)
    assert len(proxy.requests) == 13


async def test_a_budget_in_usd_needs_a_price(api: Api, proxy: Upstream) -> None:
    await put(api, name="help", judge=JUDGE | {"model": "no-price"}, budget={"usd_per_day": 1.0})
    await api.log_call("one")
    record = await until(api, "help", lambda record: record["state"] == "blocked")
    assert record["reason"].startswith("no_price: the model no-price has no price")
    assert not proxy.requests


async def test_calls_of_all_evaluators_are_limited_together(tmp_path: Path, proxy: Upstream) -> None:
    async with judged(tmp_path, proxy, calls_per_day=3) as api:
        await put(api, **CHECKS)
        for number in range(5):
            await api.log_call(f"call-{number}")
        record = await until(api, "format", lambda record: record["state"] == "paused")
        assert record["reason"] == "budget: evaluation.calls_per_day"
        assert record["counts"]["scored"] == 3
        assert record["counts"]["waiting"] == 2


async def test_an_evaluator_that_keeps_failing_is_blocked_until_it_is_resumed(api: Api, proxy: Upstream) -> None:
    """A wrong key blocks at once, other failures after twenty in a row. Calls that wait are scored afterwards."""
    proxy.route("POST", PATH, error(401, "Incorrect API key"))
    await put(api, name="help", judge=JUDGE)
    await api.log_call("one")
    record = await until(api, "help", lambda record: record["state"] == "blocked")
    assert record["reason"].startswith("status_401: ")
    assert "Incorrect API key" in record["reason"]
    proxy.route("POST", PATH, gives(helpfulness=2))
    resumed = await api.call("POST", "/v1/evaluators/help/resume")
    assert resumed.body["data"]["state"] == "active"
    assert (await scores_of(api, "one"))["helpfulness"]["value"] == 2
    proxy.route("POST", PATH, says(completion("rubbish")))
    for number in range(25):
        await api.log_call(f"more-{number}")
    record = await until(api, "help", lambda record: record["state"] == "blocked")
    assert "evaluations failed in a row, the last one with bad_answer: not JSON: 'rubbish'" in record["reason"]


async def test_other_content_is_a_new_version_and_old_ones_stay_readable(api: Api) -> None:
    """Name, filter and budget are not content. The scores of the old version become history."""
    first = await put(api, **CHECKS)
    same = await put(api, **CHECKS, description="Now with words", sample_rate=0.5, budget={"calls_per_day": 9})
    assert same["version"] == first["version"]
    second = await put(api, name="format", checks=[{"score": "is_json", "type": "valid_json", "code_block": True}])
    assert second["version"] != first["version"]
    versions = (await api.get("/v1/evaluators/format/versions")).body["data"]
    assert [each["version"] for each in versions] == [second["version"], first["version"]]
    assert versions[1]["content"]["checks"][1]["type"] == "length"
    assert (await api.call("DELETE", "/v1/evaluators/format")).status == 200
    assert (await api.get("/v1/evaluators/format")).status == 404
    assert len((await api.get("/v1/evaluators/format/versions")).body["data"]) == 2


async def test_a_session_is_scored_when_it_is_quiet(api: Api, proxy: Upstream) -> None:
    """Its calls are one conversation for the judge."""
    judge = JUDGE | {"template": "{{messages}}"}
    await put(api, name="talk", target="session", quiet_s=1, judge=judge)
    for number in range(3):
        session = [("Helicone-Session-Id", "s1")]
        await api.log_call(f"call-{number}", helicone_headers=session)
    await until(api, "talk", lambda record: record["counts"]["scored"] == 1)
    (score,) = (await api.get("/v1/scores?session_id=s1")).body["data"]
    assert (score["value"], score["unit"], score["evaluator"]) == (4, "session", "talk")
    (asked,) = proxy.requests
    text = asked.json()["messages"][0]["content"]
    assert text.count("Explain quantum computing") == text.count("Qubits, mostly.") == 3
    assert "--- Call 3 ---" in text


async def test_retries_of_one_request_are_scored_once(api: Api, proxy: Upstream) -> None:
    """The last attempt represents the request."""
    first = await api.open_call("same")
    second = await api.open_call("same")
    await put(api, name="help", judge=JUDGE)
    await api.close_call(first)
    await until(api, "help", lambda record: record["counts"]["skipped"] == 1)
    await api.close_call(second)
    record = await until(api, "help", lambda record: record["counts"]["scored"] == 1)
    assert reasons(record) == {("scored", ""): 1, ("skipped", "in_flight"): 1}
    assert len(proxy.requests) == 1


async def test_evaluators_of_the_settings_are_read_only(tmp_path: Path, proxy: Upstream) -> None:
    """They are stored at the start, and deleted with the settings; those of the API stay."""
    async with judged(tmp_path, proxy, CHECKS) as api:
        record = (await api.get("/v1/evaluators/format")).body["data"]
        assert (record["source"], record["state"], record["kind"]) == ("settings", "active", "checks")
        answer = await api.call("POST", "/v1/evaluators", json=CHECKS)
        assert (answer.status, answer.body["error"]) == (
            409, "The evaluator format is in the settings file; change it there",
        )  # fmt: skip
        assert (await api.call("DELETE", "/v1/evaluators/format")).status == 409
        await put(api, name="own", checks=CHECKS["checks"])
        await api.log_call("one")
        await scores_of(api, "one")
    async with judged(tmp_path, proxy) as api:
        assert [each["name"] for each in (await api.get("/v1/evaluators")).body["data"]] == ["own"]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": "a/b"}, "name", "should match pattern"),
        ({"judge": JUDGE}, "", "needs either 'judge', 'code' or 'checks', got judge and checks"),
        (
            {"filter": {"request_response_rmt": {"nope": {}}}},
            "filter",
            "filter.request_response_rmt.nope: unknown column",
        ),
        ({"sample_rate": 2}, "sample_rate", "less than or equal to 1"),
        (
            {"checks": [], "judge": JUDGE | {"template": "{{response}}"}},
            "judge.template",
            "{{response}} is not a field",
        ),
        ({"checks": [], "judge": JUDGE | {"upstream": "nowhere"}}, "judge.upstream", "must be the name of an upstream"),
        (
            {"checks": [], "judge": JUDGE | {"scores": [{"name": "x"}]}},
            "judge.scores[0]",
            "'minimum' and 'maximum' are",
        ),
        (
            {"checks": [], "judge": JUDGE | {"parameters": {"seed": 12345678901234567890}}},
            "judge.parameters",
            "finite numbers of at most 18 digits",
        ),
        ({"checks": [], "judge": JUDGE | {"parameters": {"stream": True}}}, "judge", "must not contain stream"),
        (
            {"checks": [], "code": {"function": "os:system"}},
            "code.function",
            "code needs the setting evaluation.code_dir",
        ),
        ({"checks": [{"score": "x", "type": "regex", "pattern": "("}]}, "checks[0]", "not a regular expression"),
        (
            {"checks": [{"score": "x", "type": "json_schema", "json_schema": {"$ref": "http://127.0.0.1:1/x"}}]},
            "checks[0]",
            "only references within the schema are followed",
        ),
    ],
)
async def test_a_definition_with_a_mistake_is_refused(
    api: Api, changes: dict[str, Any], field: str, message: str
) -> None:
    """The answer names the field, and what would be right."""
    answer = await api.call("POST", "/v1/evaluators", json=CHECKS | changes)
    assert answer.status == 422, answer
    details = answer.body["details"]
    path = f"requestBody.{field}".rstrip(".")
    assert message in details[path]["message"], details


async def test_a_project_has_a_bounded_number(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that exists can always be changed."""
    monkeypatch.setattr("evaluation.evaluators.service.EVALUATORS_MOST", 1)
    await put(api, **CHECKS)
    refused = await api.call("POST", "/v1/evaluators", json=CHECKS | {"name": "one too many"})
    assert refused.status == 422
    assert refused.body["details"]["requestBody.name"]["message"] == "the project has 1 evaluators; delete one first"
    await put(api, **(CHECKS | {"sample_rate": 0.5}))


async def test_a_draft_is_tried_without_storing_anything(api: Api, proxy: Upstream) -> None:
    """On the newest matching calls, or on those named; scores, rationales and costs are shown."""
    for number in range(3):
        await api.log_call(f"call-{number}")
    draft = {"name": "help", "judge": JUDGE}
    answer = await api.call("POST", "/v1/evaluators/preview", json={"evaluator": draft, "last": 2})
    data = answer.body["data"]
    assert [row["subject"] for row in data["rows"]] == ["call-2", "call-1"]
    assert data["rows"][0] | {"detail": ""} == {
        "subject": "call-2", "outcome": "scored", "reason": None, "detail": "", "cost_usd": 1.0,
        "scores": [{"name": "helpfulness", "kind": "integer", "value": 4, "comment": "because"}],
        "human_scores": [],
    }  # fmt: skip
    assert (data["cost_usd"], data["not_begun"]) == (2.0, 0)
    proxy.route("POST", PATH, says(completion("rubbish")))
    body = {"evaluator": draft, "ids": ["call-0", "unknown"]}
    rows = (await api.call("POST", "/v1/evaluators/preview", json=body)).body["data"]["rows"]
    assert [(row["outcome"], row["reason"]) for row in rows] == [("failed", "bad_answer"), ("skipped", "deleted")]
    assert (await api.get("/v1/scores?request_id=call-2")).body["data"] == []
    assert (await api.get("/v1/evaluators")).body["data"] == []


async def test_logged_calls_are_scored_once_by_a_back_fill(api: Api, proxy: Upstream) -> None:
    """An estimate comes first; what was scored already is not scored again."""
    for number in range(7):
        await api.log_call(f"call-{number}")
    assert await api.request("call-6")  # stored before anybody listens
    await put(api, name="help", judge=JUDGE)
    estimate = await api.call("POST", "/v1/evaluators/help/backfills", json={"dry_run": True})
    data = estimate.body["data"]["estimate"]
    assert (data["calls"], data["sessions"], data["sampled"], data["estimated_from"]) == (7, None, 7, 7)
    assert data["completion_tokens_at_most"] == 7_000
    assert data["cost_usd_at_most"] == pytest.approx((data["prompt_tokens"] + 7_000) / 100)
    assert not proxy.requests
    for expected in (7, 0):
        begun = (await api.call("POST", "/v1/evaluators/help/backfills", json={})).body["data"]["backfill"]
        async with asyncio.timeout(WAIT_S):
            while (run := (await api.get("/v1/evaluators/help/backfills")).body["data"][0])["state"] != "done":
                await asyncio.sleep(0.02)
        assert run["id"] == begun["id"]
        assert (run["total"], run["done"], run["scored"]) == (7, 7, expected)
    assert len(proxy.requests) == 7


async def test_a_back_fill_takes_a_part_of_the_calls(api: Api) -> None:
    """By filter and time."""
    await put(api, **CHECKS)
    await api.log_call("old", started_at_us=1_600_000_000_000_000)
    await api.log_call("new", helicone_headers=[("Helicone-Property-Kind", "x")])
    await api.log_call("other")
    await until(api, "format", lambda record: record["counts"]["scored"] == 3)
    await put(api, name="format", checks=[{"score": "refuses", "type": "refusal"}])
    body = {"filter": {"properties": {"Kind": {"equals": "x"}}}, "since": "2024-01-01T00:00:00Z"}
    await api.call("POST", "/v1/evaluators/format/backfills", json=body)
    await until(api, "format", lambda record: record["counts"]["scored"] == 4)
    (run,) = (await api.get("/v1/evaluators/format/backfills")).body["data"]
    assert (run["total"], run["since"]) == (1, "2024-01-01T00:00:00.000Z")
    wrong = await api.call("POST", "/v1/evaluators/format/backfills", json={"since": "yesterday"})
    assert (wrong.status, list(wrong.body["details"])) == (422, ["requestBody.since"])


async def test_code_of_the_settings_folder_scores_calls(tmp_path: Path, proxy: Upstream) -> None:
    """A change of its file is a new version at the next start."""
    code = tmp_path / "code"
    code.mkdir()
    (code / "own_scores.py").write_text("def score(request):\n    return {'words': len(request['answer'].split())}\n")
    evaluator = {"name": "own", "code": {"function": "own_scores:score"}}
    async with judged(tmp_path, proxy, evaluator, code_dir=code) as api:
        first = (await api.get("/v1/evaluators/own")).body["data"]
        await api.log_call("one")
        assert (await scores_of(api, "one"))["words"]["value"] == 2
    (code / "own_scores.py").write_text("def score(request):\n    raise ValueError('not today')\n")
    async with judged(tmp_path, proxy, evaluator, code_dir=code) as api:
        await api.log_call("two")
        record = await until(api, "own", lambda record: record["counts"]["failed"] == 1)
        assert record["version"] != first["version"]
        failed = next(each for each in record["reasons"] if each["outcome"] == "failed")
        assert (failed["reason"], failed["examples"][0]["detail"]) == ("exception", "ValueError: not today")
    (code / "own_scores.py").unlink()
    async with judged(tmp_path, proxy, evaluator, code_dir=code) as api:
        record = (await api.get("/v1/evaluators/own")).body["data"]
        assert record["state"] == "not_runnable"
        assert record["reason"] == "code.function: there is no file own_scores.py for own_scores in evaluation.code_dir"


async def test_templates_have_sources_and_can_be_used_as_they_are(api: Api) -> None:
    templates = (await api.get("/v1/evaluators/templates")).body["data"]
    assert [each["name"] for each in templates] == [
        "correctness", "faithfulness", "helpfulness", "refusal", "relevance", "tool_use", "toxicity",
    ]  # fmt: skip
    for each in templates:
        assert each["source"]
        await put(
            api,
            name=each["name"],
            enabled=False,
            judge=JUDGE | {"template": each["template"], "scores": [each["score"]]},
        )


async def test_a_judge_may_speak_anthropics_api(api: Api, proxy: Upstream) -> None:
    """It is made to call a tool whose input is the answer."""
    given = {"helpfulness": {"reasoning": "because", "score": 3}}
    answer = {
        "type": "message",
        "model": "judge-1",
        "content": [{"type": "tool_use", "id": "t1", "name": "give_scores", "input": given}],
        "stop_reason": "tool_use",
        "usage": {"input_tokens": 50, "output_tokens": 50},
    }
    proxy.route("POST", "/openai/v1/messages", says(answer))
    await put(api, name="help", judge=JUDGE | {"api": "anthropic", "system": "Be strict"})
    await api.log_call("one")
    assert (await scores_of(api, "one"))["helpfulness"]["value"] == 3
    (asked,) = proxy.requests
    body = asked.json()
    assert asked.header("x-api-key") == "sk-judge"
    assert (body["system"], body["tool_choice"]) == ("Be strict", {"type": "tool", "name": "give_scores"})
    record = await until(api, "help", lambda record: record["counts"]["scored"] == 1)
    assert record["spent_today"]["usd"] == 1.0


async def test_a_judge_without_schemas_is_told_the_schema(api: Api, proxy: Upstream) -> None:
    """… in its prompt; JSON in a code block is read, labels and several scores are stored."""
    given = {"tone": {"reasoning": "warm words", "score": "warm"}, "share": {"reasoning": "", "score": 1}}
    proxy.route("POST", PATH, says(completion(f"Here:\n```json\n{json.dumps(given)}\n```")))
    judge = JUDGE | {
        "answer_format": "text",
        "parameters": {"temperature": 0},
        "scores": [
            {"name": "tone", "kind": "label", "labels": ["warm", "cold"]},
            {"name": "share", "kind": "float", "minimum": 0, "maximum": 1},
        ],
    }
    await put(api, name="two", judge=judge)
    await api.log_call("one")
    scores = await scores_of(api, "one")
    assert (scores["tone"]["label"], scores["tone"]["comment"]) == ("warm", "warm words")
    assert (scores["share"]["kind"], scores["share"]["value"], scores["share"]["comment"]) == ("float", 1.0, None)
    body = proxy.requests[0].json()
    assert body["temperature"] == 0
    assert "response_format" not in body
    assert '"enum":["warm","cold"]' in body["messages"][0]["content"]


async def test_evaluators_are_in_the_metrics(api: Api, proxy: Upstream) -> None:
    proxy.route("POST", PATH, says(completion("rubbish")))
    await put(api, name="help", judge=JUDGE)
    await api.log_call("one")
    await until(api, "help", lambda record: record["counts"]["failed"] == 1)
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    labels = 'evaluator="help"'
    assert f'gnomon_evaluator_calls_total{{{labels},project="1",stage="sampled"}} 1.0' in lines
    assert f'gnomon_evaluations_total{{{labels},outcome="failed",project="1",reason="bad_answer"}} 1.0' in lines
    assert f'gnomon_evaluator_state{{{labels},project="1",state="active"}} 1.0' in lines
    assert f'gnomon_evaluator_spent_usd{{{labels},project="1"}} 1.0' in lines


async def test_a_back_fill_of_sessions_scores_each_once(api: Api, proxy: Upstream) -> None:
    for number in range(6):
        await api.log_call(f"call-{number}", helicone_headers=[("Helicone-Session-Id", f"s{number % 2}")])
    await api.log_call("alone")
    assert await api.request("alone")
    await put(api, name="talk", target="session", enabled=False, judge=JUDGE | {"template": "{{messages}}"})
    answer = await api.call("POST", "/v1/evaluators/talk/backfills", json={"dry_run": True})
    estimate = answer.body["data"]["estimate"]
    assert (estimate["calls"], estimate["sessions"], estimate["sampled"], estimate["estimated_from"]) == (6, 2, 2, 2)
    assert estimate["completion_tokens_at_most"] == 2_000
    assert estimate["cost_usd_at_most"] == pytest.approx((estimate["prompt_tokens"] + 2_000) / 100)
    await api.call("POST", "/v1/evaluators/talk/backfills", json={})
    record = await until(api, "talk", lambda record: record["counts"]["scored"] == 2)
    assert record["counts"]["failed"] == record["counts"]["skipped"] == 0
    for session_id in ("s0", "s1"):
        (score,) = (await api.get(f"/v1/scores?session_id={session_id}")).body["data"]
        assert score["value"] == 4
    assert len(proxy.requests) == 2


async def test_a_run_that_is_blocked_goes_on_when_its_evaluator_does(api: Api, proxy: Upstream) -> None:
    for number in range(3):
        await api.log_call(f"call-{number}")
    assert await api.request("call-2")
    proxy.route("POST", PATH, error(401))
    await put(api, name="help", enabled=False, judge=JUDGE)
    await api.call("POST", "/v1/evaluators/help/backfills", json={})
    await until(api, "help", lambda record: record["state"] == "blocked")
    (run,) = (await api.get("/v1/evaluators/help/backfills")).body["data"]
    assert (run["state"], run["scored"]) == ("paused", 0)
    proxy.route("POST", PATH, gives(helpfulness=1))
    await api.call("POST", "/v1/evaluators/help/resume")
    await until(api, "help", lambda record: record["counts"]["scored"] == 3)
    assert (await api.call("DELETE", f"/v1/evaluators/help/backfills/{run['id']}")).status == 200
    assert (await api.call("DELETE", "/v1/evaluators/help/backfills/77")).status == 404
