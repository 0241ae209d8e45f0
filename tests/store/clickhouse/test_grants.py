"""deploy/clickhouse/grants.sql: the rights in it are enough, and no more than that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.base import StoreUnavailable
from store.clickhouse.connection import ServerConnection, ServerPool
from store.clickhouse.errors import AccessDenied
from store.clickhouse.servers import Servers
from store.clickhouse.url import parse_url
from store.settings import StoreSettings
from tests.gnomon.test_store_command import migrate
from tests.store.clickhouse.test_servers import soon
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse

KEY = (
    "INSERT INTO property_key_row (project, name_folded, name, version) SELECT * FROM"
    " input('p Int32, f String, n String, v UInt64') FORMAT JSONCompactEachRow"
)
FILE = Path(__file__).parents[3] / "deploy" / "clickhouse" / "grants.sql"
OF_TABLES = re.compile(r"GRANT (CREATE|TABLE ENGINE) ")
STATEMENTS = [each.strip() for each in re.sub("--.*", "", FILE.read_text()).split(";") if each.strip()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    """With the users of the file, but without rights for Keeper's cluster."""
    users: dict[str, list[str]] = defaultdict(list)
    for statement in STATEMENTS:
        if (grant := re.fullmatch(r"(GRANT .*) TO (\w+)", statement)) and "GRANT CLUSTER" not in statement:
            users[f"{grant[2]}_least"].append(grant[1])
    assert users.keys() == {"gnomon_least", "gnomon_sql_least"}
    users["gnomon_without_ddl"] = [grant for grant in users["gnomon_least"] if not OF_TABLES.search(grant)]
    assert len(users["gnomon_without_ddl"]) == 4
    users["nobody"].append("GRANT SELECT ON system.clusters")
    with ClickHouse(tmp_path_factory.mktemp("grants"), users=users) as running:
        running.client().command("DROP DATABASE gnomon")
        yield running


def settings(server: ClickHouse, user: str) -> StoreSettings:
    url = f"clickhouse://{user}@127.0.0.1:{server.http_port}/gnomon"
    return StoreSettings(url=url, password=PASSWORD, cluster=CLUSTER)


def test_every_statement_is_sql_of_clickhouse(server: ClickHouse) -> None:
    for statement in STATEMENTS:
        server.client().query("SELECT formatQuery({statement:String})", parameters={"statement": statement})


def test_the_rights_are_enough_to_make_tables_write_read_and_stop_queries(server: ClickHouse) -> None:
    """Who lacks one is told where they are."""
    with pytest.raises(StoreUnavailable, match=r"grant CREATE DATABASE ON gnomon.*\. Grant the rights in deploy/click"):
        Servers.connect(settings(server, "nobody")).query("SELECT 1")
    servers = Servers.connect(settings(server, "gnomon_least"))
    servers.insert_rows(KEY, b'[1, "user", "User", 1]', shard=1, token="t")
    assert servers.query("SELECT name FROM property_key_all FINAL").columns == [["User"]]
    servers.command("KILL QUERY WHERE query_id = 'none' ASYNC")
    servers.command("ALTER TABLE property_key_row ADD COLUMN later String")
    with pytest.raises(AccessDenied, match="CREATE USER"):
        servers.command("CREATE USER another")
    with pytest.raises(AccessDenied, match="READ ON URL"):
        servers.query("SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')")


def test_tables_may_be_made_by_another_user_than_that_of_the_nodes(server: ClickHouse) -> None:
    """Nodes wait for who has the right, at the first start and after each upgrade, and go on without a restart."""
    nodes = Servers.connect(settings(server, "gnomon_without_ddl"))
    administrator = server.url()
    for make_necessary in ("DROP DATABASE IF EXISTS gnomon", "DROP TABLE gnomon.request_row"):
        server.client().command(f"{make_necessary} SYNC")
        with pytest.raises(StoreUnavailable, match=r"grant CREATE .*\. Grant the rights .*, or let an admin"):
            nodes.query("SELECT count() FROM request_all")
        made = migrate(administrator, cluster=CLUSTER)
        assert (made.exit_code, made.stderr) == (0, "")
        assert soon(lambda: nodes.query("SELECT count() FROM request_all").columns) == [[0]]
    nodes.insert_rows(KEY, b'[1, "team", "Team", 1]', shard=1, token="t")
    with pytest.raises(AccessDenied):
        nodes.command("ALTER TABLE property_key_row ADD COLUMN later String")


def test_the_user_for_sql_reads_calls_and_scores_only(server: ClickHouse) -> None:
    Servers.connect(settings(server, "gnomon_least")).query("SELECT 1")
    url = parse_url(settings(server, "gnomon_sql_least").url)
    reader = ServerConnection(url.hosts[0], url, PASSWORD, ServerPool(url))
    assert reader.query("SELECT count() FROM request_row JOIN score_all ON request = request_row.id").columns == [[0]]
    for statement in (
        "SELECT * FROM node_state_row",
        "SELECT * FROM schema_migration",
        "INSERT INTO property_key_row (project) VALUES (1)",
        "CREATE TABLE mine (a Int64) ENGINE = Memory",
        "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    ):
        with pytest.raises(AccessDenied):
            reader.command(statement)
