"""`SqliteLabelling`: implements the `Labelling` protocol (store/labelling.py) with SQLite."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from store.evaluation.labelling import (
    NO_RATINGS,
    Correction,
    FullRating,
    Handed,
    Queue,
    QueueItem,
    QueueProgress,
    QueueStep,
    RatedItem,
    RatedRequests,
)
from store.sqlite.labelling import corrections, defining, handing_out, progress
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import as_json
from store.sqlite.writer import WriterThread


class SqliteLabelling:
    changes_here = True

    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def put_queue(self, queue: Queue) -> bool:
        return await self._writer.call(partial(defining.put, queue=queue), 1)

    async def queues(self, project: int) -> list[Queue]:
        async with self._reading() as db:
            return [defining.queue_of(row) for row in await db.execute_fetchall(defining.SELECT, (project,))]

    async def delete_queue(self, project: int, queue_id: str) -> bool:
        return await self._writer.call(partial(defining.delete, project=project, queue_id=queue_id), 1)

    async def add_items(self, queue: Queue, items: Sequence[QueueItem]) -> int:
        return await self._writer.call(partial(defining.add_items, queue_id=queue.id, items=items), len(items))

    async def known_requests(self, project: int, request_ids: Collection[str]) -> set[str]:
        async with self._reading() as db:
            return {row[0] for row in await db.execute_fetchall(defining.KNOWN, (as_json(request_ids), project))}

    async def item_ids(self, queue_id: str) -> list[str]:
        statement = "SELECT request_id FROM queue_item WHERE queue = ? ORDER BY position, request_id"
        async with self._reading() as db:
            return [row[0] for row in await db.execute_fetchall(statement, (queue_id,))]

    async def decided_ids(self, queue_id: str) -> list[str]:
        statement = """
            SELECT request_id FROM queue_item WHERE queue = ?1
            UNION ALL SELECT request_id FROM queue_removed WHERE queue = ?1"""
        async with self._reading() as db:
            return [row[0] for row in await db.execute_fetchall(statement, (queue_id,))]

    async def remove_item(self, queue: Queue, request_id: str) -> bool:
        return await self._writer.call(partial(defining.remove_item, queue=queue, request_id=request_id), 1)

    async def forget_requests(self, project: int, request_ids: Collection[str]) -> None:
        job = partial(defining.forget_requests, project=project, request_ids=request_ids)
        await self._writer.call(job, len(request_ids))

    async def items(
        self, queue: Queue, offset: int, limit: int, elsewhere: Sequence[FullRating] = ()
    ) -> list[RatedItem]:
        async with self._reading() as db:
            return await progress.read_items(db, queue, offset, limit, elsewhere)

    async def hand_out(self, queue: Queue, step: QueueStep, elsewhere: Sequence[FullRating] = ()) -> Handed | None:
        job = partial(handing_out.hand_out, queue=queue, step=step, elsewhere=elsewhere)
        return await self._writer.call(job, 1)

    async def progress(
        self, queues: Sequence[Queue], rater: str | None, elsewhere: Mapping[str, Sequence[FullRating]] = NO_RATINGS
    ) -> Mapping[str, QueueProgress]:
        async with self._reading() as db:
            return {
                queue.id: await progress.read_progress(db, queue, rater, elsewhere.get(queue.id, ()))
                for queue in queues
            }

    async def ratings(self, project: int, names: Sequence[str], request_ids: Collection[str]) -> RatedRequests:
        known = await self.known_requests(project, request_ids)
        async with self._reading() as db:
            return RatedRequests(sorted(known), await progress.ratings_of(db, project, names, request_ids))

    async def correct(self, project: int, request_id: str, author: str, text: str | None) -> bool:
        return await self._writer.call(
            lambda session: corrections.correct(session, project, request_id, author, text), 1
        )

    async def corrections(self, project: int, request_ids: Collection[str]) -> list[Correction]:
        async with self._reading() as db:
            return await corrections.read_corrections(db, project, request_ids)
