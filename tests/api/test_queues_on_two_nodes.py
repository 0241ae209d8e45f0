"""Queues of two nodes: the stories of one node hold, whichever node is called, and wherever a request is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.api import test_queues
from tests.api.conftest import Answer, Api, MakeConfig
from tests.api.two_nodes import Both, key_of, two_nodes, until
from tests.support.clickhouse import ClickHouse

pytestmark = pytest.mark.timeout(400)  # several stories in one, since two nodes take seconds to start

STORIES = (
    test_queues.test_a_queue_is_worked_through_without_seeing_what_others_said,
    test_queues.test_a_sample_stays_the_same_and_grows_by_what_is_logged_later,
    test_queues.test_a_queue_that_follows_its_filter_grows_as_it_is_worked_on,
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


@pytest.fixture
async def both(server: ClickHouse, make_config: MakeConfig, tmp_path: Path) -> AsyncIterator[Both]:
    async with two_nodes(server, make_config, tmp_path) as both:
        yield both


class InTurn:
    """Both nodes used as one API of one project: each call goes to the other one than the last."""

    def __init__(self, both: Both, project: int) -> None:
        self._both = both
        self._project = project
        self._nodes = cycle(both[:2])
        self._open: dict[str, Api] = {}
        self._logged: set[str] = set()
        self._headers = {"Authorization": f"Bearer {key_of(project)}"}

    async def call(self, method: str, path: str, **options: Any) -> Answer:
        await until(lambda: asyncio.to_thread(self._are_shipped))
        return await until(lambda: self._answered(method, path, **options))

    async def _answered(self, method: str, path: str, **options: Any) -> Answer | None:
        """None: a busy machine has kept a node from saying that it runs, so that it seemed to be away."""
        answer = await next(self._nodes).call(method, path, headers=self._headers, **options)
        return None if answer.status == 503 and re.search("No node is the owner|away", str(answer.body)) else answer

    async def get(self, path: str) -> Answer:
        return await self.call("GET", path)

    async def open_call(self, request_id: str, body: bytes) -> str:
        node = next(self._nodes)
        self._logged.add(request_id)
        exchange_id = await node.open_call(request_id, body, project=self._project)
        self._open[exchange_id] = node
        return exchange_id

    async def close_call(self, exchange_id: str, body: bytes) -> None:
        await self._open.pop(exchange_id).close_call(exchange_id, body)

    def _are_shipped(self) -> bool:
        """Whether queries of both nodes see all calls."""
        count = "SELECT uniqExact(request_id) FROM request_row WHERE project = {project:Int32}"
        ((shipped,),) = self._both.servers.query(count, {"project": self._project}).columns
        return shipped == len(self._logged)


async def test_the_stories_of_one_node_hold_on_two(both: Both) -> None:
    """Each in a project of its own, all at once. Then one node stops, and is removed."""

    async def run(project: int, story: Any) -> None:
        api: Any = InTurn(both, project)
        await test_queues.fill(api)
        await story(api)

    await asyncio.gather(*(run(project, story) for project, story in enumerate(STORIES, 1)))
    await _story_of_a_node_that_is_removed(both, len(STORIES) + 1)


async def _story_of_a_node_that_is_removed(both: Both, project: int) -> None:
    """While a node is away, nobody knows who has rated its requests. Its queues are there all the same; what does not
    need its scores goes on. Its requests leave their queues when it is removed."""
    api: Any = InTurn(both, project)
    await test_queues.fill(api)  # call-0, call-2 and call-4 on one node, the others on the other one
    body = test_queues.QUEUE | {"item_order": "given", "sample_most": 6}
    queue = (await api.call("POST", "/v1/queues", json=body)).body["data"]
    path = f"/v1/queues/{queue['id']}"
    corrections = {"request_ids": ["call-0", "call-1"]}
    for request_id in corrections["request_ids"]:
        await test_queues.rate(api, request_id, "anna", "good")
        text = {"rater": "anna", "text": f"Of {request_id}."}
        assert (await api.call("PUT", f"/v1/request/{request_id}/correction", json=text)).status == 200
    question = {"score": "verdict", "queue": queue["id"]}
    for node in both[:2]:
        await until(lambda node=node: _has_rater(node, project, question))  # type: ignore[misc]
    numbers = {each["address"]: each["number"] for each in (await both.here.get("/healthz")).body["nodes"]}
    headers = {"Authorization": f"Bearer {key_of(project)}"}
    await both.stop_there()

    async def called(method: str, path: str, **options: Any) -> Answer:
        return await both.here.call(method, path, headers=headers, **options)

    refused = await called("POST", f"{path}/next", json={"rater": "bob"})
    assert (refused.status, refused.body["data"]) == (503, None)
    for method, end, sent in (("GET", path, None), ("POST", "/v1/corrections/query", corrections)):
        refused = await called(method, end, json=sent)
        assert (refused.status, both.there.url in refused.body["error"]) == (503, True)
    assert await _has_rater(both.here, project, question)
    await asyncio.to_thread(
        both.servers.command, f"ALTER TABLE node_row DELETE WHERE number = {numbers[both.there.url]}"
    )
    left = await until(lambda: _progress(called, f"{path}/next"))
    assert left["items"] == 3
    items = [each["request_id"] for each in (await called("GET", f"{path}/items")).body["data"]]
    here = [name for name in ("call-0", "call-1") if name in items]
    assert (len(items), len(here)) == (3, 1)
    found = (await called("POST", "/v1/corrections/query", json={"request_ids": here})).body["data"]
    assert [each["text"] for each in found] == [f"Of {here[0]}."]
    assert left["ratings"] == 1


async def _has_rater(node: Api, project: int, question: Any) -> bool:
    """Whether a node that was not asked to change a queue has its items, and the scores of both nodes."""
    headers = {"Authorization": f"Bearer {key_of(project)}"}
    answer = await node.call("POST", "/v1/scores/agreement", json=question, headers=headers)
    return answer.status == 200 and answer.body["data"]["n_units_of_one"] == 2


async def _progress(called: Any, path: str) -> Any:
    """None as long as the owner is not known to be this node, or the other one not to be removed."""
    answer = await called("POST", path, json={"rater": "bob"})
    return answer.body["data"] and answer.body["data"]["progress"]
