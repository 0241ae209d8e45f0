"""The tables of a ClickHouse database: created and upgraded at the first contact, by whichever node is first."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from store.base import StoreUnavailable, TooNew, TooOld
from store.clickhouse.schema import Layout, ddl, scripts, tables
from store.clickhouse.score_order import BY_DAY
from store.clickhouse.series import series_of
from store.clickhouse.servers import Servers
from store.clickhouse.snapshot import SETTINGS
from store.clickhouse.translating import Translator
from store.settings import StoreSettings
from store.sql import Sql
from tests.store.clickhouse.engines import Rows
from tests.store.clickhouse.shared_servers import wait_for
from tests.support.clickhouse import CLUSTER, PASSWORD, USER, ClickHouse

REPLICATED = Layout("calls", "east", is_replicated=True)
PATH = "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'"


def connect(*servers: ClickHouse, database: str, cluster: str | None = None, replicated: bool = False) -> Servers:
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in servers)
    url = f"clickhouse://{USER}@{hosts}/{database}"
    return Servers.connect(StoreSettings(url=url, password=PASSWORD, cluster=cluster, replicated=replicated))


def engines(server: ClickHouse, database: str) -> dict[str, str]:
    found = server.client().query(f"SELECT name, engine_full FROM system.tables WHERE database = '{database}'")
    return {name: engine.partition(" ")[0] for name, engine in found.result_rows}


def test_the_first_contact_makes_the_database_and_all_tables(shards: list[ClickHouse]) -> None:
    servers = connect(shards[0], database="fresh")
    assert servers.query("SELECT count() AS n FROM request_row").columns == [[0]]
    names = [script.name for script in scripts()]
    assert servers.hosts[0].facts().migrations == names
    assert servers.query("SELECT name FROM schema_migration FINAL ORDER BY number").columns == [names]
    made = engines(shards[0], "fresh")
    assert made.keys() == {*tables(scripts()), "schema_migration"}
    assert made["request_row"] == "ReplacingMergeTree(version,"
    again = connect(shards[0], database="fresh")
    assert again.hosts[0].facts().migrations == []


def test_each_shard_of_a_cluster_has_the_rows_and_every_server_reads_all(shards: list[ClickHouse]) -> None:
    """This cluster has no Keeper, so each server of the url is told."""
    servers = connect(*shards, database="two", cluster=CLUSTER)
    for shard in (1, 2):
        servers.insert_rows(
            "INSERT INTO property_key_row (project, name_folded, name, version) SELECT * FROM"
            " input('p Int32, f String, n String, v UInt64') FORMAT JSONCompactEachRow",
            f'[1, "user{shard}", "User{shard}", {shard}]'.encode(),
            shard=shard,
            token="t",
        )
    for host in servers.hosts:
        found = host.use(lambda connection: connection.query("SELECT name FROM property_key_all FINAL ORDER BY name"))
        assert found.columns == [["User1", "User2"]]


def test_a_server_that_has_nothing_yet_gets_its_tables_when_it_is_needed(shards: list[ClickHouse]) -> None:
    """It is new in the cluster, or its disk was replaced while a node ran: no restart is needed."""
    servers = connect(*shards, database="anew", cluster=CLUSTER)
    counted = "SELECT count() FROM request_all"
    assert servers.query(counted).columns == [[0]]  # one server was asked, and needs the tables of both
    for server in shards:
        server.client().command("DROP DATABASE anew SYNC")
        assert servers.query(counted).columns == [[0]]
        assert "request_row" in engines(server, "anew")


def test_a_server_of_one_becomes_one_of_a_cluster(shards: list[ClickHouse]) -> None:
    """The settings changed: the tables over all shards are made, or made anew when they are those of other settings."""
    connect(shards[0], database="grown").query("SELECT 1")
    shards[0].client().command(
        "CREATE TABLE grown.request_all AS grown.request_row ENGINE = Merge('grown', 'request_row')"
    )
    servers = connect(shards[0], database="grown", cluster=CLUSTER)
    with pytest.raises(StoreUnavailable, match=r"^127\.0\.0\.1:\d+ says: another server .* named in store\.url\?$"):
        servers.query("SELECT count() FROM request_all")
    made = engines(shards[0], "grown")
    assert {made[f"{name}_all"] for name in ("request", "score", "node_state")} == {f"Distributed('{CLUSTER}',"}


def test_nodes_that_start_together_do_no_harm(shards: list[ClickHouse]) -> None:
    def start(_number: int) -> object:
        return connect(*shards, database="together", cluster=CLUSTER).query("SELECT count() FROM score_all").columns

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(start, range(6))) == [[[0]]] * 6
    for server in shards:
        numbers = server.client("together").query("SELECT number FROM schema_migration FINAL").result_columns[0]
        assert sorted(numbers) == [script.number for script in scripts()]


def test_rows_from_before_have_their_properties_as_paths(shards: list[ClickHouse]) -> None:
    client = shards[0].client()
    connect(shards[0], database="paths").query("SELECT 1")
    client.command("ALTER TABLE paths.request_row DROP COLUMN property_values")
    rows = [[1, 1, {"env": "2026-01-01", "größe.`x`": ""}], [2, 1, {}]]
    client.insert("paths.request_row", rows, ["id", "project", "properties"])
    client.command("TRUNCATE TABLE paths.schema_migration")
    translator = Translator(lambda name: f"{name}_row", ["env", "größe.`x`"].__getitem__)
    text, _ = translator.translate(Sql("SELECT px0, px1 FROM request ORDER BY id"))
    upgraded = connect(shards[0], database="paths")
    assert list(upgraded.query(text).rows()) == [("2026-01-01", ""), (None, None)]


def test_scores_from_before_have_their_series_counted(shards: list[ClickHouse]) -> None:
    """So that a question that begins with the series of a name reads a row for each series, not for each score."""
    client = shards[0].client()
    connect(shards[0], database="series").query("SELECT 1")
    client.command("ALTER TABLE series.score_row DROP PROJECTION by_series")
    client.command(
        "INSERT INTO series.score_row (id, project, name, kind, author, recorded_at)"
        " SELECT number, 1, 'tone', 'float', 'a', '2026-11-01' FROM numbers(100000)"
    )
    client.command("TRUNCATE TABLE series.schema_migration")
    connect(shards[0], database="series").query("SELECT 1")
    read: list[int] = []

    def run(text: str, parameters: Mapping[str, object], settings: Mapping[str, object]) -> Rows:
        settings = {**SETTINGS, **settings, "database": "series", "wait_end_of_query": 1}
        found = client.query(text, dict(parameters), settings)
        read.append(int(found.summary["read_rows"]))
        return list(found.result_rows)

    def few_rows() -> bool | None:
        assert series_of(run, "score_row", 1, ["tone"]) == [("tone", "float", "a")]
        return True if read.pop() < 100 else None

    assert wait_for(few_rows, "the counts of rows from before")


# What a node inserted, again, changed and deleted, in two months
_SCORES = """
INSERT INTO {table} (id, project, score_id, name, kind, value, recorded_at, properties, version, deleted) VALUES
    (1, 1, 'a', 'tone', 'float', 0.5, '2026-10-31 23:59:59', {{'env': 'production'}}, 1, 0),
    (1, 1, 'a', 'tone', 'float', 0.5, '2026-10-31 23:59:59', {{'env': 'production'}}, 1, 0),
    (2, 1, 'b', 'accuracy', 'float', 1, '2026-11-01 00:00:00', {{}}, 2, 0),
    (2, 1, 'b', 'accuracy', 'float', 2, '2026-11-01 00:00:00', {{}}, 5, 0),
    (3, 1, 'c', 'tone', 'float', 3, '2026-11-02 00:00:00', {{}}, 3, 0),
    (3, 1, '', 'tone', '', NULL, '2026-11-02 00:00:00', {{}}, 6, 1)"""
_COUNTED = [(1, 0.5, "production"), (2, 2.0, None)]
_READ = "SELECT id, value, substring(property_values.p656E76.:`String`, 2) FROM score_row FINAL ORDER BY id"
_BY_NAME = "ORDER BY (project, name, toStartOfMinute(recorded_at), id)"


def _sorted_by_name(server: ClickHouse, database: str, name: str = "score_row") -> None:
    """A table as it was before scores were sorted by day, with rows."""
    client = server.client(database)
    client.command("RENAME TABLE score_row TO of_now")
    client.command("ALTER TABLE of_now DROP PROJECTION IF EXISTS by_series")
    client.command(
        f"CREATE TABLE {name} AS of_now ENGINE = ReplacingMergeTree(version, deleted)"
        f" PARTITION BY toYYYYMM(recorded_at) {_BY_NAME}"
    )
    client.command("DROP TABLE of_now SYNC")
    client.command(_SCORES.format(table=name))


def _tables_of_scores(server: ClickHouse, database: str) -> dict[str, str]:
    found = server.client().query(
        f"SELECT name, sorting_key FROM system.tables WHERE database = '{database}' AND name LIKE 'score_row%'"
    )
    return {row[0]: row[1] for row in found.result_rows}


def test_scores_that_were_sorted_by_name_are_sorted_by_day(shards: list[ClickHouse]) -> None:
    """By whichever nodes start, at the same time, on each server of the cluster."""
    connect(*shards, database="sorted", cluster=CLUSTER).query("SELECT count() FROM score_all")
    for server in shards:
        assert _tables_of_scores(server, "sorted") == {"score_row": BY_DAY}
        _sorted_by_name(server, "sorted")

    def start(_number: int) -> object:
        servers = connect(*shards, database="sorted", cluster=CLUSTER)
        for shard in (1, 2):
            servers.contact(shard=shard)
        return servers.query("SELECT count() FROM score_all FINAL").columns

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(start, range(3))) == [[[4]]] * 3
    for server in shards:
        assert _tables_of_scores(server, "sorted") == {"score_row": BY_DAY}
        assert server.client("sorted").query(_READ).result_rows == _COUNTED
        # A row from before its deletion that arrives once more does not come back.
        server.client("sorted").command(_SCORES.format(table="score_row"))
        assert server.client("sorted").query(_READ).result_rows == _COUNTED


_COPY = f"""
CREATE TABLE score_row_by_day AS score_row ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(recorded_at) ORDER BY ({BY_DAY})"""
_HALF_COPIED = (_COPY, "INSERT INTO score_row_by_day SELECT * FROM score_row WHERE id = 1")
_FIRST_RENAMED = (*_HALF_COPIED, "RENAME TABLE score_row TO score_row_by_name")
_RENAMED = (*_FIRST_RENAMED, "RENAME TABLE score_row_by_day TO score_row")


_KILLED = {
    "copying": _HALF_COPIED,
    "renaming": _FIRST_RENAMED,
    "renaming, without a copy": (*_FIRST_RENAMED, "DROP TABLE score_row_by_day SYNC"),
    "renaming, and the table was made anew": (*_FIRST_RENAMED, "CREATE TABLE score_row AS score_row_by_day"),
    "copying the rest": _RENAMED,
    "copying the rest, while another node begins": (*_RENAMED, "CREATE TABLE score_row_by_day AS score_row"),
}


def test_sorting_goes_on_where_a_node_was_killed(shards: list[ClickHouse]) -> None:
    server = shards[0]
    connect(server, database="resumed").query("SELECT 1")
    client = server.client("resumed")
    for step, done in _KILLED.items():
        _sorted_by_name(server, "resumed")
        for statement in done:
            client.command(statement)
        assert connect(server, database="resumed").query(_READ).rows() == _COUNTED, step
        assert _tables_of_scores(server, "resumed") == {"score_row": BY_DAY}, step


def test_an_insert_that_began_before_scores_were_sorted_is_kept(shards: list[ClickHouse]) -> None:
    server = shards[0]
    connect(server, database="held").query("SELECT 1")
    _sorted_by_name(server, "held")
    insert = "INSERT INTO score_row (id, project, name, value, recorded_at, version) FORMAT JSONCompactEachRow"
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
    connection.putrequest("POST", f"/?{urlencode({'database': 'held', 'query': insert, 'max_query_size': 200})}")
    for header in {"X-ClickHouse-User": USER, "X-ClickHouse-Key": PASSWORD, "Transfer-Encoding": "chunked"}.items():
        connection.putheader(*header)
    connection.endheaders()
    connection.send(b"%x\r\n%s\r\n" % (1_000, b" " * 1_000))  # it runs once it has more than a query may be long
    system = server.client("system")
    running = "SELECT count() FROM processes WHERE current_database = 'held' AND query_kind = 'Insert'"
    wait_for(lambda: system.query(running).result_rows[0][0] or None, "the insert")
    with ThreadPoolExecutor(1) as pool:
        upgraded = pool.submit(lambda: connect(server, database="held").query(_READ).rows())
        wait_for(lambda: _tables_of_scores(server, "held").get("score_row_by_name"), "the table of now")
        rest = b'[7, 1, "tone", 0.7, "2026-11-02 00:00:01", 7]'
        connection.send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(rest), rest))
        assert connection.getresponse().status == 200
        assert upgraded.result() == [*_COUNTED, (7, 0.7, None)]
    connection.close()


def test_a_database_of_another_version_is_left_as_it_is(shards: list[ClickHouse]) -> None:
    connect(shards[0], database="other").query("SELECT 1")
    client = shards[0].client("other")
    client.command("INSERT INTO schema_migration (number, name) VALUES (9000, '9000_later.sql')")
    with pytest.raises(
        TooNew, match=r"database other of 127\.0\.0\.1:\d+ was upgraded by a newer gnomon \(migration 9000"
    ):
        connect(shards[0], shards[0], database="other").query("SELECT 1")
    client.command("TRUNCATE TABLE schema_migration")
    client.command("INSERT INTO schema_migration (number, name) VALUES (1, '0001_calls.sql')")
    with pytest.raises(TooOld, match=r"made by a development version of Gnomon: name another one in store\.url"):
        connect(shards[0], database="other").query("SELECT 1")
    client.command("TRUNCATE TABLE schema_migration")
    with pytest.raises(StoreUnavailable, match=r"_row of the database other was created without replication"):
        connect(shards[0], database="other", cluster=CLUSTER, replicated=True).query("SELECT 1")


def test_statements_of_replicas_are_passed_on_by_keeper() -> None:
    statements = list(ddl(REPLICATED))
    assert statements[0] == "CREATE DATABASE IF NOT EXISTS calls ON CLUSTER 'east'"
    assert f"ENGINE = ReplicatedReplacingMergeTree({PATH}, version, deleted)" in "\n".join(statements)
    record = statements[1]
    assert record.startswith("CREATE TABLE IF NOT EXISTS calls.schema_migration ON CLUSTER 'east' (")
    # All servers share one record of what was applied.
    assert "ReplicatedReplacingMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')" in record
    assert (
        "CREATE OR REPLACE TABLE calls.request_all ON CLUSTER 'east' AS calls.request_row\n"
        "ENGINE = Distributed('east', 'calls', 'request_row')"
    ) in statements


@pytest.mark.parametrize("layout", [Layout("calls"), Layout("calls", "east"), REPLICATED])
def test_every_statement_may_run_again_and_is_sql_of_clickhouse(shards: list[ClickHouse], layout: Layout) -> None:
    client = shards[0].client()
    for statement in ddl(layout):
        assert re.match(
            r"CREATE (DATABASE|TABLE) IF NOT EXISTS |CREATE OR REPLACE TABLE |DROP TABLE IF EXISTS |INSERT INTO "
            r"|ALTER TABLE \S+( ON CLUSTER '\w+')? (ADD (COLUMN|INDEX|PROJECTION) IF NOT EXISTS|MATERIALIZE|MODIFY|"
            r"DROP COLUMN IF EXISTS) ",
            statement,
        ), statement
        client.query("SELECT formatQuery({statement:String})", parameters={"statement": statement})
