"""The one writing thread: many callers share durable commits."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple, Protocol, TypeVar

from store.base import StoreUnavailable
from store.sqlite.checkpointing import Checkpointer
from store.sqlite.session import Session, is_poison

T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)

_GROUP_MAX = 256  # jobs of one commit; each is bounded by itself
_FEW_ROWS = 200  # a job of more rows has a commit of its own, in turn with those of the small ones


class Groupable(Protocol[R_co]):
    """A job of which several cost hardly more than one when they are done together."""

    def __call__(self, session: Session) -> R_co: ...

    def group(self, session: Session, jobs: Sequence[Any]) -> Sequence[R_co | Exception]:
        """Do all of these jobs of one class (this one among them). Returns for each its result, or the exception with
        which it alone failed."""


class Closed(RuntimeError):
    """The store has been closed."""


class _Outcome(NamedTuple):
    result: Any
    error: Exception | None


class _Job(NamedTuple):
    work: Callable[[Session], Any]
    groupable: bool
    future: Future[Any] | asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop | None  # of an asyncio future


class WriterThread:
    """Runs jobs in one thread and commits many together.

    A job that fails is undone alone. Each future is done once the transaction of its job is durable. A small job never
    waits for more than one large one.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._small: deque[_Job] = deque()
        self._large: deque[_Job] = deque()
        self._large_is_next = False
        self._gathered: list[tuple[_Job, int]] = []  # of this turn of the event loop, with their rows
        self._changed = threading.Condition()
        self._closed = False
        self._checkpointer = Checkpointer(session.databases)
        self._thread = threading.Thread(target=self._run, name="store-writer")
        self._thread.start()

    def submit(self, work: Callable[[Session], T]) -> Future[T]:
        """Queue a job; callable from any thread. The future fails with what the job raised, or StoreUnavailable.

        Raises Closed.
        """
        future: Future[T] = Future()
        self._put([(_Job(work, False, future, None), 1)])
        return future

    def call(self, work: Callable[[Session], T], rows: int) -> asyncio.Future[T]:
        """As `submit`, from the event loop, which is woken once per commit. `rows`: how many rows the job writes.

        The jobs of one turn of the loop are queued together at its end: each would else wake the thread, which would
        begin a commit with the first one, and take the interpreter from the loop that has the others.
        """
        return self._call(work, rows, groupable=False)

    def call_grouped(self, work: Groupable[T], rows: int) -> asyncio.Future[T]:
        """As `call`, for a job that is done together with others of its class."""
        return self._call(work, rows, groupable=True)

    def close(self) -> None:
        """Finish the accepted jobs; blocks until then."""
        self._put_gathered()
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _call(self, work: Callable[[Session], T], rows: int, groupable: bool) -> asyncio.Future[T]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if self._closed:
            raise Closed("the store has been closed")
        if not self._gathered:
            loop.call_soon(self._put_gathered)
        self._gathered.append((_Job(work, groupable, future, loop), rows))
        return future

    def _put_gathered(self) -> None:
        jobs, self._gathered = self._gathered, []
        if jobs:
            self._put(jobs)

    def _put(self, jobs: Iterable[tuple[_Job, int]]) -> None:
        with self._changed:
            if self._closed:
                raise Closed("the store has been closed")
            for job, rows in jobs:
                (self._small if rows <= _FEW_ROWS else self._large).append(job)
            self._changed.notify()

    # In the thread

    def _run(self) -> None:
        while waiting := self._take():
            jobs = [job for job in waiting if _is_awaited(job)]
            if jobs:
                _settle_jobs(jobs, self._transact(jobs))
                self._checkpointer.after_commit()
        self._checkpointer.close()
        self._session.close()

    def _take(self) -> list[_Job]:
        """The jobs of the next commit; empty when no more will come."""
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
            outcomes = self._run_together(jobs)
            if outcomes is None:
                self._session.begin()
                outcomes = [self._run_alone(job) for job in jobs]
            self._session.commit()
        except Exception as error:
            self._session.rollback()
            return [_Outcome(None, _unavailable(error))] * len(jobs)
        return outcomes

    def _run_together(self, jobs: list[_Job]) -> list[_Outcome] | None:
        """Run all jobs, groupable ones of a class as one. None: one failed and everything is undone; the jobs have to
        run again, each in a savepoint of its own, which costs two more statements per job and database."""
        try:
            grouped = self._run_groups(jobs)
            results = [next(grouped[type(job.work)]) if job.groupable else job.work(self._session) for job in jobs]
        except Exception:
            self._session.rollback()
            return None
        return [
            _Outcome(None, result) if isinstance(result, Exception) else _Outcome(result, None) for result in results
        ]

    def _run_groups(self, jobs: list[_Job]) -> dict[type, Iterator[Any]]:
        """Class of groupable jobs → the results of its jobs, in their order."""
        groups: defaultdict[type, list[Any]] = defaultdict(list)
        for job in jobs:
            if job.groupable:
                groups[type(job.work)].append(job.work)
        return {kind: iter(works[0].group(self._session, works)) for kind, works in groups.items()}

    def _run_alone(self, job: _Job) -> _Outcome:
        try:
            with self._session.savepoint("job"):
                return _Outcome(job.work(self._session), None)
        except Exception as error:
            if not self._session.whole:
                raise
            return _Outcome(None, _translated(error))


def _translated(error: Exception) -> Exception:
    """What the job raised on purpose as it is; a failure of SQLite as StoreUnavailable."""
    if isinstance(error, sqlite3.DatabaseError) and not is_poison(error):
        return _unavailable(error)
    return error


def _unavailable(error: Exception) -> StoreUnavailable:
    failure = StoreUnavailable(f"the database could not be written: {error}")
    failure.__cause__ = error
    return failure


def _is_awaited(job: _Job) -> bool:
    """Whether the caller has not given up."""
    if isinstance(job.future, Future):
        return job.future.set_running_or_notify_cancel()
    return not job.future.cancelled()


def _settle_jobs(jobs: list[_Job], outcomes: list[_Outcome]) -> None:
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = defaultdict(list)
    for job, outcome in zip(jobs, outcomes, strict=True):
        if job.loop is None:
            _settle(job.future, outcome)
        else:
            by_loop[job.loop].append((job.future, outcome))  # type: ignore[arg-type]  # a loop goes with its future
    for loop, settled in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, settled)
        except RuntimeError:
            pass  # the loop has ended, and its callers with it


def _settle_all(settled: Iterable[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for future, outcome in settled:
        if not future.done():  # cancelled meanwhile
            _settle(future, outcome)


def _settle(future: Future[Any] | asyncio.Future[Any], outcome: _Outcome) -> None:
    if outcome.error is not None:
        future.set_exception(outcome.error)
    else:
        future.set_result(outcome.result)
