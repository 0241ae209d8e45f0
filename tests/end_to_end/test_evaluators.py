"""Evaluators of a whole server: judges are called through its own proxy, and nothing is lost or doubled by kill -9."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.judging import completion
from tests.support.openai_like import send_json
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

KEY = "gn-key-of-the-test"
SETTINGS = f"""
[[auth.key]]
name = "test"
sha256 = "{sha256(KEY.encode()).hexdigest()}"

[[judge_key]]
upstream = "fake"
env = "JUDGE_KEY_OF_THE_TEST"

[[price]]
model = "judge-1"
input_usd = 10_000
output_usd = 10_000

[[evaluator]]
name = "help"
filter = {{ request_response_rmt = {{ model = {{ equals = "app-1" }} }} }}
judge.upstream = "fake"
judge.model = "judge-1"
judge.template = "{{{{question}}}} {{{{answer}}}}"
judge.scores = [{{ name = "helpfulness", kind = "integer", minimum = 1, maximum = 5 }}]
judge.concurrency = 2
"""
API = {"Authorization": f"Bearer {KEY}"}


async def model_or_judge(call: Call) -> None:
    await call.body()
    asked = call.request.json()
    if asked["model"] == "judge-1":
        assert call.request.header("authorization") == "Bearer sk-judge"
        await send_json(call, completion(json.dumps({"helpfulness": {"reasoning": "because", "score": 4}})))
    else:
        await send_json(call, completion("Qubits.") | {"model": asked["model"]})


@pytest.fixture
def gnomon(tmp_path: Path) -> Iterator[Gnomon]:
    with Upstream(model_or_judge) as upstream:
        gnomon = Gnomon(tmp_path, upstream.base_url, env={"JUDGE_KEY_OF_THE_TEST": "sk-judge"})
        with gnomon.config.open("a") as config:
            config.write(SETTINGS)
        with gnomon:
            yield gnomon


def chat(gnomon: Gnomon, request_id: str, model: str = "app-1") -> None:
    body = {"model": model, "messages": [{"role": "user", "content": f"Explain {request_id}"}]}
    headers = {"Helicone-Auth": f"Bearer {KEY}", "Helicone-Request-Id": request_id, "Authorization": "Bearer sk-app"}
    assert gnomon.post("/v1/chat/completions", body, headers).status == 200


def data(gnomon: Gnomon, method: str, path: str, body: Any = None) -> Any:
    headers = API | {"Content-Type": "application/json"}
    reply = gnomon.call(method, path, None if body is None else json.dumps(body).encode(), headers)
    assert reply.status in (200, 201), reply
    return reply.json()["data"]


def all_scores(gnomon: Gnomon, request_id: str) -> list[Any]:
    """History included."""
    shown: list[Any] = data(gnomon, "GET", f"/v1/scores?request_id={request_id}&include_superseded=true")
    return shown


def test_a_judge_is_called_through_the_own_proxy(gnomon: Gnomon) -> None:
    """Its call is logged with a key of its own, priced, and not judged; no key is stored or logged."""
    chat(gnomon, "one")
    gnomon.wait_until(lambda: len(all_scores(gnomon, "one")) == 1, "the score")
    (score,) = all_scores(gnomon, "one")
    assert (score["value"], score["comment"], score["evaluator"]) == (4, "because", "help")
    query = {"filter": {"properties": {"Evaluator": {"equals": "help"}}}}
    (judges,) = data(gnomon, "POST", "/v1/request/query", query)
    assert (judges["model"], judges["cost"], judges["outcome"]) == ("judge-1", 1.0, "ok")
    assert judges["properties"]["Evaluator-Version"] == score["evaluator_version"]
    record = data(gnomon, "GET", "/v1/evaluators/help")
    assert record["spent_today"] == {"calls": 1, "usd": 1.0}
    assert record["counts"]["seen"] == 1
    stored = b"".join(file.read_bytes() for file in gnomon.data_dir.rglob("*") if file.is_file())
    for secret in ("sk-judge", KEY):
        assert secret.encode() not in stored
        assert secret not in gnomon.stderr


def test_calls_are_scored_once_though_the_api_process_is_killed(gnomon: Gnomon) -> None:
    ids = [f"call-{number}" for number in range(30)]
    for number, request_id in enumerate(ids):
        chat(gnomon, request_id)
        if number in (9, 19):
            gnomon.kill("api")
    gnomon.wait_until(lambda: all(all_scores(gnomon, each) for each in ids), "a score of each call")
    assert [len(all_scores(gnomon, each)) for each in ids] == [1] * 30
    record = data(gnomon, "GET", "/v1/evaluators/help")
    assert record["counts"]["scored"] == 30


def test_a_back_fill_goes_on_after_kill_9(gnomon: Gnomon) -> None:
    """`gnomon evaluate` counts, estimates, begins and follows it; no call is scored twice."""
    ids = [f"old-{number}" for number in range(40)]
    for request_id in ids:
        chat(gnomon, request_id, model="app-2")
    definition = data(gnomon, "GET", "/v1/evaluators/help")["definition"]
    own = {"name": "own", "enabled": False, "judge": definition["judge"]}
    data(gnomon, "POST", "/v1/evaluators", own)
    estimate = evaluate(gnomon, "--dry-run")
    assert "40 calls match; the sample has about 40 of these." in estimate
    assert "At most 40000 tokens of answers." in estimate
    assert "USD" in estimate
    data(gnomon, "POST", "/v1/evaluators/own/backfills", {})
    gnomon.wait_until(lambda: scored(gnomon) > 0, "the first score")
    gnomon.kill("api")
    gnomon.wait_until(lambda: scored(gnomon) > 0, "the api process")
    assert "0 failed" in evaluate(gnomon)
    assert [len(all_scores(gnomon, each)) for each in ids] == [1] * 40
    runs = data(gnomon, "GET", "/v1/evaluators/own/backfills")  # two, if the first had ended before it was followed
    assert {(run["state"], run["total"], run["done"]) for run in runs} == {("done", 40, 40)}
    assert sum(run["scored"] for run in runs) == 40


def scored(gnomon: Gnomon) -> int:
    return sum(run["scored"] for run in data(gnomon, "GET", "/v1/evaluators/own/backfills"))


def evaluate(gnomon: Gnomon, *options: str) -> str:
    """What `gnomon evaluate own` prints."""
    command = [sys.executable, "-m", "gnomon", "evaluate", "own", "--url", gnomon.url, "--key", KEY, *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
