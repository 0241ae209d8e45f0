"""What a store's files say of changes, as a replica follows them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import NamedTuple

from store.settings import DataDir

_CHANGES = """
SELECT version, 'exchange' AS what, id FROM exchange WHERE version > ?1
UNION ALL
SELECT version, 'score', id FROM score WHERE version > ?1
UNION ALL
SELECT version, 'deleted ' || what, id FROM tombstone WHERE version > ?1
ORDER BY 1"""


class Change(NamedTuple):
    version: int
    what: str  # "exchange", "score", "deleted exchange" or "deleted score"
    row_id: int


def changes(data_dir: DataDir, after: int = 0) -> list[Change]:
    """All changes after that version, each row once, in the order of their versions."""
    with closing(sqlite3.connect(data_dir.database)) as db:
        return [Change(*row) for row in db.execute(_CHANGES, (after,))]
