"""Reads stored calls and writes what was extracted from them again. Jobs of the writing thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.models import Bodies, ExchangeRow
from store.sqlite.requests import reading_back, response_chains
from store.sqlite.requests.assembling import by_exchange
from store.sqlite.requests.attempts import update_marks
from store.sqlite.requests.rows import EXCHANGE_SELECT, exchange_of
from store.sqlite.requests.storing import stored_bodies, update_row
from store.sqlite.scores.joining import join_waiting
from store.sqlite.session import Session, as_json
from store.sqlite.steps import storing


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
    given = _properties(session, [row[0] for row in rows])
    exchanges = [(row[0], exchange_of(row[1:], given.get(row[0], {}))) for row in rows]
    return [(row_id, exchange, stored_bodies(session, exchange.exchange_id)) for row_id, exchange in exchanges]


def _properties(session: Session, row_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    rows = session.main_db.execute(
        "SELECT property.exchange, property_key.name, property.value FROM json_each(?) AS wanted"
        " CROSS JOIN property ON property.exchange = wanted.value JOIN property_key ON property_key.id = property.key",
        (as_json(row_ids),),
    )
    return by_exchange(rows)


def count_ended(session: Session, older_than: int | None) -> int:
    """How many rows `ended_rows` gives in all."""
    (count,) = session.main_db.execute(
        "SELECT count(*) FROM exchange WHERE outcome IS NOT NULL AND (? IS NULL OR extractor_version < ?)",
        (older_than, older_than),
    ).fetchone()
    return int(count)


def update_extracted(session: Session, exchanges: Sequence[ExchangeRow]) -> None:
    """Replace the rows of exchanges that have ended; rows that were deleted meanwhile stay deleted."""
    for exchange in exchanges:
        if not storing.replace_step(session, exchange):
            continue
        row = session.main_db.execute(
            "SELECT id FROM exchange WHERE exchange_id = ? AND outcome IS NOT NULL", (exchange.exchange_id,)
        ).fetchone()
        if row:
            update_row(session, row[0], exchange)
            reading_back.link(session, exchange)
            if exchange.dialect == "openai_responses":
                response_chains.link(session, exchange)
            join_waiting(session, exchange.project, exchange.request_id, exchange.exchange_id, exchange.upstream_id)
    changed: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for exchange in exchanges:
        changed[exchange.project, exchange.request_id].append(exchange.exchange_id)
    for (project, request_id), exchange_ids in changed.items():
        update_marks(session, project, request_id, exchange_ids)
