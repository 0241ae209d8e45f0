"""The tables of the archive, and their rows in ClickHouse's format RowBinary. Pure.

RowBinary, since bodies are bytes: other formats would have to encode them.
https://clickhouse.com/docs/interfaces/formats/RowBinary
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from store.sqlite.bodies.recipes import append_numbers, read_number

EXCHANGE, SCORE, OTHER = "archive_exchange", "archive_score", "archive_other"
BODY, PIECE, STATE = "archive_body", "archive_piece", "archive_state"

# Types as in the migration, but Bytes for a String that is no text. Timestamps are Unix µs.
_VERSION = {"version": "UInt64", "deleted": "UInt8"}
COLUMNS: dict[str, dict[str, str]] = {
    EXCHANGE: {
        "id": "Int64",
        "project": "Int32",
        "exchange_id": "String",
        "request_id": "String",
        "upstream_id": "String",
        "parent_exchange_id": "String",
        "started_at": "Int64",
        "data": "Bytes",
        **_VERSION,
    },
    SCORE: {"id": "Int64", "project": "Int32", "target": "String", "recorded_at": "Int64", "data": "Bytes", **_VERSION},
    OTHER: {"node": "UInt32", "name": "String", "key": "String", "data": "Bytes", **_VERSION},
    BODY: {
        "node": "UInt32",
        "exchange_id": "String",
        "side": "UInt8",
        "id": "Int64",
        "started_at": "Int64",
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
        "copied_at": "Int64",
        "version": "UInt64",
    },
}
_TYPES = {"Bytes": "String"}  # of ClickHouse
_ONE_BYTE = [bytes((length,)) for length in range(128)]
_FORMATS = {"UInt8": "<B", "Int32": "<i", "UInt32": "<I", "Int64": "<q", "UInt64": "<Q"}


def insert_statement(table: str) -> str:
    """To be followed by rows that `encoder` made."""
    return (
        f"INSERT INTO {table}_row ({', '.join(COLUMNS[table])})"
        " SETTINGS max_partitions_per_insert_block = 0 FORMAT RowBinary"
    )


def state_statement(node: int, before: int) -> str:
    """For a row of STATE, which is stored only where the row before it is: in a database that was emptied since, the
    archive must not seem whole. `before`: its version; 0: there is none."""
    names = ", ".join(COLUMNS[STATE])
    columns = ", ".join(f"{name} {_TYPES.get(kind, kind)}" for name, kind in COLUMNS[STATE].items())
    return (
        f"INSERT INTO {STATE}_row ({names}) SELECT {names.replace('copied_at', 'fromUnixTimestamp64Micro(copied_at)')}"
        f" FROM input('{columns}') WHERE {before} <= (SELECT max(version) FROM {STATE}_row WHERE node = {node})"
        " FORMAT RowBinary"
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


def encoder(table: str) -> Callable[[Sequence[Any]], bytes]:
    """For rows with a value for each of COLUMNS."""
    encoders = [_encoder(kind) for kind in COLUMNS[table].values()]

    def encode(row: Sequence[Any]) -> bytes:
        return b"".join([encode_value(value) for encode_value, value in zip(encoders, row, strict=True)])

    return encode


def decode(kinds: Sequence[str], data: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer in RowBinary with columns of these types."""
    at = 0
    while at < len(data):
        row: list[Any] = []
        for kind in kinds:
            if kind in _FORMATS:
                (value,) = struct.unpack_from(_FORMATS[kind], data, at)
                at += struct.calcsize(_FORMATS[kind])
            else:
                length, at = read_number(data, at)
                value = data[at : at + length]
                at += length
                if kind == "String":
                    value = value.decode()
            row.append(value)
        yield tuple(row)


def _encoder(kind: str) -> Callable[[Any], bytes]:
    if kind in _FORMATS:
        return struct.Struct(_FORMATS[kind]).pack
    if kind == "String":
        return lambda text: _with_length(text.encode())
    return _with_length


def _with_length(data: bytes) -> bytes:
    if len(data) < 128:
        return _ONE_BYTE[len(data)] + data
    length = bytearray()
    append_numbers(length, (len(data),))
    return bytes(length) + data
