"""`Replica`: kept up with the record in the background, and asked questions."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import duckdb
import structlog

from store.analytics.query import Snapshot, too_slow
from store.analytics.replica import arrow
from store.analytics.replica.copying import Copier
from store.analytics.replica.database import INTERRUPT_EVERY_S, Database, may_be_damage
from store.analytics.replica.running_query import RunningQuery
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir
from store.sql import Sql

T = TypeVar("T")

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
FRESH_S = 2.0  # a question waits so long for what was logged and scored before it
FIRST_S = 10.0  # … and so long after a start, when libraries have to be read from the disk: if little is to be copied
_LITTLE = 50_000  # changes, a second's work
_READERS = 4  # queries at a time; the next ones wait for a thread
ANSWER_S = 30.0  # a query may take so long

Drain = Callable[[float], Awaitable[int]]  # Ingest.drain


class Rebuilding(RuntimeError):
    """The replica does not hold the whole record yet; nothing right can be said. The message says how far it is."""


class Replica:
    """Every question that is not by id is asked here: `await replica.fresh()`, then `select` or `columns`.

    The tables are those of schema.py. Names and values never go into the SQL's text, but as parameters.
    """

    def __init__(self, data_dir: DataDir, settings: AnalyticsSettings, drain: Drain) -> None:
        self._data_dir = data_dir
        self._settings = settings
        self._drain = drain
        self._stopping = threading.Event()
        self._thread = ThreadPoolExecutor(1, "replica")
        self._readers = ThreadPoolExecutor(_READERS, "query")
        self._one_at_a_time = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None  # a copying that has not begun
        self._suspect = False  # a question met an error that damage may be the reason of
        self._whole = False
        self._fresh_to_us = 0
        self._progress = (0, 0)
        self._background: asyncio.Task[None] | None = None
        self.version = 0  # of the record's newest change that questions see
        self.error: str | None = None  # what keeps it from following the record now

    @classmethod
    async def open(cls, data_dir: DataDir, settings: AnalyticsSettings, drain: Drain) -> Replica:
        """Opens the replica of the data directory's record, or makes it, and keeps it up from now on, until `close`.

        The record must be open. Returns at once, also where all of it has to be copied first: see `fresh`.
        """
        replica = cls(data_dir, settings, drain)
        await replica._on_thread(replica._open)
        replica._background = asyncio.create_task(replica._keep_up())
        return replica

    async def fresh(self, timeout_s: float | None = None) -> int:
        """Bring in everything that was logged or scored before the call. Returns the moment (Unix µs) up to which
        answers contain everything: that of the call, or an earlier one when it took longer than `timeout_s` (FRESH_S,
        or FIRST_S).

        Raises Rebuilding when the replica has never held the whole record and does not within that time either.
        """
        timeout_s = self._fresh_timeout_s() if timeout_s is None else timeout_s
        deadline = time.monotonic() + timeout_s
        drained_to_us = await self._drain(timeout_s)
        try:
            async with asyncio.timeout(max(0.05, deadline - time.monotonic())):
                await self._caught_up()
        except TimeoutError:
            if not self._whole:
                done, of = self._progress
                raise Rebuilding(
                    f"the tables for questions are being made from the record: {done} of {of} changes"
                ) from None
            return min(self._fresh_to_us, drained_to_us)
        self._fresh_to_us = max(self._fresh_to_us, drained_to_us)
        return drained_to_us

    async def read(self, work: Callable[[Snapshot], T], timeout_s: float = ANSWER_S) -> T:
        """What `work` makes of a snapshot, on a thread of its own.

        Raises QueryTooSlow after `timeout_s`; the query is interrupted then, and when the caller is cancelled. Raises
        QueryTooLarge, and Rebuilding when the replica turns out to be damaged.
        """
        query = RunningQuery(self._database, work, timeout_s)
        running = asyncio.get_running_loop().run_in_executor(self._readers, query.run)
        try:
            async with asyncio.timeout(timeout_s):
                return await asyncio.shield(running)
        except duckdb.Error as error:
            if not may_be_damage(error):
                raise
            self._suspect = True
            log.warning("query_failed", error=str(error))
            raise Rebuilding("the replica is being checked after an error; try again in a few seconds") from error
        except TimeoutError:
            raise too_slow(timeout_s) from None
        finally:
            while not running.done():
                query.interrupt()
                await asyncio.wait([running], timeout=INTERRUPT_EVERY_S)
            if not running.cancelled():
                running.exception()  # an interrupted query's error has been raised above in other words

    async def rows(self, statement: Sql, timeout_s: float = ANSWER_S) -> list[tuple[Any, ...]]:
        """The rows of a single statement."""
        return await self.read(lambda snapshot: snapshot.rows(statement), timeout_s)

    @property
    def memory_limit_bytes(self) -> int:
        """Of all questions together."""
        return self._settings.memory_limit_mb << 20

    def property_key(self, project: int, name: str) -> int | None:
        """The number of a property's name, whatever its case. None: no call has it. From memory."""
        return self._copier.keys.get((project, name.casefold()))

    def property_column(self, project: int, name: str) -> str | None:
        """Where its values stand in rows of `request` and `score`. None: ask the table `property`. From memory."""
        key = self.property_key(project, name)
        slot = None if key is None else self._copier.slots.get(key)
        return None if slot is None else f"p{slot}"

    async def close(self) -> None:
        """Before the record. What is not copied yet is at the next start."""
        self._stopping.set()
        if self._background:
            self._background.cancel()
            await asyncio.wait([self._background])
        await self._on_thread(self._close)
        self._thread.shutdown()
        self._readers.shutdown()

    # Copying

    def _fresh_timeout_s(self) -> float:
        done, of = self._progress
        return FRESH_S if self._whole or of - done > _LITTLE else max(FRESH_S, FIRST_S)

    async def _caught_up(self) -> None:
        """Done once a copying has ended that began after the call."""
        if self._following is None:
            self._following = asyncio.create_task(self._next_copying())
        await asyncio.shield(self._following)

    async def _next_copying(self) -> None:
        async with self._one_at_a_time:
            self._following = None
            await self._on_thread(self._copy)

    async def _keep_up(self) -> None:
        # The first change would wait for it otherwise, and with it the first question.
        await self._on_thread(arrow.load)
        while True:
            try:
                await self._caught_up()
                self.error = None
            except Exception as error:
                if not self.error:
                    log.exception("replica_failed", again_in_s=LOOK_EVERY_S)
                self.error = repr(error)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    # On the replica's thread

    def _open(self) -> None:
        self._source = Source(self._data_dir)
        self._database = Database(self._data_dir.analytics, self._settings)
        self._copier = Copier(self._database, self._source)
        self.version = self._copier.version
        self._progress = self.version, self._source.version()

    def _copy(self) -> None:
        if self._suspect:
            self._suspect = False
            self._copier.mend()
        try:
            self._copier.catch_up(self._note_progress, lambda: not self._stopping.is_set())
        except duckdb.Error as error:
            self._suspect = may_be_damage(error)
            raise
        finally:
            self.version = self._copier.version
        self._whole = not self._stopping.is_set()

    def _note_progress(self, done: int, of: int) -> None:
        self._progress = done, of

    def _close(self) -> None:
        self._database.close()
        self._source.close()
