"""`SqliteReplayRuns`: implements the `ReplayRuns` protocol (store/evaluation/replays.py) with SQLite."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

import orjson

from store.base import Full
from store.evaluation.replays import RUNS_MOST, OtherDefinition, ReplayRun
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_COLUMNS = tuple(field.name for field in fields(ReplayRun))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM replay_run WHERE project = ?"
_PUT = f"INSERT OR REPLACE INTO replay_run ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class SqliteReplayRuns:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def of_project(self, project: int) -> list[ReplayRun]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(f"{_SELECT} ORDER BY created_at_us DESC, name", (project,))
        return [_run(row) for row in rows]

    async def find(self, project: int, name: str) -> ReplayRun | None:
        async with self._reading() as db:
            rows = await db.execute_fetchall(f"{_SELECT} AND name = ?", (project, name))
        return next((_run(row) for row in rows), None)

    async def put(self, run: ReplayRun) -> None:
        await self._writer.call(partial(_put, run=run), 1)

    async def delete(self, project: int, name: str) -> bool:
        return await self._writer.call(partial(_delete, project=project, name=name), 1)


def _put(session: Session, run: ReplayRun) -> None:
    db = session.main_db
    found = db.execute(f"{_SELECT} AND name = ?", (run.project, run.name)).fetchone()
    if found is None:
        (count,) = db.execute("SELECT count(*) FROM replay_run WHERE project = ?", (run.project,)).fetchone()
        if count >= RUNS_MOST:
            raise Full(f"the project has {RUNS_MOST} replay runs, which is the limit; delete one first")
        created_at_us = run.created_at_us
    else:
        known = _run(found)
        if known.definition != run.definition:
            names = [key for key in run.definition if known.definition.get(key) != run.definition[key]]
            raise OtherDefinition(f"the run has another {' and '.join(names) or 'definition'}; use another name")
        created_at_us = known.created_at_us
    values = {name: getattr(run, name) for name in _COLUMNS} | {"created_at_us": created_at_us}
    for name in ("definition", "progress"):
        values[name] = orjson.dumps(values[name]).decode()
    db.execute(_PUT, tuple(values.values()))


def _delete(session: Session, project: int, name: str) -> bool:
    deleted = session.main_db.execute("DELETE FROM replay_run WHERE project = ? AND name = ?", (project, name))
    return deleted.rowcount > 0


def _run(row: Any) -> ReplayRun:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in ("definition", "progress"):
        values[name] = orjson.loads(values[name])
    return ReplayRun(**values)
