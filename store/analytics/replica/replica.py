"""`Replica`: follows the record in the background, and runs queries."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import structlog

from store.analytics.query import Snapshot, too_slow
from store.analytics.replica.engine import INTERRUPT_EVERY_S, Engine, MayBeDamaged
from store.base import StoreUnavailable
from store.sql import Sql

T = TypeVar("T")

log = structlog.get_logger()

LOOK_EVERY_S = 1.0  # for changes
SHARED_EVERY_S = 0.5  # … if other nodes read them, within a second
_ATTENTION_S = 60.0  # after a query, or the start, whatever a look finds is copied; later …
_REST_S = 5.0  # … only what has waited for so long …
_MANY_CHANGES = 5_000  # … or this many, which a query copies in 0.15 s: one by one, changes cost four times as much
FRESH_S = 2.0  # a query waits at most so long for what was logged and scored before it
FIRST_S = 10.0  # … and so long after a start, when libraries are read from the disk, if there are few changes to copy
_FEW_CHANGES = 50_000  # a second's work
_READERS = 4  # queries at a time; further ones wait for a thread
ANSWER_S = 30.0  # the time limit of a query

_CHECKED = "the analytics tables are being checked after an error: try again in a few seconds"
_STOPPING = "this server is stopping: try again in a few seconds"

Drain = Callable[[float], Awaitable[int]]  # Ingest.drain


class Rebuilding(RuntimeError):
    """The replica does not hold the whole record yet: answers would be wrong. The message gives the progress."""


class Replica:
    """Runs every query that is not by id: `await replica.fresh()`, then `read` or `rows`.

    The tables are those of schema.py. Values are passed as parameters, never as part of the SQL's text.
    """

    def __init__(self, engine: Engine, drain: Drain) -> None:
        self._engine = engine
        self._drain = drain
        self._stopping = threading.Event()
        self._thread = ThreadPoolExecutor(1, "replica")
        self._readers = ThreadPoolExecutor(_READERS, "query")
        self._copy_lock = asyncio.Lock()
        self._next_run: asyncio.Task[None] | None = None  # a copy run that has not begun
        self._is_complete = False  # has held the whole record since it was opened
        self._asked_at = self._looked_at = self._whole_at = time.monotonic()
        self._fresh_to_us = 0
        self._progress = (0, 0)
        self._background: asyncio.Task[None] | None = None
        self.error: str | None = None  # why it cannot follow the record; None: it can

    @classmethod
    async def open(cls, engine: Engine, drain: Drain) -> Replica:
        """Opens the engine's replica, or creates it, and keeps it up to date until `close`.

        The record must be open. Returns at once, even where the whole record has to be copied first: see `fresh`.
        """
        replica = cls(engine, drain)
        await replica._on_thread(replica._open)
        replica._background = asyncio.create_task(replica._keep_up())
        return replica

    @property
    def version(self) -> int:
        """Of the record's newest change that queries see."""
        return self._engine.version

    @property
    def query_error(self) -> str | None:
        """Why queries fail now; None: they do not, as far as is known."""
        return self._engine.query_error

    @property
    def whole_s_ago(self) -> float:
        """Time since queries last saw every change, as far as is known."""
        return time.monotonic() - self._whole_at

    async def fresh(self, timeout_s: float | None = None) -> int:
        """Copy everything that was logged or scored before the call.

        Returns the timestamp (Unix µs) up to which answers are complete: that of the call, or an earlier one if copying
        takes longer than `timeout_s` (FRESH_S, or FIRST_S) or is not possible. If the replica has never held the whole
        record, these two raise Rebuilding and StoreUnavailable.
        """
        self._asked_at = time.monotonic()
        timeout_s = self._fresh_timeout_s() if timeout_s is None else timeout_s
        deadline = time.monotonic() + timeout_s
        drained_to_us = await self._drain(timeout_s)
        try:
            async with asyncio.timeout(max(0.05, deadline - time.monotonic())):
                await self._caught_up()
        except TimeoutError:
            if not self._is_complete:
                done, of = self._progress
                raise Rebuilding(
                    f"the analytics tables are being built from the record: {done} of {of} changes are copied"
                ) from None
            return min(self._fresh_to_us, drained_to_us)
        except StoreUnavailable:
            if not self._is_complete:
                raise
            return min(self._fresh_to_us, drained_to_us)
        self._fresh_to_us = max(self._fresh_to_us, drained_to_us)
        return drained_to_us

    async def names_of_all(self) -> None:
        """Returns once queries know every property that another node has copied. Raises StoreUnavailable and
        QueryTooSlow."""
        await self._on_thread(self._engine.read_names)

    async def holds(self, version: int) -> None:
        """Returns once queries see every change up to that version."""
        while self.version < version:
            await self._caught_up()

    async def read(self, work: Callable[[Snapshot], T], timeout_s: float = ANSWER_S) -> T:
        """Call `work` with a snapshot, on a thread, and return its result.

        The query is interrupted after `timeout_s`, which raises QueryTooSlow, and when the caller is cancelled. Raises
        QueryTooLarge, StoreUnavailable, and Rebuilding if the replica may be damaged.
        """
        self._check_runs()
        query = self._engine.query(work, timeout_s)
        running = asyncio.get_running_loop().run_in_executor(self._readers, query.run)
        try:
            async with asyncio.timeout(timeout_s):
                return await asyncio.shield(running)
        except MayBeDamaged as error:
            log.warning("query_failed", error=str(error))
            raise self.suspect_damage() from error
        except TimeoutError:
            raise too_slow(timeout_s) from None
        finally:
            while not running.done():
                query.interrupt()
                await asyncio.wait([running], timeout=INTERRUPT_EVERY_S)
            if not running.cancelled():
                running.exception()  # the error of an interrupted query was raised above as QueryTooSlow

    async def rows(self, statement: Sql, timeout_s: float = ANSWER_S) -> list[tuple[Any, ...]]:
        """The rows of a single statement."""
        return await self.read(lambda snapshot: snapshot.rows(statement), timeout_s)

    @asynccontextmanager
    async def at_rest(self) -> AsyncIterator[None]:
        """Inside the block nothing is written to the file of the replica, and another process can copy it."""
        async with self._copy_lock:
            yield

    def suspect_damage(self) -> Rebuilding:
        """Have the file checked, and rebuilt if it is damaged. Returns what to tell the caller of the query."""
        self._engine.is_suspect = True
        return Rebuilding(_CHECKED)

    def property_key(self, project: int, name: str) -> int | None:
        """The number of a property's name, in any case; None: no request has the property. Does not block."""
        return self._engine.property_key(project, name)

    def property_column(self, project: int, name: str) -> str | None:
        """The column of `request` and `score` that has its values; None: only the table `property` has them."""
        return self._engine.property_column(project, name)

    async def close(self) -> None:
        """Call it before the record is closed. Changes that are not copied yet are copied after the next start.

        Whoever waits for them, or asks afterwards, gets StoreUnavailable.
        """
        self._stopping.set()
        if self._background:
            self._background.cancel()
            await asyncio.wait([self._background])
        async with self._copy_lock:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.close)
        self._thread.shutdown()
        self._readers.shutdown()

    # Copying

    def _fresh_timeout_s(self) -> float:
        done, of = self._progress
        return FRESH_S if self._is_complete or of - done > _FEW_CHANGES else max(FRESH_S, FIRST_S)

    async def _caught_up(self) -> None:
        """Returns when a copy run has ended that began after the call."""
        if self._next_run is None:
            self._next_run = asyncio.create_task(self._next_copy_run())
        await asyncio.shield(self._next_run)

    async def _next_copy_run(self) -> None:
        async with self._copy_lock:
            self._next_run = None
            await self._on_thread(self._copy)

    async def _keep_up(self) -> None:
        every_s = SHARED_EVERY_S if self._engine.is_shared else LOOK_EVERY_S
        while True:
            try:
                if await self._on_thread(self._is_due):
                    await self._caught_up()
                    self.error = None
            except Exception as error:
                is_away = isinstance(error, StoreUnavailable)  # a state that passes, and no fault of ours
                reason = str(error) if is_away else repr(error)
                if not self.error:
                    log.error("replica_failed", error=reason, again_in_s=every_s, exc_info=not is_away)
                self.error = reason
            await asyncio.sleep(every_s)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        self._check_runs()
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _check_runs(self) -> None:
        if self._stopping.is_set():
            raise StoreUnavailable(_STOPPING)

    # On the replica's thread

    def _open(self) -> None:
        self._engine.open()
        self._progress = 0, self._engine.newest() - self.version

    def _is_due(self) -> bool:
        """Whether to copy changes before somebody asks for them."""
        now = time.monotonic()
        return (
            not self._is_complete
            or self._engine.is_shared
            or self._engine.is_suspect
            or now - self._asked_at < _ATTENTION_S
            or now - self._looked_at >= _REST_S
            or self._engine.newest() - self.version >= _MANY_CHANGES
        )

    def _copy(self) -> None:
        self._looked_at = time.monotonic()
        self._engine.copy(self._note_progress, lambda: not self._stopping.is_set())
        self._check_runs()  # else some changes may be missing
        self._is_complete = True
        self._whole_at = self._looked_at

    def _note_progress(self, done: int, of: int) -> None:
        if done < self._progress[0]:
            self._is_complete = False  # it was emptied, and is built again
        self._progress = done, of
