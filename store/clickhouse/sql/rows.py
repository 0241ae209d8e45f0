"""What ClickHouse answers, with the names and types that DuckDB gives the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.analytics.sql.statement import BadSql

if TYPE_CHECKING:
    import pyarrow as pa


class ClickHouseRows:
    def __init__(self, columns: list[str], types: Sequence[object], schema: pa.Schema, answered: bytes) -> None:
        """`answered`: an Arrow stream; `schema`: that of DuckDB's answer. Raises BadSql."""
        self.columns = columns
        self.types = types
        self._schema = schema
        self._answered = answered

    def to_arrow_reader(self, batch_size: int, /) -> pa.RecordBatchReader:
        import pyarrow as pa  # noqa: PLC0415 - 0.1 s

        stream = pa.ipc.open_stream(self._answered)
        if len(stream.schema) != len(self._schema):
            raise BadSql("ClickHouse answers this statement with other columns than DuckDB: name the columns")
        return pa.RecordBatchReader.from_batches(self._schema, self._batches(stream, batch_size))

    def _batches(self, stream: pa.RecordBatchReader, batch_size: int) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa  # noqa: PLC0415

        for batch in stream:
            for start in range(0, batch.num_rows, batch_size):
                part = batch.slice(start, batch_size)
                arrays = [_cast(array, field) for array, field in zip(part.columns, self._schema, strict=True)]
                yield pa.RecordBatch.from_arrays(arrays, schema=self._schema)


def _cast(array: pa.Array, field: pa.Field) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    try:
        if pa.types.is_timestamp(array.type) and pa.types.is_timestamp(field.type):
            array = array.cast(pa.timestamp(array.type.unit, field.type.tz))  # both are UTC
        if pa.types.is_floating(array.type) and pa.types.is_decimal(field.type):
            return array.cast(pa.decimal128(38, field.type.scale), safe=False).cast(field.type)
        return array.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadSql(
            f'ClickHouse has values of another type than DuckDB in the column "{field.name}": cast it to the type that'
            f" it should have"
        ) from None
