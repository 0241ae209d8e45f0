"""`SqliteExperiments`: implements the `Experiments` protocol (store/evaluation/experiments.py) with SQLite."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

import orjson

from store.base import Full
from store.evaluation.experiments import EXPERIMENTS_MOST, Experiment
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_COLUMNS = tuple(field.name for field in fields(Experiment))
_OF_PROJECT = f"SELECT {', '.join(_COLUMNS)} FROM experiment WHERE project = ? ORDER BY start_us DESC, name"
_ONE = f"SELECT {', '.join(_COLUMNS)} FROM experiment WHERE project = ? AND name = ?"
_CREATE = f"INSERT INTO experiment ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SET_END = "UPDATE experiment SET end_us = ?, updated_at_us = ? WHERE project = ? AND name = ?"


class SqliteExperiments:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def of_project(self, project: int) -> list[Experiment]:
        async with self._reading() as db:
            return [_experiment(row) for row in await db.execute_fetchall(_OF_PROJECT, (project,))]

    async def find(self, project: int, name: str) -> Experiment | None:
        async with self._reading() as db:
            rows = list(await db.execute_fetchall(_ONE, (project, name)))
        return _experiment(rows[0]) if rows else None

    async def create(self, experiment: Experiment) -> bool:
        return await self._writer.call(partial(_create, experiment=experiment), 1)

    async def set_end(self, project: int, name: str, end_us: int | None, updated_at_us: int) -> bool:
        values = (end_us, updated_at_us, project, name)
        return await self._writer.call(partial(_changes, statement=_SET_END, values=values), 1)

    async def delete(self, project: int, name: str) -> bool:
        statement = "DELETE FROM experiment WHERE project = ? AND name = ?"
        return await self._writer.call(partial(_changes, statement=statement, values=(project, name)), 1)


def _create(session: Session, experiment: Experiment) -> bool:
    known = "SELECT count(*), coalesce(sum(name = ?), 0) FROM experiment WHERE project = ?"
    count, namesakes = session.main_db.execute(known, (experiment.name, experiment.project)).fetchone()
    if namesakes:
        return False
    if count >= EXPERIMENTS_MOST:
        raise Full(f"the project has {count} experiments, which is the limit; delete one first")
    values = {name: getattr(experiment, name) for name in _COLUMNS}
    values["definition"] = orjson.dumps(experiment.definition).decode()
    session.main_db.execute(_CREATE, tuple(values.values()))
    return True


def _changes(session: Session, statement: str, values: tuple[Any, ...]) -> bool:
    return session.main_db.execute(statement, values).rowcount > 0


def _experiment(row: Any) -> Experiment:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Experiment(**values | {"definition": orjson.loads(values["definition"])})
