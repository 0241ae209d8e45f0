"""`Archiver`: copies a node's record to the archive, and follows its changes. Belongs to one thread.

ClickHouse knows how far it came, and is asked again after each failure: what was sent before is sent again, and changes
nothing. It reads the record on connections of its own, at most a few MiB at a time, so that nothing waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b

import orjson

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable
from store.clickhouse.archive.body_steps import RecordBodies
from store.clickhouse.archive.positions import Positions, positions_of
from store.clickhouse.archive.record import Record
from store.clickhouse.archive.rows import ArchiveStep
from store.clickhouse.archive.tables import COLUMNS, STATE, decode, encoder, insert_statement
from store.clickhouse.errors import StatementRefused
from store.clickhouse.servers import Servers
from store.settings import DataDir

_INSERT_S = 10.0  # a process that stops waits for the insert that runs
_NOTE_BYTES = 32 << 20  # sent between two notes of the positions
_STATE = f"""
SELECT {", ".join(name for name in COLUMNS[STATE] if name != "copied_at")}
FROM {{table}}
WHERE node = {{{{node:UInt32}}}}
ORDER BY version DESC
LIMIT 1
FORMAT RowBinary"""
_STATE_KINDS = [kind for name, kind in COLUMNS[STATE].items() if name != "copied_at"]
_encode_state = encoder(STATE)

Progress = Callable[[int, int], None]  # rows copied, bodies copied
Forget = Callable[[int, int], object]  # see change_log.forget


class OtherArchive(StoreUnavailable):
    """The archive of this node number is that of another record, or of a newer state of this one."""


class ArchiveState:
    """What the archive says of a node."""

    def __init__(self, servers: Servers, node: int) -> None:
        text = _STATE.format(table=servers.table(STATE))
        rows = list(decode(_STATE_KINDS, servers.query_bytes(text, {"node": node})))
        self.is_there = bool(rows)
        _, self.name, positions, counters, self.piece_key, self.version = (
            rows[0] if rows else (0, "", b"", b"{}", b"", 0)
        )
        self.positions = positions_of(positions) if rows else Positions()
        self.counters: dict[str, int] = orjson.loads(counters)


class Archiver:
    def __init__(self, servers: Servers, data_dir: DataDir, shard: int, forget: Forget | None = None) -> None:
        """The changes of the record are logged. `forget`: is told up to where the log is no longer needed."""
        self._servers = servers
        self._record = Record(data_dir)
        self._bodies = RecordBodies(data_dir, self._record.node)
        self._shard = shard
        self._forget = forget
        self._piece_key = self._bodies.piece_key()
        self._version = 0  # of the row that says the positions
        self._positions: Positions | None = None  # None: the servers have to be asked
        self._noted: Positions | None = None

    def count(self) -> int:
        """About how many rows and bodies are not copied yet."""
        positions = self._positions = self._positions or self._ask()
        return self._record.count(positions) + self._bodies.count(positions)

    def copy(self, progress: Progress = lambda rows, bodies: None, keep_on: Callable[[], bool] = lambda: True) -> None:
        """Copy all changes that are there now, while `keep_on`. Raises StoreUnavailable."""
        try:
            self._copy(progress, keep_on)
        except (StoreUnavailable, StatementRefused, QueryTooLarge, QueryTooSlow) as error:
            self._positions = None
            if isinstance(error, StoreUnavailable):
                raise
            raise StoreUnavailable(str(error)) from error

    def close(self) -> None:
        self._record.close()
        self._bodies.close()

    def _copy(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        self._positions = self._positions or self._ask()
        counters = self._record.counters()
        sent_bytes = rows = bodies = 0
        for step, of_bodies in self._steps():
            count = sum(map(len, step.rows.values()))
            sent_bytes += sum(self._insert(table, encoded) for table, encoded in step.rows.items())
            self._positions = step.positions
            rows, bodies = (rows, bodies + count) if of_bodies else (rows + count, bodies)
            progress(rows, bodies)
            goes_on = keep_on()
            if sent_bytes >= _NOTE_BYTES or not goes_on:
                self._note(self._positions, counters)
                sent_bytes = 0
            if not goes_on:
                return
        self._note(self._positions, counters)

    def _steps(self) -> Iterator[tuple[ArchiveStep, bool]]:
        """With whether it is one of bodies. They come first, and then rows up to a version from before: a call that is
        in the archive has its bodies there."""
        assert self._positions
        upto = self._record.newest()
        for step in self._bodies.steps(self._positions):
            yield step, True
        for step in self._record.steps(self._positions, upto):
            yield step, False

    def _ask(self) -> Positions:
        """Raises OtherArchive."""
        state = ArchiveState(self._servers, self._record.node)
        positions = state.positions
        if state.is_there:
            is_older = positions.log > self._record.newest().seq or positions.bodies_log > self._bodies.newest_change()
            lacks = positions.sample and not self._record.knows(*positions.sample)
            if state.piece_key != self._piece_key or is_older or lacks:
                raise OtherArchive(
                    f"the archive has rows of node {self._record.node} that this record never had: it was restored"
                    " from a backup, or is another node's. Restore the newest record, or get it by gnomon store copy"
                )
        newest_body, newest_piece = self._bodies.newest()
        self._version = state.version
        self._noted = positions if state.is_there else None
        return replace(positions, body=min(positions.body, newest_body), piece=min(positions.piece, newest_piece))

    def _insert(self, table: str, rows: list[bytes]) -> int:
        if not rows:
            return 0
        data = b"".join(rows)
        token = f"{self._record.node}:{table}:{blake2b(data, digest_size=16).hexdigest()}"
        self._servers.insert_rows(insert_statement(table), data, shard=self._shard, token=token, timeout_s=_INSERT_S)
        return len(data)

    def _note(self, positions: Positions, counters: dict[str, int]) -> None:
        if positions == self._noted:
            return
        self._version += 1
        name, now_us = self._record.name(), time.time_ns() // 1_000
        row = (
            self._record.node,
            name,
            positions.as_json(),
            orjson.dumps(counters),
            self._piece_key,
            now_us,
            self._version,
        )
        self._insert(STATE, [_encode_state(row)])
        before, self._noted = self._noted, positions
        if self._forget and (
            before is None or (before.log, before.bodies_log) != (positions.log, positions.bodies_log)
        ):
            self._forget(positions.log, positions.bodies_log)
