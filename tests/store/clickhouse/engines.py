"""Engines that answer the questions of `answers.py`: ClickHouse with the rows of a DuckDB replica."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from store.analytics.replica.schema import OF_EXCHANGE, REQUEST_COLUMNS, SCORE_COLUMNS
from store.clickhouse.servers import Servers
from store.clickhouse.snapshot import ClickHouseSnapshot
from store.clickhouse.translating import PropertyNames, Translator
from store.sql import Sql

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

Rows = list[tuple[Any, ...]]


class ClickHouseEngine:
    """As far as queries are concerned, a `Replica`."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._names = PropertyNames()
        self._translator = Translator(servers.table, self._names.name)
        rows = self.snapshot().rows(Sql("SELECT project, name_folded, key FROM property_key"))
        self._keys = {(project, name): key for project, name, key in rows}

    def snapshot(self, timeout_s: float = 30.0) -> ClickHouseSnapshot:
        return ClickHouseSnapshot(self._servers, self._translator, timeout_s)

    async def read(self, work: Callable[[Any], Any], timeout_s: float = 300.0) -> Any:
        return await asyncio.to_thread(work, self.snapshot(timeout_s))

    async def holds(self, version: int) -> None:
        pass

    def property_key(self, project: int, name: str) -> int | None:
        return self._keys.get((project, name.casefold()))

    def property_column(self, project: int, name: str) -> str | None:
        return None if self.property_key(project, name) is None else self._names.column(name.casefold())


async def fill(clients: Sequence[Client], rows_of: Callable[[str], Awaitable[Rows]]) -> None:
    """`rows_of`: a statement on the DuckDB replica. A request and its scores are on one server; some rows are there in
    several versions, and some are deleted."""
    keys = {key: (project, folded, name) for key, project, folded, name in await rows_of("SELECT * FROM property_key")}
    properties: dict[int, dict[str, str]] = {}
    for request, key, value in await rows_of("SELECT request, key, value FROM property"):
        properties.setdefault(request, {})[keys[key][1]] = value
    of_request, of_score = [*REQUEST_COLUMNS], [*SCORE_COLUMNS, *OF_EXCHANGE]
    requests = await rows_of(f"SELECT {', '.join(of_request)} FROM request")
    scores = await rows_of(f"SELECT {', '.join(of_score)} FROM score")
    request_at = of_score.index("request")
    earlier_score = {"superseded_at": None, "value": 1e9}
    for place, client in enumerate(clients):
        own = [row for row in requests if row[0] % len(clients) == place]
        rows = [(*row, properties.get(row[0], {})) for row in own]
        _insert(client, "request_row", [*of_request, "properties"], rows, {"outcome": None, "cost_usd": 1e9})
        own = [row for row in scores if (row[request_at] or row[0]) % len(clients) == place]
        rows = [(*row, properties.get(row[request_at], {})) for row in own]
        _insert(client, "score_row", [*of_score, "properties"], rows, earlier_score)
        names = [each for number, each in enumerate(keys.values()) if number % len(clients) == place]
        client.insert("property_key_row", [(*each, 1) for each in names], ["project", "name_folded", "name", "version"])


def _insert(client: Client, table: str, columns: list[str], rows: Rows, earlier: dict[str, Any]) -> None:
    """`earlier`: what older versions say instead."""
    names = [*columns, "version", "deleted"]

    def versions(row: tuple[Any, ...], version: int, deleted: int = 0, **changes: Any) -> tuple[Any, ...]:
        values = dict(zip(names, (*row, version, deleted), strict=True)) | changes
        return tuple(_aware(value) for value in values.values())

    gone = [(row[0] + (1 << 50), *row[1:]) for row in rows[::7]]
    half = len(rows) // 2
    inserts = [
        [versions(row, 1, **earlier) for row in rows[::3]],
        [versions(row, 1) for row in gone],
        [versions(row, 2) for row in rows[:half]] + [versions(row, 3, 1) for row in gone],
        [versions(row, 2) for row in rows[half:]],
    ]
    for values in inserts:
        client.insert(table, values, names)


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
