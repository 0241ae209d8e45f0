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

from tests.support.clickhouse import CLUSTER, PASSWORD, USER, cluster
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

# How fresh an answer is, and URLs that were signed just now, for the address of the node
_CHANGING = re.compile(r'(?<="fresh_to":)"[^"]*"|(?<="signed_body_url":)"[^"]*"')
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


@pytest.fixture
def nodes(tmp_path: Path, provider: Upstream) -> Iterator[list[Gnomon]]:
    with ExitStack() as stack:
        servers = stack.enter_context(cluster(tmp_path / "clickhouse", 2))
        hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in servers)
        settings = {"store": {"url": f"clickhouse://{USER}@{hosts}/gnomon", "password": PASSWORD, "cluster": CLUSTER}}
        nodes = [Gnomon(_folder(tmp_path / name), provider.base_url, settings=settings) for name in "ab"]
        for node in nodes:
            stack.callback(node.kill, "all")
        with ThreadPoolExecutor() as pool:
            list(pool.map(Gnomon.start, nodes))
        yield nodes


def _folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_calls_through_one_scores_through_the_other_answers_equal_on_both(nodes: list[Gnomon]) -> None:
    """When the owner is killed, the other node follows within ten seconds; what both had answered stays."""
    one, other = nodes
    for number in range(12):
        name = f"call-{number}"
        body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": f"Say {number}"}]}
        headers = {"helicone-request-id": name, "helicone-property-team": "red" if number % 3 else "blue"}
        assert (one if number % 4 else other).post("/v1/chat/completions", body, headers).status == 200
        scores = [
            {"request_id": name, "name": "quality", "value": number / 7},
            {"request_id": name, "name": "good", "value": number % 2 == 0},
        ]
        assert other.post("/v1/scores", {"scores": scores}).status == 201
    for node in nodes:
        node.wait_until(lambda node=node: _has_all(node), lambda: _state(nodes))  # type: ignore[misc]
    answers = _answers(one)
    assert answers == _answers(other)
    assert one.request("call-1", bodies=True)["response_body"] == other.request("call-1", bodies=True)["response_body"]

    one.wait_until(lambda: _defined(one, "before"), "an owner")
    owner = next(node for node in nodes if _owner(node)["own"])
    left = one if owner is other else other
    owner.kill("all")
    left.wait_until(lambda: _defined(left, "after"), "the other node to follow", timeout_s=15)
    definitions = left.get("/v1/score-definitions").json()["data"]
    assert [each["name"] for each in definitions] == ["after", "before"]
    assert _answers(left)[0] == answers[0]


def _has_all(node: Gnomon) -> bool:
    answer = node.post("/v1/scores/query", {"scores": ["quality", "good"]}).json()
    return [each["groups"][0]["n_units"] for each in answer["data"] if each["groups"]] == [12, 12]


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
