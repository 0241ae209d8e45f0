"""Who has rated how many items of queues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

import aiosqlite

from store.evaluation.labelling import (
    FullRating,
    LastStep,
    Queue,
    QueueItem,
    QueueProgress,
    RatedItem,
    RaterProgress,
)
from store.sqlite.session import as_json

# CROSS JOIN: in this order each step finds its rows by an index.
_FULL = """
    SELECT {request_id}, score.author, max(score.recorded_at_us) FROM {items} AS item
    CROSS JOIN json_each(?1) AS wanted
    CROSS JOIN score ON score.project = ?2 AND score.target_kind = 'request' AND score.target = {request_id}
        AND score.name = wanted.value AND score.superseded_at_us IS NULL
    WHERE {chosen} AND score.evaluator IS NULL AND coalesce(score.source, 'human') = 'human'
    GROUP BY {request_id}, score.author HAVING count(DISTINCT score.name) = ?4"""
_OF_QUEUE = _FULL.format(request_id="item.request_id", items="queue_item", chosen="item.queue = ?3")
_OF_REQUESTS = _FULL.format(request_id="item.value", items="json_each(?3)", chosen="TRUE")
_COUNT = "SELECT count(*) FROM queue_item WHERE queue = ?"
_ITEMS = """
    SELECT request_id, position, probability FROM queue_item WHERE queue = ?
    ORDER BY position, request_id LIMIT ? OFFSET ?"""
_SKIPS = """
    SELECT skip.rater, skip.request_id, skip.skipped_at_us FROM queue_skip AS skip
    JOIN queue_item AS item ON item.request_id = skip.request_id AND item.queue = skip.queue WHERE skip.queue = ?"""


async def read_progress(
    db: aiosqlite.Connection, queue: Queue, rater: str | None, elsewhere: Sequence[FullRating]
) -> QueueProgress:
    ((items,),) = await db.execute_fetchall(_COUNT, (queue.id,))
    ratings = await _full_ratings(db, queue, elsewhere)
    skips = [(row[0], row[1], row[2]) for row in await db.execute_fetchall(_SKIPS, (queue.id,))]
    steps = [(at_us, LastStep(request_id, "rated")) for request_id, by, at_us in ratings if by == rater]
    steps += [(at_us or 0, LastStep(request_id, "skipped")) for by, request_id, at_us in skips if by == rater]
    last = max((step for step in steps if step[0] >= queue.created_at_us), default=None)
    full, put_off = [rating[:2] for rating in ratings], [skip[:2] for skip in skips]
    return progress_of(items, queue.raters_per_item, full, put_off, rater, last and last[1])


async def read_items(
    db: aiosqlite.Connection, queue: Queue, offset: int, limit: int, elsewhere: Sequence[FullRating]
) -> list[RatedItem]:
    raters_of: dict[str, list[str]] = defaultdict(list)
    for request_id, author, _ in await _full_ratings(db, queue, elsewhere):
        raters_of[request_id].append(author)
    rows = await db.execute_fetchall(_ITEMS, (queue.id, limit, offset))
    return [RatedItem(QueueItem(*row), tuple(sorted(raters_of[row[0]]))) for row in rows]


async def ratings_of(
    db: aiosqlite.Connection, project: int, names: Sequence[str], request_ids: Collection[str]
) -> list[FullRating]:
    values = (as_json(names), project, as_json(request_ids), len(names))
    return [FullRating(*row) for row in await db.execute_fetchall(_OF_REQUESTS, values)]


async def _full_ratings(
    db: aiosqlite.Connection, queue: Queue, elsewhere: Sequence[FullRating]
) -> Collection[FullRating]:
    """One of each rater for a request."""
    values = (as_json(queue.scores), queue.project, queue.id, len(queue.scores))
    here = [FullRating(*row) for row in await db.execute_fetchall(_OF_QUEUE, values)]
    return {each[:2]: each for each in (*elsewhere, *here)}.values()


def progress_of(
    items: int,
    wanted: int,
    full: Iterable[tuple[str, str]],
    skips: Iterable[tuple[str, str]],
    rater: str | None,
    last_step: LastStep | None,
) -> QueueProgress:
    """`wanted`: raters per item. `full`: request and rater of each full rating. `skips`: rater and request."""
    raters_of: dict[str, set[str]] = defaultdict(set)
    done: Counter[str] = Counter()
    for request_id, author in full:
        raters_of[request_id].add(author)
        done[author] += 1
    skipped = Counter(author for author, request_id in skips if author not in raters_of[request_id])
    complete = [raters for raters in raters_of.values() if len(raters) >= wanted]
    names = sorted({*done, *skipped, *([] if rater is None else [rater])})
    rows = []
    for name in names:
        by_others = sum(name not in raters for raters in complete)
        rows.append(RaterProgress(name, done[name], skipped[name], items - done[name] - by_others))
    ratings = sum(min(len(raters), wanted) for raters in raters_of.values())
    return QueueProgress(items, len(complete), ratings, tuple(rows), last_step)
