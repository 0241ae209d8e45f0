"""What a query on ClickHouse gets back, and how it ends before its time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import numpy as np
import pytest

from store.analytics.query import QueryTooSlow
from store.analytics.scores.names import series_of_names
from store.clickhouse.native import OtherType
from store.clickhouse.servers import Servers
from store.clickhouse.snapshot import ClickHouseSnapshot
from store.clickhouse.translating import Translator
from store.settings import StoreSettings
from store.sql import Sql
from tests.support.clickhouse import CLUSTER, PASSWORD, ClickHouse

ENDLESS = Sql("SELECT count(*) AS n FROM numbers(1000000000000) WHERE number % 7 = ?", (3,))


@pytest.fixture(scope="module")
def servers(shards: list[ClickHouse]) -> Servers:
    url = f"clickhouse://gnomon@127.0.0.1:{shards[0].http_port}/gnomon"
    return Servers.connect(StoreSettings.model_validate({"url": url, "password": PASSWORD}))


def snapshot(servers: Servers, timeout_s: float = 30.0) -> ClickHouseSnapshot:
    return ClickHouseSnapshot(servers, Translator(servers.table, str), timeout_s)


def test_columns_are_arrays_and_mask_what_is_null(servers: Servers) -> None:
    statement = Sql(
        "SELECT number AS n, CASE WHEN number > ? THEN number * 0.5 END AS half, number > ? AS is_large"
        " FROM numbers(4) ORDER BY n",
        (1, 2),
    )
    found = snapshot(servers).columns(statement)
    assert found["n"].tolist() == [0, 1, 2, 3]
    assert np.ma.getmaskarray(found["half"]).tolist() == [True, True, False, False]
    assert found["half"].compressed().tolist() == [1.0, 1.5]
    assert found["is_large"].tolist() == [False, False, False, True]
    texts = Sql("SELECT CASE WHEN number > 1 THEN repeat('é', number * 90) END AS text FROM numbers(4) ORDER BY number")
    assert np.ma.filled(snapshot(servers).columns(texts)["text"], "-").tolist() == ["-", "-", "é" * 180, "é" * 270]
    none = Sql(
        "SELECT number AS n, CASE WHEN number > ? THEN number END AS large FROM numbers(4) WHERE number > 9", (1,)
    )
    nothing = snapshot(servers).columns(none)
    assert {name: (array.dtype.kind, array.size) for name, array in nothing.items()} == {
        "n": ("u", 0),
        "large": ("u", 0),
    }
    assert not any(map(np.ma.isMaskedArray, nothing.values()))


def test_many_blocks_become_one_array(servers: Servers) -> None:
    """Some have NULLs, others none."""
    statement = Sql(
        "SELECT number AS n, CASE WHEN number < ? THEN number / 4 END AS quarter FROM numbers(200000) ORDER BY n",
        (150_000,),
    )
    found = snapshot(servers).columns(statement)
    assert found["n"].dtype == np.uint64
    assert np.array_equal(found["n"], np.arange(200_000))
    assert np.array_equal(found["quarter"].compressed(), np.arange(150_000) / 4)
    assert np.ma.getmaskarray(found["quarter"]).sum() == 50_000


def test_a_column_of_another_type_is_refused(servers: Servers) -> None:
    with pytest.raises(OtherType, match="Array"):
        snapshot(servers).columns(Sql("SELECT [number] AS n FROM numbers(2)"))


def test_a_score_whose_request_became_another_one_is_not_found_at_its_earlier_time(servers: Servers) -> None:
    """Parts of the table are left out by the times in them, but not those with a newer version of what is read."""
    servers.command("SELECT 1", shard=1)  # the first contact creates the tables
    for version, started_at in ((1, "2026-05-01"), (2, "2026-06-01")):
        servers.command(
            "INSERT INTO score_row (id, project, name, value, recorded_at, started_at, version)"
            f" VALUES (7, 4, 'accuracy', {version}, '2026-07-01', '{started_at}', {version})",
            shard=1,
        )
    of_month = Sql(
        "SELECT value FROM score WHERE project = ? AND started_at >= ? AND started_at < ?",
        (4, datetime(2026, 5, 1), datetime(2026, 5, 31)),
    )
    assert snapshot(servers).rows(of_month) == []
    assert snapshot(servers).rows(Sql(of_month.text, (4, datetime(2026, 5, 31), datetime(2026, 6, 30)))) == [(2.0,)]


@pytest.mark.parametrize("shards_used", [1, 2])
def test_series_are_found_whether_scores_were_deleted_or_not(shards: list[ClickHouse], shards_used: int) -> None:
    """A series whose scores are all gone is gone, and an author whose scores are all gone does not make two of one.
    Scores of another month do not need to be read for that."""
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in shards[:shards_used])
    settings = StoreSettings(url=f"clickhouse://gnomon@{hosts}/series_{shards_used}", password=PASSWORD)
    servers = Servers.connect(settings.model_copy(update={"cluster": CLUSTER if shards_used > 1 else None}))

    def put(first: int, name: str, kind: str, author: str, version: int = 1, month: str = "07") -> None:
        for shard in range(1, shards_used + 1):
            servers.command(
                "INSERT INTO score_row (id, project, name, kind, author, recorded_at, version, deleted)"
                f" SELECT {shard * 1000 + first} + number, 5, '{name}', '{kind}', '{author}', '2026-{month}-01',"
                f" {version}, {int(version > 1)} FROM numbers(2)",
                shard=shard,
            )

    def found() -> dict[str, bool]:
        return {
            series.name: series.several_per_request
            for series in series_of_names(snapshot(servers), 5, ["kept", "fewer", "gone"])
        }

    for host in servers.hosts:
        host.facts()  # makes its tables
    put(10, "kept", "float", "a")
    put(20, "kept", "float", "b")
    put(30, "fewer", "float", "a")
    put(40, "fewer", "float", "b")
    put(50, "gone", "boolean", "a")
    assert found() == {"kept": True, "fewer": True, "gone": False}
    put(40, "fewer", "", "", version=2)  # tombstones have only what rows are sorted by
    put(50, "gone", "", "", version=2)
    assert found() == {"kept": True, "fewer": False}
    put(60, "kept", "float", "a", month="06")
    put(60, "kept", "", "", version=2, month="06")
    assert found() == {"kept": True, "fewer": False}
    put(70, "gone", "boolean", "a", month="08")
    assert found() == {"kept": True, "fewer": False, "gone": False}


def test_a_query_ends_when_its_time_is_over_and_no_other_statement_begins(servers: Servers) -> None:
    query = snapshot(servers, 0.3)
    with pytest.raises(QueryTooSlow):
        query.rows(ENDLESS)
    with pytest.raises(QueryTooSlow, match=r"longer than 0\.3 s"):
        query.rows(Sql("SELECT 1"))


def test_another_thread_interrupts_it(servers: Servers) -> None:
    query = snapshot(servers)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(query.rows, ENDLESS)
        while not running.done():  # the server knows a statement only once it has begun
            query.interrupt()
            threading.Event().wait(0.02)
        with pytest.raises(QueryTooSlow, match="interrupted"):
            running.result()
    with pytest.raises(QueryTooSlow, match="interrupted"):
        query.rows(Sql("SELECT 1"))
