"""What exists once: the owner's rows of it, in ClickHouse and in the record of every node.

The owner inserts what it has changed before it acknowledges the change; the others read it each second. A new owner
first has all that the one before has acknowledged. What one has changed and not acknowledged, it takes back once it is
no longer the owner.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager

import structlog

from store.base import SharedRow, SharedRows, StoreUnavailable
from store.clickhouse.nodes.coordination import WRITTEN, insert, read
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.servers import Servers

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
_OVERLAP_US = 30_000_000  # rows of an owner before may become visible late
_LEDGER = "evaluator_ledger"  # changes with each reservation, and nobody has to read it again
_INSERTED_MOST = 5_000  # rows at once
_READ_MOST = 20_000  # rows at once, and as many more as the last insert of them has
_APPLIED_MOST = 500  # rows at once: other writes get their turn in between

_INSERT = f"""\
INSERT INTO shared_row (name, key, content, version) {WRITTEN}
WITH now64(6, 'UTC') AS now
SELECT name, key, content, greatest(toUInt64(toUnixTimestamp64Micro(now)), after + 1)
FROM input('name String, key String, content Nullable(String), after UInt64, fence_us Int64')
WHERE now < fromUnixTimestamp64Micro(fence_us, 'UTC')
FORMAT JSONCompactEachRow"""
# All versions: to find the newest one of each row, FINAL would read the whole table, each second on each node.
_READ = """
SELECT groupArray((name, key, content, version)) FROM (
    SELECT name, key, content, version FROM shared_row WHERE version > {after:UInt64}
    ORDER BY version LIMIT {most:UInt64} WITH TIES)"""

Told = Callable[[], Awaitable[None]]


class SharedState:
    """Belongs to an event loop."""

    def __init__(self, servers: Servers, owner: Owner, record: SharedRows) -> None:
        self._servers = servers
        self._owner = owner
        self._record = record
        self._rows: dict[tuple[str, str], SharedRow] = {}  # as ClickHouse has them
        self._version = 0  # up to which they were read
        self._term: int | None = None  # as the owner, for which this node is ready
        self._changing = asyncio.Lock()
        self._on_applied: Told | None = None
        self._on_taken_over: Told | None = None

    async def tell(self, on_applied: Told, on_taken_over: Told) -> None:
        """Call the first one now, and whenever rows of another node were stored; the second one whenever this node has
        become the owner."""
        self._on_applied, self._on_taken_over = on_applied, on_taken_over
        await on_applied()
        if self.is_here:
            await on_taken_over()

    @property
    def is_here(self) -> bool:
        """Whether this node is the owner, and has all that the one before has acknowledged."""
        return self._term is not None and self._term == self._owner.term

    async def confirm(self) -> None:
        """Return once ClickHouse has all that was changed on this node, the owner.

        Raises StoreUnavailable: it may take effect later, or be taken back.
        """
        async with self._changing:
            rows, upto = await self._record.changed()
            if not rows:
                return
            if self._owner.fence_us is not None and self.is_here:
                await self._insert(rows)
                await self._read_new()
            if not self.is_here:  # before the lease ended, the insert was in time
                raise StoreUnavailable("this node is no longer the owner of what exists once")
            await self._record.forget(upto)

    async def catch_up(self) -> None:
        """Store what the owner has acknowledged by now. Raises StoreUnavailable."""
        async with self._changing:
            await self._catch_up()

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._look_forever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _look_forever(self) -> None:
        while True:
            try:
                await self.look()
            except StoreUnavailable as error:
                log.warning("shared_rows_not_read", error=str(error))
            except Exception:
                log.exception("shared_rows_not_read")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Confirm what was changed here, or store what was changed elsewhere. Raises StoreUnavailable."""
        if self.is_here:
            await self.confirm()
            return
        async with self._changing:
            term = self._owner.term
            await self._record.log(on=False)
            await self._catch_up()
            await self._take_back()
            if term is not None:
                await self._take_over(term)

    async def _take_over(self, term: int) -> None:
        """A new owner brings what only its record has: what it had before it joined, and its settings."""
        await self._record.log(on=True)
        await self._insert([row for row in await self._record.all() if (row.name, row.key) not in self._rows])
        if self._owner.fence_us is None:
            return
        self._term = term
        if self._on_taken_over is not None:
            await self._on_taken_over()

    async def _insert(self, rows: Sequence[SharedRow]) -> None:
        """As far as this node is still the owner; see `confirm`. Raises StoreUnavailable."""
        for some in _parts(rows, _INSERTED_MOST):
            fence_us = self._owner.fence_us
            if fence_us is None:
                return
            values = [(*row, self._version, fence_us) for row in some]
            await asyncio.to_thread(insert, self._servers, _INSERT, values)

    async def _catch_up(self) -> None:
        await self._apply(await self._read_new())

    async def _read_new(self) -> list[SharedRow]:
        newest, self._version = await asyncio.to_thread(self._read, max(0, self._version - _OVERLAP_US), self._version)
        new = [row for row in newest if self._rows.get((row.name, row.key)) != row]
        self._rows |= {(row.name, row.key): row for row in new}
        return new

    async def _take_back(self) -> None:
        """Changes that were not acknowledged give way to what the installation has."""
        rows, upto = await self._record.changed()
        if rows:
            log.warning("unconfirmed_changes_taken_back", rows=len(rows))
            await self._apply([self._rows.get((row.name, row.key), row._replace(content=None)) for row in rows])
            await self._record.forget(upto)

    async def _apply(self, rows: Sequence[SharedRow]) -> None:
        if rows:
            for some in _parts(rows, _APPLIED_MOST):
                await self._record.apply(some)
            if self._on_applied is not None and any(row.name != _LEDGER for row in rows):
                await self._on_applied()

    def _read(self, after: int, version: int) -> tuple[list[SharedRow], int]:
        """The newest version of each row that is newer than `after`, and the newest of all, `version` included."""
        newest: dict[tuple[str, str], SharedRow] = {}
        while True:
            (rows,) = read(self._servers, _READ, {"after": after, "most": _READ_MOST}, all_versions=True)
            rows = sorted(rows, key=lambda row: row[-1])
            newest |= {(name, key): SharedRow(name, key, content) for name, key, content, _ in rows}
            after = rows[-1][-1] if rows else after
            if len(rows) < _READ_MOST:
                return [*newest.values()], max(after, version)


def _parts(rows: Sequence[SharedRow], most: int) -> Iterator[Sequence[SharedRow]]:
    return (rows[first : first + most] for first in range(0, len(rows), most))
