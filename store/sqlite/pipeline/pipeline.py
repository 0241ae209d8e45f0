"""`SqlitePipeline`: implements the `Pipeline` protocol (store/evaluation/pipeline.py) with SQLite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import aiosqlite

from store.evaluation.pipeline import Consumer, ConsumerKind, EventKind, FeedEvent, Routing, Settled, Task, TaskState
from store.models import ExchangeRow
from store.sqlite.pipeline import events, tasks
from store.sqlite.requests.assembling import by_exchange
from store.sqlite.requests.rows import EXCHANGE_SELECT, exchange_of
from store.sqlite.session import as_json
from store.sqlite.writer import WriterThread

Reading = Callable[[], AbstractAsyncContextManager[aiosqlite.Connection]]

_EVENTS = """
    SELECT id, project, kind, subject, exchange, request_id, session_id, created_at_us, data FROM event
    WHERE stage = ? AND subject NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?"""
_TASKS = """
    SELECT id, consumer_kind, consumer, project, kind, subject, request_id, session_id, probability, created_at_us,
        due_at_us, attempts, error, state, data FROM task
    WHERE consumer_kind = ? AND consumer = ?"""
_DUE = f"""{_TASKS} AND state = 'waiting' AND due_at_us <= ? AND id NOT IN (SELECT value FROM json_each(?))
    ORDER BY due_at_us, id LIMIT ?"""
_NEXT = """
    SELECT min(due_at_us) FROM task WHERE consumer_kind = ? AND consumer = ? AND state = 'waiting' AND due_at_us > ?"""
_EXCHANGES = f"""
    SELECT exchange.id, {EXCHANGE_SELECT} FROM json_each(?2) AS wanted
    CROSS JOIN exchange ON exchange.exchange_id = wanted.value WHERE exchange.project = ?1"""
_PROPERTIES = """
    SELECT property.exchange, property_key.name, property.value FROM json_each(?) AS wanted
    CROSS JOIN property ON property.exchange = wanted.value JOIN property_key ON property_key.id = property.key"""
_COUNTS = """
    SELECT consumer, name, value FROM consumer_count WHERE consumer_kind = ?1
    UNION ALL
    SELECT consumer, iif(state = 'waiting', 'waiting', 'failed_now'), count(*) FROM task WHERE consumer_kind = ?1
    GROUP BY consumer, state"""


class SqlitePipeline:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def listen(
        self, kinds: Collection[tuple[int, EventKind]], on_event: Callable[[], None], *, only: bool = True
    ) -> None:
        await self._writer.call(partial(events.listen, kinds=kinds, on_event=on_event, only=only), 1)

    async def events(self, *, filtered: bool, limit: int, without: Collection[str] = ()) -> list[FeedEvent]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(_EVENTS, (int(filtered), as_json(without), limit))
        return [FeedEvent(*row) for row in rows]

    async def route(self, routing: Routing) -> None:
        await self._writer.call(partial(tasks.route, routing=routing), len(routing.tasks))

    async def due(
        self, consumer: Consumer, now_us: int, limit: int, without: Collection[int] = ()
    ) -> tuple[list[Task], int | None]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(_DUE, (*consumer, now_us, as_json(without), limit))
            ((next_at_us,),) = await db.execute_fetchall(_NEXT, (*consumer, now_us))
        return [_task(row) for row in rows], next_at_us

    async def settle(
        self, consumer: Consumer, settled: Sequence[Settled], counts: Mapping[str, int] | None = None
    ) -> None:
        job = partial(tasks.settle, consumer=consumer, settled=settled, counts=counts or {})
        await self._writer.call(job, len(settled))

    async def tasks(
        self,
        consumer: Consumer,
        *,
        state: TaskState | None = None,
        limit: int = 100,
        before: int | None = None,
        of_ids: Sequence[int] | None = None,
    ) -> list[Task]:
        statement = f"""{_TASKS} AND (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR id < ?4)
            AND (?5 IS NULL OR id IN (SELECT value FROM json_each(?5))) ORDER BY id DESC LIMIT ?6"""
        ids = None if of_ids is None else as_json(of_ids)
        async with self._reading() as db:
            rows = await db.execute_fetchall(statement, (*consumer, state, before, ids, limit))
        return [_task(row) for row in rows]

    async def retry(
        self,
        consumer: Consumer,
        now_us: int,
        *,
        task_ids: Sequence[int] | None = None,
        from_us: int | None = None,
        to_us: int | None = None,
    ) -> int:
        return await self._writer.call(
            lambda session: tasks.retry(session, consumer, now_us, task_ids, from_us, to_us), 1
        )

    async def exchanges(self, project: int, exchange_ids: Sequence[str]) -> dict[str, ExchangeRow]:
        async with self._reading() as db:
            rows = list(await db.execute_fetchall(_EXCHANGES, (project, as_json(exchange_ids))))
            properties = by_exchange(await db.execute_fetchall(_PROPERTIES, (as_json(row[0] for row in rows),)))
        exchanges = [exchange_of(values, properties.get(row_id, {})) for row_id, *values in rows]
        return {exchange.exchange_id: exchange for exchange in exchanges}

    async def counts(self, kind: ConsumerKind) -> dict[str, dict[str, int]]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(_COUNTS, (kind,))
        counts: dict[str, dict[str, int]] = {}
        for consumer, name, value in rows:
            counts.setdefault(consumer, {})[name] = value
        return counts

    async def forget(self, consumer: Consumer) -> None:
        await self._writer.call(partial(tasks.forget, consumer=consumer), 1)


def _task(row: Any) -> Task:
    task_id, kind, consumer, *rest = row
    return Task(task_id, Consumer(kind, consumer), *rest)
