"""`Record`: what of a record is to be copied to the archive, in steps of bounded size.

Each step is read in one transaction, and may be sent again: the highest version of a row counts, and two copies of one
version are equal. Exchanges and scores have versions; the version of any other row is the number of the newest change
in the log of changes at the time when it was read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from store.clickhouse.archive.logged_rows import LoggedRows
from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.rows import ArchiveStep, steps_of
from store.clickhouse.archive.versioned_rows import VersionedRows
from store.settings import DataDir
from store.sqlite.change_log import newest_gap
from store.sqlite.files import read_only_uri
from store.sqlite.membership import NUMBER_SHIFT, node_of

_KNOWN = "SELECT exchange_id FROM exchange WHERE id = ?1 UNION ALL SELECT ?2 FROM tombstone WHERE id = ?1"
_COUNT = "SELECT (SELECT count(*) FROM exchange WHERE id > ?) + (SELECT count(*) FROM score WHERE id > ?)"


class NewestChanges(NamedTuple):
    """At some time."""

    version: int
    seq: int  # of the log


class Record:
    """Belongs to one thread."""

    def __init__(self, data_dir: DataDir) -> None:
        self._db = sqlite3.connect(read_only_uri(data_dir.database), uri=True, isolation_level=None)
        node = node_of(self._db)
        assert node, "the record has joined"
        self.node = node[0]
        self._logged = LoggedRows(self._db, self.node)
        self._versioned = VersionedRows(self._db, self.node, self.node << NUMBER_SHIFT)

    def counters(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT name, value FROM counter").fetchall())

    def newest(self) -> NewestChanges:
        return NewestChanges(self.counters().get("version", 0), self._logged.newest_change())

    def newest_gap(self) -> int:
        """`seq` of the log; 0: it has none."""
        return newest_gap(self._db)

    def name(self) -> str:
        """Of the node, as its newest call says; empty: there is no call."""
        row = self._db.execute("SELECT node FROM exchange ORDER BY id DESC LIMIT 1").fetchone()
        return row[0] if row else ""

    def knows(self, row_id: int, exchange_id: str) -> bool:
        """Whether it has, or had, this exchange under that row id."""
        row = self._db.execute(_KNOWN, (row_id, exchange_id)).fetchone()
        return row is not None and row[0] == exchange_id

    def changes_after(self, positions: Positions) -> int:
        """Versions that were taken since."""
        lowest = min(positions.exchange, positions.score, positions.tombstone)
        return max(0, self.newest().version - max(lowest, self.node << NUMBER_SHIFT))

    def count(self, after: Positions) -> int:
        """About how many rows have come after these positions."""
        return int(self._db.execute(_COUNT, (after.exchange, after.score)).fetchone()[0])

    def steps(self, positions: Positions, upto: NewestChanges) -> Iterator[ArchiveStep]:
        """What changed after these positions, up to these changes."""
        kinds: tuple[Callable[[Positions], ArchiveStep], ...] = (
            *(partial(self._logged.scanned, name=name) for name in self._logged.tables),
            partial(self._logged.logged, upto=upto.seq),
            partial(self._versioned.exchanges, upto=upto.version),
            partial(self._versioned.scores, upto=upto.version),
            partial(self._versioned.tombstones, upto=upto.version),
        )
        yield from steps_of(kinds, positions, self._reading)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")
