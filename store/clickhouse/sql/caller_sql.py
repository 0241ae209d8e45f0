"""`ClickHouseSql`: SQL of callers, in the api process, if ClickHouse has the rows."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import orjson

from store.analytics.replica.replica import Replica
from store.analytics.sql.caller_sql import CallerSql, SqlUnavailable
from store.analytics.sql.sql_process import SqlProcess
from store.analytics.sql.statement import SqlResult, Statement
from store.clickhouse.sql.reader import NO_USER, SqlReader
from store.settings import AnalyticsSettings, DataDir, SqlSettings, StoreSettings

_LINE_MAX = 1 << 24  # of the process's answer; a statement has 100,000 characters


class ClickHouseSql(CallerSql):
    """The same turns, limits and answers as of a single node."""

    def __init__(
        self, replica: Replica, data_dir: DataDir, settings: SqlSettings, analytics: AnalyticsSettings,
        store: StoreSettings,
    ) -> None:  # fmt: skip
        super().__init__(replica, data_dir, settings, analytics)
        self._tables = "_all" if store.cluster else "_row"
        self._reader = SqlReader(store, settings, analytics.threads, self._tables) if store.sql_user else None

    async def run(self, statement: Statement) -> SqlResult:
        if self._reader is None:
            raise SqlUnavailable(NO_USER)
        return await super().run(statement)

    async def close(self) -> None:
        await super().close()
        if self._reader:
            await asyncio.to_thread(self._reader.close)

    def make_process(self, data_dir: DataDir, settings: SqlSettings, analytics: AnalyticsSettings) -> SqlProcess:
        assert self._reader
        return TranslatingProcess(data_dir, settings, analytics, self._tables, self._reader)


class TranslatingProcess(SqlProcess):
    module = "store.clickhouse.sql.process"

    def __init__(
        self, data_dir: DataDir, settings: SqlSettings, analytics: AnalyticsSettings, tables: str, reader: SqlReader
    ) -> None:
        super().__init__(data_dir, settings, analytics, tables)
        self._reader = reader

    async def open(self, _replica: Replica) -> None:
        await self.reach("ready")  # it copies nothing

    async def exchange(self, connection: socket.socket, statement: Statement) -> bytes:
        reader, writer = await asyncio.open_connection(sock=connection, limit=_LINE_MAX)
        try:
            writer.write(orjson.dumps([*statement]) + b"\n")
            line = await reader.readline()
            question: dict[str, Any] = orjson.loads(line) if line else {}
            if "query" not in question:
                return line + await reader.read()  # refused, or its process was ended
            rows = await self._reader.rows(
                question["query"], question["parameters"], statement.project, statement.limit + 1
            )
            writer.write(rows)
            writer.write_eof()
            return await reader.read()
        except ConnectionError:
            return b""  # it was killed; its exit status says by what
        finally:
            writer.close()
