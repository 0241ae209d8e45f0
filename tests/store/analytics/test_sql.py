# ruff: noqa: E501  a statement is clearest on one line
"""SQL of callers: what they can ask, and all that they can't."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pyarrow as pa
import pytest
import pytest_asyncio

from store.analytics import Replica
from store.analytics.sql.caller_sql import BadSql, CallerSql, FormatName, SqlResult, Statement
from store.analytics.sql.functions import FUNCTIONS, TABLE_FUNCTIONS
from store.analytics.sql.views import VIEWS
from store.settings import DataDir, ScoreSettings, SqlSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import SETTINGS, accuracy, open_replica, record, select
from tests.store.calls import exchange

FILE = "gnomon-attack.csv"
HOSTILE = [
    # not one SELECT
    "", ";", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM request", "BEGIN", "COMMIT", "ROLLBACK",
    "INSERT INTO request SELECT * FROM requests", "UPDATE score SET value = 0", "DELETE FROM request",
    "DROP TABLE request", "CREATE TABLE t (a INTEGER)", "CREATE TEMP TABLE t AS SELECT 1", "CREATE VIEW v AS SELECT 1",
    "CREATE MACRO lower(x) AS 1", "CREATE SECRET s (TYPE s3)", "ALTER TABLE request ADD COLUMN a INTEGER", "VACUUM",
    f"COPY requests TO '{FILE}'", f"COPY (SELECT 1) TO '{FILE}' (FORMAT csv)", f"EXPORT DATABASE '{FILE}'",
    f"ATTACH '{FILE}' AS other", "ATTACH ':memory:' AS other", "DETACH analytics", "USE memory", "CHECKPOINT",
    "SET memory_limit = '100GB'", "SET enable_external_access = true", "RESET threads", "PRAGMA database_list",
    "PRAGMA version", "CALL pragma_version()", "INSTALL httpfs", "LOAD httpfs", "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE SELECT 1", "PREPARE p AS SELECT 1", "EXECUTE p", "SET VARIABLE a = 1", "SHOW TABLES",
    "SHOW ALL TABLES", "SHOW DATABASES", "DESCRIBE", "DESCRIBE request", "SUMMARIZE score",
    # files and network
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_blob('/etc/passwd')", "SELECT * FROM read_json_auto('x.json')", "FROM 'x.parquet'",
    "SELECT * FROM parquet_metadata('x')", "SELECT * FROM sniff_csv('x')", "SELECT * FROM glob('*')",
    "SELECT * FROM 'https://example.invalid/x.csv'", "SELECT * FROM read_duckdb('x')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))", "WITH a AS (FROM glob('/*')) SELECT * FROM a",
    "SELECT 1 WHERE EXISTS (FROM glob('/*'))", "SELECT * FROM requests, LATERAL (SELECT * FROM glob('/*'))",
    "SELECT * FROM (VALUES ((SELECT count(*) FROM glob('/*'))))", "SELECT 1 ORDER BY (SELECT 1 FROM glob('/*'))",
    "SELECT 1 LIMIT (SELECT count(*) FROM glob('/*'))", "SELECT sum((SELECT 1 FROM glob('/*'))) OVER ()",
    "SELECT list_transform([1], lambda x: (SELECT count(*) FROM glob('/*')))",
    # settings, the environment, the catalog, other queries
    "SELECT getenv('HOME')", "SELECT current_setting('memory_limit')", "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_tables()", "SELECT * FROM duckdb_tables", "SELECT * FROM pragma_table_info('request')",
    "SELECT * FROM information_schema.tables", "SELECT * FROM sqlite_master", "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM pg_class", "SELECT current_query()", "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('request')", "SELECT * FROM json_execute_serialized_sql('{}')", "SELECT getvariable('a')",
    "SELECT json_serialize_plan('SELECT 1')", "SELECT * FROM duckdb_secrets()", "SELECT * FROM duckdb_logs",
    "SELECT * FROM seq_scan('request')", "SELECT * FROM test_all_types()", "SELECT * FROM arrow_scan(1, 2, 3)",
    # waiting, writing, growing
    "SELECT sleep_ms(1000)", "SELECT pg_sleep(10)", "SELECT nextval('s')", "SELECT write_log('x')",
    "SELECT setval('s', 1)", "SELECT repeat('x', 1000000000)", "SELECT lpad('x', 1000000000, 'x')",
    "SELECT printf('%1000000000d', 1)", "SELECT list_resize([1], 1000000000)", "SELECT * FROM repeat('x', 9)",
    "SELECT list_sum(range(1000000000))", "SELECT * FROM unnest(generate_series(1, 1000000000))",
    "SELECT * FROM range(len(range(1000000000)))", "SELECT list_sort(main.range(1000000000))",
    # other projects, and the tables below the views
    "SELECT * FROM request", "SELECT * FROM main.request", "SELECT * FROM analytics.main.request",
    'SELECT * FROM "request"', "SELECT * FROM ReQuEsT", "SELECT * FROM requests, property", "TABLE score",
    "SELECT * FROM main.requests", "SELECT * FROM temp.requests", "SELECT * FROM property_key", "SELECT * FROM state",
    "WITH request AS (SELECT * FROM request) SELECT * FROM request",
    "WITH RECURSIVE request AS (SELECT * FROM request UNION ALL SELECT * FROM request) SELECT * FROM request",
    "SELECT * FROM request WHERE 1 IN (WITH request AS (SELECT 1) SELECT * FROM request)",
    "WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM b", "WITH a AS (SELECT * FROM a) SELECT * FROM a",
    "SELECT * FROM requests UNION ALL SELECT * FROM score", "SELECT (SELECT count(*) FROM score)",
    "SELECT * FROM request PIVOT (count(*) FOR id IN (1, 2))", "SELECT * FROM requests JOIN score ON true",
    "SELECT main.lower('x')", "SELECT system.main.getenv('HOME')", "SELECT * FROM requests AT (VERSION => 1)",
    "SELECT ?", "SELECT $1", "SELECT $name", "SELECT " + "(" * 3000 + "1" + ")" * 3000, "SELECT " + "1+" * 20_000 + "1",
]  # fmt: skip


pytestmark = pytest.mark.asyncio(loop_scope="module")


class Asked(NamedTuple):
    sql: CallerSql
    replica: Replica
    folder: Path

    async def run(self, text: str, project: int = 1, limit: int = 1000, form: FormatName = "json") -> SqlResult:
        return await self.sql.run(Statement(project, text, limit, form))

    async def rows(self, text: str, project: int = 1) -> list[Any]:
        answer = await self.run(text, project)
        rows: list[Any] = orjson.loads(answer.body)["rows"]
        return rows


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asked]:
    """Two projects with a call each, scored. Nothing changes them, so all tests ask the same SQL process."""
    root = tmp_path_factory.mktemp("asked")
    folder = root / "cwd"
    folder.mkdir()
    data_dir = DataDir(root / "data")
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        for project in (1, 2):
            record(
                store, exchange(f"x{project}", project=project, request_id="same", properties={"Env": f"env-{project}"})
            )
            await store.keep_scores(project, [accuracy("same", 10 * project), accuracy("same", project)])
        async with open_replica(data_dir) as replica:
            await replica.fresh(60)
            sql = CallerSql(replica, data_dir, SqlSettings(concurrency=4), SETTINGS)
            with chdir(folder):
                yield Asked(sql, replica, folder)
            await sql.close()
    finally:
        await store.close()


async def test_hostile_statements_are_refused(asked: Asked) -> None:
    """Each of them, with the same rows as before afterwards, and no file where one could have been written."""
    assert len(HOSTILE) >= 40
    await asked.rows("SELECT 1")  # from now on there is the SQL process, and its copy of the replica
    before = await select(asked.replica, "SELECT * FROM request ORDER BY id")
    files = {file.name for file in asked.folder.parent.rglob("*")}
    for number in range(0, len(HOSTILE), 20):  # as many as may wait
        texts = HOSTILE[number : number + 20]
        answers = await asyncio.gather(*map(asked.run, texts), return_exceptions=True)
        assert {
            text[:200]: answer for text, answer in zip(texts, answers, strict=True) if type(answer) is not BadSql
        } == {}
    assert await select(asked.replica, "SELECT * FROM request ORDER BY id") == before
    assert {file.name for file in asked.folder.parent.rglob("*")} <= files | {"analytics.duckdb.wal"}
    assert not os.listdir(asked.folder)


@pytest.mark.parametrize("project", [1, 2])
async def test_a_project_sees_its_own(asked: Asked, project: int) -> None:
    """In each of the views, by whatever join."""
    joined = (
        "SELECT r.request_id, s.value, p.name, p.value FROM requests r JOIN scores s ON s.request = r.id "
        "JOIN properties p ON p.request = r.id"
    )
    assert await asked.rows(joined, project) == [["same", project, "Env", f"env-{project}"]]
    history = "SELECT value FROM score_history ORDER BY recorded_at, value DESC"
    assert await asked.rows(history, project) == [[10 * project], [project]]
    assert await asked.rows("SELECT count(*) FROM requests", 3) == [[0]]


async def test_each_view_has_its_documented_columns(asked: Asked) -> None:
    for view, columns in VIEWS.items():
        answer = await asked.run(f"FROM {view}")
        assert tuple(column["name"] for column in orjson.loads(answer.body)["columns"]) == columns


ALLOWED: list[tuple[str, list[Any]]] = [
    ("SELECT 1;", [[1]]),
    ("SELECT 1 -- and more", [[1]]),
    ("WITH a AS (SELECT 2 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b", [[2, 3]]),
    ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT * FROM t", [[1], [2], [3]]),
    ("WITH requests AS (SELECT request_id FROM requests) SELECT * FROM requests", [["same"]]),
    ("SELECT x FROM unnest([1, 2]) u(x) ORDER BY x DESC", [[2], [1]]),
    ("SELECT sum(i) OVER (ORDER BY i) FROM range(3) t(i)", [[0], [1], [3]]),
    ("SELECT i FROM generate_series(abs(-2), 3) t(i)", [[2], [3]]),
    ("SELECT list_transform([1, 2], lambda x: x + 1), {'a': 1}, MAP {'k': [true]}", [[[2, 3], {"a": 1}, [["k", [True]]]]]),
    ("SELECT CASE WHEN true THEN coalesce(NULL, 'a') END, 3 BETWEEN 1 AND 5, 'a' IN ('b'), -(-1)", [["a", True, False, 1]]),
    ("SELECT 'NaN'::DOUBLE, 1e300 * 1e300, 12345678901234567890123::HUGEINT", [[None, None, "12345678901234567890123"]]),
    ("SELECT TIMESTAMP '2026-01-02 03:04:05', TIMESTAMPTZ '2026-01-02 03:04:05+01', DATE '2026-01-02'",
     [["2026-01-02T03:04:05Z", "2026-01-02T02:04:05Z", "2026-01-02"]]),
    ("SELECT * FROM scores PIVOT (avg(value) FOR name IN ('accuracy')) WHERE false", []),
    ("SELECT value::INTEGER FROM scores UNION ALL SELECT 7 ORDER BY 1", [[1], [7]]),
    ("SELECT count(*) FROM requests WHERE started_at < now()", [[1]]),
]  # fmt: skip


async def test_what_can_be_asked(asked: Asked) -> None:
    assert [(text, await asked.rows(text)) for text, _ in ALLOWED] == ALLOWED


async def test_duckdb_says_what_is_wrong(asked: Asked) -> None:
    for text, said in (("SELECT nope FROM requests", "nope"), ("SELEC 1", "syntax"), ("SELECT 'x'::DATE", "date")):
        with pytest.raises(BadSql, match=said):
            await asked.rows(text)


async def test_rows_are_cut_at_the_limit(asked: Asked) -> None:
    """And the answer says so; exactly as many rows are not cut. In every format."""
    forms: tuple[FormatName, ...] = ("json", "csv", "arrow")
    for form in forms:
        for count, truncated in ((2000, False), (2001, True), (10**12, True)):
            answer = await asked.run(f"SELECT i FROM range({count}) t(i)", limit=2000, form=form)
            assert answer.truncated is truncated
    table = pa.ipc.open_stream(answer.body).read_all()
    assert table.num_rows == 2000


async def test_the_functions_are_there(asked: Asked) -> None:
    """No name in the list is a mistake: DuckDB has them all, or its parser makes something of them."""
    found = await select(asked.replica, "SELECT DISTINCT lower(function_name) FROM duckdb_functions()")
    parsed = {"coalesce", "ifnull", "grouping", "grouping_id"}
    assert {name for (name,) in found} | parsed >= FUNCTIONS | TABLE_FUNCTIONS


async def test_the_time_range_is_bound_to_start_and_end(asked: Asked) -> None:
    """As timestamps, wherever an expression may be; not in texts, comments, names and casts. Nothing else is a parameter."""
    bounds = (0, None)

    async def rows(text: str) -> list[Any]:
        answer = await asked.sql.run(Statement(1, text, 1000, "json", bounds))
        found: list[Any] = orjson.loads(answer.body)["rows"]
        return found

    assert await rows("SELECT :start, ':end', 'é' AS \":start\", 1::int -- :end") == [
        ["1970-01-01T00:00:00Z", ":end", "é", 1]
    ]
    assert await rows("SELECT count(*) FROM requests WHERE started_at>=:start AND started_at<:END") == [[1]]
    assert await rows("SELECT count(*) FROM requests WHERE started_at > :end") == [[0]]
    assert await rows("SELECT 1") == [[1]]
    for text in ("SELECT $name, :start", "SELECT ?", "SELECT $1"):
        with pytest.raises(BadSql, match="no parameters but :start and :end"):
            await rows(text)
    with pytest.raises(BadSql, match="LINE 2: FORM x"):
        await rows("SELECT :start\nFORM x")
    with pytest.raises(BadSql, match="syntax error"):
        await asked.rows("SELECT :start")
