"""How long a score takes to be visible on another node of an installation, from its acknowledgement on.

    python -m bench.visibility [--scores N]

Two nodes share a new ClickHouse server, all on this machine. Scores are sent one at a time to the node that has their
request and, every second one, to the other node, which passes them on. Shown are percentiles in ms of the time until
the node without the request counts the score in a query, and until it lists it by the request's id.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.table import Table

from store.settings import KeySettings, StoreSettings
from tests.api.conftest import Api, plain_config, running
from tests.support.clickhouse import ClickHouse

_KEY = "a key of both nodes"
_LOOK_S = 0.005


@asynccontextmanager
async def _node(server: ClickHouse, folder: Path) -> AsyncIterator[Api]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = replace(
        plain_config(folder),
        store=StoreSettings(url=server.url()),
        address=f"http://127.0.0.1:{listener.getsockname()[1]}",
        keys=[KeySettings(name="bench", sha256=sha256(_KEY.encode()).hexdigest())],
    )
    async with running(config, listener, {"Authorization": f"Bearer {_KEY}"}) as api:
        yield api


async def _until(holds: Callable[[], Awaitable[bool]]) -> float:
    """How long that took, in ms."""
    began = time.monotonic()
    while not await holds():  # noqa: ASYNC110  there is no event between nodes to wait for
        await asyncio.sleep(_LOOK_S)
    return (time.monotonic() - began) * 1e3


async def measure(server: ClickHouse, root: Path, scores: int) -> dict[str, list[float]]:
    """What was measured → times in ms."""
    found: dict[str, list[float]] = {"in a query": [], "by the request's id": []}
    async with _node(server, root / "home") as home, _node(server, root / "other") as other:

        async def counts(number: int) -> bool:
            answer = await other.call("POST", "/v1/scores/query", json={"scores": [f"score {number}"]})
            return answer.status == 200 and bool(answer.body["data"])

        async def lists(number: int) -> bool:
            answer = await other.get(f"/v1/scores?request_id=call&name=score%20{number}")
            return bool(answer.body["data"])

        async def knows_the_call() -> bool:
            return bool((await other.get("/v1/request/call")).body["data"])

        await home.log_call("call")
        await _until(knows_the_call)
        for number in range(scores):
            score = {"request_id": "call", "name": f"score {number}", "value": 1}
            answer = await (home, other)[number % 2].call("POST", "/v1/scores", json=score)
            assert answer.body["data"]["stored"] == 1, answer
            found["by the request's id"].append(await _until(lambda number=number: lists(number)))  # type: ignore[misc]
            found["in a query"].append(
                found["by the request's id"][-1] + await _until(lambda number=number: counts(number))  # type: ignore[misc]
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.visibility")
    parser.add_argument("--scores", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as root, ClickHouse(Path(root) / "clickhouse", compiles=True) as server:
        found = asyncio.run(measure(server, Path(root), arguments.scores))
    table = Table("visible on the other node", "p50 ms", "p90 ms", "p99 ms", "longest ms")
    for name, times in found.items():
        at = sorted(times)
        ranks = [at[int(share * (len(at) - 1))] for share in (0.5, 0.9, 0.99, 1)]
        table.add_row(name, *(f"{each:.0f}" for each in ranks))
    Console().print(table)
    Console().print(f"{arguments.scores} scores; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
