"""`:start` and `:end` in a statement: the time range that is sent with it, bound as parameters. Pure.

DuckDB writes parameters as `$start`, which is as long: the positions in its error messages stay right.
"""

from __future__ import annotations

import re
from datetime import datetime

import duckdb

from store.timestamps import from_us

_BOUND = re.compile(rb":(start|end)\b", re.IGNORECASE)
_FROM, _TO = datetime(1, 1, 1), datetime(9999, 12, 31)  # without a bound

BoundsUs = tuple[int | None, int | None]  # start and end of the range


def with_parameters(sql: str) -> str:
    """The statement with `$start` for `:start` and `$end` for `:end`, except in texts, comments and quoted names."""
    written = sql.encode()
    parts, done = [], 0
    for offset, kind in duckdb.tokenize(sql):  # in bytes
        found = _BOUND.match(written, offset) if kind == duckdb.token_type.operator else None
        if found and written[offset - 1 : offset] != b":":  # not the cast x::start
            parts += [written[done:offset], b"$", found[1].lower()]
            done = found.end()
    return b"".join([*parts, written[done:]]).decode()


def parameters(bounds: BoundsUs) -> dict[str, datetime]:
    """Their values, in UTC like all timestamps of the tables."""
    start_us, end_us = bounds
    return {
        "start": _FROM if start_us is None else from_us(start_us),
        "end": _TO if end_us is None else from_us(end_us),
    }
