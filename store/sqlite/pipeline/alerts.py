"""`SqliteAlerts`: implements the `AlertStore` protocol (store/evaluation/alerts.py) with SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import partial
from typing import Any

import orjson

from store.base import Full
from store.evaluation.alerts import (
    FIRING,
    HISTORY_MOST,
    RULES_MOST,
    AlertEvent,
    AlertRule,
    AlertState,
    ChangeWatch,
    Threshold,
)
from store.evaluation.pipeline import AlertKind
from store.sqlite.pipeline import events
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_RULE = (*(field.name for field in fields(AlertRule)), "kind")
_STATE = tuple(field.name for field in fields(AlertState))
_EVENT = tuple(field.name for field in fields(AlertEvent))


def _put_into(table: str, columns: tuple[str, ...]) -> str:
    """Updates a row in place: for triggers, a replaced one would be a change of every column."""
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {changes}"


_PUT_RULE, _PUT_STATE = _put_into("alert_rule", _RULE), _put_into("alert_state", _STATE)
_PUT_EVENT = _put_into("alert_event", _EVENT)
# What goes to other nodes is a change of one of the columns that shared.py names: those are left alone where an
# evaluation changes only the value.
_VALUES = ("evaluated_at_us", "value", "low", "high", "n", "error")
_SAME = "rule = ? AND state = ? AND number = ?"
_PUT_VALUE = f"UPDATE alert_state SET {', '.join(f'{name} = ?' for name in _VALUES)} WHERE {_SAME}"


class SqliteAlerts:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def rules(self) -> list[AlertRule]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(f"SELECT {', '.join(_RULE)} FROM alert_rule ORDER BY created_at_us, id")
        return [_rule(row) for row in rows]

    async def states(self) -> dict[str, AlertState]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(f"SELECT {', '.join(_STATE)} FROM alert_state")
        return {row[0]: AlertState(*row) for row in rows}

    async def put(self, rule: AlertRule) -> None:
        await self._writer.call(partial(_put, rule=rule), 1)

    async def built_in(self) -> frozenset[int]:
        async with self._reading() as db:
            return frozenset(row[0] for row in await db.execute_fetchall("SELECT project FROM built_in_alert"))

    async def put_built_in(self, rule: AlertRule) -> bool:
        return await self._writer.call(partial(_put_built_in, rule=rule), 1)

    async def delete(self, project: int, rule_id: str) -> bool:
        return await self._writer.call(partial(_delete, project=project, rule_id=rule_id), 1)

    async def save(self, state: AlertState, event: AlertEvent | None, message: Mapping[str, Any] | None) -> bool:
        return await self._writer.call(partial(_save, state=state, event=event, message=message), 1)

    async def history(self, rule_id: str, limit: int, before: int | None = None) -> list[AlertEvent]:
        select = f"SELECT {', '.join(_EVENT)} FROM alert_event WHERE rule = ?1 AND (?2 IS NULL OR number < ?2)"
        async with self._reading() as db:
            rows = await db.execute_fetchall(f"{select} ORDER BY number DESC LIMIT ?3", (rule_id, before, limit))
        return [_event(row) for row in rows]


def _put(session: Session, rule: AlertRule) -> None:
    others = "SELECT count(*) FROM alert_rule WHERE project = ? AND id <> ?"
    if session.main_db.execute(others, (rule.project, rule.id)).fetchone()[0] >= RULES_MOST:
        raise Full(f"the project has {RULES_MOST} alerts, which is the limit; delete one first")
    _write(session, rule)


def _put_built_in(session: Session, rule: AlertRule) -> bool:
    mark = "INSERT INTO built_in_alert VALUES (?, ?) ON CONFLICT DO NOTHING"
    if not session.main_db.execute(mark, (rule.project, rule.created_at_us)).rowcount:
        return False
    _write(session, rule)
    return True


def _write(session: Session, rule: AlertRule) -> None:
    values = {name: getattr(rule, name) for name in _RULE if name != "definition"}
    values["definition"] = orjson.dumps(asdict(rule.definition)).decode()
    values["webhooks"] = None if rule.webhooks is None else orjson.dumps(rule.webhooks).decode()
    session.main_db.execute(_PUT_RULE, [values[name] for name in _RULE])


def _delete(session: Session, project: int, rule_id: str) -> bool:
    deleted = session.main_db.execute("DELETE FROM alert_rule WHERE project = ? AND id = ?", (project, rule_id))
    if not deleted.rowcount:
        return False
    session.main_db.execute("DELETE FROM alert_state WHERE rule = ?", (rule_id,))
    session.main_db.execute("DELETE FROM alert_event WHERE rule = ?", (rule_id,))
    return True


def _save(session: Session, state: AlertState, event: AlertEvent | None, message: Mapping[str, Any] | None) -> bool:
    db = session.main_db
    if not db.execute("SELECT 1 FROM alert_rule WHERE id = ?", (state.rule,)).fetchone():
        return False
    values = asdict(state)
    if event is None:
        measured = [values[name] for name in _VALUES]
        if db.execute(_PUT_VALUE, (*measured, state.rule, state.state, state.number)).rowcount:
            return True
    db.execute(_PUT_STATE, [values[name] for name in _STATE])
    if event is not None:
        _add(session, event, message)
    return True


def _add(session: Session, event: AlertEvent, message: Mapping[str, Any] | None) -> None:
    values = {name: getattr(event, name) for name in _EVENT}
    for name in ("definition", "details"):
        values[name] = None if values[name] is None else orjson.dumps(values[name]).decode()
    session.main_db.execute(_PUT_EVENT, [values[name] for name in _EVENT])
    old = event.number - HISTORY_MOST
    session.main_db.execute("DELETE FROM alert_event WHERE rule = ? AND number <= ?", (event.rule, old))
    if message is not None:
        kind: AlertKind = "alert.fired" if event.state in FIRING else "alert.resolved"
        events.alert(session, kind, event.project, message, event.id)


def _rule(row: Any) -> AlertRule:
    values = dict(zip(_RULE, row, strict=True))
    kind = Threshold if values.pop("kind") == "threshold" else ChangeWatch
    values["definition"] = kind(**orjson.loads(values["definition"]))
    values["webhooks"] = None if values["webhooks"] is None else tuple(orjson.loads(values["webhooks"]))
    values["enabled"] = bool(values["enabled"])
    return AlertRule(**values)


def _event(row: Any) -> AlertEvent:
    values = dict(zip(_EVENT, row, strict=True))
    for name in ("definition", "details"):
        values[name] = None if values[name] is None else orjson.loads(values[name])
    values["sent"] = bool(values["sent"])
    return AlertEvent(**values)
