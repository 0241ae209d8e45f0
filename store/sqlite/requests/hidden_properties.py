"""Names that lists of properties leave out, in any case. Jobs of the writing thread, and a read."""

from __future__ import annotations

import aiosqlite

from store.base import Full
from store.models import HIDDEN_PROPERTIES_MOST
from store.sqlite.session import Session

_HIDE = "INSERT OR IGNORE INTO hidden_property VALUES (?, ?)"


def hide(session: Session, project: int, name: str) -> None:
    """See Store.hide_property."""
    hidden = session.main_db.execute(_HIDE, (project, name.casefold())).rowcount
    (count,) = session.main_db.execute("SELECT count(*) FROM hidden_property WHERE project = ?", (project,)).fetchone()
    if hidden and count > HIDDEN_PROPERTIES_MOST:
        raise Full(f"the project hides {HIDDEN_PROPERTIES_MOST} properties, which is the limit; restore one first")


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
