"""Several ClickHouse servers behind one url: who is asked, and what is said when they fail."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import CannotOpen, StoreUnavailable
from store.clickhouse.errors import StatementRefused
from store.clickhouse.host import clock_problem, version_problem
from store.clickhouse.servers import Servers
from store.clickhouse.url import HostAddress
from store.settings import StoreSettings
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse
from tests.support.gate import WAIT_S
from tests.support.tls import make_authority

INSERT = "INSERT INTO t (a, b) SELECT a, b FROM input('a Int64, b String') FORMAT JSONCompactEachRow"


def connect(*servers: ClickHouse, cluster: str | None = CLUSTER, **settings: object) -> Servers:
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in servers)
    values = {"url": f"clickhouse://gnomon@{hosts}/gnomon", "password": PASSWORD, "cluster": cluster, **settings}
    return Servers.connect(StoreSettings.model_validate(values))


def soon(ask: Callable[[], object]) -> object:
    """The first answer, once a server that was left alone is asked again."""
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            return ask()
        except StoreUnavailable:
            assert time.monotonic() < deadline
            threading.Event().wait(0.02)


def test_rows_go_to_their_shard_once_and_queries_to_any_server(shards: list[ClickHouse]) -> None:
    servers = connect(*shards)
    assert (servers.shards, servers.table("request")) == (2, "request_all")
    for shard in (1, 2):
        servers.command(
            "CREATE TABLE t (a Int64, b String) ENGINE = MergeTree ORDER BY a"
            " SETTINGS non_replicated_deduplication_window = 100",
            shard=shard,
        )
        for _repetition in range(2):
            servers.insert_rows(INSERT, f'[{shard},"x"]\n[{shard},"y"]'.encode(), shard=shard, token="step-1")
        servers.insert_rows(INSERT, f'[{shard},"x"]'.encode(), shard=shard, token="step-2")
    assert [server.client("gnomon").query("SELECT a, b FROM t ORDER BY b").result_rows for server in shards] == [
        [(1, "x"), (1, "x"), (1, "y")],
        [(2, "x"), (2, "x"), (2, "y")],
    ]
    everywhere = servers.query("SELECT sum(a) AS total FROM cluster({cluster:String}, gnomon.t)", {"cluster": CLUSTER})
    assert (everywhere.names, everywhere.columns) == (("total",), [[9]])


def test_values_are_parameters_and_an_answer_without_rows_still_names_its_columns(shards: list[ClickHouse]) -> None:
    servers = connect(shards[0])
    nasty = "it's \\ {x:String} \n NULL"
    at = datetime(2026, 1, 2, 3, 4, 5, 678901)
    text = "SELECT {s:String} AS s, {at:DateTime64(6, 'UTC')} AS at, {n:Nullable(Int64)} AS n"
    answer = servers.query(text, {"s": nasty, "at": at, "n": None})
    assert answer == (("s", "at", "n"), [[nasty], [at], [None]], ("String", "DateTime64(6, 'UTC')", "Nullable(Int64)"))
    empty = servers.query(f"{text} WHERE s = ''", {"s": nasty, "at": at, "n": None})
    assert (empty.names, empty.types, list(map(list, empty.columns))) == (answer.names, answer.types, [[], [], []])


def test_many_threads_ask_at_the_same_time(shards: list[ClickHouse]) -> None:
    servers = connect(*shards)
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda n: servers.query("SELECT {n:Int64} AS n", {"n": n}).columns, range(100))
    assert list(answers) == [[[n]] for n in range(100)]


def test_limits_of_a_query_and_refused_statements_say_what_to_do(shards: list[ClickHouse]) -> None:
    servers = connect(shards[0])
    with pytest.raises(QueryTooSlow, match=r"took longer than 0\.2 s: narrow the filter"):
        servers.query("SELECT sum(number) FROM numbers(1000000000000)", timeout_s=0.2)
    with pytest.raises(QueryTooLarge, match="narrow the filter or the time range"):
        servers.query("SELECT groupArray(number) FROM numbers(10000000)", settings={"max_memory_usage": 1 << 20})
    with pytest.raises(QueryTooLarge, match="Field value too long"):
        servers.query("SELECT length({ids:Array(String)})", {"ids": ["x" * 100] * 2_000})
    with pytest.raises(StatementRefused, match="refused a statement: Syntax error") as raised:
        servers.query("SELCT 1")
    assert raised.value.code == 62
    servers.command("CREATE TABLE refusing (a Int64, b String) ENGINE = MergeTree ORDER BY a")
    with pytest.raises(StatementRefused, match=r"refused rows with its error 27: see the log of that server") as raised:
        servers.insert_rows(INSERT.replace("INTO t", "INTO refusing"), b'["a prompt", "x"]', shard=1, token="t")
    assert "prompt" not in str(raised.value)


def test_a_query_is_interrupted_from_another_thread(shards: list[ClickHouse]) -> None:
    servers = connect(*shards)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            servers.query, "SELECT sum(number) FROM numbers(1000000000000)", settings={"query_id": "q-1"}
        )
        while not running.done():
            servers.cancel("q-1")
        with pytest.raises(QueryTooSlow, match="interrupted"):
            running.result()


def test_a_server_that_is_away_is_skipped_and_asked_again_later(tmp_path: Path, shards: list[ClickHouse]) -> None:
    """Inserts for its shard fail with a message that names it; queries go to the others."""
    with ClickHouse(tmp_path / "third") as third:
        servers = connect(shards[0], third, cluster=None)
        alone = connect(third, cluster=None)
        alone.command("CREATE TABLE t (a Int64, b String) ENGINE = MergeTree ORDER BY a")
        third.kill()
        for _repetition in range(4):
            assert servers.query("SELECT 1").columns == [[1]]
        for _repetition in range(2):
            with pytest.raises(StoreUnavailable, match=rf"127\.0\.0\.1:{third.http_port}: connection (refused|closed)"):
                alone.insert_rows(INSERT, b'[1,"x"]', shard=1, token="t")
        third.start()
        soon(lambda: alone.insert_rows(INSERT, b'[1,"x"]', shard=1, token="t"))
        assert alone.query("SELECT a FROM t").columns == [[1]]
        assert alone.problems() == []


def test_wrong_logins_and_clusters_are_named_without_the_password(shards: list[ClickHouse], tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:\d+ says: gnomon: Authentication failed") as raised:
        connect(shards[0], password="hunter2").query("SELECT 1")
    assert "hunter2" not in str(raised.value)
    with pytest.raises(StoreUnavailable, match=r'knows no cluster named "elsewhere": name one of system\.clusters'):
        connect(shards[0], cluster="elsewhere").query("SELECT 1")
    with pytest.raises(StoreUnavailable, match='names no server of shard 2 of the cluster "gnomon": add one'):
        connect(shards[0]).command("SELECT 1", shard=2)

    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    assert connect(shards[0], password="", password_file=file).query("SELECT 1").columns == [[1]]
    with pytest.raises(CannotOpen, match=r"store\.password_file .*missing cannot be read: No such file"):
        connect(shards[0], password="", password_file=tmp_path / "missing")
    with pytest.raises(CannotOpen, match=r"store\.url names no database"):
        connect(url="clickhouse://localhost")


def test_an_old_server_and_a_clock_that_is_off_are_named() -> None:
    address = HostAddress("db", 8123)
    assert version_problem(address, "26.9.2.1") is None
    assert version_problem(address, "26.3.1.1") is None
    assert version_problem(address, "26.2.1.1") == (
        "db:8123 is ClickHouse 26.2.1.1, but Gnomon needs 26.3 or newer: upgrade it"
    )
    assert clock_problem(address, -4.9) is None
    assert clock_problem(address, 312.4) == (
        "the clock of db:8123 is 312 s ahead of that of this machine: set both by NTP"
    )
    assert "6 s behind that of" in (clock_problem(address, -6) or "")


def test_tls_checks_the_servers_certificate(shards: list[ClickHouse], tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    with tls_before(shards[0].http_port, authority.server) as port:
        url = f"clickhouses://gnomon@127.0.0.1:{port}/gnomon?ca_file={authority.ca_file}"
        assert connect(url=url, cluster=None).query("SELECT 1").columns == [[1]]
        with pytest.raises(StoreUnavailable, match=r"TLS: .*certificate verify failed"):
            connect(url=f"clickhouses://gnomon@127.0.0.1:{port}/gnomon", cluster=None).query("SELECT 1")
    with pytest.raises(CannotOpen, match=r"ca_file .*none\.pem cannot be read: No such file"):
        connect(url=f"clickhouses://gnomon@127.0.0.1/gnomon?ca_file={tmp_path}/none.pem")


@contextmanager
def tls_before(port: int, context: ssl.SSLContext) -> Iterator[int]:
    """What a server that speaks TLS looks like: the one in the wheel does not."""

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            inner_writer.transport.abort()

    async def end() -> None:
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(forward, "127.0.0.1", 0, ssl=context))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
