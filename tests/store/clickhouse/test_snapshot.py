"""What a query on ClickHouse gets back, and how it ends before its time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from store.analytics.query import QueryTooSlow
from store.clickhouse.servers import Servers
from store.clickhouse.snapshot import ClickHouseSnapshot
from store.clickhouse.translating import Translator
from store.settings import StoreSettings
from store.sql import Sql
from tests.support.clickhouse import PASSWORD, ClickHouse

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
    values = ("it's {p1:String} ?", None, True)
    (row,) = snapshot(servers).records(Sql("SELECT ? AS text, ? AS nothing, ? AS yes", values))
    assert row == values


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
