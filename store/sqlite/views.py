"""`SqliteViews`: implements the `SavedViews` protocol (store/views.py) with SQLite."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

import orjson

from store.base import Full
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread
from store.views import VIEWS_MOST, NameTaken, SavedView

_COLUMNS = tuple(field.name for field in fields(SavedView))
_OF_PROJECT = f"SELECT {', '.join(_COLUMNS)} FROM saved_view WHERE project = ? ORDER BY page, name, view_id"
_PUT = f"INSERT OR REPLACE INTO saved_view ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
# Other views of the page that the same people see: all shared ones, or those of one owner.
_ALIKE = "project = ? AND page = ? AND shared = ? AND (shared OR owner IS ?) AND view_id <> ?"


class SqliteViews:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def of_project(self, project: int) -> list[SavedView]:
        async with self._reading() as db:
            return [_view(row) for row in await db.execute_fetchall(_OF_PROJECT, (project,))]

    async def put(self, view: SavedView) -> None:
        await self._writer.call(partial(_put, view=view), 1)

    async def delete(self, project: int, view_id: str) -> bool:
        return await self._writer.call(partial(_delete, project=project, view_id=view_id), 1)


def _put(session: Session, view: SavedView) -> None:
    db = session.main_db
    others = "SELECT count(*) FROM saved_view WHERE project = ? AND view_id <> ?"
    if db.execute(others, (view.project, view.view_id)).fetchone()[0] >= VIEWS_MOST:
        raise Full(f"the project has {VIEWS_MOST} saved views, which is the limit; delete one first")
    alike = (view.project, view.page, view.shared, view.owner, view.view_id)
    if db.execute(f"SELECT 1 FROM saved_view WHERE {_ALIKE} AND name = ? LIMIT 1", (*alike, view.name)).fetchone():
        raise NameTaken(f"the page {view.page} has another view of this name; use another name, or change that view")
    if view.is_default:
        db.execute(f"UPDATE saved_view SET is_default = 0 WHERE {_ALIKE}", alike)
    values = {name: getattr(view, name) for name in _COLUMNS} | {"search": orjson.dumps(view.search).decode()}
    db.execute(_PUT, tuple(values.values()))


def _delete(session: Session, project: int, view_id: str) -> bool:
    deleted = session.main_db.execute("DELETE FROM saved_view WHERE project = ? AND view_id = ?", (project, view_id))
    return deleted.rowcount > 0


def _view(row: Any) -> SavedView:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["search"] = orjson.loads(values["search"])
    for name in ("shared", "is_default"):
        values[name] = bool(values[name])
    return SavedView(**values)
