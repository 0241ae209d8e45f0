"""The dashboard of one node of two on ClickHouse, before and after the other one stops."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.support.clickhouse import ClickHouse
from tests.support.openai_like import chat_completions
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.conftest import Look

CALL = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Where am I logged?"}]}
IDS = {"helicone-request-id": "far", "helicone-session-id": "trip", "helicone-session-path": "/there"}


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Gnomon]]:
    """The second one has logged a call and its score."""
    folder = tmp_path_factory.mktemp("nodes")
    with ExitStack() as stack:
        upstream = stack.enter_context(Upstream())
        upstream.route("POST", "/v1/chat/completions", chat_completions)
        server = stack.enter_context(ClickHouse(folder / "clickhouse"))
        nodes = []
        for name in ("here", "there"):
            (folder / name).mkdir()
            nodes.append(Gnomon(folder / name, upstream.base_url, settings={"store": {"url": server.url()}}))
            stack.callback(nodes[-1].kill, "all")
        with ThreadPoolExecutor() as pool:
            list(pool.map(Gnomon.start, nodes))
        here, there = nodes
        assert there.post("/v1/chat/completions", CALL, IDS).status == 200
        there.score("far", {"helpful": True})
        here.wait_until(
            lambda: (here.get("/v1/request/far").json()["data"] or {}).get("scores"), "the call on the other node"
        )
        yield nodes


def test_a_node_that_stops_and_a_call_that_it_has(nodes: list[Gnomon], look: Look) -> None:
    """The status page shows its state, and the call's page what it has, from the archive."""
    here, there = nodes
    watched = look(here)
    page = watched.open("/status")
    table = page.get_by_role("table", name="Nodes")
    own, other = (table.get_by_role("row").filter(has_text=node.url) for node in nodes)
    expect(own).to_contain_text("this node")
    expect(other).to_contain_text("running")
    expect(page.get_by_text("Changes not yet in ClickHouse")).to_be_visible()
    watched.check_accessible()
    there.stop()
    here.wait_until(lambda: any(node["away"] for node in here.health()["nodes"]), "the other node to be away")
    page.reload()
    expect(other).to_contain_text("away")
    expect(page.get_by_role("alert")).to_contain_text("its calls can be read, but not changed")

    watched.open("/requests/far")
    expect(page.get_by_role("region", name="Session")).to_contain_text("there")
    expect(page.get_by_role("region", name="Scores")).to_contain_text("helpful")
    expect(page.get_by_text("You said: Where am I logged?")).to_be_visible()
