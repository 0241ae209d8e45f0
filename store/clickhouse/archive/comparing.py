"""Counts and checksums of a record and of its archive, by table and day: equal if every row is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from hashlib import md5
from typing import Any, NamedTuple

from store.clickhouse.archive.body_steps import RecordBodies
from store.clickhouse.archive.pages import NodeRows
from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.record import Record
from store.clickhouse.archive.rows import ArchiveStep
from store.clickhouse.archive.tables import BODY, COLUMNS, EXCHANGE, OTHER, PIECE, SCORE
from store.clickhouse.servers import Servers
from store.settings import DataDir

_SUM_S = 7_200.0  # it reads all bodies of the node
_DAY_US = 86_400_000_000
_TIMES = {EXCHANGE: "started_at", SCORE: "recorded_at", BODY: "started_at"}
_WITH_DAYS = {table.removeprefix("archive_") for table in _TIMES}
# What is compared of a row, as SQL and as Python.
_CONTENT = {
    BODY: (
        "concat(toString(id), ' ', exchange_id, ' ', toString(side), ' ', toString(codec), ' ', data)",
        ("id", "exchange_id", "side", "codec", "data"),
    ),
    PIECE: (
        "concat(toString(id), ' ', toString(project), ' ', digest, ' ', toString(codec), ' ', data)",
        ("id", "project", "digest", "codec", "data"),
    ),
}
_DATA = ("data", ("data",))


class RowGroup(NamedTuple):
    table: str  # of the record
    day: int  # since 1970-01-01; 0 where rows have no time


class Sums(NamedTuple):
    rows: int
    checksum: int  # sum of 64 bits of the MD5 of each row


def sums_of_record(data_dir: DataDir, progress: Callable[[int], None]) -> dict[RowGroup, Sums]:
    """`progress`: is told how many rows were read."""
    sums: dict[RowGroup, Sums] = {}
    with closing(Record(data_dir)) as record, closing(RecordBodies(data_dir, record.node)) as bodies:
        everything = Positions(log=record.newest().seq, bodies_log=bodies.newest_change())
        done = 0
        for steps in (record.steps(everything, record.newest()), bodies.steps(everything)):
            for step in steps:
                done += _add(sums, step)
                progress(done)
    return sums


def sums_of_archive(servers: Servers, node: int) -> dict[RowGroup, Sums]:
    """Raises StoreUnavailable."""
    rows = NodeRows(servers, node)
    sums: dict[RowGroup, Sums] = {}
    for table in (EXCHANGE, SCORE, OTHER, BODY, PIECE):
        name = "name" if table == OTHER else f"'{table.removeprefix('archive_')}'"
        time = _TIMES.get(table)
        day = f"floor(toUnixTimestamp64Micro({time}) / {_DAY_US})" if time else "0"
        content = _CONTENT.get(table, _DATA)[0]
        found = rows.ask(
            f"SELECT {name}::String, toInt64({day}) AS day, count(),"
            f" sum(reinterpretAsUInt64(substring(MD5({content}), 1, 8)))"
            f" FROM {rows.source(table)} GROUP BY ALL",
            ["String", "Int64", "UInt64", "UInt64"],
            timeout_s=_SUM_S,
        )
        sums |= {RowGroup(of, on): Sums(count, checksum) for of, on, count, checksum in found}
    return sums


def differences(record: dict[RowGroup, Sums], archive: dict[RowGroup, Sums]) -> list[str]:
    """A sentence for each table and day that is not equal."""
    found = []
    for group in sorted(record.keys() | archive.keys()):
        here, there = record.get(group, Sums(0, 0)), archive.get(group, Sums(0, 0))
        if here != there:
            of_day = f" of {_date(group.day)}" if group.table in _WITH_DAYS else ""
            same = "with other content there" if here.rows == there.rows else f"{there.rows:,} in the archive"
            found.append(f"{group.table}{of_day}: {here.rows:,} rows in the record, {same}")
    return found


def _add(sums: dict[RowGroup, Sums], step: ArchiveStep) -> int:
    count = 0
    for table, rows in step.rows.items():
        names = [*COLUMNS[table]]
        for values in rows:
            row = dict(zip(names, values, strict=True))
            if not row["deleted"]:
                _add_row(sums, table, row)
                count += 1
    return count


def _add_row(sums: dict[RowGroup, Sums], table: str, row: dict[str, Any]) -> None:
    of = row["name"] if table == OTHER else table.removeprefix("archive_")
    day = row[_TIMES[table]] // _DAY_US if table in _TIMES else 0
    content = b" ".join(_bytes(row[name]) for name in _CONTENT.get(table, _DATA)[1])
    digest = int.from_bytes(md5(content, usedforsecurity=False).digest()[:8], "little")
    before = sums.get(RowGroup(of, day), Sums(0, 0))
    sums[RowGroup(of, day)] = Sums(before.rows + 1, before.checksum + digest & (1 << 64) - 1)


def _bytes(value: bytes | str | int) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _date(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(day)).isoformat()
