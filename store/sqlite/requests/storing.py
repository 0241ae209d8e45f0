"""Writes a batch of exchanges with their bodies and properties. Jobs of the writing thread.

store_batch               what the Store promises: rows, then positions and dead writers
  _write_together         all rows in one savepoint; when one cannot be stored:
  _write_one_by_one       each row in a savepoint of its own
    _write                rows, bodies, attempts
      _write_rows         new rows inserted, rows in flight completed
      _write_reported     steps, and calls that did not pass the proxy
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from store.base import Batch, Recorded
from store.models import Bodies, ExchangeRow
from store.sqlite.bodies.preparing import PreparedBodies
from store.sqlite.bodies.reading import BODY_COLUMNS, PIECES, Assembler, body_row, piece_ids
from store.sqlite.bodies.writing import NewBodies, insert_bodies
from store.sqlite.inserting import insert_rows
from store.sqlite.pipeline import events
from store.sqlite.requests import properties, reading_back, response_chains
from store.sqlite.requests.attempts import update_marks
from store.sqlite.requests.dead_writers import end_in_flight
from store.sqlite.requests.rows import EXCHANGE_COLUMNS, EXCHANGE_SELECT, exchange_of, exchange_values
from store.sqlite.scores.joining import join_waiting
from store.sqlite.session import Session, as_json, is_poison, read_array
from store.sqlite.steps import calls, storing

_BODIES = f"SELECT {BODY_COLUMNS} FROM body WHERE exchange_id = ?"
_UPDATE = f"UPDATE exchange SET version = ?, {', '.join(f'{name} = ?' for name in EXCHANGE_COLUMNS)} WHERE id = ?"
_KNOWN = """
    SELECT json_group_array(json_array(exchange_id, exchange.id, outcome, request_size_bytes))
    FROM json_each(?) AS wanted CROSS JOIN exchange ON exchange_id = wanted.value"""
_NOT_ALONE = """
    SELECT json_group_array(wanted.value) FROM json_each(?) AS wanted
    WHERE (SELECT count(*) > 1 OR min(is_last) = 0 OR max(conflict) = 1 FROM (
        SELECT is_last, conflict FROM exchange WHERE project = ? AND request_id = wanted.value LIMIT 2))"""


def store_batch(session: Session, batch: Batch, bodies: Mapping[str, PreparedBodies]) -> Recorded:
    """See Store.store_batch. Positions and dead writers wait until no row fails: the failed row is not stored yet, and
    an in-flight row of its writer must not end before the caller has tried a second time."""
    failed = _write_together(session, batch.exchanges, bodies)
    if failed:
        return Recorded(failed)
    for writer in batch.dead_writers:
        end_in_flight(session, writer)
    session.main_db.executemany("INSERT OR REPLACE INTO spool_position VALUES (?, ?)", batch.positions.items())
    session.main_db.executemany("DELETE FROM spool_position WHERE segment = ?", ((name,) for name in batch.gone))
    return Recorded()


def stored_exchanges(session: Session, exchange_ids: Iterable[str]) -> dict[str, tuple[ExchangeRow, Bodies]]:
    """See Store.stored_exchanges."""
    exchanges = {}
    for exchange_id in exchange_ids:
        row = session.main_db.execute(
            f"SELECT {EXCHANGE_SELECT} FROM exchange WHERE exchange_id = ?",
            (exchange_id,),
        ).fetchone()
        if row:
            exchanges[exchange_id] = exchange_of(row, {}), stored_bodies(session, exchange_id)
    return exchanges


def stored_bodies(session: Session, exchange_id: str) -> Bodies:
    rows = [body_row(row) for row in session.bodies.execute(_BODIES, (exchange_id,)).fetchall()]
    pieces = session.bodies.execute(PIECES, (as_json(piece_ids(rows)),)).fetchall()
    return Assembler(session.digests, pieces).bodies(exchange_id, rows)


def update_row(session: Session, row_id: int, exchange: ExchangeRow) -> None:
    """Replace a row and its properties."""
    session.main_db.execute(_UPDATE, (session.next_version(), *exchange_values(exchange), row_id))
    session.main_db.execute("DELETE FROM property WHERE exchange = ?", (row_id,))
    _insert_properties(session, properties.rows_of(session, row_id, exchange))


def _write_together(
    session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PreparedBodies]
) -> dict[str, str]:
    """Returns the exchange ids of rows that cannot be stored, with the reasons."""
    try:
        with session.savepoint("batch"):
            _write(session, exchanges, bodies)
    except Exception as error:
        if not is_poison(error):
            raise
        return _write_one_by_one(session, exchanges, bodies)
    return {}


def _write_one_by_one(
    session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PreparedBodies]
) -> dict[str, str]:
    failed = {}
    for exchange in exchanges:
        try:
            with session.savepoint("exchange"):
                _write(session, [exchange], bodies)
        except Exception as error:
            if not is_poison(error):
                raise
            failed[exchange.exchange_id] = f"{type(error).__name__}: {error}"
    return failed


def _write(session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PreparedBodies]) -> None:
    reported = [exchange for exchange in exchanges if exchange.step is not None]
    if reported:
        written = _write_rows(session, [exchange for exchange in exchanges if exchange.step is None])
        written += _write_reported(session, reported)
    else:
        written = _write_rows(session, exchanges)
    started_at_us = {exchange.exchange_id: exchange.started_at_us for exchange in written}
    insert_bodies(
        session,
        (NewBodies(each, at_us, bodies[each]) for each, at_us in started_at_us.items() if each in bodies),
    )
    for project in {exchange.project: None for exchange in written}:
        changed: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for exchange in written:
            if exchange.project == project:
                changed[exchange.request_id][exchange.exchange_id] = None
        for request_id in read_array(session, _NOT_ALONE, (as_json(changed), project)):
            update_marks(session, project, request_id, changed[request_id])


def _write_reported(session: Session, exchanges: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """After the calls of the wire, which they may describe. Returns those that were written."""
    new = storing.unknown(session, exchanges)
    _write_rows(session, storing.own_exchanges(session, new))
    storing.insert_steps(session, new)
    return new


class _Known(NamedTuple):
    row_id: int
    outcome: str | None
    request_size_bytes: int | None


def _write_rows(session: Session, exchanges: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """Returns the exchanges that were written: a row that has ended stays as it is."""
    rows = read_array(session, _KNOWN, (as_json({exchange.exchange_id: None for exchange in exchanges}),))
    known = {exchange_id: _Known(*values) for exchange_id, *values in rows}
    written: list[ExchangeRow] = []
    new: list[tuple[Any, ...]] = []
    new_properties: list[tuple[int, int, str]] = []
    for exchange in exchanges:
        before = known.get(exchange.exchange_id)
        if before and not _is_news(exchange, before):
            continue
        row_id = before.row_id if before else session.next_version()
        known[exchange.exchange_id] = _Known(row_id, exchange.outcome, exchange.request_size_bytes)
        if before is None:
            new.append((row_id, row_id, *exchange_values(exchange)))
            new_properties += properties.rows_of(session, row_id, exchange)
            session.counts["exchanges"] += 1
            session.counts["in_flight"] += exchange.outcome is None
        else:
            _insert(session, new, new_properties)  # the row to update may be among them
            update_row(session, row_id, exchange)
            session.counts["in_flight"] -= exchange.outcome is not None
        written.append(exchange)
    _insert(session, new, new_properties)
    for exchange in written:
        if exchange.upstream_id is not None or exchange.reads_upstream_id is not None:
            reading_back.link(session, exchange)
        if exchange.dialect == "openai_responses":
            response_chains.link(session, exchange)
        join_waiting(session, exchange.project, exchange.request_id, exchange.exchange_id, exchange.upstream_id)
    events.calls_ended(session, ((known[exchange.exchange_id].row_id, exchange) for exchange in written))
    if session.has_spans:
        calls.absorb(session, written)
    return written


def _insert(session: Session, rows: list[tuple[Any, ...]], properties: list[tuple[int, int, str]]) -> None:
    """Empties both lists."""
    insert_rows(session.main_db, "INSERT INTO exchange", ("id", "version", *EXCHANGE_COLUMNS), rows)
    _insert_properties(session, properties)
    rows.clear()
    properties.clear()


def _is_news(exchange: ExchangeRow, before: _Known) -> bool:
    """Whether it says more than the stored row."""
    if before.outcome is not None:
        return False
    return exchange.outcome is not None or exchange.request_size_bytes is not None or before.request_size_bytes is None


def _insert_properties(session: Session, rows: Sequence[tuple[int, int, str]]) -> None:
    insert_rows(session.main_db, "INSERT INTO property", ("exchange", "key", "value"), rows)
