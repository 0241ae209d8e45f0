"""The one writing thread: many callers, one durable commit."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from store.base import StoreUnavailable
from store.sqlite.checkpointing import Checkpointer
from store.sqlite.scores.adding import ScoreWrite, add_calls
from store.sqlite.session import Session, is_poison

T = TypeVar("T")

_GROUP_MAX = 256  # jobs of one commit; each is bounded by itself
_FEW_ROWS = 200  # a job of more has a commit of its own, in turn with those of the small ones


class Closed(RuntimeError):
    """The store has been closed."""


class _Outcome(NamedTuple):
    result: Any
    error: Exception | None


class _Job(NamedTuple):
    work: Callable[[Session], Any]
    future: Future[Any] | asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop | None  # of the asyncio future


class WriterThread:
    """Runs jobs in its thread. All that wait go into one transaction, a job that fails is undone alone, and each
    future is done when that transaction is durable. Small jobs never wait for more than one large one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._small: deque[_Job] = deque()
        self._large: deque[_Job] = deque()
        self._large_is_next = False
        self._changed = threading.Condition()
        self._closed = False
        self._checkpointer = Checkpointer(session.databases)
        self._thread = threading.Thread(target=self._run, name="store-writer")
        self._thread.start()

    def submit(self, work: Callable[[Session], T]) -> Future[T]:
        """Callable from any thread. The future fails with what the job raised, or Unavailable."""
        future: Future[T] = Future()
        self._put(_Job(work, future, None), 1)
        return future

    def call(self, work: Callable[[Session], T], rows: int) -> asyncio.Future[T]:
        """The same from an event loop, which hears of all jobs of a commit at once. `rows`: how many it writes."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._put(_Job(work, future, loop), rows)
        return future

    def close(self) -> None:
        """Finish what was accepted; blocks until then."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _put(self, job: _Job, rows: int) -> None:
        with self._changed:
            if self._closed:
                raise Closed("the store has been closed")
            (self._small if rows <= _FEW_ROWS else self._large).append(job)
            self._changed.notify()

    def _run(self) -> None:
        while waiting := self._take():
            jobs = [job for job in waiting if _wanted(job)]
            if jobs:
                _tell(jobs, self._transact(jobs))
                self._checkpointer.after_commit()
        self._checkpointer.close()
        self._session.close()

    def _take(self) -> list[_Job]:
        """The jobs of the next commit; empty when there will be no more."""
        with self._changed:
            while not (self._small or self._large or self._closed):
                self._changed.wait()
            if self._large and (self._large_is_next or not self._small):
                self._large_is_next = False
                return [self._large.popleft()]
            self._large_is_next = True
            return [self._small.popleft() for _ in range(min(len(self._small), _GROUP_MAX))]

    def _transact(self, jobs: list[_Job]) -> list[_Outcome]:
        try:
            self._session.begin()
            outcomes = self._together(jobs)
            if outcomes is None:
                self._session.begin()
                outcomes = [self._attempt(job) for job in jobs]
            self._session.commit()
        except Exception as error:
            self._session.rollback()
            return [_Outcome(None, _unavailable(error))] * len(jobs)
        return outcomes

    def _attempt(self, job: _Job) -> _Outcome:
        try:
            with self._session.savepoint("job"):
                return _Outcome(job.work(self._session), None)
        except Exception as error:
            if not self._session.whole:
                raise
            return _Outcome(None, _explained(error))

    def _together(self, jobs: list[_Job]) -> list[_Outcome] | None:
        """All of them, calls of scores as one. When one fails, everything is undone: they have to be done again, each
        for itself, which costs the more statements."""
        calls = [job.work for job in jobs if isinstance(job.work, ScoreWrite)]
        try:
            kept = iter(add_calls(self._session, calls) if calls else ())
            results = [next(kept) if isinstance(job.work, ScoreWrite) else job.work(self._session) for job in jobs]
        except Exception:
            self._session.rollback()
            return None
        return [_Outcome(None, one) if isinstance(one, Exception) else _Outcome(one, None) for one in results]


def _explained(error: Exception) -> Exception:
    """What the job raised on purpose as it is; what SQLite did not manage, by our word for it."""
    if isinstance(error, sqlite3.DatabaseError) and not is_poison(error):
        return _unavailable(error)
    return error


def _unavailable(error: Exception) -> StoreUnavailable:
    failure = StoreUnavailable(f"the database could not be written: {error}")
    failure.__cause__ = error
    return failure


def _wanted(job: _Job) -> bool:
    """Whether anybody waits for it still."""
    if isinstance(job.future, Future):
        return job.future.set_running_or_notify_cancel()
    return not job.future.cancelled()


def _tell(jobs: list[_Job], outcomes: list[_Outcome]) -> None:
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = defaultdict(list)
    for job, outcome in zip(jobs, outcomes, strict=True):
        if job.loop is None:
            _settle(job.future, outcome)
        else:
            by_loop[job.loop].append((job.future, outcome))  # type: ignore[arg-type]  # a loop goes with its future
    for loop, told in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, told)
        except RuntimeError:
            pass  # the loop has ended, and with it whoever waited


def _settle_all(told: Iterable[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for future, outcome in told:
        if not future.done():  # cancelled meanwhile
            _settle(future, outcome)


def _settle(future: Future[Any] | asyncio.Future[Any], outcome: _Outcome) -> None:
    if outcome.error is not None:
        future.set_exception(outcome.error)
    else:
        future.set_result(outcome.result)
