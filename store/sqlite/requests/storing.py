"""Recording a batch of exchanges. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from store.attempts import AttemptKey, standings
from store.base import Batch, Recorded
from store.models import Bodies, ExchangeRow
from store.sqlite.inserting import insert_rows
from store.sqlite.requests import properties
from store.sqlite.requests.compression import Packed, pack
from store.sqlite.requests.reading import bodies_of
from store.sqlite.requests.rows import EXCHANGE_COLUMNS, EXCHANGE_SELECT, exchange_of, exchange_values
from store.sqlite.scores.adding import join
from store.sqlite.session import Session, as_json, is_poison, listed

_BODY_COLUMNS = ("exchange_id", "side", "started_at_us", "codec", "data")
_BODY_AGAIN = "ON CONFLICT (exchange_id, side) DO UPDATE SET codec = excluded.codec, data = excluded.data"
_UPDATE = f"UPDATE exchange SET version = ?, {', '.join(f'{name} = ?' for name in EXCHANGE_COLUMNS)} WHERE id = ?"  # noqa: S608
_KNOWN = """
    SELECT json_group_array(json_array(exchange_id, exchange.id, outcome, request_size_bytes))
    FROM json_each(?) AS wanted CROSS JOIN exchange ON exchange_id = wanted.value"""
_NOT_ALONE = """
    SELECT json_group_array(wanted.value) FROM json_each(?) AS wanted
    WHERE (SELECT count(*) > 1 OR min(is_last) = 0 OR max(conflict) = 1 FROM exchange
           WHERE project = ? AND request_id = wanted.value)"""


class PackedBodies(NamedTuple):
    request: Packed | None
    response: Packed | None


def packed(bodies: Mapping[str, Bodies]) -> dict[str, PackedBodies]:
    """Compresses; meant for the caller's thread, beside the writing one."""
    return {
        exchange_id: PackedBodies(
            None if both.request is None else pack(both.request),
            None if both.response is None else pack(both.response),
        )
        for exchange_id, both in bodies.items()
    }


def record(session: Session, batch: Batch, bodies: Mapping[str, PackedBodies]) -> Recorded:
    """Positions and deaths count only when nothing failed: what failed is not contained yet, and its writer's row must
    not end before the caller has had a second try."""
    failed = _keep_all(session, batch.exchanges, bodies)
    if failed:
        return Recorded(failed)
    for writer in batch.dead_writers:
        _end_in_flight(session, writer)
    session.records.executemany("INSERT OR REPLACE INTO spool_position VALUES (?, ?)", batch.positions.items())
    session.records.executemany("DELETE FROM spool_position WHERE segment = ?", ((name,) for name in batch.gone))
    return Recorded()


def stored(session: Session, exchange_ids: Iterable[str]) -> dict[str, tuple[ExchangeRow, Bodies]]:
    """What is known of these exchanges, without their properties."""
    found = {}
    for exchange_id in exchange_ids:
        row = session.records.execute(
            f"SELECT {EXCHANGE_SELECT} FROM exchange WHERE exchange_id = ?",  # noqa: S608  our own names only
            (exchange_id,),
        ).fetchone()
        if row:
            found[exchange_id] = exchange_of(row, {}), _bodies(session, exchange_id)
    return found


def ended_rows(
    session: Session, after: int, older_than: int | None, limit: int
) -> list[tuple[int, ExchangeRow, Bodies]]:
    """The next rows that have ended, each with its id; with an `older_than`, those of older meaning versions only."""
    rows = session.records.execute(
        f"SELECT id, {EXCHANGE_SELECT} FROM exchange"  # noqa: S608  our own names only
        " WHERE id > ? AND outcome IS NOT NULL AND (? IS NULL OR extractor_version < ?) ORDER BY id LIMIT ?",
        (after, older_than, older_than, limit),
    ).fetchall()
    exchanges = [(row[0], exchange_of(row[1:], {})) for row in rows]
    return [(row_id, exchange, _bodies(session, exchange.exchange_id)) for row_id, exchange in exchanges]


def renew(session: Session, exchanges: Sequence[ExchangeRow]) -> None:
    """Write the meaning of rows anew that have ended; what became of them meanwhile (deleted) stays so."""
    for exchange in exchanges:
        row = session.records.execute(
            "SELECT id FROM exchange WHERE exchange_id = ? AND outcome IS NOT NULL", (exchange.exchange_id,)
        ).fetchone()
        if row:
            _update(session, row[0], exchange)
            join(session, exchange.project, exchange.request_id, exchange.exchange_id, exchange.upstream_id)
    for project, request_id in {(one.project, one.request_id) for one in exchanges}:
        judge(session, project, request_id)


def judge(session: Session, project: int, request_id: str) -> None:
    """Which exchange of that id speaks for it, and which are conflicts, now."""
    rows = session.records.execute(
        "SELECT exchange_id, started_at_us, method, path, request_hash, id, is_last, conflict FROM exchange"
        " WHERE project = ? AND request_id = ?",
        (project, request_id),
    ).fetchall()
    if not rows or (len(rows) == 1 and rows[0][-2:] == (1, 0)):
        return
    judged = standings([AttemptKey(*row[:5]) for row in rows])
    for exchange_id, *_, row_id, is_last, conflict in rows:
        if judged[exchange_id] != (is_last, conflict):
            session.records.execute(
                "UPDATE exchange SET version = ?, is_last = ?, conflict = ? WHERE id = ?",
                (session.next_version(), *judged[exchange_id], row_id),
            )


def _keep_all(session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PackedBodies]) -> dict[str, str]:
    try:
        with session.savepoint("batch"):
            _keep(session, exchanges, bodies)
    except Exception as error:
        if not is_poison(error):
            raise
        return _keep_one_by_one(session, exchanges, bodies)
    return {}


def _keep_one_by_one(
    session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PackedBodies]
) -> dict[str, str]:
    failed = {}
    for exchange in exchanges:
        try:
            with session.savepoint("one"):
                _keep(session, [exchange], bodies)
        except Exception as error:
            if not is_poison(error):
                raise
            failed[exchange.exchange_id] = f"{type(error).__name__}: {error}"
    return failed


def _keep(session: Session, exchanges: Sequence[ExchangeRow], bodies: Mapping[str, PackedBodies]) -> None:
    kept = _keep_rows(session, exchanges)
    rows = [row for one in kept for row in _body_rows(one, bodies.get(one.exchange_id))]
    insert_rows(session.bodies, "INSERT INTO body", _BODY_COLUMNS, rows, _BODY_AGAIN)
    for project in {one.project: None for one in exchanges}:
        names = {one.request_id: None for one in exchanges if one.project == project}
        for request_id in listed(session, _NOT_ALONE, (as_json(names), project)):
            judge(session, project, request_id)


class _Known(NamedTuple):
    row_id: int
    outcome: str | None
    request_size_bytes: int | None


def _keep_rows(session: Session, exchanges: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """Those of which something was left to say: a row that has ended stays as it is."""
    found = listed(session, _KNOWN, (as_json({one.exchange_id: None for one in exchanges}),))
    known = {exchange_id: _Known(*values) for exchange_id, *values in found}
    kept: list[ExchangeRow] = []
    new: list[tuple[Any, ...]] = []
    properties: list[tuple[int, int, str]] = []
    for exchange in exchanges:
        before = known.get(exchange.exchange_id)
        if before and not _says_more(exchange, before):
            continue
        row_id = before.row_id if before else session.next_version()
        known[exchange.exchange_id] = _Known(row_id, exchange.outcome, exchange.request_size_bytes)
        if before is None:
            new.append((row_id, row_id, *exchange_values(exchange)))
            properties += _property_rows(session, row_id, exchange)
            session.counts["exchanges"] += 1
            session.counts["in_flight"] += exchange.outcome is None
        else:
            _insert(session, new, properties)  # its row may be among them
            _update(session, row_id, exchange)
            session.counts["in_flight"] -= exchange.outcome is not None
        kept.append(exchange)
    _insert(session, new, properties)
    for exchange in kept:
        join(session, exchange.project, exchange.request_id, exchange.exchange_id, exchange.upstream_id)
    return kept


def _insert(session: Session, rows: list[tuple[Any, ...]], properties: list[tuple[int, int, str]]) -> None:
    """Empties both lists."""
    insert_rows(session.records, "INSERT INTO exchange", ("id", "version", *EXCHANGE_COLUMNS), rows)
    _insert_properties(session, properties)
    rows.clear()
    properties.clear()


def _says_more(exchange: ExchangeRow, before: _Known) -> bool:
    if before.outcome is not None:
        return False
    return exchange.outcome is not None or exchange.request_size_bytes is not None or before.request_size_bytes is None


def _update(session: Session, row_id: int, exchange: ExchangeRow) -> None:
    session.records.execute(_UPDATE, (session.next_version(), *exchange_values(exchange), row_id))
    session.records.execute("DELETE FROM property WHERE exchange = ?", (row_id,))
    _insert_properties(session, _property_rows(session, row_id, exchange))


def _insert_properties(session: Session, rows: Sequence[tuple[int, int, str]]) -> None:
    insert_rows(session.records, "INSERT INTO property", ("exchange", "key", "value"), rows)


def _property_rows(session: Session, row_id: int, exchange: ExchangeRow) -> list[tuple[int, int, str]]:
    given = properties.given(session, exchange.project, exchange.request_id)
    if not exchange.properties and not given:
        return []
    values: dict[int, str] = {}
    for name, value in exchange.properties.items():
        key = session.property_key(exchange.project, name)
        values[key] = f"{values[key]}, {value}" if key in values else value
    return [(row_id, key, value) for key, value in (values | given).items()]


def _body_rows(exchange: ExchangeRow, bodies: PackedBodies | None) -> Iterator[tuple[Any, ...]]:
    for side, body in enumerate(bodies or ()):
        if body is not None:
            yield exchange.exchange_id, side, exchange.started_at_us, body.codec, body.data


def _bodies(session: Session, exchange_id: str) -> Bodies:
    rows = session.bodies.execute("SELECT side, codec, data FROM body WHERE exchange_id = ?", (exchange_id,))
    return bodies_of(rows.fetchall())


def _end_in_flight(session: Session, writer: str) -> None:
    rows = session.records.execute("SELECT id FROM exchange WHERE outcome IS NULL AND writer = ?", (writer,)).fetchall()
    session.records.executemany(
        "UPDATE exchange SET version = ?, outcome = 'worker_died' WHERE id = ?",
        [(session.next_version(), row_id) for (row_id,) in rows],
    )
    session.counts["in_flight"] -= len(rows)


def writers_in_flight(session: Session) -> set[str]:
    return {
        writer for (writer,) in session.records.execute("SELECT DISTINCT writer FROM exchange WHERE outcome IS NULL")
    }


def count_dead(session: Session, writer: str, dropped: int, truncated: int) -> None:
    """Once per writer: its counters' file may still be there after a crash."""
    new = session.records.execute("INSERT OR IGNORE INTO counted_writer VALUES (?)", (writer,)).rowcount
    if new:
        session.counts["dropped"] += dropped
        session.counts["truncated"] += truncated
