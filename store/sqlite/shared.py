"""Rows of what exists once in an installation: logged where they are changed, applied where they were not.

Triggers log the keys of changed rows in the transaction that changes them, on the owner only. They are temporary: they
go with the connection of the writing thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import orjson

from store.base import SharedRow
from store.evaluation.evaluators import EvaluatorId
from store.evaluation.pipeline import Consumer
from store.sqlite.pipeline import tasks
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

# Table → its primary key, and the columns whose change counts (empty: all of them).
_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "score_definition": (("project", "name"), ()),
    "hidden_property": (("project", "name_folded"), ()),
    "experiment": (("project", "name"), ()),
    "saved_view": (("project", "view_id"), ()),
    "webhook": (("id",), ()),
    "evaluator": (("project", "name"), ("source", "definition", "version", "blocked_reason")),  # not its failures
    "evaluator_version": (("project", "name", "version"), ()),
    "evaluator_ledger": (("consumer",), ()),
    "alert_rule": (("id",), ()),
    "built_in_alert": (("project",), ()),
    "alert_state": (("rule",), ("state", "since_us", "number", "notified", "notified_at_us")),  # not the last value
    "alert_event": (("rule", "number"), ()),
    "replay_run": (("project", "name"), ()),
    "queue": (("id",), ()),
    "queue_item": (("queue", "request_id"), ()),
    "queue_skip": (("queue", "rater", "request_id"), ()),
    "queue_removed": (("queue", "request_id"), ()),
}
_TRIGGERS = (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))


class SqliteSharedRows:
    """Implements the `SharedRows` protocol (store/base.py) with SQLite."""

    def __init__(self, writer: WriterThread) -> None:
        self._writer = writer

    async def log(self, *, on: bool) -> None:
        await self._writer.call(_switch_on if on else _switch_off, 1)

    async def changed(self) -> tuple[list[SharedRow], int]:
        return await self._writer.call(_changed, 1)

    async def forget(self, upto: int) -> None:
        await self._writer.call(partial(_forget, upto=upto), 1)

    async def all(self) -> list[SharedRow]:
        return await self._writer.call(_all, 1)

    async def apply(self, rows: Sequence[SharedRow]) -> None:
        await self._writer.call(partial(_apply, rows=rows), len(rows))


def _switch_on(session: Session) -> None:
    for name, (key, columns) in _TABLES.items():
        for event, row in _TRIGGERS:
            of = f" OF {', '.join(columns)}" if event == "UPDATE" and columns else ""
            values = ", ".join(f"{row}.{column}" for column in key)
            session.main_db.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS log_{event}_{name} AFTER {event}{of} ON main.{name}"
                f" BEGIN INSERT INTO shared_change (name, key) VALUES ('{name}', json_array({values})); END"
            )


def _switch_off(session: Session) -> None:
    for name in _TABLES:
        for event, _ in _TRIGGERS:
            session.main_db.execute(f"DROP TRIGGER IF EXISTS temp.log_{event}_{name}")


def _changed(session: Session) -> tuple[list[SharedRow], int]:
    (upto,) = session.main_db.execute("SELECT coalesce(max(id), 0) FROM shared_change").fetchone()
    keys = session.main_db.execute("SELECT DISTINCT name, key FROM shared_change").fetchall()
    rows = [(name, orjson.loads(key)) for name, key in keys]
    return [SharedRow(name, _key(values), _content(session, name, values)) for name, values in rows], upto


def _forget(session: Session, upto: int) -> None:
    session.main_db.execute("DELETE FROM shared_change WHERE id <= ?", (upto,))


def _all(session: Session) -> list[SharedRow]:
    rows = []
    for name, (key, _) in _TABLES.items():
        for values in session.main_db.execute(f"SELECT {', '.join(key)} FROM {name}").fetchall():
            rows.append(SharedRow(name, _key(values), _content(session, name, values)))
    return rows


def _key(values: Sequence[Any]) -> str:
    return orjson.dumps(values).decode()


def _content(session: Session, name: str, key: Sequence[Any]) -> str | None:
    """A row as JSON; None: it is not there."""
    cursor = session.main_db.execute(f"SELECT * FROM {name} WHERE {_where(name)}", tuple(key))
    row = cursor.fetchone()
    if row is None:
        return None
    values = (value.hex() if isinstance(value, bytes) else value for value in row)
    return orjson.dumps(dict(zip([column[0] for column in cursor.description], values, strict=True))).decode()


def _apply(session: Session, rows: Sequence[SharedRow]) -> None:
    """Make the rows those of this record. Tables and columns of a newer version are left out."""
    columns = {name: _columns(session, name) for name in {row.name for row in rows} & _TABLES.keys()}
    for row in rows:
        if row.name not in _TABLES:
            continue
        key = tuple(orjson.loads(row.key))
        if row.content is None:
            _delete(session, row.name, key)
        elif row.content != _content(session, row.name, key):
            _put(session, row.name, columns[row.name], orjson.loads(row.content))
        if row.name == "score_definition":
            session.definitions.pop(key[0], None)


def _columns(session: Session, name: str) -> dict[str, str]:
    """Column → type."""
    return {column: kind for _, column, kind, *_ in session.main_db.execute(f"PRAGMA main.table_info({name})")}


def _put(session: Session, name: str, types: dict[str, str], values: dict[str, Any]) -> None:
    known = {column: value for column, value in values.items() if column in types}
    for column, value in known.items():
        if types[column] == "BLOB" and value is not None:
            known[column] = bytes.fromhex(value)
    session.main_db.execute(
        f"INSERT OR REPLACE INTO {name} ({', '.join(known)}) VALUES ({', '.join('?' * len(known))})",
        tuple(known.values()),
    )


def _delete(session: Session, name: str, key: tuple[Any, ...]) -> None:
    """What was due for it on this node goes with it."""
    deleted = session.main_db.execute(f"DELETE FROM {name} WHERE {_where(name)}", key).rowcount
    if deleted and name == "queue":
        session.main_db.execute("DELETE FROM queue_lease WHERE queue = ?", key)
    if deleted and name == "webhook":
        tasks.forget(session, Consumer("webhook", key[0]))
    if deleted and name == "evaluator":
        session.main_db.execute("DELETE FROM evaluator_example WHERE project = ? AND evaluator = ?", key)
        tasks.forget(session, EvaluatorId(*key).consumer)


def _where(name: str) -> str:
    return " AND ".join(f"{column} = ?" for column in _TABLES[name][0])
