"""The rows of a result as bytes: JSON, CSV or Arrow."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import orjson

if TYPE_CHECKING:
    import pyarrow as pa

_STEP = 1_000  # rows converted at a time, so that other threads get their turn between
_OUT_OF_RANGE = "a date or time is outside the years 1 to 9999: convert it to text with ::VARCHAR"
# What a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection), unless it is a number.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_IN_64_BITS = range(-(2**63), 2**64)


class AnswerTooLarge(Exception):
    """The result has more bytes than an answer may have."""


class NotRepresentable(Exception):
    """The result has a value that the format cannot represent."""


class Rows(Protocol):
    """As DuckDB's relations have them."""

    @property
    def columns(self) -> list[str]: ...

    @property
    def types(self) -> Sequence[object]: ...

    def to_arrow_reader(self, batch_size: int, /) -> pa.RecordBatchReader: ...


class Format(Protocol):
    def __call__(self, relation: Rows, limit: int, max_bytes: int) -> tuple[bytes, bool]:
        """The first `limit` rows, and whether there are more. Raises AnswerTooLarge and NotRepresentable."""


def as_json(relation: Rows, limit: int, max_bytes: int) -> tuple[bytes, bool]:
    """{"columns": [{"name", "type"}], "rows": [[…]], "truncated"}. Timestamps are ISO 8601 in
    UTC; integers of more than 64 bits are texts; NaN and Infinity are null."""
    columns = [{"name": name, "type": str(kind)} for name, kind in zip(relation.columns, relation.types, strict=True)]
    chunks: list[bytes] = []
    truncated, size = False, 0
    for batch, more in _batches(relation, limit):
        truncated = more
        chunks.append(orjson.dumps(_rows(batch))[1:-1])
        size += _checked(len(chunks[-1]), size, max_bytes)
    head = orjson.dumps({"columns": columns, "truncated": truncated})[:-1]
    return b'%b,"rows":[%b]}' % (head, b",".join(chunk for chunk in chunks if chunk)), truncated


def as_csv(relation: Rows, limit: int, max_bytes: int) -> tuple[bytes, bool]:
    """With a header line; NULL is empty; lists and structs are JSON. A text that spreadsheets would run as a formula
    has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_cell(name) for name in relation.columns])
    truncated = False
    for batch, more in _batches(relation, limit):
        truncated = more
        writer.writerows([[_cell(value) for value in row] for row in _rows(batch)])
        _checked(0, text.tell(), max_bytes)
    return text.getvalue().encode(), truncated


def as_arrow(relation: Rows, limit: int, max_bytes: int) -> tuple[bytes, bool]:
    """An Arrow IPC stream."""
    import pyarrow as pa

    reader = relation.to_arrow_reader(_STEP)
    sink = io.BytesIO()
    truncated = False
    with pa.ipc.new_stream(sink, reader.schema) as writer:
        for batch, more in _cut(reader, limit):
            truncated = more
            writer.write_batch(batch)
            _checked(0, sink.tell(), max_bytes)
    return sink.getvalue(), truncated


def _batches(relation: Rows, limit: int) -> Iterator[tuple[pa.RecordBatch, bool]]:
    return _cut(relation.to_arrow_reader(_STEP), limit)


def _cut(reader: pa.RecordBatchReader, limit: int) -> Iterator[tuple[pa.RecordBatch, bool]]:
    """Batches with `limit` rows in all, each with whether the result has more rows than that."""
    for batch in reader:
        more = batch.num_rows > limit
        yield batch.slice(0, limit), more
        if more:
            return
        limit -= batch.num_rows


def _rows(batch: pa.RecordBatch) -> list[list[Any]]:
    columns = [[_plain(value) for value in _values(column)] for column in batch.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _values(column: pa.Array) -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):  # Python has no nanoseconds
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError) as error:  # years that Python does not have, or nanoseconds inside lists
        if pa.types.is_nested(column.type):
            raise NotRepresentable(_OUT_OF_RANGE) from error
        values = column.cast(pa.string()).to_pylist()
    return values


def _checked(more: int, size: int, max_bytes: int) -> int:
    if size + more > max_bytes:
        raise AnswerTooLarge
    return more


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


def _plain(value: Any) -> Any:  # noqa: PLR0911  a table of types
    """The value in a form that JSON can represent."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if value in _IN_64_BITS else str(value)
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat() + "Z"
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Decimal():
            return _plain(
                int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
            )
        case bytes() | bytearray():
            return value.hex()
        case UUID():
            return str(value)
        case dict():
            return {_key(name): _plain(item) for name, item in value.items()}
        case Sequence():
            return [_plain(item) for item in value]
    return str(value)


def _key(name: Any) -> str:
    plain = _plain(name)
    return plain if isinstance(plain, str) else orjson.dumps(plain).decode()
