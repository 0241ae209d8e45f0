"""Two nodes of Gnomon on a ClickHouse cluster of two servers: one installation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gnomon.cli import app
from tests.end_to_end.balancing import balanced
from tests.end_to_end.built_in_alert import evaluated_at, events_of_built_in_alert, history
from tests.gnomon.replaying import Asked, Replayed
from tests.support.clickhouse import CLUSTER, PASSWORD, USER, cluster
from tests.support.client import Reply
from tests.support.gate import Gate
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

# How fresh an answer is, and URLs that were signed just now, for the address of the node
_CHANGING = re.compile(r'(?<="fresh_to":)"[^"]*"|(?<="signed_body_url":)"[^"]*"')
CALLS = 24
REPLAYED = 10  # the fewest that give a verdict
SETTINGS = """
[[evaluator]]
name = "polite"
sample_rate = 0
checks = [{ score = "polite", type = "contains", texts = ["please"] }]

[[shadow]]
name = "beside"
upstream = "fake"
model = "better"
sample_rate = 0.5
filter = { request_response_rmt = { model = { equals = "app-2" } } }
"""
_SHADOW_CALLS = re.compile(r'gnomon_shadow_calls_total\{.*shadow="beside".*stage="(\w+)".*\} (\S+)')
QUESTIONS: dict[str, Any] = {
    "/v1/request/count/query": {"filter": "all"},
    "/v1/request/query": {"filter": "all", "limit": 20, "includeBodies": True},
    "/v1/request/groups/query": {"group_by": "property.Team"},
    "/v1/scores/query": {"scores": ["quality", "good"], "group_by": ["property.Team"]},
    "/v1/scores/compare": {
        "scores": ["quality"],
        "first": {"name": "red", "filter": {"properties": {"Team": {"equals": "red"}}}},
        "second": {"name": "blue", "filter": {"properties": {"Team": {"equals": "blue"}}}},
    },
}


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked()


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory, asked: Asked) -> Iterator[list[Gnomon]]:
    folder = Path(tmp_path_factory.mktemp("nodes"))
    with ExitStack() as stack:
        servers = stack.enter_context(cluster(folder / "clickhouse", 2))
        provider = stack.enter_context(Upstream(asked.script))
        hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in servers)
        settings = {"store": {"url": f"clickhouse://{USER}@{hosts}/gnomon", "password": PASSWORD, "cluster": CLUSTER}}
        nodes = [Gnomon(_folder(folder / name), provider.base_url, settings=settings) for name in "ab"]
        for node in nodes:
            with node.config.open("a") as config:
                config.write(SETTINGS)
            stack.callback(node.kill, "all")
        with ThreadPoolExecutor() as pool:
            list(pool.map(Gnomon.start, nodes))
        yield nodes


@pytest.fixture(scope="module")
def balancer(nodes: list[Gnomon]) -> Iterator[Upstream]:
    with balanced(nodes) as balancer:
        yield balancer


def _folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def logged(nodes: list[Gnomon]) -> list[Gnomon]:
    """The nodes, with calls through both and their scores, which both see."""
    for number in range(CALLS):
        name = f"call-{number}"
        headers = {"helicone-property-team": "red" if number % 3 else "blue"}
        _chat(nodes[number % 2], name, "app-1", **headers)
        scores = [
            {"request_id": name, "name": "quality", "value": number / 7},
            {"request_id": name, "name": "good", "value": number % 2 == 0},
        ]
        assert nodes[1].post("/v1/scores", {"scores": scores}).status == 201
    for node in nodes:
        node.wait_until(lambda node=node: _has_all(node), lambda: _state(nodes))  # type: ignore[misc]
    return nodes


@pytest.mark.timeout(300)  # a busy machine starts six processes and two servers
def test_calls_through_one_scores_through_the_other_answers_equal_on_both(logged: list[Gnomon]) -> None:
    one, other = logged
    answers = _answers(one)
    assert answers == _answers(other)
    assert one.request("call-1", bodies=True)["response_body"] == other.request("call-1", bodies=True)["response_body"]


@pytest.mark.timeout(300)
def test_a_replay_goes_on_through_other_nodes(logged: list[Gnomon], asked: Asked, balancer: Upstream) -> None:
    """It makes no call twice and lacks no pair, whichever node is asked, also if each call goes to another node."""
    nodes = logged
    judged = ("--to", "fake/better", "--calls", str(REPLAYED), "--name", "up", "--judge", "fake/judge-1")
    few = replay(nodes[0].url, *judged, "--budget-calls", "15")
    assert few.status == 2, few
    assert "Stopped: the budget of 15 calls is reached." in few.out
    whole = replay(balancer.base_url, *judged, "--budget-calls", "100", "--json")
    assert whole.status == 0, whole
    assert (whole.json["verdict"]["pairs"], whole.json["verdict"]["difference"]) == (REPLAYED, 1)
    assert (asked.count("better"), asked.count("judge-1")) == (REPLAYED, 2 * REPLAYED)
    for node in nodes:
        run = node.get("/v1/replays/up").json()["data"]
        assert (run["run"]["verdict"], run["calls"], run["judge_calls"]) == ("better", REPLAYED, 2 * REPLAYED)
        assert run["verdict"]["pairs"] == REPLAYED
    scoring = ("--calls", "4", "--name", "scored", "--evaluator", "polite", "--margin", "0.1", "--budget-calls", "4")
    scored = replay(balancer.base_url, "--to", "fake/better", *scoring, "--json")
    assert scored.status == 2, scored
    assert (scored.json["verdict"]["pairs"], scored.json["verdict"]["difference"]) == (4, 1)


@pytest.mark.timeout(300)
def test_each_node_sends_a_sample_of_its_own_calls_to_a_shadow(nodes: list[Gnomon], asked: Asked) -> None:
    """No caller waits for it. Its calls, and the verdict over all of them, are found from any node."""
    asked.gate = Gate()
    for number in range(CALLS):
        _chat(nodes[number % 2], f"shadowed-{number}", "app-2")
    asked.gate.wait_arrived()
    asked.gate.open()
    sampled = [_sampled(node) for node in nodes]
    for node in nodes:
        node.wait_until(lambda node=node: len(_shadows(node)) == sum(sampled), lambda: f"{sampled} calls")  # type: ignore[misc]
    shadows = _shadows(nodes[0])
    assert _shadows(nodes[1]) == shadows
    numbers = [int(item.removeprefix("shadowed-")) for item in shadows]
    assert [sum(number % 2 == place for number in numbers) for place in (0, 1)] == sampled
    scores = [{"request_id": item, "name": "good", "value": False} for item in shadows]
    scores += [{"request_id": request_id, "name": "good", "value": True} for request_id in shadows.values()]
    assert nodes[0].post("/v1/scores", scores).status == 201
    candidate = {"upstream": "fake", "model": "better"}
    definition = {"until": "2100-01-01T00:00:00Z", "calls": 1, "candidate": candidate, "score": "good", "margin": 0.1}
    assert _put(nodes[1], "/v1/replays/beside", {"definition": definition}).status == 200
    for node in nodes:
        verdict = node.get("/v1/replays/beside").json()["data"]["verdict"]
        assert (verdict["pairs"], verdict["difference"]) == (sum(sampled), 1)


@pytest.mark.timeout(300)
def test_another_node_follows_when_the_owner_is_killed(logged: list[Gnomon]) -> None:
    """Within ten seconds; what both had answered stays. A replay waits for the new owner, and sends the calls of the
    node that is away, with their headers, from the archive. No event of the built-in alert comes twice."""
    nodes = logged
    nodes[0].wait_until(lambda: _defined(nodes[0], "before"), "an owner")
    events = events_of_built_in_alert(nodes)
    owner = next(node for node in nodes if _owner(node)["own"])
    left = nodes[1] if owner is nodes[0] else nodes[0]
    answers = _answers(left)
    owner.kill("all")
    scoring = ("--score", "good", "--margin", "0.1", "--budget-calls", "4")
    away = replay(left.url, "--to", "fake/alike", "--name", "away", *scoring)
    assert (away.status, away.out.partition(",")[0]) == (2, "4 calls of the candidate"), away
    query = {"filter": {"properties": {"Experiment-Id": {"equals": "away"}}}, "limit": 100}
    made = left.post("/v1/request/query", query).json()["data"]
    assert {each["request_headers"].get("content-type") for each in made} == {"application/json"}

    left.wait_until(lambda: _defined(left, "after"), "the other node to follow", timeout_s=15)
    definitions = left.get("/v1/score-definitions").json()["data"]
    assert [each["name"] for each in definitions] == ["after", "before"]
    assert _answers(left)[0]["data"] == answers[0]["data"] + len(made)

    (alert,) = left.get("/v1/alerts").json()["data"]
    before = evaluated_at(left)
    changed = {name: alert[name] for name in ("kind", "metric", "filter")} | {"name": "Watched by another node"}
    assert _put(left, "/v1/alerts/built-in-1", changed).status == 200
    left.wait_until(lambda: evaluated_at(left) > before, "the new owner to evaluate it")
    assert history(left) == events


def _chat(node: Gnomon, name: str, model: str, **headers: str) -> None:
    body = {"model": model, "messages": [{"role": "user", "content": f"Say {name}"}]}
    assert node.post("/v1/chat/completions", body, {"helicone-request-id": name, **headers}).status == 200


def _put(node: Gnomon, path: str, value: Any) -> Reply:
    """Repeated while no node is the owner, as on a busy machine."""
    body, replies = json.dumps(value).encode(), list[Reply]()

    def is_answered() -> bool:
        replies.append(node.call("PUT", path, body, {"content-type": "application/json"}))
        return replies[-1].status != 503

    node.wait_until(is_answered, "an owner")
    return replies[-1]


def _sampled(node: Gnomon) -> int:
    """How many of its calls are in the sample, once all have been seen and sent."""
    found: dict[str, int] = {}

    def all_sent() -> bool:
        for line in node.get("/metrics").body.decode().splitlines():
            if match := _SHADOW_CALLS.match(line):
                found[match[1]] = int(float(match[2]))
        return found.get("matched") == CALLS // 2 and found.get("sampled", 0) == found.get("sent", 0)

    node.wait_until(all_sent, lambda: f"its shadows: {found}")
    return found.get("sampled", 0)


def _shadows(node: Gnomon) -> dict[str, str]:
    """Request id of the original → that of the candidate's call."""
    query = {"filter": {"properties": {"Experiment-Id": {"equals": "beside"}}}, "includeBodies": False, "limit": 100}
    rows = node.post("/v1/request/query", query).json()["data"]
    return {row["properties"]["Item-Id"]: row["request_id"] for row in rows}


def replay(url: str, *options: str) -> Replayed:
    filter = '{"request_response_rmt": {"model": {"equals": "app-1"}}}'
    done = CliRunner().invoke(app, ["replay", "--url", url, "--filter", filter, *options])
    return Replayed(done.exit_code, done.stdout, done.stderr)


def _has_all(node: Gnomon) -> bool:
    answer = node.post("/v1/scores/query", {"scores": ["quality", "good"]}).json()
    counts = [each["groups"][0]["n_units"] for each in answer["data"] if each["groups"]]
    return len(counts) == 2 and min(counts) >= CALLS  # shadows have scores, too


def _state(nodes: list[Gnomon]) -> str:
    """What tells why scores are missing."""
    health = [node.health() for node in nodes]
    return f"all scores: {[(each['reasons'], each['store'], each['replica']) for each in health]}"


def _answers(node: Gnomon) -> list[Any]:
    answers = []
    for path, question in QUESTIONS.items():
        answer = node.post(path, question)
        assert answer.status in (200, 201), (path, answer)
        text = _CHANGING.sub("null", answer.body.decode())
        answers.append(json.loads(text))
    return answers


def _defined(node: Gnomon, name: str) -> bool:
    body = json.dumps({"kind": "float"}).encode()
    return node.call("PUT", f"/v1/score-definitions/{name}", body, {"content-type": "application/json"}).status == 200


def _owner(node: Gnomon) -> Any:
    return next(each for each in node.health()["nodes"] if each["owner"])
