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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from store.base import Batch, Recorded
from store.models import Bodies, ExchangeRow
from store.sqlite.inserting import insert_rows
from store.sqlite.pipeline import events
from store.sqlite.requests import properties, reading_back, response_chains
from store.sqlite.requests.attempts import update_marks
from store.sqlite.requests.compression import CompressedBody, compress
from store.sqlite.requests.dead_writers import end_in_flight
from store.sqlite.requests.reading import bodies_of
from store.sqlite.requests.rows import EXCHANGE_COLUMNS, EXCHANGE_SELECT, exchange_of, exchange_values
from store.sqlite.scores.joining import join_waiting
from store.sqlite.session import Session, as_json, is_poison, read_array
from store.sqlite.steps import calls, storing

_BODY_COLUMNS = ("exchange_id", "side", "started_at_us", "codec", "data")
_BODY_AGAIN = "ON CONFLICT (exchange_id, side) DO UPDATE SET codec = excluded.codec, data = excluded.data"
_UPDATE = f"UPDATE exchange SET version = ?, {', '.join(f'{name} = ?' for name in EXCHANGE_COLUMNS)} WHERE id = ?"
_KNOWN = """
    SELECT json_group_array(json_array(exchange_id, exchange.id, outcome, request_size_bytes))
    FROM json_each(?) AS wanted CROSS JOIN exchange ON exchange_id = wanted.value"""
_NOT_ALONE = """
    SELECT json_group_array(wanted.value) FROM json_each(?) AS wanted
    WHERE (SELECT count(*) > 1 OR min(is_last) = 0 OR max(conflict) = 1 FROM (
        SELECT is_last, conflict FROM exchange WHERE project = ? AND request_id = wanted.value LIMIT 2))"""


class CompressedBodies(NamedTuple):
    request: CompressedBody | None
    response: CompressedBody | None


def compressed(bodies: Mapping[str, Bodies]) -> dict[str, CompressedBodies]:
    """By exchange id. Takes its time; meant for the caller's thread, beside the writing one."""
    return {
        exchange_id: CompressedBodies(
            None if both.request is None else compress(both.request),
            None if both.response is None else compress(both.response),
        )
        for exchange_id, both in bodies.items()
    }


def store_batch(session: Session, batch: Batch, bodies: Mapping[str, CompressedBodies]) -> Recorded:
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
    rows = session.bodies.execute("SELECT side, codec, data FROM body WHERE exchange_id = ?", (exchange_id,))
    return bodies_of(rows.fetchall())


def update_row(session: Session, row_id: int, exchange: ExchangeRow) -> None:
    """Replace a row and its properties."""
    session.main_db.execute(_UPDATE, (session.next_version(), *exchange_values(exchange), row_id))
    session.main_db.execute("DELETE FROM property WHERE exchange = ?", (row_id,))
    _insert_properties(session, properties.rows_of(session, row_id, exchange))


def insert_body(session: Session, exchange_id: str, started_at_us: int, bodies: CompressedBodies | None) -> None:
    """Insert or replace what is given of both bodies."""
    rows = [*_body_rows(exchange_id, started_at_us, bodies)]
    insert_rows(session.bodies, "INSERT INTO body", _BODY_COLUMNS, rows, _BODY_AGAIN)


def _write_together(
    session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, CompressedBodies]
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
    session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, CompressedBodies]
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


def _write(session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, CompressedBodies]) -> None:
    reported = [exchange for exchange in exchanges if exchange.step is not None]
    if reported:
        written = _write_rows(session, [exchange for exchange in exchanges if exchange.step is None])
        written += _write_reported(session, reported)
    else:
        written = _write_rows(session, exchanges)
    rows = [
        row
        for exchange in written
        for row in _body_rows(exchange.exchange_id, exchange.started_at_us, bodies.get(exchange.exchange_id))
    ]
    insert_rows(session.bodies, "INSERT INTO body", _BODY_COLUMNS, rows, _BODY_AGAIN)
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


def _body_rows(exchange_id: str, started_at_us: int, bodies: CompressedBodies | None) -> Iterator[tuple[Any, ...]]:
    for side, body in enumerate(bodies or ()):
        if body is not None:
            yield exchange_id, side, started_at_us, body.codec, body.data
