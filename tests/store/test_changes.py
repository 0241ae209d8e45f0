"""Every change takes the next version number, so that a replica can follow them without missing one."""

from __future__ import annotations

import asyncio
from contextlib import closing

from store.analytics.replica.source import Source
from store.base import Batch
from store.models import ExchangeRow, NewScore
from store.settings import DataDir
from store.sqlite import SqliteStore
from tests.store.calls import exchange
from tests.store.changes import changes


def score(target: str) -> NewScore:
    return NewScore(target, "quality", "integer", 1.0)


async def record(store: SqliteStore, *exchanges: ExchangeRow) -> None:
    await asyncio.wrap_future(store.store_batch(Batch(exchanges)))


async def test_every_change_takes_a_growing_version_and_deletions_leave_a_mark(
    sqlite: SqliteStore, data_dir: DataDir
) -> None:
    await record(sqlite, exchange("e1", started_at_us=1, outcome=None), exchange("e2", started_at_us=99))
    added = changes(data_dir)
    assert [change.what for change in added] == ["exchange"] * 2
    assert (await sqlite.stats()).version == added[-1].version

    await record(sqlite, exchange("e1", started_at_us=1))
    await sqlite.keep_scores(1, [score("e1"), score("e2")])
    changed = changes(data_dir, after=added[-1].version)
    assert [change.what for change in changed] == ["exchange", "score", "score"]
    assert changed[0].row_id == added[0].row_id
    assert len({change.version for change in changed}) == 3

    await sqlite.expire(rows_before_us=10, bodies_before_us=None)
    deleted = changes(data_dir, after=changed[-1].version)
    assert [(change.what, change.row_id) for change in deleted] == [
        ("deleted exchange", added[0].row_id),
        ("deleted score", changed[1].row_id),
    ]


async def test_changes_can_be_read_in_small_pieces(sqlite: SqliteStore, data_dir: DataDir) -> None:
    for number in range(5):
        await record(sqlite, exchange(f"e{number}", properties={"N": str(number)}))
        await sqlite.keep_scores(1, [score(f"e{number}")])
    with closing(Source(data_dir)) as source:
        newest = source.version()
        whole = source.changes(0, 1_000, 0)
        pieces = [source.changes(after, 3, 0) for after in range(0, newest, 3)]
    assert [piece.whole for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert (len(whole.requests), len(whole.properties), len(whole.scores)) == (5, 5, 5)
    assert [row for piece in pieces for row in piece.requests] == whole.requests
    assert [row for piece in pieces for row in piece.properties] == whole.properties
    assert [row for piece in pieces for row in piece.scores] == whole.scores
