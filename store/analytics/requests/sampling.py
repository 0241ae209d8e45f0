"""Which of the selected requests a queue gets: all, a share or a number of them, by a hash, so that the same queue
always gets the same ones."""

from __future__ import annotations

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
    # The same number as labelling.hashed_position: the hash decides who is in the sample, whatever the order.
    hashed = Sql(f"CAST('0x' || left(md5(? || ':' || r.request_id), {POSITION_DIGITS}) AS BIGINT)", (queue_id,))
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
        hashed=hashed,
        requests=selected(selection),
        threshold=Sql("?", (round(share * _RANGE),)),
        most=str(int(most)),
    )
    rows = snapshot.records(select)
    return [QueueItem(row.request_id, row.position, min(share, most / row.matching)) for row in rows]
