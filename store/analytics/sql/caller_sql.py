"""`CallerSql`: SQL of callers, in the api process. Decides whose statement runs, keeps the SQL process running, and
says in words why a statement has no answer."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

import orjson
import structlog

from store.analytics.replica.replica import Replica
from store.analytics.sql.sql_process import NoRoomForCopy, SqlProcess, SqlProcessFailed
from store.analytics.sql.statement import MAX_LENGTH, MAX_ROWS, BadSql, FormatName, SqlResult, Statement
from store.analytics.sql.statement_process import EXIT_OUT_OF_MEMORY
from store.analytics.sql.turns import NoTurn, QueueFull, Turns
from store.settings import AnalyticsSettings, DataDir, SqlSettings

__all__ = [
    "MAX_LENGTH", "MAX_ROWS", "BadSql", "CallerSql", "FormatName", "SqlResult", "SqlUnavailable", "Statement",
    "TooManyStatements",
]  # fmt: skip

_WAIT_S = 30.0  # for a turn, at least
_READY_S = 30.0  # so long a statement waits for the process to start, and for what it must copy before the statement
_START_S = 600.0  # a start that takes longer is stuck: copying 100 GB takes less
_LATE_S = 5.0  # after its time limit, a statement has ended
_IDLE_S = 60.0  # without a statement, the process is ended: it needs memory, and room for its copy

log = structlog.get_logger()


class TooManyStatements(Exception):
    """As many statements of the project wait as may. The message gives the number."""


class SqlUnavailable(Exception):
    """The statement was not run, or not to its end, for no fault of its own: it may be sent again."""


class CallerSql:
    def __init__(
        self,
        replica: Replica,
        data_dir: DataDir,
        settings: SqlSettings,
        analytics: AnalyticsSettings,
        *,
        ready_s: float = _READY_S,
        start_s: float = _START_S,
        idle_s: float = _IDLE_S,
    ) -> None:
        self._replica = replica
        self._data_dir = data_dir
        self._settings = settings
        self._analytics = analytics
        self._ready_s = ready_s
        self._start_s = start_s
        self._idle_s = idle_s
        self._turns = Turns(settings.concurrency, settings.waiting_max)
        self._running = 0
        self._starting: asyncio.Task[SqlProcess] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._idle: asyncio.TimerHandle | None = None

    async def run(self, statement: Statement) -> SqlResult:
        """The rows, from the record as it is now or later.

        Raises BadSql if the statement is to blame, else TooManyStatements, SqlUnavailable, and Rebuilding.
        """
        try:
            async with self._turns.turn(statement.project, max(_WAIT_S, 3 * self._settings.time_limit_s)):
                return await self._run(statement)
        except QueueFull:
            raise TooManyStatements(
                f"{self._settings.waiting_max} statements of this project wait for their turn already"
                " (sql.waiting_max): send the next one when one of them is answered"
            ) from None
        except NoTurn:
            raise SqlUnavailable("too many statements are running: try again in a few seconds") from None

    async def close(self) -> None:
        self._end()
        if self._ending:
            await asyncio.wait(self._ending)
        if self._idle:
            self._idle.cancel()

    def make_process(self, data_dir: DataDir, settings: SqlSettings, analytics: AnalyticsSettings) -> SqlProcess:
        return SqlProcess(data_dir, settings, analytics)

    async def _run(self, statement: Statement) -> SqlResult:
        self._running += 1
        try:
            process = await self._process()
            async with asyncio.timeout(self._ready_s + self._settings.time_limit_s + _LATE_S):
                status, written = await process.run(statement)
        except TimeoutError:
            log.error("sql_process_stuck")
            self._end()
            raise SqlUnavailable("the process that runs SQL did not answer: try again") from None
        except SqlProcessFailed as failure:
            raise self._unavailable(failure) from failure
        finally:
            self._running -= 1
            self._count_idle_time()
        return self._result(status, written)

    # The process

    async def _process(self) -> SqlProcess:
        """The running one; else it is started. Raises SqlProcessFailed, and SqlUnavailable if the start takes longer
        than this statement waits; it goes on for those that come later."""
        if self._starting and self._starting.done() and (self._starting.exception() or self._starting.result().failure):
            self._end()
        if not self._starting:
            self._starting = asyncio.create_task(self._start())
            self._starting.add_done_callback(lambda _: self._count_idle_time())
        starting = self._starting
        await asyncio.wait([starting], timeout=self._ready_s)
        if not starting.done():
            raise SqlUnavailable(
                f"the process that runs SQL is starting, which takes longer than {self._ready_s:g} s here."
                " Send the statement again in a moment"
            )
        if starting.cancelled():
            raise SqlProcessFailed("it was ended while it started")
        return starting.result()

    async def _start(self) -> SqlProcess:
        if self._ending:
            await asyncio.wait(self._ending)  # the next one has its copy in the same folder
        try:
            process = self.make_process(self._data_dir, self._settings, self._analytics)
        except OSError as error:
            raise SqlProcessFailed(f"it cannot start: {error.strerror}") from error
        try:
            async with asyncio.timeout(self._start_s):
                await process.open(self._replica)
        except TimeoutError:
            log.error("sql_process_stuck", start_s=self._start_s)  # perhaps no statement waits for it any more
            await process.close()
            raise SqlProcessFailed(f"it was not ready after {self._start_s:g} s") from None
        except BaseException:
            await process.close()
            raise
        return process

    def _count_idle_time(self) -> None:
        """From now on, in which the last statement or the start has ended."""
        if self._idle:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._end_if_idle)

    def _end_if_idle(self) -> None:
        is_starting = self._starting is not None and not self._starting.done()
        if not self._running and not is_starting:
            self._end()

    def _end(self) -> None:
        """Of the present process; the next statement starts another one."""
        starting, self._starting = self._starting, None
        if starting:
            task = asyncio.create_task(_close(starting))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _unavailable(self, failure: SqlProcessFailed) -> Exception:
        log.warning("sql_process_failed", error=str(failure))
        if failure.unreadable:
            self._end()
            return self._replica.suspect_damage()
        if isinstance(failure, NoRoomForCopy):
            return SqlUnavailable(str(failure))
        return SqlUnavailable("the process that runs SQL ended, or did not start: try again in a few seconds")

    # The answer

    def _result(self, status: int, written: bytes) -> SqlResult:
        if status:
            raise BadSql(self._why_ended(status))
        head, _, body = written.partition(b"\n")
        answer: dict[str, Any] = orjson.loads(head)
        if "unreadable" in answer:
            raise self._unavailable(SqlProcessFailed(answer["unreadable"], unreadable=True))
        if "limit" in answer:
            raise BadSql(self._too_large() if answer["limit"] == "answer" else self._out_of_memory())
        if "error" in answer:
            raise BadSql(answer["error"])
        return SqlResult(body, answer["truncated"])

    def _why_ended(self, status: int) -> str:
        settings = self._settings
        match -status:
            case signal.SIGALRM:
                return (
                    f"the statement took longer than {settings.time_limit_s:g} s (sql.time_limit_s): select fewer"
                    " requests, or aggregate them"
                )
            case signal.SIGXCPU:
                return (
                    f"the statement used more than {settings.cpu_limit_s} s of CPU time (sql.cpu_limit_s): select fewer"
                    " requests, or aggregate them"
                )
        if status == EXIT_OUT_OF_MEMORY:
            return self._out_of_memory()
        log.warning("sql_statement_crashed", status=status)
        return f"the statement ended its process ({_words(status)}). Most probably {self._out_of_memory()}"

    def _out_of_memory(self) -> str:
        return (
            f"the statement needs more memory than the {self._settings.memory_limit_mb} MiB that it may use"
            " (sql.memory_limit_mb): select fewer rows or columns, or aggregate them"
        )

    def _too_large(self) -> str:
        return (
            f"the result has more than {self._settings.answer_limit_mb} MiB (sql.answer_limit_mb): select fewer rows or"
            " columns, or aggregate them"
        )


def _words(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"status {status}"


async def _close(starting: asyncio.Task[SqlProcess]) -> None:
    if not starting.done():
        starting.cancel()
    try:
        process = await starting
    except BaseException:
        return  # it closed itself
    await process.close()
