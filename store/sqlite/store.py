"""`SqliteStore`: implements the `Store` protocol (store/base.py) with SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from store.base import (
    NO_ROWS,
    Batch,
    IdempotencyKey,
    Known,
    LinkedStep,
    Recorded,
    ScoreReceipt,
    ScoreStamp,
    SessionOfSteps,
    Stats,
    StoredSpan,
    StoreUnavailable,
    WaitingScore,
)
from store.evaluation.results import TaskResult
from store.findings import Finding
from store.models import Bodies, ExchangeRow, NewScore, Request, Score, ScoreDefinition, ScoreSelection
from store.settings import DataDir, ScoreSettings
from store.sqlite import change_log, projects, retention
from store.sqlite import findings as findings_sql
from store.sqlite.bodies.preparing import Preparer
from store.sqlite.evaluators.evaluators import SqliteEvaluators
from store.sqlite.files import read_only_uri
from store.sqlite.labelling.labelling import SqliteLabelling
from store.sqlite.lock import DataDirLock
from store.sqlite.pipeline import results as task_results
from store.sqlite.pipeline.alerts import SqliteAlerts
from store.sqlite.pipeline.pipeline import SqlitePipeline
from store.sqlite.pipeline.webhooks import SqliteWebhooks
from store.sqlite.replays import SqliteReplayRuns
from store.sqlite.requests import (
    dead_writers,
    hidden_properties,
    listing,
    log_records,
    properties,
    reprocessing,
    storing,
)
from store.sqlite.requests.known import read_known
from store.sqlite.requests.reading import read_request
from store.sqlite.scores import adding, definitions, deleting, reading, receipts
from store.sqlite.scores.experiments import SqliteExperiments
from store.sqlite.session import Session
from store.sqlite.shared import SqliteSharedRows
from store.sqlite.steps.reading import read_sessions_of_steps, read_steps
from store.sqlite.steps.retention import expire_steps
from store.sqlite.views import SqliteViews
from store.sqlite.writer import WriterThread

T = TypeVar("T")

_READERS = 2
_COUNTERS = (
    *("exchanges", "in_flight", "scores", "waiting_scores", "expired_scores", "waiting_log_records"),
    *("expired_log_records", "version", "dropped", "truncated"),
)


class SqliteStore:
    """Writes go through one thread, reads through read-only connections. Open it with `await SqliteStore.open(…)`."""

    def __init__(self, data_dir: DataDir, settings: ScoreSettings, lock: DataDirLock, session: Session) -> None:
        """`session` belongs to the store from now on."""
        writer = WriterThread(session)
        self._data_dir = data_dir
        self._settings = settings
        self._lock = lock
        self._writer = writer
        self._digests = session.digests
        self._preparer = Preparer(session.digests, session.pieces)
        self._readers: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        self._opened = 0
        self.pipeline = SqlitePipeline(writer, self._reading)
        self.webhooks = SqliteWebhooks(writer, self._reading)
        self.experiments = SqliteExperiments(writer, self._reading)
        self.alerts = SqliteAlerts(writer, self._reading)
        self.views = SqliteViews(writer, self._reading)
        self.replays = SqliteReplayRuns(writer, self._reading)
        self.shared = SqliteSharedRows(writer)
        self.evaluators = SqliteEvaluators(writer, self._reading, settings.waiting_max)
        self.labelling = SqliteLabelling(writer, self._reading)

    @classmethod
    async def open(
        cls,
        data_dir: DataDir,
        settings: ScoreSettings,
        lock_wait_s: float = 10.0,
        join: Callable[[Session], None] | None = None,
    ) -> SqliteStore:
        """Open the files of a data directory; create those that do not exist.

        `join`: called on a thread before anything is written, see membership.py. Raises what that raises.

        Raises DataDirInUse when another process still writes there after `lock_wait_s`. Raises CannotOpen and its
        subclasses DatabaseDamaged, TooNew and TooOld.
        """
        lock = await asyncio.to_thread(DataDirLock, data_dir, lock_wait_s)
        try:
            session = await asyncio.to_thread(_opened, data_dir, join)
        except BaseException:
            lock.release()
            raise
        store = cls(data_dir, settings, lock, session)
        try:
            for _ in range(_READERS):
                store._readers.put_nowait(await _reader(data_dir))
                store._opened += 1
        except BaseException:
            await store.close()
            raise
        return store

    # Writing

    def store_batch(self, batch: Batch) -> Future[Recorded]:
        projects = {row.exchange_id: row.project for row in (*batch.exchanges, *batch.completed)}
        bodies = self._preparer.prepare(batch.bodies, projects)
        return self._writer.submit(partial(log_records.store_batch, batch=batch, bodies=bodies))

    def stored_exchanges(self, exchange_ids: Iterable[str]) -> Future[dict[str, tuple[ExchangeRow, Bodies]]]:
        return self._writer.submit(partial(storing.stored_exchanges, exchange_ids=exchange_ids))

    def update_extracted(self, exchanges: Sequence[ExchangeRow]) -> Future[None]:
        return self._writer.submit(partial(reprocessing.update_extracted, exchanges=exchanges))

    def stored_spans(self, exchange_ids: Iterable[str], with_records: Collection[str]) -> Future[dict[str, StoredSpan]]:
        job = partial(log_records.stored_spans, exchange_ids=exchange_ids, with_records=with_records)
        return self._writer.submit(job)

    def writers_in_flight(self) -> Future[set[str]]:
        return self._writer.submit(dead_writers.writers_in_flight)

    def count_dead_writer(self, writer: str, dropped: int, truncated: int) -> Future[None]:
        return self._writer.submit(
            partial(dead_writers.count_dead_writer, writer=writer, dropped=dropped, truncated=truncated)
        )

    async def keep_scores(
        self,
        project: int,
        scores: Sequence[NewScore],
        *,
        partly: bool = False,
        idempotency: IdempotencyKey | None = None,
    ) -> ScoreReceipt:
        call = adding.ScoreWrite(project, scores, self._settings.waiting_max, partly)
        if idempotency is None:
            return await self._writer.call_grouped(call, len(scores))
        return await self._write(partial(adding.write_once, call=call, idempotency=idempotency), len(scores))

    async def take_scores(
        self, project: int, scores: Sequence[NewScore], stamps: Sequence[ScoreStamp], *, partly: bool = False
    ) -> ScoreReceipt:
        call = adding.ScoreWrite(project, scores, self._settings.waiting_max, partly)
        return await self._write(partial(adding.take_over, call=call, stamps=stamps), len(scores))

    async def claim_key(self, project: int, idempotency: IdempotencyKey) -> ScoreReceipt | None:
        return await self._write(partial(receipts.claim, project=project, key=idempotency))

    async def release_key(self, project: int, idempotency: IdempotencyKey) -> None:
        await self._write(partial(receipts.release, project=project, key=idempotency))

    async def remember_receipt(self, project: int, idempotency: IdempotencyKey, receipt: ScoreReceipt) -> None:
        await self._write(partial(receipts.remember, project=project, key=idempotency, receipt=receipt))

    async def hand_over(self, score_ids: Sequence[str]) -> int:
        return await self._write(partial(deleting.hand_over, score_ids=score_ids), len(score_ids))

    async def take_task_results(self, results: Sequence[TaskResult]) -> None:
        job = partial(task_results.take, results=results, waiting_max=self._settings.waiting_max)
        await self._write(job, len(results))

    async def delete_score(self, project: int, score_id: str) -> bool:
        return await self._write(partial(deleting.delete_by_id, project=project, score_id=score_id))

    async def delete_scores(self, project: int, selection: ScoreSelection, expected: int) -> int:
        async with self._reading() as db:
            selected, upto = await reading.count(db, project, selection)
        if selected != expected:
            return selected
        after = 0
        while True:
            async with self._reading() as db:
                row_ids = await reading.row_ids(db, project, selection, after, upto, retention.STEP)
            if not row_ids:
                return selected
            await self._write(partial(deleting.delete_rows, row_ids=row_ids))
            after = row_ids[-1]

    async def define_score(self, project: int, definition: ScoreDefinition) -> None:
        await self._write(partial(definitions.define, project=project, definition=definition))

    async def delete_score_definition(self, project: int, name: str) -> bool:
        return await self._write(partial(definitions.delete, project=project, name=name))

    async def set_property(self, project: int, request_id: str, key: str, value: str) -> bool:
        return await self._write(lambda session: properties.set_property(session, project, request_id, key, value))

    async def hide_property(self, project: int, name: str) -> None:
        await self._write(partial(hidden_properties.hide, project=project, name=name))

    async def restore_property(self, project: int, name: str) -> None:
        await self._write(partial(hidden_properties.restore, project=project, name=name))

    async def forget_answers(self, recorded_before_us: int) -> int:
        return await self._in_steps(partial(receipts.forget, recorded_before_us=recorded_before_us))

    async def expire(self, *, rows_before_us: int | None, bodies_before_us: int | None) -> int:
        deleted = 0
        if rows_before_us is not None:
            deleted = await self._in_steps(partial(retention.expire_rows, before_us=rows_before_us))
            await self._in_steps(partial(expire_steps, before_us=rows_before_us))
        if bodies_before_us is not None:
            after: retention.Cursor | None = retention.START
            while after is not None:
                step = await self._write(partial(retention.expire_bodies, before_us=bodies_before_us, after=after))
                after = step.following
        while await self._write(retention.return_space):
            pass
        return deleted

    async def expire_waiting(self, recorded_before_us: int) -> int:
        return await self._in_steps(partial(retention.expire_waiting, recorded_before_us=recorded_before_us))

    async def delete_project(self, project: int) -> int:
        deleted = await self._in_steps(partial(projects.delete_exchanges_of, project=project))
        await self._in_steps(partial(projects.delete_steps_of, project=project))
        await self._in_steps(partial(projects.delete_scores_of, project=project))
        await self._write(partial(projects.delete_rest_of, project=project))
        while await self._write(retention.return_space):
            pass
        return deleted

    async def expire_log_records(self, recorded_before_us: int) -> int:
        return await self._in_steps(partial(log_records.expire, recorded_before_us=recorded_before_us))

    def log_changes(self) -> Future[None]:
        """See change_log.begin."""
        return self._writer.submit(lambda session: change_log.begin(session.main_db, session.bodies))

    def end_changes(self) -> Future[None]:
        """See change_log.end."""
        return self._writer.submit(lambda session: change_log.end(session.main_db, session.bodies))

    def forget_changes(self, upto: int, bodies_upto: int) -> Future[None]:
        """See change_log.forget."""
        return self._writer.submit(
            lambda session: change_log.forget(session.main_db, session.bodies, upto, bodies_upto)
        )

    # Reading

    async def count_exchanges(self, project: int) -> int:
        async with self._reading() as db:
            rows = await db.execute_fetchall("SELECT count(*) FROM exchange WHERE project = ?", (project,))
            return int(next(iter(rows))[0])

    async def request(self, project: int, any_id: str) -> Request | None:
        async with self._reading() as db:
            return await read_request(db, project, any_id)

    async def requests(self, project: int, any_ids: Sequence[str], rows: Mapping[str, int] = NO_ROWS) -> list[Request]:
        async with self._reading() as db:
            return await listing.read_requests(db, project, any_ids)

    async def known(self, project: int, what: Known, ids: Collection[str]) -> set[str]:
        async with self._reading() as db:
            return await read_known(db, project, what, ids)

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        async with self._reading() as db:
            found = await listing.read_many_bodies(db, exchange_ids, limit_bytes)
        return await asyncio.to_thread(listing.put_together, self._digests, found)

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        async with self._reading() as db:
            found = await listing.read_bodies(db, project, exchange_id)
        if found is None:
            return None
        return (await asyncio.to_thread(listing.put_together, self._digests, found))[exchange_id]

    async def waiting_scores(self, before: tuple[int, int], limit: int) -> list[WaitingScore]:
        async with self._reading() as db:
            return await reading.read_waiting(db, before, limit)

    async def scores_of(self, project: int, target_kind: str, target_id: str) -> list[Score]:
        async with self._reading() as db:
            return await reading.read_scores_of(db, project, target_kind, target_id)

    async def score_history(self, project: int, score_id: str) -> list[Score]:
        async with self._reading() as db:
            return await reading.read_history(db, project, score_id)

    async def count_scores(self, project: int, selection: ScoreSelection) -> int:
        async with self._reading() as db:
            return (await reading.count(db, project, selection))[0]

    async def score_definitions(self, project: int) -> list[ScoreDefinition]:
        async with self._reading() as db:
            return await definitions.read_definitions(db, project)

    async def hidden_properties(self, project: int) -> dict[str, str]:
        async with self._reading() as db:
            return await hidden_properties.read_hidden(db, project)

    async def steps(self, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        async with self._reading() as db:
            return await read_steps(db, project, session_id, limit)

    async def sessions_of_steps(
        self, project: int, start_us: int | None, end_us: int | None, limit: int
    ) -> list[SessionOfSteps]:
        async with self._reading() as db:
            return await read_sessions_of_steps(db, project, start_us, end_us, limit)

    async def positions(self) -> dict[str, int]:
        async with self._reading() as db:
            rows = await db.execute_fetchall("SELECT segment, offset_bytes FROM spool_position")
            return dict(map(tuple, rows))

    async def stats(self) -> Stats:
        async with self._reading() as db:
            rows = await db.execute_fetchall("SELECT name, value FROM counter")
        known = dict(map(tuple, rows))
        counts = {name: known.get(name, 0) for name in _COUNTERS}
        return Stats(**counts, size_bytes=_size_bytes(self._data_dir))

    async def findings(self, project: int | None, last: int) -> list[Finding]:
        async with self._reading() as db:
            return [
                finding
                for kind, statement in findings_sql.statements()
                for finding in findings_sql.findings_of(kind, await db.execute_fetchall(statement, (project, last)))
            ]

    async def close(self) -> None:
        while self._opened:
            db = await self._readers.get()  # waits for running reads
            self._opened -= 1
            await db.close()
        await asyncio.to_thread(self._writer.close)  # last: the last connection to close empties the write-ahead log
        self._lock.release()

    # Inside

    async def _write(self, work: Callable[[Session], T], rows: int = 1) -> T:
        return await self._writer.call(work, rows)

    async def _in_steps(self, step: Callable[[Session], int]) -> int:
        total = 0
        while done := await self._write(step):
            total += done
        return total

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection for one reader at a time, inside a transaction: aiosqlite serialises statements only."""
        db = await self._readers.get()
        try:
            await db.execute("BEGIN")
            yield db
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(f"the database could not be read: {error}") from error
        finally:
            try:
                await db.rollback()
            finally:
                self._readers.put_nowait(db)


def _opened(data_dir: DataDir, join: Callable[[Session], None] | None) -> Session:
    session = Session(data_dir)
    try:
        if join:
            join(session)
    except BaseException:
        session.close()
        raise
    return session


async def _reader(data_dir: DataDir) -> aiosqlite.Connection:
    db = await aiosqlite.connect(read_only_uri(data_dir.database), uri=True, isolation_level=None)
    try:
        await db.execute("ATTACH ? AS bodies", (read_only_uri(data_dir.bodies),))
    except BaseException:
        await db.close()
        raise
    return db


def _size_bytes(data_dir: DataDir) -> int:
    files: list[Path] = [Path(f"{path}{end}") for path in (data_dir.database, data_dir.bodies) for end in ("", "-wal")]
    return sum(path.stat().st_size for path in files if path.exists())
