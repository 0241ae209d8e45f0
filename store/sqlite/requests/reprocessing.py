"""Reads stored calls and writes what was extracted from them again. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Sequence

from store.models import Bodies, ExchangeRow
from store.sqlite.requests.attempts import update_marks
from store.sqlite.requests.rows import EXCHANGE_SELECT, exchange_of
from store.sqlite.requests.storing import stored_bodies, update_row
from store.sqlite.scores.joining import join_waiting
from store.sqlite.session import Session


def ended_rows(
    session: Session, after: int, older_than: int | None, limit: int
) -> list[tuple[int, ExchangeRow, Bodies]]:
    """The next `limit` ended rows with ids above `after`: row id, exchange, bodies.

    With `older_than`, only rows whose `extractor_version` is below it.
    """
    rows = session.main_db.execute(
        f"SELECT id, {EXCHANGE_SELECT} FROM exchange"
        " WHERE id > ? AND outcome IS NOT NULL AND (? IS NULL OR extractor_version < ?) ORDER BY id LIMIT ?",
        (after, older_than, older_than, limit),
    ).fetchall()
    exchanges = [(row[0], exchange_of(row[1:], {})) for row in rows]
    return [(row_id, exchange, stored_bodies(session, exchange.exchange_id)) for row_id, exchange in exchanges]


def update_extracted(session: Session, exchanges: Sequence[ExchangeRow]) -> None:
    """Replace the rows of exchanges that have ended; rows that were deleted meanwhile stay deleted."""
    for exchange in exchanges:
        row = session.main_db.execute(
            "SELECT id FROM exchange WHERE exchange_id = ? AND outcome IS NOT NULL", (exchange.exchange_id,)
        ).fetchone()
        if row:
            update_row(session, row[0], exchange)
            join_waiting(session, exchange.project, exchange.request_id, exchange.exchange_id, exchange.upstream_id)
    for project, request_id in {(exchange.project, exchange.request_id) for exchange in exchanges}:
        update_marks(session, project, request_id)
