"""`python -m store.clickhouse.sql.process`: the SQL process, if ClickHouse has the rows.

Like that of a single node, it forks for each statement. The fork has neither files nor a network: it hands the
translated statement to the api process, and gets the rows from it.
"""

from __future__ import annotations

import socket
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import duckdb

from store.analytics.replica.database import Database
from store.analytics.sql import process, statement_process
from store.analytics.sql.replica_copy import CONFIG, FileId
from store.analytics.sql.statement import FORMATS, BadSql, SqlResult, Statement, checked, load, reasons
from store.analytics.sql.statement_process import Ask
from store.clickhouse.sql.expressions import NotTranslatable
from store.clickhouse.sql.rows import ClickHouseRows
from store.clickhouse.sql.translation import translated
from store.clickhouse.translating.values import bound_values
from store.settings import AnalyticsSettings

_MEMORY_MB = 64
_CANNOT = (
    "This statement cannot be answered, because the rows are in ClickHouse (store.url), and Gnomon cannot translate {}."
    " docs/api.md lists what it can"
)


class EmptyTables:
    """The tables of the replica, without rows: what a statement means does not depend on them."""

    def __init__(self, folder: Path) -> None:
        path = folder / "empty.duckdb"
        self.database = Database(path, AnalyticsSettings(memory_limit_mb=_MEMORY_MB, threads=1), CONFIG)
        found = path.stat()
        self.file_id: FileId | None = FileId(found.st_dev, found.st_ino)
        # What forks need is loaded once, before them.
        import_module("pyarrow")
        load(self.database)
        translated("SELECT count(*) FROM requests, scores, properties", str)

    def catch_up(self) -> None:
        pass

    def catch_up_for(self, seconds: float) -> None:
        pass

    def checkpoint_if_due(self) -> None:
        pass

    def must_checkpoint(self) -> bool:
        return False


class TranslatingServer(process.SqlServer):
    def open(self) -> EmptyTables:
        self._empty = EmptyTables(Path(self.job.folder))
        return self._empty

    def serve_statement(self, connection: socket.socket, parent: int) -> NoReturn:
        statement_process.serve(connection, self._empty, self.settings, 1, parent, self._run_statement)

    def _run_statement(
        self, cursor: duckdb.DuckDBPyConnection, statement: Statement, max_bytes: int, ask: Ask
    ) -> SqlResult:
        with reasons():
            text, bounds, relation = checked(cursor, statement)
            try:
                query = translated(text, lambda name: f"{name}{self.job.tables}")
            except NotTranslatable as error:
                raise BadSql(_CANNOT.format(error)) from None
            schema = relation.limit(0).to_arrow_table().schema
            values = {**query.parameters, **{name: bound_values((value,), ())["p1"] for name, value in bounds.items()}}
            answered = ask({"query": query.text, "parameters": values})
            rows = ClickHouseRows(relation.columns, relation.types, schema, answered)
            return SqlResult(*FORMATS[statement.form](rows, statement.limit, max_bytes))


if __name__ == "__main__":
    process.main(TranslatingServer)
