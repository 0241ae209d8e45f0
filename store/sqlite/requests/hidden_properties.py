"""Names that lists of properties leave out, in any case. Jobs of the writing thread, and a read."""

from __future__ import annotations

import aiosqlite

from store.sqlite.session import Session


def hide(session: Session, project: int, name: str) -> None:
    session.main_db.execute("INSERT OR IGNORE INTO hidden_property VALUES (?, ?)", (project, name.casefold()))


def restore(session: Session, project: int, name: str) -> None:
    session.main_db.execute(
        "DELETE FROM hidden_property WHERE project = ? AND name_folded = ?", (project, name.casefold())
    )


async def read_hidden(db: aiosqlite.Connection, project: int) -> dict[str, str]:
    """Case-folded name → name as it is shown (or the folded one, if none was), in alphabetical order."""
    rows = await db.execute_fetchall(
        "SELECT h.name_folded, coalesce(k.name, h.name_folded) FROM hidden_property h"
        " LEFT JOIN property_key k ON k.project = h.project AND k.name_folded = h.name_folded"
        " WHERE h.project = ? ORDER BY h.name_folded",
        (project,),
    )
    return dict(map(tuple, rows))
