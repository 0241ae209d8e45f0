"""Every query of the API has the same answer from DuckDB, from one ClickHouse server, and from two.

Counts, texts, timestamps and orders are equal, and so are numbers to the last digit. Only where floats are added up
does the last digit depend on the order in which rows are found; DIGITS says how far.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import pytest

from store.clickhouse.servers import Servers
from store.settings import DataDir, ScoreSettings, StoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import open_replica, select
from tests.store.clickhouse import answers_of_alerts, answers_of_requests, answers_of_scores
from tests.store.clickhouse.answers_record import write_record
from tests.store.clickhouse.engines import ClickHouseEngine, fill
from tests.store.clickhouse.query_functions import ROOT, queries_in
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse

DIGITS = 1e-12  # relative
SKEWNESS = 1e-9  # … of what is left of sums of cubes that nearly cancel out
NOTHING = 1e-15  # a difference of equal sums

QUESTIONS = answers_of_requests.QUESTIONS | answers_of_scores.QUESTIONS | answers_of_alerts.QUESTIONS


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory, shards: list[ClickHouse]) -> DataDir:
    """A record, whose rows both databases of the servers have."""
    data_dir = DataDir(tmp_path_factory.mktemp("answers"))
    asyncio.run(_plant(data_dir, shards))
    return data_dir


async def _plant(data_dir: DataDir, shards: list[ClickHouse]) -> None:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await write_record(store)
    async with open_replica(data_dir) as replica:
        await replica.fresh(60.0)
        for database, (of_database, servers) in connections(shards).items():
            for shard in range(1, servers.shards + 1):
                servers.command("SELECT 1", shard=shard)  # the first contact creates the tables
            await fill([server.client(database) for server in of_database], partial(select, replica))
    await store.close()


def connections(shards: list[ClickHouse]) -> dict[str, tuple[list[ClickHouse], Servers]]:
    """A database on one server, and one on both."""
    found = {}
    for database, used, cluster in (("single", shards[:1], None), ("pair", shards, CLUSTER)):
        hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in used)
        settings = {"url": f"clickhouse://gnomon@{hosts}/{database}", "password": PASSWORD, "cluster": cluster}
        found[database] = used, Servers.connect(StoreSettings.model_validate(settings))
    return found


@pytest.mark.timeout(300)  # a part has a hundred statements for each of two databases
@pytest.mark.parametrize("part", QUESTIONS)
async def test_every_query_has_the_same_answer(data_dir: DataDir, shards: list[ClickHouse], part: str) -> None:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        assert await _differences(data_dir, shards, part) == []
    finally:
        await store.close()


async def _differences(data_dir: DataDir, shards: list[ClickHouse], part: str) -> list[str]:
    engines = {database: ClickHouseEngine(servers) for database, (_, servers) in connections(shards).items()}
    differences: list[str] = []
    async with open_replica(data_dir) as replica:
        await replica.fresh(60.0)
        for name, ask in QUESTIONS[part].items():
            first, *others = await asyncio.gather(*map(ask, (replica, *engines.values())))
            for database, other in zip(engines, others, strict=True):
                found = difference(first, other)
                if found:
                    differences.append(f"{name}, {database}: {found}")
    return differences


def test_every_query_that_the_api_uses_is_asked() -> None:
    """And every one that evaluators, webhooks and alerts use. SQL of callers has a module of its own."""
    used = queries_in([*(ROOT / "api").rglob("*.py"), *(ROOT / "evaluation").rglob("*.py")])
    assert len(used) > 30
    asked = queries_in((ROOT / "tests" / "store" / "clickhouse").glob("answers*.py"))
    assert {name for name in used - asked if not name.startswith("sql.")} == set()


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
