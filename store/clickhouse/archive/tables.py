"""The tables of the archive, and their rows in ClickHouse's formats Native and RowBinary. Pure.

These formats pass the bytes of bodies through; others would have to encode them. Rows are written in Native, column by
column: most values then cost no call of a function of their own. They are read in RowBinary, since that may be cut
anywhere between rows.
https://clickhouse.com/docs/interfaces/formats/Native, https://clickhouse.com/docs/interfaces/formats/RowBinary
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from store.sqlite.bodies.recipes import append_numbers, read_number

EXCHANGE, SCORE, OTHER = "archive_exchange", "archive_score", "archive_other"
BODY, PIECE, STATE = "archive_body", "archive_piece", "archive_state"

# Types as in the migration, but Bytes for a String that is no text, and Time for timestamps, which are Unix µs here.
_VERSION = {"version": "UInt64", "deleted": "UInt8"}
COLUMNS: dict[str, dict[str, str]] = {
    EXCHANGE: {
        "id": "Int64",
        "project": "Int32",
        "exchange_id": "String",
        "request_id": "String",
        "upstream_id": "String",
        "parent_exchange_id": "String",
        "started_at": "Time",
        "data": "Bytes",
        **_VERSION,
    },
    SCORE: {"id": "Int64", "project": "Int32", "target": "String", "recorded_at": "Time", "data": "Bytes", **_VERSION},
    OTHER: {"node": "UInt32", "name": "String", "key": "String", "data": "Bytes", **_VERSION},
    BODY: {
        "node": "UInt32",
        "exchange_id": "String",
        "side": "UInt8",
        "id": "Int64",
        "started_at": "Time",
        "codec": "UInt8",
        "data": "Bytes",
        **_VERSION,
    },
    PIECE: {
        "node": "UInt32",
        "id": "Int64",
        "project": "Int32",
        "digest": "Bytes",
        "codec": "UInt8",
        "data": "Bytes",
        **_VERSION,
    },
    STATE: {
        "node": "UInt32",
        "name": "String",
        "positions": "Bytes",
        "counters": "Bytes",
        "piece_key": "Bytes",
        "copied_at": "Time",
        "version": "UInt64",
    },
}
_TYPES = {"Bytes": "String", "Time": "DateTime64(6, 'UTC')"}  # of ClickHouse
_ONE_BYTE = [bytes((length,)) for length in range(128)]
_FORMATS = {"UInt8": "B", "Int32": "i", "UInt32": "I", "Int64": "q", "Time": "q", "UInt64": "Q"}

Row = tuple[Any, ...]  # with a value for each of COLUMNS


def insert_statement(table: str) -> str:
    """To be followed by a `block`."""
    return (
        f"INSERT INTO {table}_row ({', '.join(COLUMNS[table])})"
        " SETTINGS max_partitions_per_insert_block = 0 FORMAT Native"
    )


def state_statement(node: int, before: int) -> str:
    """For a row of STATE, which is stored only where the row before it is: in a database that was emptied since, the
    archive must not seem whole. `before`: its version; 0: there is none."""
    names = ", ".join(COLUMNS[STATE])
    columns = ", ".join(f"{name} {_type(kind)}" for name, kind in COLUMNS[STATE].items()).replace("'", "\\'")
    return (
        f"INSERT INTO {STATE}_row ({names}) SELECT {names}"
        f" FROM input('{columns}') WHERE {before} <= (SELECT max(version) FROM {STATE}_row WHERE node = {node})"
        " FORMAT Native"
    )


def everything_gone(node: int, seq: int, bodies_seq: int) -> Iterator[str]:
    """Statements that mark as deleted what the archive has of tables without versions. `seq`, `bodies_seq`: of gaps in
    the logs of changes; rows from before them have lower versions, and rows that are copied again have higher ones."""
    ends = {
        OTHER: f"{seq}, 1 FROM {OTHER}_row WHERE node = {node} AND name <> 'tombstone'",  # these have versions
        BODY: f"{2 * bodies_seq}, 1 FROM {BODY}_row WHERE node = {node}",
        PIECE: f"{2 * bodies_seq}, 1 FROM {PIECE}_row WHERE node = {node}",
    }
    for table, end in ends.items():
        values = ["''" if kind == "Bytes" else name for name, kind in COLUMNS[table].items() if name not in _VERSION]
        yield (
            f"INSERT INTO {table}_row ({', '.join(COLUMNS[table])})"
            f" SETTINGS max_partitions_per_insert_block = 0 SELECT DISTINCT {', '.join(values)}, {end}"
        )


def block(table: str, rows: Sequence[Row]) -> bytes:
    """The rows in Native; at least one."""
    columns = COLUMNS[table]
    parts = [_number(len(columns)), _number(len(rows))]
    for (name, kind), values in zip(columns.items(), zip(*rows, strict=True), strict=True):
        parts += (_with_length(name.encode()), _with_length(_type(kind).encode()), _column(kind, values))
    return b"".join(parts)


def decode(kinds: Sequence[str], data: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer in RowBinary with columns of these types."""
    at = 0
    while at < len(data):
        row: list[Any] = []
        for kind in kinds:
            if kind in _FORMATS:
                (value,) = struct.unpack_from(f"<{_FORMATS[kind]}", data, at)
                at += struct.calcsize(f"<{_FORMATS[kind]}")
            else:
                length, at = read_number(data, at)
                value = data[at : at + length]
                at += length
                if kind == "String":
                    value = value.decode()
            row.append(value)
        yield tuple(row)


def _column(kind: str, values: Sequence[Any]) -> bytes:
    if kind in _FORMATS:
        return struct.pack(f"<{len(values)}{_FORMATS[kind]}", *values)
    texts = [text.encode() for text in values] if kind == "String" else values
    return b"".join(chain.from_iterable(zip(map(_number, map(len, texts)), texts, strict=True)))


def _with_length(data: bytes) -> bytes:
    return _number(len(data)) + data


def _number(number: int) -> bytes:
    if number < 128:
        return _ONE_BYTE[number]
    if number < 1 << 14:  # the length of most rows
        return bytes((number & 127 | 128, number >> 7))
    data = bytearray()
    append_numbers(data, (number,))
    return bytes(data)


def _type(kind: str) -> str:
    return _TYPES.get(kind, kind)
