"""Reads what changed in the record since a version, as plain rows in the order of the replica's columns:
making values of our own types would take ten times as long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from store.analytics.replica.schema import OF_EXCHANGE, PROPERTY_KEY_COLUMNS, REQUEST_COLUMNS, SCORE_COLUMNS
from store.settings import DataDir
from store.sqlite.files import read_only_uri

Rows = list[tuple[Any, ...]]

# Indexes in a row of _REQUESTS, which begins with the number of its request's exchanges: 1, or 2 for several
_ID, _PROJECT, _REQUEST_ID, _IS_LAST = (
    1 + list(REQUEST_COLUMNS).index(name) for name in ("id", "project", "request_id", "is_last")
)
_OF_REQUEST = list(SCORE_COLUMNS).index("request")  # … and in a row of _SCORES

_CACHE_KIB = 2 << 10
_FEW = 50  # scores, whose features are read here
_FETCH = 1_000  # rows at a time: making tuples keeps other threads waiting
_SUMMED = (
    "prompt_tokens",
    "completion_tokens",
    "prompt_cache_read_tokens",
    "prompt_cache_write_tokens",
    "reasoning_tokens",
    "prompt_audio_tokens",
    "completion_audio_tokens",
    "prompt_image_tokens",
    "completion_image_tokens",
    "web_searches",
    "cost_usd",
    "tool_cost_usd",
)
_EXPRESSIONS = {  # of columns that the record has under another name, or not at all
    "started_at": "exchange.started_at_us",
    "model": "coalesce(nullif(model_override, ''), nullif(model_answered, ''), nullif(model_asked, ''))",
    # Most requests have one exchange, which the index alone shows. Of the others, no more than two are counted.
    "request": """\
(
    SELECT iif(
        count(*) < 2,
        min(id),
        (
            SELECT id
            FROM exchange AS last
            WHERE last.project = score.project AND last.request_id = score.request_id AND last.conflict = 0
            ORDER BY last.started_at_us DESC, last.exchange_id DESC
            LIMIT 1
        )
    )
    FROM (
        SELECT id
        FROM exchange AS attempt
        WHERE attempt.project = score.project AND attempt.request_id = score.request_id
        LIMIT 2
    )
)""",
    "scored_at": "score.scored_at_us",
    "recorded_at": "score.recorded_at_us",
    "superseded_at": "score.superseded_at_us",
    "key": "property_key.id",
}


def _columns(table: str, columns: Sequence[str]) -> str:
    return ", ".join(_EXPRESSIONS.get(name, f"{table}.{name}") for name in columns)


# A row's version is its id until it changes for the first time; the index has only rows where it is not.
_NEW = "{table}.id > ?1 AND {table}.id <= ?2 AND {table}.version = {table}.id"
_CHANGED = "{table}.version > ?1 AND {table}.version <= ?2 AND {table}.version <> {table}.id"


def _new_and_changed(select: str, table: str) -> str:
    """The statement for the new rows of a range of versions, then for the changed ones."""
    return "\nUNION ALL\n".join(f"{select}\nWHERE {which.format(table=table)}" for which in (_NEW, _CHANGED))


_REQUESTS = _new_and_changed(
    f"""\
SELECT
    (
        SELECT count(*)
        FROM (
            SELECT 1
            FROM exchange AS attempt
            WHERE attempt.project = exchange.project AND attempt.request_id = exchange.request_id
            LIMIT 2
        )
    ) AS attempts,
    {_columns("exchange", tuple(REQUEST_COLUMNS))}
FROM exchange""",
    "exchange",
)
_PROPERTIES = _new_and_changed(
    """\
SELECT property.exchange, exchange.project, property.key, property.value
FROM exchange
JOIN property ON property.exchange = exchange.id""",
    "exchange",
)
_KEYS = f"""\
SELECT {_columns("property_key", tuple(PROPERTY_KEY_COLUMNS))}
FROM property_key
WHERE id > ?1 OR id IN (SELECT value FROM json_each(?2))
ORDER BY id"""
_SCORES = _new_and_changed(f"SELECT {_columns('score', tuple(SCORE_COLUMNS))}\nFROM score", "score")

# Parameter: the row ids of requests, as JSON [id, …]
_FEATURES = f"""\
SELECT exchange.id, {_columns("exchange", tuple(OF_EXCHANGE))}
FROM json_each(?) AS wanted
CROSS JOIN exchange ON exchange.id = wanted.value"""
_FEATURE_PROPERTIES = """\
SELECT property.exchange, property.key, property.value
FROM json_each(?) AS wanted
CROSS JOIN property ON property.exchange = wanted.value"""

# Parameters: requests, as JSON [[project, request_id], …], and a row id or version
# The scores that are in the replica already, whose request may have another last attempt now
_SCORES_OF_REQUESTS = f"""\
SELECT {_columns("score", tuple(SCORE_COLUMNS))}
FROM json_each(?1) AS wanted
CROSS JOIN score
    ON score.project = wanted.value ->> 0 AND score.target_kind = 'request' AND score.target = wanted.value ->> 1
WHERE score.request_id IS NOT NULL AND score.version <= ?2"""
# The last attempt of each request, with the sums over all attempts
_SUMS = ", ".join(f"sum(iif(attempt.conflict, NULL, attempt.{name})) AS {name}" for name in _SUMMED)
_COLUMNS_WITH_SUMS = ", ".join(
    f"sums.{name}" if name in _SUMMED else _columns("exchange", [name]) for name in REQUEST_COLUMNS
)
_SUMMED_UP = f"""\
SELECT {_COLUMNS_WITH_SUMS}
FROM (
    SELECT attempt.project, attempt.request_id, {_SUMS}
    FROM json_each(?1) AS wanted
    CROSS JOIN exchange AS attempt
        ON attempt.project = wanted.value ->> 0 AND attempt.request_id = wanted.value ->> 1
    GROUP BY attempt.project, attempt.request_id
) AS sums
JOIN exchange ON exchange.project = sums.project AND exchange.request_id = sums.request_id
WHERE exchange.is_last = 1 AND exchange.id <= ?2"""


class Features(NamedTuple):
    """The columns of requests that their scores repeat."""

    rows: Rows  # row id, and the values of OF_EXCHANGE
    properties: Rows  # row id, key, value


@dataclass(slots=True)
class Changes:
    """All changes of a range of versions.

    Rows are as they are now, in the order of the replica's columns. Only ids up to `after` can be in the replica.
    """

    after: int  # the range begins after this version …
    upto: int  # … and includes this one
    whole: bool  # `upto` is the newest version. Else rows that changed after it are missing, as they were before
    requests: Rows
    with_properties: list[int]  # ids of exchanges; all their properties are in `properties`
    properties: Rows
    keys: Rows
    renamed_keys: list[int]  # ids of keys that the replica has under another name; `keys` has the new one
    scores: Rows
    # Of the requests of these scores. None: there are many scores; the replica joins many rows faster, but looking up a
    # single one takes forty times as long there as here.
    features: Features | None
    gone_requests: list[int]  # ids of deleted rows
    gone_scores: list[int]


class Source:
    """The record, read only. Belongs to one thread."""

    def __init__(self, data_dir: DataDir) -> None:
        self._record = sqlite3.connect(read_only_uri(data_dir.database), uri=True, isolation_level=None)
        self._record.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def version(self) -> int:
        """The version of the newest change."""
        row = self._record.execute("SELECT value FROM counter WHERE name = 'version'").fetchone()
        return int(row[0]) if row else 0

    def changes(self, after: int, most: int, keys_after: int) -> Changes:
        """At most that many versions, read in one transaction. `keys_after`: the newest property key that the replica
        has."""
        self._record.execute("BEGIN")
        try:
            newest = self.version()  # in the transaction: a row that changes later still has its older version
            upto = min(after + most, newest)
            window = (after, upto)
            counted = self._rows(_REQUESTS, window)
            several = {_request_of(row) for row in counted if row[0] > 1}
            may_have_moved = several | {_request_of(row) for row in counted if row[_ID] <= after}
            scores = self._rows(_SCORES, window) + self._rows_of(_SCORES_OF_REQUESTS, may_have_moved, after)
            gone = self._rows("SELECT what, id FROM tombstone WHERE version > ? AND version <= ?", window)
            renamed = [row_id for what, row_id in gone if what == "property_key"]
            return Changes(
                *window,
                whole=upto == newest,
                requests=self._summed(counted, several, upto),
                with_properties=[row[_ID] for row in counted],
                properties=self._rows(_PROPERTIES, window),
                keys=self._rows(_KEYS, (keys_after, orjson.dumps(renamed).decode())),
                renamed_keys=[key for key in renamed if key <= keys_after],
                scores=scores,
                features=self._features(scores) if len(scores) <= _FEW else None,
                gone_requests=[row_id for what, row_id in gone if what == "exchange"],
                gone_scores=[row_id for what, row_id in gone if what == "score"],
            )
        finally:
            self._record.execute("ROLLBACK")

    def summed_up(self, requests: Iterable[tuple[int, str]], upto: int) -> Rows:
        """The last attempts of these requests, with the sums over all their attempts; ids up to `upto`."""
        return self._rows_of(_SUMMED_UP, requests, upto)

    def knows(self, table: str, row_id: int, uuid: str) -> bool:
        """Whether the record holds, or held, this exchange or score under that row id."""
        column = "exchange_id" if table == "exchange" else "score_id"
        row = self._record.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        if row:
            return bool(row[0] == uuid)
        return bool(
            self._record.execute("SELECT 1 FROM tombstone WHERE what = ? AND id = ?", (table, row_id)).fetchone()
        )

    def close(self) -> None:
        self._record.close()

    def _summed(self, counted: Rows, several: set[tuple[int, str]], upto: int) -> Rows:
        """The rows; last attempts of requests with several attempts have the sums over them."""
        as_they_are = [row[1:] for row in counted if row[0] == 1 or not row[_IS_LAST]]
        return as_they_are + self.summed_up(several, upto)

    def _features(self, scores: Rows) -> Features:
        wanted = (orjson.dumps([row[_OF_REQUEST] for row in scores]).decode(),)
        return Features(self._rows(_FEATURES, wanted), self._rows(_FEATURE_PROPERTIES, wanted))

    def _rows_of(self, statement: str, wanted: Iterable[tuple[int, str]], upto: int) -> Rows:
        requests = list(wanted)
        return self._rows(statement, (orjson.dumps(requests).decode(), upto)) if requests else []

    def _rows(self, statement: str, parameters: Sequence[Any]) -> Rows:
        cursor = self._record.execute(statement, parameters)
        rows: Rows = []
        while batch := cursor.fetchmany(_FETCH):
            rows += batch
        return rows


def _request_of(row: tuple[Any, ...]) -> tuple[int, str]:
    return row[_PROJECT], row[_REQUEST_ID]
