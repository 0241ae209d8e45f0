"""What belongs to one node only has one owner at a time: budgets, and the work of a node that is away."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest
from aiohttp import web

from store.clickhouse.servers import Servers
from store.settings import DataDir
from store.spool.writer import SpoolWriter
from tests.api.conftest import Api, running
from tests.api.node_child import KEY, NodeProcess, node_config
from tests.evaluation.judging import JUDGE, PATH, gives
from tests.store.clickhouse.shared_servers import connected
from tests.support.clickhouse import ClickHouse
from tests.support.gate import WAIT_S
from tests.support.receiver import WebhookReceiver, receiving
from tests.support.upstream import Call, Upstream

LENGTH = {"name": "length", "checks": [{"score": "short", "type": "length", "unit": "words", "maximum": 10}]}
HEADERS = {"Authorization": f"Bearer {KEY}"}


class Installation(NamedTuple):
    here: Api  # the owner
    there: Api
    process: NodeProcess  # of `there`
    servers: Servers
    proxy: Upstream
    receiver: WebhookReceiver


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    monkeypatch.setenv("AWAY_JUDGE_KEY", "sk-judge")
    with Upstream() as proxy:
        yield proxy


@pytest.fixture
async def installation(server: ClickHouse, proxy: Upstream, tmp_path: Path) -> AsyncIterator[Installation]:
    """Two nodes, one of them in a process of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = node_config(tmp_path / "here", server.url(), address, proxy.base_url)
    process = NodeProcess(tmp_path / "there", server.url(), proxy.base_url)
    try:
        async with (
            receiving() as receiver,
            running(config, listener, HEADERS) as here,
            aiohttp.ClientSession(headers=HEADERS) as session,
        ):
            await until(lambda: _is_owner(here))
            await process.start()
            spool = DataDir(process.folder).spool
            writer = SpoolWriter(spool, config.spool, asyncio.get_running_loop())
            there = Api(process.config, process.url, session, writer)
            await until(lambda: _owner_is_known(there))
            yield Installation(here, there, process, connected(server), proxy, receiver)
            await writer.close()
    finally:
        process.close()


async def until(holds: Callable[[], Awaitable[Any]]) -> Any:
    """Repeats until it is true: there is no event between nodes to wait for."""
    async with asyncio.timeout(WAIT_S):
        while not (result := await holds()):
            await asyncio.sleep(0.05)
        return result


async def _is_owner(api: Api) -> bool:
    """Whether it takes changes of what exists once."""
    return (await api.call("DELETE", "/v1/score-definitions/unknown")).status == 404


async def _owner_is_known(api: Api) -> bool:
    return (await api.get("/v1/webhooks")).status == 200


def asked(api: Api, statement: str) -> list[Any]:
    """Of the record of a node."""
    with closing(sqlite3.connect(DataDir(api.config.data_dir).database)) as record:
        return record.execute(statement).fetchall()


async def has(api: Api, statement: str, expected: Any) -> bool:
    return bool(asked(api, statement) == [(expected,)])


@pytest.mark.timeout(300)  # a node is away for seconds before another one does its work
async def test_what_belongs_to_one_node_has_one_owner(installation: Installation) -> None:
    await _story_of_a_budget(installation)
    await _story_of_a_node_that_dies(installation)


async def _story_of_a_budget(installation: Installation) -> None:
    """Two nodes use it up, and never exceed it. Every node has the ledger."""
    here, there = installation.here, installation.there
    evaluator = LENGTH | {"budget": {"calls_per_day": 5}}
    await until(lambda: _created(there, "/v1/evaluators", evaluator))
    for api in (here, there):
        await until(lambda api=api: has(api, "SELECT count(*) FROM evaluator", 1))  # type: ignore[misc]
    for number in range(4):
        for api in (here, there):
            await api.log_call(f"{api.url[-5:]}-{number}")
    ledger = "SELECT consumer, hours FROM evaluator_ledger ORDER BY consumer"
    await until(lambda: _used_up(installation, ledger, 5))
    for api in (here, there):
        await until(lambda api=api: _shows_all(api))  # type: ignore[misc]
    await until(lambda: _has_scores(installation))
    await until(lambda: _deleted(here, "/v1/evaluators/length"))
    await until(lambda: has(there, "SELECT count(*) FROM evaluator", 0))
    assert await _has_scores(installation) <= 5


async def _story_of_a_node_that_dies(installation: Installation) -> None:
    """Messages are sent under the same ids and calls are judged once, by the owner. The node that comes back does
    nothing of it again, and has the scores under the same ids."""
    here, there, process, servers, proxy, receiver = installation
    receiver.answer = _unavailable
    proxy.route("POST", PATH, _never)
    webhook = {"destination": receiver.url, "config": {}, "events": ["request.logged"]}
    await until(lambda: _created(here, "/v1/webhooks", webhook))
    await until(lambda: _created(here, "/v1/evaluators", {"name": "help", "judge": JUDGE}))
    await until(lambda: has(there, "SELECT count(*) FROM webhook, evaluator", 1))
    # A node takes one batch of changes after another: once it has this one, it listens for those before.
    await until(lambda: _defined(here))
    await until(lambda: has(there, "SELECT count(*) FROM score_definition", 1))
    names = ["a", "b", "c"]
    exchange_ids = [await there.log_call(name) for name in names]
    await receiver.first(3)
    await until(lambda: asyncio.to_thread(_has_reached_archive, servers))
    process.kill()
    receiver.delivered.clear()
    receiver.answer = None
    proxy.route("POST", PATH, gives(helpfulness=4))

    sent = {f"msg_{each}" for each in exchange_ids}
    await until(lambda: _delivered(receiver, sent))
    scores = await until(lambda: asyncio.to_thread(_scores_of_results, servers))
    await until(lambda: asyncio.to_thread(_all_settled, servers))
    assert {each.id for each in receiver.delivered} == sent
    assert {each.json["request_id"] for each in receiver.delivered} == set(names)
    await until(lambda: _shows_deliveries(here))
    done = len(receiver.delivered), len(proxy.requests)

    await process.start()
    await until(lambda: has(there, "SELECT count(*) FROM task", 0))
    helpfulness = "SELECT request_id, score_id FROM score WHERE name = 'helpfulness'"
    assert dict(asked(there, helpfulness)) == scores
    assert len(asked(there, helpfulness)) == 3
    counts = dict(asked(there, "SELECT name, value FROM consumer_count WHERE consumer NOT LIKE '%length'"))
    assert (counts["delivered"], counts["scored"]) == (3, 3)
    assert (len(receiver.delivered), len(proxy.requests)) == done


async def _has_scores(installation: Installation) -> int:
    return sum(asked(api, "SELECT count(*) FROM score")[0][0] for api in (installation.here, installation.there))


async def _created(api: Api, path: str, body: Any) -> bool:
    """Where the owner changes meanwhile, the answer is 503, and it is to be looked whether it took effect."""
    if (await api.get(path)).body["data"]:
        return True
    return (await api.call("POST", path, json=body)).status in (200, 201)


async def _defined(api: Api) -> bool:
    return (await api.call("PUT", "/v1/score-definitions/stars", json={"kind": "integer"})).status == 200


async def _deleted(api: Api, path: str) -> bool:
    return (await api.call("DELETE", path)).status in (200, 404)


async def _used_up(installation: Installation, statement: str, calls: int) -> bool:
    """Whether the ledgers of both nodes say so."""
    here, there = asked(installation.here, statement), asked(installation.there, statement)
    spent = [sum(hour[0] for hour in json.loads(hours).values()) for _, hours in here]
    assert max(spent, default=0) <= calls
    return here == there and spent == [calls, calls]


async def _shows_all(api: Api) -> bool:
    """Whether the evaluator is shown with the calls of both nodes."""
    shown = (await api.get("/v1/evaluators/length")).body["data"]
    return bool(shown and (shown["counts"]["matched"], shown["spent_today"]["calls"]) == (8, 5))


async def _shows_deliveries(api: Api) -> bool:
    """Whether the list has those for the node that is away."""
    listed = (await api.get("/v1/webhooks")).body["data"]
    return bool(listed) and (listed[0]["deliveries"]["delivered"], listed[0]["deliveries"]["waiting"]) == (3, 0)


async def _unavailable(_request: web.Request) -> web.Response:
    return web.Response(status=503)


async def _never(call: Call) -> None:
    await call.body()
    await call.left()


def _has_reached_archive(servers: Servers) -> bool:
    """The tasks of three calls, whose messages could not be sent, and these calls."""
    tasks = """
        SELECT countIf(JSONExtractString(data, 'consumer_kind') = 'webhook' AND JSONExtractInt(data, 'attempts') > 0),
            countIf(JSONExtractString(data, 'consumer_kind') = 'evaluator')
        FROM archive_other_row FINAL WHERE name = 'task'"""
    calls = "SELECT count() FROM archive_exchange_row FINAL WHERE request_id IN ('a', 'b', 'c')"
    return (servers.query(tasks).columns, servers.query(calls).columns) == ([[3], [3]], [[3]])


def _all_settled(servers: Servers) -> bool:
    text = "SELECT countIf(JSONExtractString(content, 'state') = 'done') FROM task_result_row FINAL"
    return servers.query(text).columns == [[6]]


async def _delivered(receiver: WebhookReceiver, ids: set[str]) -> bool:
    return {each.id for each in receiver.delivered} >= ids


def _scores_of_results(servers: Servers) -> dict[str, str] | None:
    """Request id → score id, once all three calls are judged."""
    text = """
        SELECT JSONExtractString(content, 'evaluation', 'subject'),
            JSONExtractString(content, 'evaluation', 'score_ids', 1)
        FROM task_result_row FINAL WHERE JSONExtractString(content, 'evaluation', 'outcome') = 'scored'"""
    subjects, score_ids = servers.query(text).columns or ([], [])
    return dict(zip(subjects, score_ids, strict=True)) if len(subjects) == 3 else None
