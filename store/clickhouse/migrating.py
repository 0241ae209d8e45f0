"""Creates the database and its tables on a ClickHouse server, or upgrades them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.base import TooNew, TooOld
from store.clickhouse.errors import ServerAway
from store.clickhouse.schema import (
    RECORD,
    Layout,
    MigrationScript,
    all_tables,
    create_database,
    create_record,
    scripts,
    tables,
)
from store.clickhouse.score_order import sort_scores_by_day
from store.clickhouse.url import HostAddress

if TYPE_CHECKING:
    from store.clickhouse.connection import ServerConnection

# ON CLUSTER waits for every server. One that is away runs the statement when it is back, so it is no error.
_WAIT_S = 30
_SETTINGS = {"distributed_ddl_task_timeout": _WAIT_S, "distributed_ddl_output_mode": "null_status_on_timeout"}
_DEFINITION_S = 120.0


class SchemaTooNew(ServerAway, TooNew):
    """A newer version of Gnomon has upgraded the database."""


class SchemaTooOld(ServerAway, TooOld):
    """The database is of a development version, which cannot be upgraded."""


def bring_up_to_date(connection: ServerConnection, address: HostAddress, layout: Layout) -> list[str]:
    """Apply the scripts that the server lacks; their names.

    Two nodes may do it at the same time, and a server whose disk was replaced gets all tables again. Raises
    AccessDenied, SchemaTooNew, SchemaTooOld.
    """
    return _Migration(connection, address, layout).run()


class _Migration:
    def __init__(self, connection: ServerConnection, address: HostAddress, layout: Layout) -> None:
        self._connection = connection
        self._address = address
        self._layout = layout

    def run(self) -> list[str]:
        known = scripts()
        self._create_database()
        sort_scores_by_day(self._connection, self._layout)
        engines = self._engines()
        if RECORD not in engines:
            self._command(create_record(self._layout))
        pending = self._pending(known, engines)
        for statement in (each for script in pending for each in script.statements(self._layout)):
            self._command(statement)
        self._create_all_tables(tables(known), engines, is_changed=bool(pending))
        self._record(pending)
        return [script.name for script in pending]

    def _create_database(self) -> None:
        """Looks first: a user who may only read and write need not have the right."""
        found = self._connection.query(
            "SELECT count() FROM system.databases WHERE name = {name:String}",
            {"name": self._layout.database},
            {"database": "system"},
        )
        if found.columns == [[0]]:
            self._command(create_database(self._layout), in_database=False)

    def _engines(self) -> dict[str, str]:
        """The tables that exist, and their engines."""
        found = self._connection.query(
            "SELECT name, engine_full FROM system.tables WHERE database = {name:String}",
            {"name": self._layout.database},
        )
        return dict(found.rows())

    def _pending(self, known: list[MigrationScript], engines: dict[str, str]) -> list[MigrationScript]:
        """Scripts to apply: those that were not applied, or all when a table is missing."""
        found = self._connection.query(f"SELECT number, name FROM {self._layout.database}.{RECORD} FINAL")
        applied: dict[int, str] = dict(found.rows())
        names = {script.number: script.name for script in known}
        where = f"the database {self._layout.database} of {self._address}"
        if any(names[number] != name for number, name in applied.items() if number in names):
            raise SchemaTooOld(f"{where} was made by a development version of Gnomon: name another one in store.url")
        if newer := sorted(applied.keys() - names.keys()):
            raise SchemaTooNew(
                f"{where} was upgraded by a newer gnomon (migration {newer[-1]}; this one knows {max(names)}): install"
                " that version on this node, too"
            )
        missing = [name for name in tables(known) if name not in engines]
        self._check_replication(engines)
        return [script for script in known if missing or script.number not in applied]

    def _check_replication(self, engines: dict[str, str]) -> None:
        if self._layout.is_replicated:
            for name, engine in engines.items():
                if name.endswith("_row") and not engine.startswith(("Replicated", "Shared")):
                    raise ServerAway(
                        f"{self._address}: store.replicated is true, but the table {name} of the database"
                        f" {self._layout.database} was created without replication: set store.replicated = false, or"
                        " name another database in store.url"
                    )

    def _create_all_tables(self, names: list[str], engines: dict[str, str], *, is_changed: bool) -> None:
        """They have no rows of their own, so they are replaced after each change of the tables that they read."""
        for table in all_tables(self._layout, names):
            if is_changed or engines.get(table.name) != table.engine:
                self._command(table.statement)

    def _record(self, applied: list[MigrationScript]) -> None:
        for script in applied:
            self._connection.command(
                f"INSERT INTO {self._layout.database}.{RECORD} (number, name)"
                " VALUES ({number:UInt32}, {name:String})",
                {"number": script.number, "name": script.name},
            )

    def _command(self, statement: str, *, in_database: bool = True) -> None:
        self._connection.command(statement, settings=_SETTINGS, limit_s=_DEFINITION_S, in_database=in_database)
