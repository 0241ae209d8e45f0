"""Changes of a record → rows for ClickHouse's tables. Pure.

Rows that changed and rows that were deleted are both inserted, with the version of the step: the newest version of a
row counts, in whatever order the inserts arrive and however often. This holds because no change touches what a table is
sorted by: `project` and `started_at` of an exchange, `project`, `name` and `recorded_at` of a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from store.analytics.replica.schema import OF_EXCHANGE, REQUEST_COLUMNS, SCORE_COLUMNS
from store.analytics.replica.source import Changes, Rows

_TYPES = {  # of DuckDB → of the JSON
    "VARCHAR": "Nullable(String)",
    "BIGINT": "Nullable(Int64)",
    "INTEGER": "Nullable(Int64)",
    "DOUBLE": "Nullable(Float64)",
    "BOOLEAN": "Nullable(Bool)",
    "TIMESTAMP": "Nullable(Int64)",  # Unix µs: making a text of it would cost more than the whole rest of a row
    "MAP": "Map(String, String)",
}
# One block for all rows: the server numbers the blocks of a token. Calls of any number of months may come together.
_SETTINGS = "input_format_parallel_parsing = 0, max_insert_threads = 1, max_partitions_per_insert_block = 0"
_CAPITALS_FIRST = 1 << 62  # of the same name of a property, the version with capitals wins, from whatever node

_PROPERTIES = {"properties": "MAP"}
_REQUEST_ROW = REQUEST_COLUMNS | _PROPERTIES
_SCORE_ROW = SCORE_COLUMNS | OF_EXCHANGE | _PROPERTIES
_GONE_REQUEST = {name: REQUEST_COLUMNS[name] for name in ("id", "project", "started_at")}
_GONE_SCORE = {name: SCORE_COLUMNS[name] for name in ("id", "project", "name", "recorded_at")}
_KEY_ROW = {"project": "INTEGER", "name_folded": "VARCHAR", "name": "VARCHAR", "version": "BIGINT"}

_EXCHANGE_ID = list(REQUEST_COLUMNS).index("exchange_id")
_SCORE_ID, _OF_REQUEST = (list(SCORE_COLUMNS).index(name) for name in ("score_id", "request"))
_features_of = itemgetter(*(list(REQUEST_COLUMNS).index(name) for name in OF_EXCHANGE))
_NO_PROPERTIES: Mapping[str, str] = {}
_NO_FEATURES = (*(None for _ in OF_EXCHANGE), _NO_PROPERTIES)
_NO_CONSTANTS: Mapping[str, int] = {}

Properties = Mapping[int, Mapping[str, str]]  # row id of a request → case-folded name → value


class KnownRow(NamedTuple):
    """A row by which a record is recognised."""

    row_id: int
    uuid: str  # of the exchange or the score


class Insert(NamedTuple):
    statement: str
    rows: bytes
    token: str  # equal for equal rows of the same step, and for no others


def inserts(changes: Changes, key_names: Mapping[int, str], node: str) -> Iterator[Insert]:
    """`key_names`: `property_key.id` → case-folded name. `node`: its uuid. The changes have all features."""
    properties = _properties(changes, key_names)
    version = changes.upto
    step = f"{node}:{version}"
    row_of: dict[str, Any] = {"version": version, "deleted": 0}
    gone: dict[str, Any] = {"version": version, "deleted": 1}
    yield from _insert(step, "property_key_row", _KEY_ROW, _keys(changes))
    yield from _insert(step, "request_row", _REQUEST_ROW, _requests(changes, properties), row_of)
    yield from _insert(step, "score_row", _SCORE_ROW, _scores(changes, properties), row_of)
    # Rows that were deleted before the record joined a node were never copied, and their tombstones have no key.
    requests = [row[:3] for row in changes.gone_requests if row[1] is not None]
    yield from _insert(step, "request_row", _GONE_REQUEST, requests, gone)
    scores = [row for row in changes.gone_scores if row[1] is not None]
    yield from _insert(step, "score_row", _GONE_SCORE, scores, gone)


def newest_row(changes: Changes) -> KnownRow | None:
    """The newest row; None: there are only deletions."""
    requests = (KnownRow(row[0], row[_EXCHANGE_ID]) for row in changes.requests)
    scores = (KnownRow(row[0], row[_SCORE_ID]) for row in changes.scores)
    return max(chain(requests, scores), default=None)


def _insert(
    step: str,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Any],
    constants: Mapping[str, int] = _NO_CONSTANTS,
) -> Iterator[Insert]:
    """At most one: none without rows."""
    lines = b"\n".join(map(orjson.dumps, rows))
    if lines:
        digest = blake2b(lines, digest_size=16).hexdigest()
        kind = "gone" if constants.get("deleted") else "rows"
        yield Insert(_statement(table, columns, constants), lines, f"{step}:{table}:{kind}:{digest}")


def _statement(table: str, columns: Mapping[str, str], constants: Mapping[str, int]) -> str:
    values = (f"fromUnixTimestamp64Micro({name})" if kind == "TIMESTAMP" else name for name, kind in columns.items())
    structure = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in columns.items())
    return f"""\
INSERT INTO {table} ({", ".join((*columns, *constants))})
SETTINGS {_SETTINGS}
SELECT {", ".join((*values, *map(str, constants.values())))}
FROM input('{structure}')
FORMAT JSONCompactEachRow"""


def _properties(changes: Changes, key_names: Mapping[int, str]) -> Properties:
    assert changes.features is not None
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for request, _, key, value in changes.properties:
        found[request][key_names[key]] = value
    for request, key, value in changes.features.properties:
        found[request][key_names[key]] = value
    return {**found}


def _keys(changes: Changes) -> Rows:
    return [
        (project, name_folded, name, changes.upto | (0 if name.islower() else _CAPITALS_FIRST))
        for _, project, name_folded, name in changes.keys
    ]


def _requests(changes: Changes, properties: Properties) -> Iterator[tuple[Any, ...]]:
    return ((*row, properties.get(row[0], _NO_PROPERTIES)) for row in changes.requests)


def _scores(changes: Changes, properties: Properties) -> Iterator[tuple[Any, ...]]:
    """With what they repeat of their requests."""
    if not changes.scores:
        return
    assert changes.features is not None
    features = {row_id: values for row_id, *values in changes.features.rows}
    features |= {row[0]: _features_of(row) for row in changes.requests}
    for row in changes.scores:
        request = row[_OF_REQUEST]
        if request in features:
            yield *row, *features[request], properties.get(request, _NO_PROPERTIES)
        else:
            yield *row, *_NO_FEATURES
