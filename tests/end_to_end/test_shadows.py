"""Shadow traffic of a whole server: a share of the calls reaches a candidate, too, and no caller notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.judging import completion
from tests.support.gate import Gate
from tests.support.openai_like import send_json
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

SETTINGS = """
[[shadow]]
name = "beside"
upstream = "fake"
model = "candidate"
sample_rate = 1
filter = { request_response_rmt = { model = { equals = "app-1" } } }
env = "CANDIDATE_KEY_OF_THE_TEST"
body_max_bytes = 2000
concurrency = 1

[[shadow]]
name = "slow"
upstream = "fake"
model = "slow-candidate"
sample_rate = 1
filter = { request_response_rmt = { model = { equals = "app-3" } } }
waiting_max = 1

[[shadow]]
name = "uneven"
upstream = "fake"
model = "uneven-candidate"
sample_rate = 1
filter = { request_response_rmt = { model = { equals = "app-4" } } }
"""


class Provider:
    """Answers at once, and keeps what the candidate was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, dict[str, str]]] = []
        self.targets: set[str] = set()
        self.slow = Gate()
        self.uneven = Gate()

    async def script(self, call: Call) -> None:
        await call.body()
        model = call.request.json()["model"]
        if model == "candidate":
            headers = {name.lower(): value for name, value in call.request.headers}
            self.asked.append((call.request.body, headers))
            self.targets.add(call.request.target)
        if model == "uneven-candidate" and b"Is it uneven-0?" in call.request.body:
            await self.uneven.passed()
        if model == "slow-candidate":
            await self.slow.passed()
        await send_json(call, completion("Yes.") | {"model": model})


@pytest.fixture(scope="module")
def shadowed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gnomon, Provider]]:
    provider = Provider()
    with Upstream(provider.script) as upstream:
        folder = Path(tmp_path_factory.mktemp("shadowed"))
        gnomon = Gnomon(folder, upstream.base_url, env={"CANDIDATE_KEY_OF_THE_TEST": "sk-candidate"})
        with gnomon.config.open("a") as config:
            config.write(SETTINGS)
        with gnomon:
            yield gnomon, provider


def chat(gnomon: Gnomon, request_id: str, model: str = "app-1", padding: int = 0) -> bytes:
    message = f'{{"role":"user","content":"Is it {request_id}?{" " * padding}"}}'
    body = f'{{"messages":[{message}],  "model":"{model}"}}'.encode()
    headers = {
        "Helicone-Request-Id": request_id,
        "Helicone-Session-Id": f"session of {request_id}",
        "Authorization": "Bearer sk-app",
        "Content-Type": "application/json",
    }
    assert gnomon.call("POST", "/fake/v1/chat/completions?key=sk-in-the-query", body, headers).status == 200
    return body


def counts(gnomon: Gnomon, shadow: str = "beside") -> dict[str, float]:
    """By stage and reason."""
    found = {}
    for line in gnomon.call("GET", "/metrics").body.decode().splitlines():
        if line.startswith("gnomon_shadow_calls_total"):
            labels, _, value = line.partition("{")[2].rpartition("} ")
            named = dict(pair.split("=") for pair in labels.replace('"', "").split(","))
            if (named["project"], named["shadow"]) == ("1", shadow):
                found[":".join(filter(None, (named["stage"], named["reason"])))] = float(value)
    return found


def calls_of(gnomon: Gnomon, name: str) -> list[Any]:
    query = {"filter": {"properties": {"Experiment-Id": {"equals": name}}}, "includeBodies": False, "limit": 100}
    rows: list[Any] = gnomon.post("/v1/request/query", query).json()["data"]
    return rows


def test_a_candidate_gets_the_calls_too(shadowed: tuple[Gnomon, Provider]) -> None:
    """With its own key, byte for byte but for the model; logged beside the original, and never repeated themselves.
    What is too large, or does not match, is not sent."""
    gnomon, provider = shadowed
    sent = [chat(gnomon, f"one-{number}") for number in range(3)]
    chat(gnomon, "other", model="app-2")
    chat(gnomon, "large", padding=3_000)
    gnomon.wait_until(lambda: counts(gnomon).get("sent") == 3 and counts(gnomon).get("skipped:too_large") == 1, "calls")
    assert sorted(body for body, _ in provider.asked) == sorted(
        body.replace(b'"model":"app-1"', b'"model":"candidate"') for body in sent
    )
    assert provider.targets == {"/v1/chat/completions"}
    for _, headers in provider.asked:
        assert headers["authorization"] == "Bearer sk-candidate"
        assert not [name for name in headers if name.startswith("helicone")]
    rows = calls_of(gnomon, "beside")
    assert sorted(row["properties"]["Item-Id"] for row in rows) == ["one-0", "one-1", "one-2"]
    assert {row["session_id"] for row in rows} == {None}
    assert counts(gnomon) == {"seen": 8, "matched": 4, "sampled": 4, "sent": 3, "skipped:too_large": 1}


def test_callers_do_not_wait_for_a_slow_candidate(shadowed: tuple[Gnomon, Provider]) -> None:
    """Six calls are answered while it answers none; one waits for it, and the others are dropped and counted."""
    gnomon, provider = shadowed
    chat(gnomon, "slow-0", model="app-3")
    provider.slow.wait_arrived()
    for number in range(1, 6):
        chat(gnomon, f"slow-{number}", model="app-3")
    gnomon.wait_until(lambda: counts(gnomon, "slow").get("dropped") == 5, "dropped calls")
    assert "sent" not in counts(gnomon, "slow")
    provider.slow.open()
    gnomon.wait_until(lambda: counts(gnomon, "slow").get("sent") == 1, "the call that waited")
    assert [row["properties"]["Item-Id"] for row in calls_of(gnomon, "slow")] == ["slow-0"]


def test_a_call_that_hangs_holds_up_no_others(shadowed: tuple[Gnomon, Provider]) -> None:
    gnomon, provider = shadowed
    chat(gnomon, "uneven-0", model="app-4")
    provider.uneven.wait_arrived()
    for number in range(1, 4):
        chat(gnomon, f"uneven-{number}", model="app-4")
    gnomon.wait_until(lambda: counts(gnomon, "uneven").get("sent") == 3, "the calls after it")
    provider.uneven.open()
    gnomon.wait_until(lambda: counts(gnomon, "uneven").get("sent") == 4, "the call that hung")


def test_scores_of_both_sides_are_a_verdict(shadowed: tuple[Gnomon, Provider]) -> None:
    """A replay run of the shadow's name compares them."""
    gnomon, _ = shadowed
    before = counts(gnomon)["sent"]
    for number in range(12):
        chat(gnomon, f"scored-{number}")
    gnomon.wait_until(lambda: counts(gnomon)["sent"] == before + 12, "calls")
    scores = [{"request_id": f"scored-{number}", "name": "good", "value": number < 6} for number in range(12)]
    scores += [
        {"request_id": row["request_id"], "name": "good", "value": True}
        for row in calls_of(gnomon, "beside")
        if row["properties"]["Item-Id"].startswith("scored")
    ]
    assert gnomon.post("/v1/scores", scores).status == 201
    definition = {
        "until": "2100-01-01T00:00:00Z",
        "calls": 1,
        "candidate": {"upstream": "fake", "model": "candidate"},
        "score": "good",
        "margin": 0.1,
    }
    body = json.dumps({"definition": definition}).encode()
    assert gnomon.call("PUT", "/v1/replays/beside", body, {"Content-Type": "application/json"}).status == 200
    verdict = gnomon.call("GET", "/v1/replays/beside").json()["data"]["verdict"]
    assert (verdict["state"], verdict["pairs"], verdict["first_mean"], verdict["second_mean"]) == ("better", 12, 0.5, 1)
