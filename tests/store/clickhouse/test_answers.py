"""Every query of the API has the same answer from DuckDB, from one ClickHouse server, and from two.

Counts, texts, timestamps and orders are equal, and so are numbers to the last digit. Only where floats are added up
does the last digit depend on the order in which rows are found; DIGITS says how far.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

from store.clickhouse.servers import Servers
from store.settings import DataDir, ScoreSettings, StoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import open_replica, select
from tests.store.clickhouse import answers_of_requests, answers_of_scores
from tests.store.clickhouse.answers_record import write_record
from tests.store.clickhouse.engines import ClickHouseEngine, fill
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse

DIGITS = 1e-12  # relative
SKEWNESS = 1e-9  # … of what is left of sums of cubes that nearly cancel out
NOTHING = 1e-15  # a difference of equal sums

QUESTIONS = answers_of_requests.questions() | answers_of_scores.questions()


@asynccontextmanager
async def engines(folder: Path, shards: list[ClickHouse]) -> AsyncIterator[dict[str, Any]]:
    data_dir = DataDir(folder)
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await write_record(store)
    async with open_replica(data_dir) as replica:
        await replica.fresh(60.0)
        yield {
            "DuckDB": replica,
            "one server": await _filled(shards[:1], replica, "single", None),
            "two servers": await _filled(shards, replica, "pair", CLUSTER),
        }
    await store.close()


async def _filled(shards: list[ClickHouse], replica: Any, database: str, cluster: str | None) -> ClickHouseEngine:
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in shards)
    url = f"clickhouse://gnomon@{hosts}/{database}"
    servers = Servers.connect(StoreSettings.model_validate({"url": url, "password": PASSWORD, "cluster": cluster}))
    for shard in range(1, servers.shards + 1):
        servers.command("SELECT 1", shard=shard)  # the first contact creates the tables
    await fill([server.client(database) for server in shards], partial(select, replica))
    return ClickHouseEngine(servers)


async def test_every_query_has_the_same_answer(tmp_path: Path, shards: list[ClickHouse]) -> None:
    differences: list[str] = []
    async with engines(tmp_path, shards) as all_engines:
        for name, ask in QUESTIONS.items():
            first, *others = await asyncio.gather(*map(ask, all_engines.values()))
            for engine, other in zip([*all_engines][1:], others, strict=True):
                found = difference(first, other)
                if found:
                    differences.append(f"{name}, {engine}: {found}")
    assert differences == []


def difference(one: Any, other: Any, place: str = "") -> str | None:
    """Where two answers differ, and how; None: nowhere."""
    if type(one) is not type(other):
        return f"{place}: {one!r:.300} is not {other!r:.300}"
    if isinstance(one, float):
        is_close = math.isclose(one, other, rel_tol=SKEWNESS if place.endswith("skewness") else DIGITS, abs_tol=NOTHING)
        return None if is_close else f"{place}: {one!r} is not {other!r}"
    if is_dataclass(one):
        pairs = ((f"{place}.{each.name}", getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    elif isinstance(one, dict) and list(one) == list(other):
        pairs = ((f"{place}[{key!r}]", one[key], other[key]) for key in one)
    elif isinstance(one, list | tuple) and len(one) == len(other):
        pairs = ((f"{place}[{at}]", *both) for at, both in enumerate(zip(one, other, strict=True)))
    else:
        return None if one == other else f"{place}: {one!r:.300} is not {other!r:.300}"
    return next((found for path, left, right in pairs if (found := difference(left, right, path))), None)
