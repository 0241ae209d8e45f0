"""`gnomon serve` with statements that run: their processes end with it, however it ends."""

from __future__ import annotations

import http.client
import signal
import sys
import threading
from pathlib import Path

import psutil
import pytest

from tests.support.client import Client, Reply
from tests.support.server import Gnomon, Which
from tests.support.upstream import Upstream

ENDLESS = "SELECT count(*) FROM range(1000000000000)"


class Statement(threading.Thread):
    """A statement that is sent by a client of its own."""

    def __init__(self, gnomon: Gnomon, sql: str) -> None:
        super().__init__(daemon=True)
        self._client = Client(gnomon.url)
        self._sql = sql
        self.reply: Reply | None = None
        self.start()

    def run(self) -> None:
        try:
            self.reply = self._client.post("/v1/sql", {"sql": self._sql})
        except (OSError, http.client.HTTPException):
            pass  # everything was killed


def processes_of_sql(gnomon: Gnomon) -> list[psutil.Process]:
    """The SQL process and that of each statement."""
    return psutil.Process(gnomon.pids().api).children(recursive=True)


def running_statement(gnomon: Gnomon) -> tuple[Statement, list[psutil.Process]]:
    gnomon.wait_until(lambda: len(processes_of_sql(gnomon)) <= 1, "the end of earlier statements' processes")
    statement = Statement(gnomon, ENDLESS)
    gnomon.wait_until(lambda: len(processes_of_sql(gnomon)) == 2, "the process of the statement")
    return statement, processes_of_sql(gnomon)


def are_gone(processes: list[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
@pytest.mark.parametrize("which", ["api", "supervisor"])
def test_processes_end_with_the_one_that_is_killed(tmp_path: Path, provider: Upstream, which: Which) -> None:
    """A statement is not sent again to the next api process, which answers the next one."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        assert gnomon.post("/v1/sql", {"sql": "SELECT 1"}).status == 200
        statement, processes = running_statement(gnomon)
        gnomon.kill(which)
        gnomon.wait_until(lambda: are_gone(processes), "the end of the processes")
        if which == "supervisor":
            gnomon.kill("all")
            gnomon.start()
        else:
            statement.join(30)
            assert statement.reply is not None
            assert statement.reply.status == 502
        answer = gnomon.post("/v1/sql", {"sql": "SELECT 1 AS one"})
        assert (answer.status, answer.json()["data"]["rows"]) == (200, [[1]])
        gnomon.wait_until(lambda: len(processes_of_sql(gnomon)) == 1, "the end of the answered statement's process")


def test_a_stop_does_not_wait_for_statements_beyond_their_limit(tmp_path: Path, provider: Upstream) -> None:
    with Gnomon(tmp_path, provider.base_url, settings={"sql": {"time_limit_s": 1}}) as gnomon:
        statement, processes = running_statement(gnomon)
        gnomon.stop()
        statement.join(30)
        assert statement.reply is not None
        assert (statement.reply.status, "sql.time_limit_s" in statement.reply.body.decode()) == (422, True)
        assert are_gone(processes)
        assert not (gnomon.data_dir / "sql").exists()


def test_signals_to_the_whole_group_leave_statements_alone(tmp_path: Path, provider: Upstream) -> None:
    """As Ctrl-C and service managers send them: the supervisor decides."""
    with Gnomon(tmp_path, provider.base_url, settings={"sql": {"time_limit_s": 2}}) as gnomon:
        statement, processes = running_statement(gnomon)
        for process in processes:
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
        statement.join(30)
        assert statement.reply is not None
        assert statement.reply.status == 422
