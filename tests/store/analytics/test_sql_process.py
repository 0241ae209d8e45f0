"""The process that runs SQL, and those of its statements: what they see, how they end, what they can reach."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import psutil
import pytest
from structlog.testing import capture_logs

from store.analytics import Replica
from store.analytics.sql import replica_copy
from store.analytics.sql.caller_sql import BadSql, CallerSql, SqlUnavailable, Statement
from store.settings import DataDir, ScoreSettings, SqlSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import SETTINGS, accuracy, open_replica, record
from tests.store.calls import exchange

ENDLESS = "SELECT count(*) FROM range(1000000000000)"
_MODULE = "store.analytics.sql.process"
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits this")


class Sql(NamedTuple):
    caller_sql: CallerSql
    replica: Replica
    store: SqliteStore
    data_dir: DataDir

    async def rows(self, text: str, project: int = 1) -> list[Any]:
        await self.replica.fresh(60)
        answer = await self.caller_sql.run(Statement(project, text, 1000, "json"))
        rows: list[Any] = orjson.loads(answer.body)["rows"]
        return rows

    def processes(self) -> list[psutil.Process]:
        """The SQL process, then those of running statements."""
        ours = [child for child in psutil.Process().children() if _MODULE in _command(child)]
        return [process for child in ours for process in (child, *child.children()) if not is_gone(process)]

    async def running(self) -> tuple[asyncio.Task[list[Any]], psutil.Process]:
        """An endless statement, and its process."""
        task = asyncio.create_task(self.rows(ENDLESS))
        await until(lambda: len(self.processes()) == 2)
        return task, self.processes()[1]


def _command(process: psutil.Process) -> list[str]:
    try:
        command: list[str] = process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []
    return command


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def is_gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
async def sql(tmp_path: Path) -> AsyncIterator[Sql]:
    data_dir = DataDir(tmp_path)
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        record(store, exchange("x1", request_id="r1"))
        async with open_replica(data_dir) as replica:
            await replica.fresh(60)
            caller_sql = CallerSql(replica, data_dir, SqlSettings(time_limit_s=60, cpu_limit_s=60), SETTINGS, idle_s=30)
            yield Sql(caller_sql, replica, store, data_dir)
            await caller_sql.close()
            assert not [child for child in psutil.Process().children() if _MODULE in _command(child)]
    finally:
        await store.close()


async def test_there_is_no_process_without_a_statement(sql: Sql) -> None:
    assert sql.processes() == []
    assert not sql.data_dir.sql.exists()


async def test_it_ends_when_it_is_idle(sql: Sql) -> None:
    """And leaves no file; the next statement starts it again."""
    idle = CallerSql(sql.replica, sql.data_dir, SqlSettings(), SETTINGS, idle_s=0.1)
    for _ in range(2):
        await idle.run(Statement(1, "SELECT 1", 1, "json"))
        await until(lambda: not sql.processes() and not sql.data_dir.sql.exists())
    await idle.close()


async def test_a_start_outlasts_the_statement_that_waits_for_it(sql: Sql) -> None:
    """A large replica takes long to copy: the statement is told to come again, and the same start goes on for it, also
    when nobody asks for longer than an idle process is kept."""
    hurried = CallerSql(sql.replica, sql.data_dir, SqlSettings(), SETTINGS, ready_s=0.2, idle_s=0.2)
    statement = Statement(1, "SELECT 1", 1, "json")
    async with sql.replica.at_rest():  # it copies when this is over
        with pytest.raises(SqlUnavailable, match=r"takes longer than 0\.2 s here"):
            await hurried.run(statement)
        (process,) = sql.processes()
        later_s = time.monotonic() + 0.5
        await until(lambda: time.monotonic() > later_s)  # more than an idle process is kept
        with pytest.raises(SqlUnavailable, match="is starting"):
            await hurried.run(statement)
        assert sql.processes() == [process]

    await answered(hurried, statement)
    assert sql.processes()[0] == process
    await hurried.close()


async def test_a_start_that_nobody_waits_for_ends_when_it_is_idle(sql: Sql) -> None:
    hurried = CallerSql(sql.replica, sql.data_dir, SqlSettings(), SETTINGS, ready_s=0.0, idle_s=0.1)
    with pytest.raises(SqlUnavailable, match="is starting"):
        await hurried.run(Statement(1, "SELECT 1", 1, "json"))
    await until(lambda: sql.processes())
    await until(lambda: not sql.processes() and not sql.data_dir.sql.exists())
    await hurried.close()


async def test_a_start_that_is_stuck_is_ended_and_begun_again(sql: Sql) -> None:
    caller_sql = CallerSql(sql.replica, sql.data_dir, SqlSettings(), SETTINGS, start_s=1.0)
    processes = []
    async with sql.replica.at_rest():  # no start can end
        for _ in range(2):
            waiting = asyncio.create_task(caller_sql.run(Statement(1, "SELECT 1", 1, "json")))
            await until(sql.processes)
            processes += sql.processes()
            with pytest.raises(SqlUnavailable, match="did not start: try again"):
                await waiting
            assert all(is_gone(process) for process in processes)
    assert len(processes) == 2
    await caller_sql.close()


async def answered(caller_sql: CallerSql, statement: Statement) -> None:
    """Send the statement until it has an answer."""
    async with asyncio.timeout(60):
        while True:
            with suppress(SqlUnavailable):
                await caller_sql.run(statement)
                return


async def test_statements_see_everything_recorded_before_them(sql: Sql) -> None:
    """While others run, and while the record changes all the time."""
    slow, _ = await sql.running()
    for number in range(2, 14):
        record(sql.store, exchange(f"x{number}", request_id=f"r{number}"))
        await sql.store.keep_scores(1, [accuracy("r1", number)])
        assert await sql.rows("SELECT (SELECT count(*) FROM requests), value FROM scores") == [[number, number]]
    slow.cancel()


async def test_a_statement_has_one_state_of_the_tables(sql: Sql) -> None:
    """Also when its log is moved into the file between two statements."""
    await sql.rows("SELECT 1")
    for number in range(3):
        records = [exchange(f"y{number}-{index}", request_id=f"q{number}-{index}") for index in range(3_000)]
        record(sql.store, *records)
        text = "SELECT count(*), count(DISTINCT request_id), max(started_at) IS NOT NULL FROM requests"
        counted = await asyncio.gather(sql.rows(text), sql.rows(text))
        assert counted == [[[3_000 * (number + 1) + 1, 3_000 * (number + 1) + 1, True]]] * 2


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_statement_that_is_killed_is_alone(sql: Sql, number: signal.Signals) -> None:
    slow, process = await sql.running()
    server = sql.processes()[0].pid
    process.send_signal(number)
    with pytest.raises(BadSql, match=f"ended its process .{number.name}"):
        await slow
    assert await sql.rows("SELECT count(*) FROM requests") == [[1]]
    assert sql.processes()[0].pid == server


async def test_a_killed_sql_process_is_replaced(sql: Sql) -> None:
    """Its statements are told to try again, and end with it."""
    slow, process = await sql.running()
    sql.processes()[0].kill()
    with pytest.raises(SqlUnavailable, match="try again"):
        await slow
    await until(lambda: is_gone(process))
    assert await sql.rows("SELECT count(*) FROM requests") == [[1]]


async def test_a_statement_whose_caller_leaves_is_killed(sql: Sql) -> None:
    slow, process = await sql.running()
    slow.cancel()
    await until(lambda: is_gone(process))
    assert await sql.rows("SELECT 1") == [[1]]


@linux_only
async def test_a_statement_can_reach_nothing(sql: Sql, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file but its tables, no secret of the environment; the kernel kills it before any other process."""
    monkeypatch.setenv("GNOMON_UPSTREAM_KEY", "sk-secret")
    slow, process = await sql.running()
    await until(lambda: process.rlimit(psutil.RLIMIT_NOFILE)[0] == 0)  # the last one that it sets
    for each in sql.processes():
        assert "sk-secret" not in each.environ().values()
    files = [file.path for file in process.open_files()]
    assert files == [str(sql.data_dir.sql / "analytics.duckdb")]
    assert len(os.listdir(f"/proc/{process.pid}/fd")) == 3  # with its connection and standard error
    limits = {
        name: process.rlimit(getattr(psutil, f"RLIMIT_{name}"))[0] for name in ("AS", "FSIZE", "NOFILE", "CORE", "CPU")
    }
    assert limits.pop("AS") < 2 << 30
    assert limits == {"FSIZE": 0, "NOFILE": 0, "CORE": 0, "CPU": 60}
    assert Path(f"/proc/{process.pid}/oom_score_adj").read_text().strip() == "1000"
    assert process.nice() == psutil.Process().nice() + 5
    slow.cancel()


@linux_only
async def test_it_has_one_thread_when_it_forks(sql: Sql) -> None:
    """DuckDB has none of its own there: what another thread had locked would stay so in the fork."""
    await sql.rows("SELECT 1")
    await until(lambda: len(sql.processes()) == 1)  # that of the statement has ended
    (server,) = sql.processes()
    names = [Path(f"/proc/{server.pid}/task/{thread.id}/comm").read_text().strip() for thread in server.threads()]
    assert len(names) <= 3, names  # those of pyarrow's allocator


async def test_a_full_disk_is_said(sql: Sql, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica_copy, "_KEPT_FREE_BYTES", 1 << 60)
    with pytest.raises(replica_copy.NoRoom, match="MB free, and has"):
        replica_copy.copy_files(sql.data_dir, sql.data_dir.root)


async def test_a_full_disk_is_said_to_the_caller(sql: Sql) -> None:
    sparse = sql.data_dir.root / "analytics.duckdb.wal.recovery"  # one of the files of the replica
    with sparse.open("xb") as file:
        file.truncate(shutil.disk_usage(sparse).free)
    with pytest.raises(SqlUnavailable, match="MB free, and has"):
        await sql.caller_sql.run(Statement(1, "SELECT 1", 1, "json"))
    sparse.unlink()


async def test_an_internal_error_is_for_the_log(sql: Sql) -> None:
    """The caller gets a sentence that tells nothing of files or libraries."""
    sql.data_dir.database.rename(sql.data_dir.root / "elsewhere")
    with pytest.raises(SqlUnavailable) as refused, capture_logs() as logged:
        await sql.caller_sql.run(Statement(1, "SELECT 1", 1, "json"))
    assert str(refused.value) == "the process that runs SQL ended, or did not start: try again in a few seconds"
    assert "unable to open database file" in str(logged)


async def test_a_copy_that_cannot_be_read(sql: Sql) -> None:
    """Is never replaced by an empty one."""
    sql.data_dir.sql.mkdir()
    with pytest.raises(replica_copy.CopyUnreadable):
        replica_copy.ReplicaCopy(sql.data_dir, sql.data_dir.sql, version=1)
