"""What the tables of a node's rows hold, in ClickHouse and in DuckDB, in the same form."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from clickhouse_connect.driver.client import Client

from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database
from store.analytics.replica.schema import OF_EXCHANGE, REQUEST_COLUMNS, SCORE_COLUMNS
from store.analytics.replica.source import Source
from store.clickhouse.servers import Servers
from store.settings import DataDir, StoreSettings
from store.sqlite import membership
from store.sqlite.session import Session
from tests.store.analytics.replicas import SETTINGS
from tests.support.clickhouse import ClickHouse

Rows = list[tuple[Any, ...]]

_SCORE_COLUMNS = (*SCORE_COLUMNS, *OF_EXCHANGE)


def connected(server: ClickHouse) -> Servers:
    return Servers.connect(StoreSettings(url=server.url()))


def empty_tables(servers: Servers) -> None:
    for table in ("request_row", "score_row", "property_key_row", "node_state_row"):
        servers.command(f"TRUNCATE TABLE {table}")


def join(number: int, shard: int = 1) -> Any:
    """For SqliteStore.open: makes an empty record that of the node."""

    def join_record(session: Session) -> None:
        if membership.node_of(session.main_db) is None:
            membership.join(session, number, f"node-{number}", shard)

    return join_record


def in_clickhouse(client: Client, number: int | None = None) -> dict[str, Rows]:
    """Of one node, or of all. Keys of properties have no node."""
    of_node = "" if number is None else f"WHERE bitShiftRight(id, {membership.NUMBER_SHIFT}) = {number}"
    return {
        "request": _rows(client, f"SELECT {', '.join(REQUEST_COLUMNS)} FROM request_row FINAL {of_node}"),
        "property": _rows(
            client,
            "SELECT id, name, value FROM request_row FINAL"
            f" ARRAY JOIN mapKeys(properties) AS name, mapValues(properties) AS value {of_node}",
        ),
        "property_key": _rows(client, "SELECT project, name_folded, name FROM property_key_row FINAL"),
        "score": _rows(client, f"SELECT {', '.join(_SCORE_COLUMNS)} FROM score_row FINAL {of_node}"),
        "score_property": _rows(
            client,
            "SELECT id, name, value FROM score_row FINAL"
            f" ARRAY JOIN mapKeys(properties) AS name, mapValues(properties) AS value {of_node}",
        ),
    }


def in_duckdb(data_dir: DataDir, folder: Path) -> dict[str, Rows]:
    """What a new DuckDB replica of the record has."""
    with closing(Source(data_dir)) as source, closing(Database(folder / "compared.duckdb", SETTINGS)) as database:
        Copier(database, source).catch_up()
        named = "JOIN property_key USING (key)"
        statements = {
            "request": f"SELECT {', '.join(REQUEST_COLUMNS)} FROM request",
            "property": f"SELECT property.request, name_folded, value FROM property {named}",
            "property_key": "SELECT project, name_folded, name FROM property_key",
            "score": f"SELECT {', '.join(_SCORE_COLUMNS)} FROM score",
            "score_property": "SELECT score.id, name_folded, property.value"
            f" FROM score JOIN property ON property.request = score.request {named}",
        }
        with database.cursor() as cursor:
            return {
                table: sorted(cursor.execute(statement).fetchall(), key=_ordered)
                for table, statement in statements.items()
            }


def _rows(client: Client, statement: str) -> Rows:
    return sorted((tuple(map(_naive, row)) for row in client.query(statement).result_rows), key=_ordered)


def _naive(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _ordered(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((value is not None, value) for value in row)
