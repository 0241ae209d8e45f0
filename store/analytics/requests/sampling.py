"""Which of the selected requests a queue gets: all, a share or a number of them, by a hash, so that the same queue
always gets the same ones."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.evaluation.labelling import POSITION_DIGITS, ItemOrder, QueueItem
from store.sql import Sql, compose

_RANGE = 16**POSITION_DIGITS


def sampled_items(
    snapshot: Snapshot, selection: Selection, queue_id: str, order: ItemOrder, share: float, most: int
) -> list[QueueItem]:
    """At most `most` items, from that share of the requests. Their probability is the share, or less where it would be
    more items."""
    select = compose(
        """
        SELECT
            request_id,
            CASE WHEN {is_random} THEN hashed ELSE epoch_us(started_at) END AS position,
            matching
        FROM (
            SELECT
                r.request_id,
                r.started_at,
                {hashed} AS hashed,
                count(*) OVER () AS matching
            {requests}
        )
        WHERE hashed < {threshold}
        ORDER BY hashed, request_id
        LIMIT {most}
        """,
        is_random="TRUE" if order == "random" else "FALSE",
        hashed=_hashed(queue_id),
        requests=selected(selection),
        threshold=Sql("?", (round(share * _RANGE),)),
        most=str(int(most)),
    )
    rows = snapshot.records(select)
    return [QueueItem(row.request_id, row.position, min(share, most / row.matching)) for row in rows]


def joining_items(
    snapshot: Snapshot,
    selection: Selection,
    queue_id: str,
    order: ItemOrder,
    share: float,
    most: int,
    known: Sequence[str],
) -> list[QueueItem]:
    """At most `most` of that share of the requests, without `known` ones: those that began first."""
    select = compose(
        """
        SELECT
            request_id,
            CASE WHEN {is_random} THEN hashed ELSE epoch_us(started_at) END AS position
        FROM (
            SELECT
                r.request_id,
                r.started_at,
                {hashed} AS hashed
            {requests}
        )
        WHERE hashed < {threshold}
            AND request_id NOT IN (SELECT unnest({known}))
        ORDER BY started_at, request_id
        LIMIT {most}
        """,
        is_random="TRUE" if order == "random" else "FALSE",
        hashed=_hashed(queue_id),
        requests=selected(selection),
        threshold=Sql("?", (round(share * _RANGE),)),
        known=Sql("CAST(? AS VARCHAR[])", (list(known),)),
        most=str(int(most)),
    )
    return [QueueItem(row.request_id, row.position, share) for row in snapshot.records(select)]


def _hashed(queue_id: str) -> Sql:
    """The same number as labelling.hashed_position: it decides who is in the sample, whatever the order."""
    return Sql(f"CAST('0x' || left(md5(? || ':' || r.request_id), {POSITION_DIGITS}) AS BIGINT)", (queue_id,))
