# ruff: noqa: E501  a statement is clearest on one line
"""SQL of callers, if ClickHouse has the rows: the answers of a single node, for all nodes' rows, and nothing else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, cast

import orjson
import pyarrow as pa
import pytest
import pytest_asyncio
import sqlglot
from sqlglot import exp

from store.analytics import Replica
from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database
from store.analytics.replica.source import Source
from store.analytics.sql.caller_sql import BadSql, CallerSql, SqlResult, SqlUnavailable, Statement
from store.analytics.sql.statement import run
from store.clickhouse.errors import AccessDenied, StatementRefused
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.clickhouse.sql.caller_sql import ClickHouseSql
from store.clickhouse.sql.expressions import NotTranslatable
from store.clickhouse.sql.reader import SqlReader
from store.clickhouse.sql.translation import translated
from store.clickhouse.url import parse_url
from store.keys import DEMO_PROJECT
from store.models import NewScore, Usage
from store.settings import DataDir, ScoreSettings, SqlSettings, StoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import SETTINGS, record
from tests.store.analytics.test_sql import HOSTILE
from tests.store.calls import exchange
from tests.store.clickhouse.copies import join
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse, cluster, rights
from tests.support.gate import WAIT_S

pytestmark = pytest.mark.asyncio(loop_scope="module")

USER = "gnomon_sql"
DAY_US = 86_400_000_000
START_US = 1_767_225_600_000_000  # 2026-01-01
CALLS = 40
NO_REPLICA = cast("Replica", None)  # it copies nothing


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ClickHouse]]:
    grants, policies = rights(USER)
    users = {USER: grants, "sees_all": grants}
    with cluster(tmp_path_factory.mktemp("sql"), 2, users, {USER: policies}) as servers:
        yield servers


class Asked(NamedTuple):
    nodes: ClickHouseSql  # rows of two nodes, in a cluster
    alone: Database  # the same rows on a single node, in DuckDB
    store: StoreSettings


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asked(shards: list[ClickHouse], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asked]:
    root = tmp_path_factory.mktemp("asked")
    store = settings(shards)
    servers = Servers.connect(store)
    servers.query("SELECT 1")
    for number in (1, 2):
        node = await SqliteStore.open(
            data_dir := DataDir(root / f"node-{number}"), ScoreSettings(), join=join(number, number)
        )
        await log_calls(node, range(number - 1, CALLS, 2))
        with closing(Source(data_dir, all_features=True)) as source:
            assert source.node
            Shipper(servers, source, ShippingNode(*source.node)).ship(lambda done, of: None, lambda: True)
        await node.close()
    data_dir = DataDir(root / "alone")
    single = await SqliteStore.open(data_dir, ScoreSettings())
    await log_calls(single, range(CALLS))
    with closing(Source(data_dir)) as source, closing(Database(root / "alone.duckdb", SETTINGS)) as alone:
        Copier(alone, source).catch_up()
        nodes = ClickHouseSql(
            NO_REPLICA, DataDir(root / "node-1"), SqlSettings(concurrency=4, waiting_max=100), SETTINGS, store
        )
        yield Asked(nodes, alone, store)
        await nodes.close()
    await single.close()


def settings(shards: list[ClickHouse], user: str = USER) -> StoreSettings:
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in shards)
    return StoreSettings(
        url=f"clickhouse://gnomon@{hosts}/gnomon", password=PASSWORD, cluster=CLUSTER,
        sql_user=user, sql_password=PASSWORD if user else "",
    )  # fmt: skip


async def log_calls(store: SqliteStore, numbers: range) -> None:
    """Of two projects and the demo project; each call has a request id and a score, most have a property."""
    for number in numbers:
        project = 1 if number % 4 else 2 if number % 8 else DEMO_PROJECT
        call = exchange(
            f"x{number}", project=project, request_id=f"r{number:02}", started_at_us=START_US + number * DAY_US // 7,
            cost_usd=number / 8 if number % 3 else None, usage=Usage(prompt_tokens=number, completion_tokens=number % 5),
            properties={"Env": f"env-{project}"} if number % 5 else {},
        )  # fmt: skip
        record(store, call)
        value = float(number % 7)
        await store.keep_scores(
            project,
            [
                NewScore(target_id=f"r{number:02}", name="accuracy", kind="float", value=value - change)
                for change in (1, 0)
            ],
        )


async def answer(sql: CallerSql, text: str, project: int = 1, bounds_us: Any = None) -> SqlResult:
    return await sql.run(Statement(project, text, 1000, "json", bounds_us))


def on_a_single_node(asked: Asked, text: str, bounds_us: Any = None) -> Any:
    with asked.alone.cursor() as cursor:
        cursor.execute("BEGIN")  # its views are gone afterwards
        try:
            return orjson.loads(run(cursor, Statement(1, text, 1000, "json", bounds_us), 1 << 26).body)
        finally:
            cursor.execute("ROLLBACK")


# Each answer has the same columns, types and rows on both.
SAME = (
    """
SELECT count(*), count(cost_usd), count(DISTINCT model), sum(prompt_tokens), avg(cost_usd), min(started_at), max(request_id), count(*) FILTER (WHERE cost_usd > 1) FROM requests
SELECT * EXCLUDE (id) FROM requests ORDER BY request_id
SELECT * EXCLUDE (request, score_id, recorded_at, scored_at) FROM scores ORDER BY request_id
SELECT request_id, value, superseded_at IS NULL AS is_current FROM score_history ORDER BY request_id, value
SELECT request_id, name, value FROM properties ORDER BY ALL
SELECT p.value, count(*), avg(s.value) FROM Requests R JOIN scores s ON s.request = r.ID JOIN properties p ON p.request = r.id GROUP BY ALL ORDER BY 1
SELECT r.request_id, s.value FROM requests r LEFT JOIN scores s ON s.request = r.id AND s.value > 3 ORDER BY r.request_id
SELECT date_trunc('day', started_at) AS day, count(*) AS n, sum(cost_usd) FROM requests GROUP BY day ORDER BY day
SELECT time_bucket(INTERVAL '2 days', started_at) AS t, count(*) FROM requests GROUP BY t ORDER BY t
SELECT time_bucket(INTERVAL 15 MINUTE, started_at) AS t, date_trunc('week', started_at), date_trunc('month', started_at), date_trunc('hour', started_at) FROM requests ORDER BY t
SELECT hour(started_at), dayofweek(started_at), isodow(started_at), extract(month FROM started_at), year(started_at), week(started_at), date_part('minute', started_at), epoch(started_at), epoch_ms(started_at), epoch_us(started_at) FROM requests ORDER BY started_at
SELECT strftime(started_at, '%Y-%m-%d %H:%M:%S'), started_at::DATE, started_at - INTERVAL 1 DAY, date_diff('hour', TIMESTAMP '2026-01-01 00:30:00', started_at), dayname(started_at) FROM requests ORDER BY started_at
SELECT median(prompt_tokens), quantile_cont(prompt_tokens, 0.9), quantile_cont(cost_usd, [0.1, 0.5]), stddev(cost_usd) > 1, var_samp(prompt_tokens), arg_max(request_id, started_at), any_value(method), bool_and(prompt_tokens > 0), approx_count_distinct(model) FROM requests
SELECT round(cost_usd), round(-cost_usd), round(cost_usd, 1), floor(cost_usd), ceil(cost_usd), abs(-cost_usd), sqrt(cost_usd), round(log(cost_usd), 9), round(ln(cost_usd), 9), round(log2(cost_usd), 9), pow(cost_usd, 2), round(exp(cost_usd), 6), sign(cost_usd), cost_usd / 0, prompt_tokens / 4, prompt_tokens // 4, prompt_tokens % 4 FROM requests WHERE cost_usd > 0 ORDER BY request_id
SELECT round(2.5), round(-2.5), round(0.5), 7 / 2, -7 // 2, -7 % 3, 1 + 1, 2 * 3.5, greatest(1, 2), least(1.5, 2), coalesce(NULL, 3), nullif(1, 1), if(1 > 2, 'a', 'b'), CASE WHEN 1 = 1 THEN 'x' ELSE 'y' END, 5 BETWEEN 1 AND 9, NOT true, 1 IN (1, 2), NULL IS NULL
SELECT length('äö'), strlen('äö'), upper('äx'), lower('ÄX'), substr('häuser', 2, 3), left('häuser', 2), right('häuser', 2), replace('aXbX', 'X', '-'), trim('  a '), 'a' || 'b', concat('a', NULL, 'b'), contains('abc', 'b'), starts_with('abc', 'ab'), ends_with('abc', 'bc'), strpos('häx', 'x'), split_part('a,b,c', ',', 2), string_split('a,b', ','), reverse('abä'), 'abc' LIKE '%b%', 'ABC' ILIKE 'a%', md5('a')
SELECT regexp_matches('abc', 'b.'), regexp_extract('a12b', '[0-9]+'), regexp_extract('a12b', '([a-z])([0-9])', 2), regexp_replace('aab', 'a', 'x'), regexp_replace('aab', 'a', 'x', 'g')
SELECT 'it''s', 'back\\slash', 'a"b`c', $$dollar ' quoted$$, 'line
break', 'tab	and % _', '{text0:String}', '''; SELECT 1 --', '/* not a comment */' -- a comment
SELECT 'x' /* a comment */ AS settings, 1 AS "format", 2 AS "Group By", 3 AS into
SELECT 1::BIGINT, '7'::INT, (prompt_tokens / 8)::INT, cost_usd::BIGINT, NULL::INT, TIMESTAMP '2026-01-02 03:04:05.678', '2026-01-02'::TIMESTAMP, 1.5::DOUBLE, TRY_CAST('x' AS INT), CAST('2026-01-02' AS DATE), true::INT, 7::VARCHAR, DATE '2026-01-02', 1.25::DECIMAL(9,2) FROM requests ORDER BY request_id
SELECT request_id, row_number() OVER (ORDER BY request_id), lag(prompt_tokens) OVER (ORDER BY request_id), sum(prompt_tokens) OVER (ORDER BY request_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), rank() OVER (PARTITION BY prompt_tokens % 2 ORDER BY request_id) FROM requests ORDER BY request_id
SELECT request_id FROM requests QUALIFY row_number() OVER (PARTITION BY prompt_tokens % 3 ORDER BY request_id) = 1 ORDER BY request_id
WITH busy AS (SELECT *, prompt_tokens * 2 AS twice FROM requests WHERE prompt_tokens > 5), few AS (SELECT request_id FROM BUSY LIMIT 0) SELECT count(*), sum(twice), (SELECT count(*) FROM few) FROM busy
SELECT request_id FROM requests WHERE id IN (SELECT request FROM scores WHERE value >= 5) ORDER BY 1 LIMIT 3 OFFSET 1
SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT 2 ORDER BY a
SELECT 1 AS a UNION SELECT 1 ORDER BY a
SELECT prompt_tokens % 2 AS odd, prompt_tokens % 3 AS third, count(*) FROM requests GROUP BY ROLLUP (odd, third) ORDER BY ALL
SELECT cost_usd FROM requests ORDER BY cost_usd DESC, request_id LIMIT 4
SELECT cost_usd FROM requests ORDER BY cost_usd NULLS FIRST, request_id LIMIT 4
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(number, letter) ORDER BY number
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v ORDER BY col0
WITH digit(d) AS (VALUES (0), (1), (2)) SELECT a.d + 10 * b.d AS n FROM digit AS a, digit AS b ORDER BY n
SELECT count(*), sum(cost_usd), min(request_id) FROM requests WHERE request_id = 'none'
SELECT unnest([1, 2]) AS u FROM requests WHERE request_id = 'r01' ORDER BY u
SELECT DISTINCT prompt_tokens % 2 AS odd FROM requests ORDER BY odd
FROM requests SELECT count(*)
SELECT 'a%b' AS "100 %", strftime(TIMESTAMP '2026-01-02 03:04:05', '%Y %H')
SELECT list_transform([1, 2], lambda x: x + 1), list_contains([1, 2], 2), list_sum([1, 2]), [1, 2][1], trunc(2.7), isnan(1.0), now() > TIMESTAMP '2026-01-01 00:00:00', monthname(DATE '2026-01-02')
SELECT arg_min(request_id, started_at), count_if(prompt_tokens > 3), bool_or(prompt_tokens > 3), round(corr(prompt_tokens, cost_usd), 9), round(var_pop(prompt_tokens), 9) FROM requests
SELECT string_agg(request_id, ',') FROM requests WHERE request_id = 'r01'
SELECT request_id, ntile(4) OVER (ORDER BY request_id), percent_rank() OVER (ORDER BY request_id), cume_dist() OVER (ORDER BY request_id), dense_rank() OVER (ORDER BY prompt_tokens % 3), lead(request_id, 2) OVER (ORDER BY request_id), first_value(request_id) OVER (ORDER BY request_id), last_value(request_id) OVER (ORDER BY request_id) FROM requests ORDER BY request_id
SELECT prompt_tokens % 2 AS odd, prompt_tokens % 3 AS third, count(*) FROM requests GROUP BY GROUPING SETS ((odd), (third), ()) ORDER BY ALL
SELECT prompt_tokens FROM requests EXCEPT SELECT 1 ORDER BY 1
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n) FROM t
SELECT DISTINCT ON (prompt_tokens % 3) prompt_tokens FROM requests ORDER BY prompt_tokens % 3, prompt_tokens
SELECT r.request_id FROM requests r ANTI JOIN scores s ON s.request = r.id AND s.value > 3 ORDER BY request_id
SELECT upper(request_id) AS request_id, prompt_tokens AS model, count(*) FROM requests WHERE request_id < 'r09' GROUP BY ALL ORDER BY ALL
SELECT prompt_tokens > 5 AND cost_usd > 1 AS both, cost_usd > 1 OR prompt_tokens > 30 AS one FROM requests ORDER BY request_id
""".strip()
    .replace("\nbreak", "\x00break")
    .split("\n")
)


async def test_answers_are_those_of_a_single_node(asked: Asked) -> None:
    """With the same columns, types and rows, for the rows of both nodes."""
    texts = [line.replace("\x00", "\n") for line in SAME]
    answers = await asyncio.gather(*(answer(asked.nodes, text) for text in texts))
    for text, result in zip(texts, answers, strict=True):
        assert orjson.loads(result.body) == on_a_single_node(asked, text), text
    bounds = (START_US + 2 * DAY_US, None)
    text = "SELECT count(*), min(started_at) >= :start FROM requests WHERE started_at >= :start AND started_at < :end"
    assert orjson.loads((await answer(asked.nodes, text, bounds_us=bounds)).body) == on_a_single_node(
        asked, text, bounds
    )
    for project, first in ((2, "r04"), (DEMO_PROJECT, "r00")):
        text = "SELECT count(*), min(request_id) FROM requests"
        assert orjson.loads((await answer(asked.nodes, text, project)).body)["rows"] == [[5, first]]


async def test_the_translation_alone_lets_nothing_through() -> None:
    """What DuckDB's checks refuse, and what they cannot know, as ClickHouse has other functions and clauses."""
    of_clickhouse = [
        "SELECT * FROM requests SETTINGS log_comment = '2'", "SELECT 1 FORMAT CSV", "SELECT 1 INTO OUTFILE 'x'",
        "SELECT * FROM (SELECT * FROM requests SETTINGS log_comment = '2')", "SELECT * FROM url('http://127.0.0.1:1/', CSV)",
        "SELECT file('/etc/passwd')", "SELECT * FROM file('/etc/passwd')", "SELECT * FROM remote('127.0.0.1', gnomon, request_row)",
        "SELECT * FROM cluster('gnomon', gnomon, request_row)", "SELECT * FROM merge('gnomon', '.*')", "SELECT * FROM view(SELECT 1)",
        "SELECT * FROM system.one", "SELECT * FROM system.tables", "SELECT * FROM gnomon.request_row", "SELECT * FROM request_row",
        "SELECT * FROM request_all", 'SELECT * FROM "request_row"', "SELECT * FROM `request_row`", "SELECT * FROM numbers(10)",
        "SELECT dictGet('d', 'a', 1)", "SELECT getSetting('log_comment')", "SELECT sleep(3)", "SELECT sleepEachRow(3) FROM requests",
        "SELECT currentUser()", "SELECT hostName()", "SELECT getMacro('shard')", "SELECT joinGet('j', 'a', 1)", "SELECT catboostEvaluate('x', 1)",
        "SELECT * FROM executable('x', CSV, 'a String')", "SELECT * FROM s3('x')", "SELECT * FROM mysql('x', 'y', 'z', 'u', 'p')",
        "SELECT * FROM dictionary('d')", "SELECT evalMLMethod(1)", "SELECT throwIf(1)", "SELECT initializeAggregation('sum', 1)",
        "SELECT arrayMap(x -> file(x), ['/etc/passwd'])", "SELECT list_transform([1], x -> sleep(3))", "SELECT count() OVER (ORDER BY file('x'))",
        "SELECT 1 ORDER BY sleep(1)", "SELECT 1 LIMIT (SELECT count() FROM system.one)", "SELECT CASE WHEN file('x') = '' THEN 1 END",
        "WITH request_row AS (SELECT 1) SELECT * FROM request_row", "WITH requests AS (SELECT * FROM scores) SELECT * FROM requests",
        "WITH RECURSIVE \"scores\" AS (SELECT 1) SELECT * FROM scores", "SELECT \"a\\\" FROM requests", "SELECT 1 AS \"a\\\"", "SELECT `a\\` FROM requests",
        "SELECT {text0:String}", "SELECT 1 AS \"{a:String}\"", "SELECT {x:Identifier} FROM requests", "SELECT * FROM requests, LATERAL (SELECT 1)",
        "SELECT * FROM requests PREWHERE 1", "SELECT * FROM requests SAMPLE 1/2", "SELECT 1 WITH TOTALS",
        "SELECT * FROM requests TABLESAMPLE 10%", "SELECT * FROM requests LIMIT 1 BY id", "SELECT CAST(1 AS AggregateFunction(sum, Int8))",
        "SELECT x::Enum('a') FROM requests", "SELECT * APPLY(file) FROM requests", "SELECT COLUMNS('.*') FROM requests", "SELECT 1; SELECT 2",
    ]  # fmt: skip
    assert [text for text in of_clickhouse if in_clickhouse(text)] == []
    # What is left reads nothing but its own table expressions, in one of them before it exists.
    for query in filter(None, map(in_clickhouse, [text for text in HOSTILE if len(text) < 1_000])):
        assert {each.name for each in sqlglot.parse_one(query, read="clickhouse").find_all(exp.Table)} <= {
            "a",
            "b",
            "request",
        }


def in_clickhouse(text: str) -> str | None:
    """None: it is refused."""
    try:
        return translated(text, lambda name: f"{name}_row").text
    except (NotTranslatable, RecursionError):
        return None


async def test_texts_and_names_cannot_end_where_the_caller_wants() -> None:
    """They are parameters, or quoted."""
    query = translated(
        "SELECT 'a\\', $$' OR file('/etc/passwd') OR '$$, 'b''--' AS \"SETTINGS log_comment = 2\" FROM requests -- '",
        str,
    )
    assert query.parameters == {"text0": "a\\", "text1": "' OR file('/etc/passwd') OR '", "text2": "b'--"}
    assert query.text.endswith(
        'SELECT {text0: String}, {text1: String}, {text2: String} AS "settings log_comment = 2" FROM "requests"'
    )


async def test_the_server_shows_one_project_whatever_is_sent(asked: Asked, shards: list[ClickHouse]) -> None:
    """A statement that gets around the translation is under row policies and readonly, on every shard."""
    reader = SqlReader(asked.store, SqlSettings(), 2, "_all")
    connection = reader._connection(parse_url(asked.store.url).hosts[0])

    def ask(text: str) -> bytes:
        return connection.query_bytes(f"{text}\nFORMAT ArrowStream", {}, reader._settings("1", 1000), 10)

    for text in (
        "SELECT count(), max(project) FROM request_all", "SELECT count(), max(project) FROM request_all FINAL",
        "SELECT count(), max(project) FROM (SELECT * FROM request_all SETTINGS log_comment = '2')",
        "SELECT count(), max(project) FROM (SELECT * FROM request_all UNION ALL SELECT * FROM request_all WHERE project = 2)",
        "SELECT sum(n), max(project) FROM (SELECT project, count() AS n FROM request_all WHERE 1 OR project = 2 GROUP BY project)",
    ):  # fmt: skip
        (row,) = pa.ipc.open_stream(ask(text)).read_all().to_pylist()
        assert [*row.values()] == [30, 1], text
    assert pa.ipc.open_stream(ask("SELECT DISTINCT project FROM score_all")).read_all().to_pylist() == [{"project": 1}]
    for text, error in {
        "SELECT 1 FROM request_all SETTINGS log_comment = '2'": StatementRefused, "SET log_comment = '2'": StatementRefused,
        "SELECT 1 SETTINGS readonly = 0": StatementRefused, "SELECT 1 SETTINGS max_execution_time = 0": StatementRefused,
        "SELECT * FROM mergeTreeIndex(gnomon, request_row)": AccessDenied, "SELECT * FROM node_state_row": AccessDenied,
        "SELECT * FROM system.processes": AccessDenied, "SELECT * FROM remote('127.0.0.1', gnomon, request_row)": AccessDenied,
        "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')": AccessDenied, "INSERT INTO request_row (project) VALUES (2)": AccessDenied,
        "SELECT * FROM file('/etc/passwd', 'LineAsString')": AccessDenied, "SELECT 1; SELECT 2": StatementRefused,
    }.items():  # fmt: skip
        with pytest.raises(error):
            ask(text)
    reader.close()


async def test_without_its_user_or_its_policies_nothing_is_run(asked: Asked, tmp_path: Path) -> None:
    sql = ClickHouseSql(
        NO_REPLICA, DataDir(tmp_path), SqlSettings(), SETTINGS, asked.store.model_copy(update={"sql_user": ""})
    )
    with pytest.raises(SqlUnavailable, match=r"run deploy/clickhouse/grants\.sql, and set store\.sql_user"):
        await answer(sql, "SELECT 1")
    for user, said in (
        ("sees_all", r"row policies in deploy/clickhouse/grants\.sql are missing"),
        ("wrong", "does not answer SQL now"),
    ):
        reader = SqlReader(asked.store.model_copy(update={"sql_user": user}), SqlSettings(), 2, "_all")
        with pytest.raises(SqlUnavailable, match=said):
            await reader.rows("SELECT 1", {}, 1, 10)
        reader.close()


async def test_a_statement_has_limits(asked: Asked) -> None:
    """Of time, memory, the size of its answer and its rows."""
    many = ", ".join(f"requests r{number}" for number in range(8))
    wide = " || ".join(["a.path"] * 200)
    for limits, text, said in (
        (SqlSettings(time_limit_s=0.5), f"SELECT count(*) FROM {many} WHERE r1.prompt_tokens + r7.prompt_tokens < 0", r"sql\.time_limit_s"),
        (SqlSettings(memory_limit_mb=64), "SELECT list(a.path || b.path || c.path || d.path) FROM requests a, requests b, requests c, requests d", r"sql\.memory_limit_mb"),
        (SqlSettings(answer_limit_mb=1), f"SELECT {wide} FROM requests a, requests b", r"sql\.answer_limit_mb"),
    ):  # fmt: skip
        reader = SqlReader(asked.store, limits, 2, "_all")
        query = translated(text, lambda name: f"{name}_all")
        with pytest.raises(BadSql, match=said):
            await reader.rows(query.text, query.parameters, 1, 1000)
        reader.close()
    cut = orjson.loads(
        (await asked.nodes.run(Statement(1, "SELECT request_id FROM requests ORDER BY 1", 2, "json"))).body
    )
    assert (cut["rows"], cut["truncated"]) == ([["r01"], ["r02"]], True)


async def test_a_statement_whose_caller_leaves_is_stopped_on_the_server(asked: Asked, shards: list[ClickHouse]) -> None:
    reader = SqlReader(asked.store, SqlSettings(time_limit_s=600), 2, "_all")
    many = ", ".join(f"requests r{number}" for number in range(8))
    query = translated(
        f"SELECT count(*) FROM {many} WHERE r1.prompt_tokens + r7.prompt_tokens < 0", lambda name: f"{name}_all"
    )
    asking = asyncio.create_task(reader.rows(query.text, query.parameters, 1, 1))
    running = "SELECT count() FROM system.processes WHERE startsWith(query_id, 'gnomon-sql-')"
    async with asyncio.timeout(WAIT_S):
        with shards[0].client() as first, shards[1].client() as second:

            def count() -> int:
                return sum(client.query(running).result_rows[0][0] for client in (first, second))

            while not count():
                await asyncio.sleep(0.02)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert count() == 0
    reader.close()


# What cannot be answered, and words of the message
REFUSED = {
    "SELECT nope FROM requests": "nope",
    "DROP TABLE request": "only SELECT",
    "SELECT * FROM request": "there is no table 'request'",
    "SELECT request_id ~ 'r' FROM requests": "cannot translate the operator ~",
    "SELECT string_agg(model) FILTER (WHERE true) FROM requests": "cannot translate string_agg",
    "SELECT mode(model) FROM requests": "cannot translate the function mode",
    "WITH requests AS (SELECT 1) SELECT * FROM requests": "cannot translate a table expression called 'requests'",
    "SELECT 1 FROM requests r WHERE EXISTS (SELECT 1 FROM scores s WHERE s.request = r.id)": "ClickHouse cannot run the statement: Correlated subqueries",
    "SELECT CAST(request_id AS INTEGER) FROM requests": "ClickHouse cannot run the statement: A value of illegal type",
    "SELECT CAST(request_id AS DOUBLE) FROM requests": "ClickHouse cannot run the statement: Cannot read floating point value",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t": "Maximum recursive CTE evaluation depth (1000) exceeded",
}


async def test_a_refusal_says_why(asked: Asked) -> None:
    """Without the server's address, its tables and passwords."""
    for text, said in REFUSED.items():
        with pytest.raises(BadSql) as refusal:
            await answer(asked.nodes, text)
        message = str(refusal.value)
        assert said in message
        assert not re.search(r"127\.0\.0\.1|_row|_all|gnomon_sql|correct horse|DB::", message), message
