"""Several nodes on one ClickHouse: each answers for all of them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from api.http.homes.client import HEADER, NodeKey
from api.requests.signed_urls import read_secret
from evaluation.alerts.built_in import built_in_id
from store.clickhouse.servers import Servers
from store.settings import DataDir
from tests.api.conftest import Api, MakeConfig
from tests.api.two_nodes import PROJECTS, Both, answered, code_dir, key_of, ship, two_nodes, until
from tests.support.clickhouse import ClickHouse
from tests.support.otlp import span, traces


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse"), logs_queries=True) as server:
        yield server


@pytest.fixture
async def both(server: ClickHouse, make_config: MakeConfig, tmp_path: Path) -> AsyncIterator[Both]:
    async with two_nodes(server, make_config, tmp_path) as both:
        yield both


def _has_score(servers: Servers, target_id: str) -> bool:
    count = "SELECT count() FROM score_row WHERE target_id = {id:String}"
    return servers.query(count, {"id": target_id}).columns != [[0]]


async def test_two_nodes_are_as_one(both: Both) -> None:
    await _story_of_a_request(both)
    await _story_of_an_unknown_id(both)
    await _story_of_a_person(both)
    await _story_of_lists(both)
    with pytest.MonkeyPatch.context() as patch:
        # Else it could know by itself, a second later, what properties other nodes have.
        patch.setattr("store.clickhouse.shipping.engine._NAMES_EVERY_S", 3600.0)
        await _story_of_a_verdict(both)
    await _story_of_what_exists_once(both)
    await _story_of_a_file_that_one_node_lacks(both)
    await _story_of_a_home_that_is_away(both)


async def _story_of_a_request(both: Both) -> None:
    """It is read and changed on its home. Scores that come before it was seen wait, and are handed over to its home;
    with an idempotency key they are stored once, whichever node gets the repetition, and another body is refused."""
    here, there = both.here, both.there
    await there.log_call("first")
    await ship(there, both.servers, "first")
    answers = [await api.request("first", includeBody="true") for api in (here, there)]
    assert [each.pop("signed_body_url").startswith(api.url) for each, api in zip(answers, both, strict=False)]
    assert answers[0] == answers[1]
    answer = await answered(here, "PUT", "/v1/request/first/property", json={"key": "Team", "value": "blue"})
    assert answer.status == 201
    assert (await there.request("first"))["properties"]["Team"] == "blue"

    scores = [{"request_id": each, "name": "quality", "value": 0.5} for each in ("first", "second")]
    sent = {"json": {"scores": scores}, "headers": {"Idempotency-Key": "once"}}
    receipt = await here.call("POST", "/v1/scores", **sent)
    assert [each["status"] for each in receipt.body["data"]["scores"]] == ["stored", "waiting"]
    ids = [each["score_id"] for each in receipt.body["data"]["scores"]]
    for api in (here, there):
        repeated = await api.call("POST", "/v1/scores", **sent)
        assert (repeated.body, repeated.headers["Idempotency-Replayed"]) == (receipt.body, "true")
        refused = await api.call("POST", "/v1/scores", json={"scores": scores[:1]}, headers=sent["headers"])
        assert (refused.status, [*refused.body["details"]]) == (422, ["Idempotency-Key"])

    await until(lambda: asyncio.to_thread(_has_score, both.servers, "second"))
    for api in (here, there):
        waiting = await answered(api, "GET", "/v1/scores?request_id=second")
        assert [each["score_id"] for each in waiting.body["data"]] == ids[1:]
    await there.log_call("second")
    await ship(there, both.servers, "second")
    await until(lambda: _nothing_waits(here))
    for request_id, score_id in zip(("first", "second"), ids, strict=True):
        for api in (here, there):
            listed = await answered(api, "GET", f"/v1/scores?request_id={request_id}&include_superseded=true")
            assert [each["score_id"] for each in listed.body["data"]] == [score_id]


async def _story_of_an_unknown_id(both: Both) -> None:
    """ClickHouse is asked once whether a node has it."""
    await answered(both.here, "GET", "/v1/request/not-known")  # once what was logged before is stored
    before = await asyncio.to_thread(_look_ups, both.servers)
    assert (await answered(both.here, "GET", "/v1/request/unknown")).body["data"] is None
    assert await asyncio.to_thread(_look_ups, both.servers) == before + 1


def _look_ups(servers: Servers) -> int:
    """How often nodes have looked for the homes of requests."""
    servers.command("SYSTEM FLUSH LOGS query_log")
    count = "SELECT count() FROM system.query_log WHERE type = 2 AND startsWith(trimLeft(query), {text:String})"
    ((found,),) = servers.query(count, {"text": "SELECT sent, argMax(id, (-kind"}).rows()
    return int(found)


async def _story_of_a_person(both: Both) -> None:
    """Who has signed in to one node's dashboard changes what another node has, and reads bodies by its signed URLs."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        page = {"Origin": both.here.url}
        async with browser.post(f"{both.here.url}/ui/sign-in", json={"key": key_of(1)}, headers=page) as answer:
            assert answer.status == 200
        url = f"{both.here.url}/ui/api/v1/request/first/property"
        async with browser.put(url, json={"key": "By", "value": "hand"}, headers=page) as answer:
            assert answer.status == 201
    request = await both.here.request("first")
    assert request["properties"]["By"] == "hand"
    async with aiohttp.ClientSession() as anybody, anybody.get(request["signed_body_url"]) as answer:
        assert (await answer.json())["request"]["messages"]


async def _nothing_waits(api: Api) -> bool:
    return bool((await api.get("/healthz")).body["store"]["waiting_scores"] == 0)


async def _story_of_lists(both: Both) -> None:
    """In the order of the question. Sessions have the steps that were reported to any node. Scores are counted and
    deleted on all nodes."""
    here, there = both.here, both.there
    for name, api in {"a": here, "b": there, "c": here}.items():
        await api.log_call(name)
        await ship(api, both.servers, name)
        await api.call("POST", "/v1/scores", json={"scores": [{"request_id": name, "name": "n", "value": True}]})
    answers = []
    for api in (here, there):
        answer = await api.call("POST", "/v1/request/query-ids", json={"requestIds": ["c", "b", "unknown", "a"]})
        answers.append([(each["request_id"], each["request_body"], each["scores"]) for each in answer.body["data"]])
    assert [each[0] for each in answers[0]] == ["c", "b", "a"]
    assert all(each[1] for each in answers[0])
    assert answers[0] == answers[1]
    for number, api in enumerate((here, there), 1):
        agent = span(number, {"session.id": "tree", "gen_ai.operation.name": "invoke_agent"})
        assert (await api.call("POST", "/v1/traces", json=traces([agent]))).status == 200
    for api in (here, there):
        await until(lambda api=api: _has_steps(api, 2))  # type: ignore[misc]
    await until(lambda: _same_scores(both))
    question = {"filter": {"names": ["n"]}, "dry_run": True}
    counted = await answered(here, "POST", "/v1/scores/delete", json=question)
    assert counted.body["data"]["count"] == 3
    deletion = {"filter": {"names": ["n"]}, "dry_run": False, "confirm_count": 3}
    assert (await answered(there, "POST", "/v1/scores/delete", json=deletion)).body["data"]["deleted"] == 3
    assert (await answered(here, "POST", "/v1/scores/delete", json=question)).body["data"]["count"] == 0


async def _same_scores(both: Both) -> bool:
    """Whether both nodes count the scores of both, which each has seen within a second."""
    answers = [await api.call("POST", "/v1/scores/query", json={"scores": ["n"]}) for api in both[:2]]
    groups = [answer.body["data"][0]["groups"] for answer in answers if answer.status == 200 and answer.body["data"]]
    return len(groups) == 2 and groups[0] == groups[1] and groups[0][0]["n_ratings"] == 3


async def _has_steps(api: Api, count: int) -> bool:
    sessions = await api.call("POST", "/v1/session/steps-only/query", json={})
    counts = [each["steps"] for each in sessions.body["data"]]
    steps = (await api.get("/v1/session/tree/steps")).body["data"]
    return (counts, len(steps)) == ([count], count)


async def _story_of_a_verdict(both: Both) -> None:
    """It lacks nothing that any node has at that moment, nor a score that waits on one node for a call of another."""
    here, there = both.here, both.there
    of_run = [("Helicone-Property-Experiment-Id", "run"), ("Helicone-Property-Item-Id", "item")]
    definition = {
        "until": "2100-01-01T00:00:00Z",
        "calls": 1,
        "candidate": {"upstream": "openai", "model": "m"},
        "score": "verdict",
        "margin": 0.1,
    }
    begun = {"definition": definition}
    assert (await answered(here, "PUT", "/v1/replays/run", json=begun)).status == 200
    await there.log_call("item")
    await there.log_call("candidate", helicone_headers=of_run)
    scores = [{"request_id": each, "name": "verdict", "value": 1} for each in ("item", "candidate")]
    assert (await here.call("POST", "/v1/scores", json={"scores": scores})).status == 201
    shown = await answered(here, "GET", "/v1/replays/run")
    assert (shown.body["data"]["verdict"]["pairs"], shown.body["data"]["calls"]) == (1, 1)


async def _story_of_what_exists_once(both: Both) -> None:
    """Whichever node is called: it shows its change at once, and others within a second."""
    for number, api in enumerate(both[:2]):
        view = {"page": "requests", "name": f"view {number}", "search": {}, "shared": True}
        assert (await answered(api, "POST", "/v1/views", json=view)).status == 200
        assert f"view {number}" in [each["name"] for each in (await api.get("/v1/views")).body["data"]]
        definition = {"kind": "integer", "maximum": 5, "enforce": True}
        assert (await answered(api, "PUT", f"/v1/score-definitions/stars{number}", json=definition)).status == 200
        webhook = {"destination": "https://receiver.invalid/", "config": {}}
        assert (await answered(api, "POST", "/v1/webhooks", json=webhook)).status == 200
    for api in both[:2]:
        await until(lambda api=api: _has_all(api))  # type: ignore[misc]
        refused = await api.call(
            "POST", "/v1/scores", json={"scores": [{"request_id": "r", "name": "stars1", "value": 6}]}
        )
        assert refused.status == 422
        await api.log_call(f"told {api.url[-5:]}")
        await until(lambda api=api: _has_tasks(api))  # type: ignore[misc]
    assert (await answered(both.there, "POST", "/v1/property/hide", json={"key": "Team"})).status == 200


async def _story_of_a_file_that_one_node_lacks(both: Both) -> None:
    """Its evaluator shows that it cannot run there, whichever node is asked; once the file is there, it does not."""
    nodes = {each["address"]: each for each in (await both.here.get("/healthz")).body["nodes"]}
    owner, other = sorted(both[:2], key=lambda api: not nodes[api.url]["owner"])
    definition = {"name": "own", "enabled": False, "code": {"function": "own_scores:score"}}
    for lacks_it, api in enumerate((owner, other)):
        folder = code_dir(api.config.data_dir)
        folder.mkdir()
        (folder / "own_scores.py").write_text("def score(request):\n    return {'words': 1}\n")
        if not lacks_it:
            assert (await answered(owner, "POST", "/v1/evaluators", json=definition)).status == 201
            await until(lambda: _states(both, [(nodes[other.url]["number"], "not_runnable")]))
    (evaluator,) = (await answered(other, "GET", "/v1/evaluators")).body["data"]
    assert (evaluator["state"], "no file own_scores.py" in evaluator["other_nodes"][0]["reason"]) == ("disabled", True)
    assert (await answered(other, "POST", "/v1/evaluators", json=definition)).status == 201
    await until(lambda: _states(both, []))


async def _states(both: Both, expected: list[tuple[int, str]]) -> bool:
    answers = [await answered(api, "GET", "/v1/evaluators/own") for api in both[:2]]
    there = [[(each["node"], each["state"]) for each in answer.body["data"]["other_nodes"]] for answer in answers]
    return there == [expected, expected]


async def _one_away(api: Api) -> Any:
    """The health of a node, once it shows that the other one is away and it is the owner."""
    health = (await api.get("/healthz")).body
    nodes = {each["address"]: (each["away"], each["own"], each["owner"]) for each in health["nodes"]}
    assert len(nodes) == 2
    own = nodes.pop(api.url)
    return health if (own, *nodes.values()) == ((False, True, True), (True, False, False)) else None


async def _has_all(api: Api) -> bool:
    views = (await api.get("/v1/views")).body["data"]
    definitions = (await api.get("/v1/score-definitions")).body["data"]
    with sqlite3.connect(DataDir(api.config.data_dir).database) as record:
        ((webhooks,),) = record.execute("SELECT count(*) FROM webhook").fetchall()
        alerts = {rule for (rule,) in record.execute("SELECT id FROM alert_rule")}
    built_in = {built_in_id(project) for project in range(PROJECTS + 1)}  # the demo project has one, too
    return (len(views), len(definitions), webhooks, alerts) == (2, 2, 2, built_in)


async def _has_tasks(api: Api) -> bool:
    """Whether a call of this node is to be sent to both webhooks."""
    with sqlite3.connect(DataDir(api.config.data_dir).database) as record:
        ((webhooks,),) = record.execute("SELECT count(DISTINCT consumer) FROM task WHERE subject <> ''").fetchall()
    return bool(webhooks == 2)


async def _deleted(api: Api, path: str) -> bool:
    return (await api.call("DELETE", path)).status == 200


async def _hidden(api: Api) -> list[str]:
    answer = await api.call("POST", "/v1/property/hidden/query", json={})
    return [each["property"] for each in answer.body["data"]]


async def _story_of_a_home_that_is_away(both: Both) -> None:
    """A call that only looks like one of a node, or was meant for another one, is refused. What is read of a request or
    session comes from the archive. Scores for a node that is away wait for it. The node that is left is the owner, and
    has what the other one had."""
    await both.there.log_call("far", helicone_headers=[("Helicone-Property-Team", "Blue")])
    await both.there.score("far", {"good": True})
    await ship(both.there, both.servers, "far")
    near = await both.there.request("far", includeBody="true")
    paths = ["/v1/scores?request_id=far", f"/v1/request/far/attempts/{near['attempts'][0]['exchange_id']}"]
    near_answers = [(await both.there.get(path)).body["data"] for path in paths]
    steps = (await both.here.get("/v1/session/tree/steps")).body
    forged = await both.here.get("/v1/request/far", headers={HEADER: "1.00", "Host": "evil.example"})
    assert (forged.status, forged.body["error"]) == (403, "Gnomon-Node: was not signed by a node of this installation")
    own = next(each["number"] for each in (await both.here.get("/healthz")).body["nodes"] if each["own"])
    key = NodeKey(read_secret(both.here.config.data_dir), own)
    lost = await both.there.get("/v1/views", headers={HEADER: key.signed(own, "GET", "/v1/views")})
    assert (lost.status, f"server.address of node {own} leads to" in lost.body["error"]) == (503, True)
    await both.stop_there()
    far = await both.here.request("far", includeBody="true")
    assert far | {"signed_body_url": ""} == near | {"signed_body_url": ""}
    assert [(await both.here.get(path)).body["data"] for path in paths] == near_answers
    assert (await both.here.get("/v1/session/tree/steps")).body == steps
    async with aiohttp.ClientSession() as anybody, anybody.get(far["signed_body_url"]) as answer:
        assert (await answer.json())["request"]["messages"]
    listed = await both.here.call("POST", "/v1/request/query-ids", json={"requestIds": ["far", "a"]})
    assert [each["request_id"] for each in listed.body["data"]] == ["far", "a"]
    deletion = await both.here.call("PUT", "/v1/request/far/property", json={"key": "Team", "value": "blue"})
    assert (deletion.status, both.there.url in deletion.body["error"]) == (503, True)
    receipt = await both.here.call(
        "POST", "/v1/scores", json={"scores": [{"request_id": "far", "name": "n", "value": 1}]}
    )
    kept = receipt.body["data"]
    assert (kept["stored"], kept["waiting"], kept["accepted"], kept["scores"][0]["status"]) == (0, 0, 1, "accepted")
    await until(lambda: _deleted(both.here, "/v1/score-definitions/stars0"))
    health = await until(lambda: _one_away(both.here))
    assert health["status"] == "degraded"
    assert any(f"({both.there.url}) has been away since" in reason for reason in health["reasons"])
    assert await _hidden(both.here) == ["team"]  # with capitals on nodes that have logged it so
