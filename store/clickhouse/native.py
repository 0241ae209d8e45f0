"""ClickHouse's format Native as arrays, without a Python object for each value.

A block has the number of its columns and rows, and of each column its name, its type, and the values of all rows: of
numbers their little-endian bytes, of texts their lengths and bytes. A column that may have NULLs has a byte for each
row before them, 1 for NULL. Source: https://clickhouse.com/docs/interfaces/formats/Native
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_DTYPES = {
    **{f"{sign}Int{bits}": f"<{sign.lower() or 'i'}{bits // 8}" for sign in ("", "U") for bits in (8, 16, 32, 64)},
    "Float32": "<f4",
    "Float64": "<f8",
    "Bool": "?",
}
_CONTINUES = 0x80  # in a byte of a number: another one follows


class OtherType(ValueError):
    """A column has a type that is not read here; the message is the type."""


def read_native(answer: bytes) -> dict[str, NDArray[Any]]:
    """Arrays by column name; a column with NULLs is a masked array. Empty: the answer has no block, which says nothing
    of its columns. Raises OtherType."""
    blocks: dict[str, list[NDArray[Any]]] = {}
    reader = _Reader(answer)
    while not reader.is_at_end:
        columns, rows = reader.number(), reader.number()
        for _ in range(columns):
            name, kind = reader.text(), reader.text()
            blocks.setdefault(name, []).append(reader.column(kind, rows))
    return {name: _joined(parts) for name, parts in blocks.items()}


def nothing(kind: str) -> NDArray[Any]:
    """A column of that type without rows."""
    return np.ma.getdata(_Reader(b"").column(kind, 0))


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    values = np.concatenate([np.ma.getdata(part) for part in parts])
    mask = np.concatenate([np.ma.getmaskarray(part) for part in parts])
    return np.ma.masked_array(values, mask) if mask.any() else values


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._data)

    def number(self) -> int:
        """Seven bits in each byte, the lowest first (LEB128)."""
        value = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & ~_CONTINUES) << shift
            if not byte & _CONTINUES:
                return value
            shift += 7

    def text(self) -> str:
        size = self.number()
        self._at += size
        return self._data[self._at - size : self._at].decode("utf-8", "surrogateescape")

    def column(self, kind: str, rows: int) -> NDArray[Any]:
        if kind.startswith("Nullable("):
            mask = self._array("?", rows)
            return np.ma.masked_array(self.column(kind.removeprefix("Nullable(").removesuffix(")"), rows), mask)
        if kind == "String":
            texts = np.empty(rows, object)
            texts[:] = [self.text() for _ in range(rows)]
            return texts
        if kind not in _DTYPES:
            raise OtherType(kind)
        return self._array(_DTYPES[kind], rows)

    def _array(self, dtype: str, rows: int) -> NDArray[Any]:
        array = np.frombuffer(self._data, dtype, rows, self._at)
        self._at += array.nbytes
        return array
