"""`Archiver`: copies a node's record to the archive, and follows its changes. Belongs to one thread.

ClickHouse knows how far it came, and is asked again after each failure: what was sent before is sent again, and changes
nothing. While a step is sent, the next one is read. The record is read on connections of its own, at most a few MiB at
a time, so that nothing waits for that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

import orjson
import structlog

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable
from store.clickhouse.archive.body_steps import RecordBodies
from store.clickhouse.archive.positions import Positions, positions_of
from store.clickhouse.archive.record import Record
from store.clickhouse.archive.rows import ArchiveStep
from store.clickhouse.archive.tables import (
    COLUMNS,
    STATE,
    block,
    decode,
    everything_gone,
    insert_statement,
    state_statement,
)
from store.clickhouse.errors import StatementRefused
from store.clickhouse.sending import sent
from store.clickhouse.servers import Servers
from store.settings import DataDir

log = structlog.get_logger()

ASK_EVERY_S = 10.0  # how far the archive is
_INSERT_S = 10.0  # a process that stops waits for the insert that runs
_NOTE_STEPS = 8  # full ones, of 4 MiB, between two notes of the positions
_STATE = f"""
SELECT {", ".join(name for name in COLUMNS[STATE] if name != "copied_at")}
FROM {{table}}
WHERE node = {{{{node:UInt32}}}}
ORDER BY version DESC
LIMIT 1
FORMAT RowBinary"""
_STATE_KINDS = [kind for name, kind in COLUMNS[STATE].items() if name != "copied_at"]

Progress = Callable[[int, int], None]  # rows copied, bodies copied
Forget = Callable[[int, int], object]  # see change_log.forget


class OtherArchive(StoreUnavailable):
    """The archive of this node number is that of another record, or of a newer state of this one."""


class ArchiveState:
    """What the archive says of a node."""

    def __init__(self, servers: Servers, node: int, shard: int | None = None) -> None:
        """`shard`: only this one is asked; the others may be away."""
        text = _STATE.format(table=servers.table(STATE) if shard is None else f"{STATE}_row")
        rows = list(decode(_STATE_KINDS, servers.query_bytes(text, {"node": node}, shard=shard)))
        self.is_there = bool(rows)
        _, self.name, positions, counters, self.piece_key, self.version = (
            rows[0] if rows else (0, "", b"", b"{}", b"", 0)
        )
        self.positions = positions_of(positions) if rows else Positions()
        self.counters: dict[str, int] = orjson.loads(counters)


class ArchiveBacklog(NamedTuple):
    """What is not in the archive yet."""

    changes: int  # of calls and scores
    bodies: int


class Archiver:
    def __init__(
        self,
        servers: Servers,
        data_dir: DataDir,
        shard: int,
        forget: Forget | None = None,
        ask_every_s: float = ASK_EVERY_S,
    ) -> None:
        """The changes of the record are logged. `forget`: is told up to where the log is no longer needed."""
        self._servers = servers
        self._record = Record(data_dir)
        self._bodies = RecordBodies(data_dir, self._record.node)
        self._shard = shard
        self._forget = forget
        self._ask_every_s = ask_every_s
        self._asked_at = float("-inf")
        self._piece_key = self._bodies.piece_key()
        self._version = 0  # of the row of the archive that says the positions
        self._is_known = False  # whether the servers were asked for the positions
        self._positions = Positions()
        self._noted: Positions | None = None

    def count(self) -> int:
        """About how many rows and bodies are not copied yet."""
        self._ask_if_due()
        return self._record.count(self._positions) + self._bodies.count(self._positions)

    def backlog(self) -> ArchiveBacklog | None:
        """As far as is known; None: the servers have said nothing yet. Contacts none."""
        if self._asked_at == float("-inf"):
            return None
        newest_body, _ = self._bodies.newest()
        changes = self._record.changes_after(self._positions)
        return ArchiveBacklog(changes, max(0, newest_body - self._positions.body))

    def copy(self, progress: Progress = lambda rows, bodies: None, keep_on: Callable[[], bool] = lambda: True) -> None:
        """Copy all changes that are there now, while `keep_on`. Raises StoreUnavailable."""
        try:
            self._ask_if_due()
            self._copy(progress, keep_on)
        except (StoreUnavailable, StatementRefused, QueryTooLarge, QueryTooSlow) as error:
            self._is_known = False
            if isinstance(error, StoreUnavailable):
                raise
            raise StoreUnavailable(str(error)) from error

    def close(self) -> None:
        self._record.close()
        self._bodies.close()

    def _copy(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        counters = self._record.counters()
        full_steps = rows = bodies = 0
        for step, of_bodies in sent(self._steps(), self._send, 1):
            count = sum(map(len, step.rows.values()))
            self._positions = step.positions
            rows, bodies = (rows, bodies + count) if of_bodies else (rows + count, bodies)
            progress(rows, bodies)
            goes_on = keep_on()
            full_steps += not step.is_last
            if full_steps == _NOTE_STEPS or not goes_on:
                self._note(self._positions, counters)
                full_steps = 0
            if not goes_on:
                return
        self._note(self._positions, counters)

    def _steps(self) -> Iterator[tuple[ArchiveStep, bool]]:
        """With whether it is one of bodies. They come first, and then rows up to a version from before: a call that is
        in the archive has its bodies there."""
        positions, upto = self._positions, self._record.newest()
        for step in self._bodies.steps(positions):
            positions = step.positions
            yield step, True
        for step in self._record.steps(positions, upto):
            yield step, False

    def _ask_if_due(self) -> None:
        """Also while all goes well: a database that was emptied makes no error. Raises OtherArchive."""
        if self._is_known and time.monotonic() - self._asked_at < self._ask_every_s:
            return
        if self._is_known:
            version = ArchiveState(self._servers, self._record.node, self._shard).version
            self._asked_at = time.monotonic()
            if version == self._version:
                return
            log.warning("archiving_again", reason="ClickHouse has lost rows of this node: its database was emptied")
        self._positions = self._follow(ArchiveState(self._servers, self._record.node))
        self._asked_at, self._is_known = time.monotonic(), True

    def _follow(self, state: ArchiveState) -> Positions:
        """The positions from which to go on. Raises OtherArchive."""
        positions = state.positions
        if state.is_there:
            is_older = positions.log > self._record.newest().seq or positions.bodies_log > self._bodies.newest_change()
            lacks = positions.sample and not self._record.knows(*positions.sample)
            if state.piece_key != self._piece_key or is_older or lacks:
                raise OtherArchive(
                    f"the archive has rows of node {self._record.node} that this record never had: it was restored"
                    " from a backup, or is another node's. Restore the newest record, or get it by gnomon store copy"
                )
        self._version = state.version
        self._noted = positions if state.is_there else None
        gap, bodies_gap = self._record.newest_gap(), self._bodies.newest_gap()
        if state.is_there and (positions.log < gap or positions.bodies_log < bodies_gap):
            return self._begin_again(positions, gap, bodies_gap)
        newest_body, newest_piece = self._bodies.newest()
        return replace(positions, body=min(positions.body, newest_body), piece=min(positions.piece, newest_piece))

    def _begin_again(self, positions: Positions, gap: int, bodies_gap: int) -> Positions:
        """What was deleted while changes were not logged is found by copying all again, on rows marked as deleted."""
        log.info("archiving_again", reason="this node has run without ClickHouse meanwhile")
        for statement in everything_gone(self._record.node, gap, bodies_gap):
            self._servers.command(statement, shard=self._shard)
        return replace(positions, tables={}, log=gap, bodies_log=bodies_gap, body=0, piece=0)

    def _insert(self, statement: str, name: str, data: bytes) -> None:
        token = f"{self._record.node}:{name}:{blake2b(data, digest_size=16).hexdigest()}"
        self._servers.insert_rows(statement, data, shard=self._shard, token=token, timeout_s=_INSERT_S)

    def _note(self, positions: Positions, counters: dict[str, int]) -> None:
        if positions == self._noted:
            return
        node, name, now_us = self._record.node, self._record.name(), time.time_ns() // 1_000
        before, version = self._version, self._version + 1
        values = (node, name, positions.as_json(), orjson.dumps(counters), self._piece_key, now_us, version)
        self._insert(state_statement(node, before), f"{STATE}:{before}", block(STATE, [values]))
        noted, self._noted, self._version = self._noted, positions, version
        if self._forget and (noted is None or (noted.log, noted.bodies_log) != (positions.log, positions.bodies_log)):
            self._forget(positions.log, positions.bodies_log)

    # On another thread

    def _send(self, step: tuple[ArchiveStep, bool]) -> None:
        for table, rows in step[0].rows.items():
            if rows:
                self._insert(insert_statement(table), table, block(table, rows))
