"""Reads what changed in the record since a version, as plain rows in the order of the replica's columns:
making values of our own types would take ten times as long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from store.analytics.replica.schema import REQUEST_COLUMNS, SCORE_COLUMNS
from store.analytics.replica.source_sql import (
    FEATURE_PROPERTIES,
    FEATURES,
    GONE,
    KEYS,
    PROPERTIES,
    REQUESTS,
    SCORES,
    SCORES_OF_REQUESTS,
    SUMMED_UP,
    UUID_OF,
)
from store.settings import DataDir
from store.sqlite.files import read_only_uri
from store.sqlite.membership import NUMBER_SHIFT, node_of

Rows = list[tuple[Any, ...]]

# Indexes in a row of REQUESTS, which begins with the number of its request's exchanges: 1, or 2 for several
_ID, _PROJECT, _REQUEST_ID, _IS_LAST = (
    1 + list(REQUEST_COLUMNS).index(name) for name in ("id", "project", "request_id", "is_last")
)
_OF_REQUEST = list(SCORE_COLUMNS).index("request")  # … and in a row of SCORES

_CACHE_KIB = 2 << 10
_FEW = 50  # scores, whose features are read here
_FETCH = 1_000  # rows at a time: making tuples keeps other threads waiting


class Features(NamedTuple):
    """What rows repeat of requests that did not change themselves, or of all if there are few."""

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
    # None: there are many scores; DuckDB joins many rows faster, but looking up a single one takes forty times as long
    # there as here.
    features: Features | None
    # Deleted rows: id, then the values of tombstone.sort_key: project, started_at_us and request_id of a request;
    # project, name and recorded_at_us of a score; None: noted by an older version, before the record joined a node
    gone_requests: Rows
    gone_scores: Rows


class Source:
    """The record, read only. Belongs to one thread."""

    def __init__(self, data_dir: DataDir, *, all_features: bool = False) -> None:
        """`all_features`: of all requests whose features or properties are repeated by rows of `requests` and `scores`
        and are not among the changes."""
        self._all_features = all_features
        self._record = sqlite3.connect(read_only_uri(data_dir.database), uri=True, isolation_level=None)
        self._record.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.node = node_of(self._record)  # number, uuid and shard; None: the record has not joined any others
        self.first = self.node[0] << NUMBER_SHIFT if self.node else 0  # no version is lower

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
            after = max(after, self.first)
            upto = min(after + most, newest)
            window = (after, upto)
            counted = self._rows(REQUESTS, window)
            with_properties = [row[_ID] for row in counted]
            several = {_request_of(row) for row in counted if row[0] > 1}
            may_have_moved = several | {_request_of(row) for row in counted if row[_ID] <= after}
            scores = self._rows(SCORES, window) + self._rows_of(SCORES_OF_REQUESTS, may_have_moved, after)
            gone = self._rows(GONE, window)
            renamed = [row_id for what, row_id, *_ in gone if what == "property_key"]
            gone_requests = [tuple(row) for what, *row in gone if what == "exchange"]
            reduced = {(project, request_id) for _, project, _, request_id in gone_requests if request_id}
            requests = self._summed(counted, several, reduced, upto)
            return Changes(
                *window,
                whole=upto == newest,
                requests=requests,
                with_properties=with_properties,
                properties=self._rows(PROPERTIES, window),
                keys=self._rows(KEYS, (keys_after, orjson.dumps(renamed).decode())),
                renamed_keys=[key for key in renamed if key <= keys_after],
                scores=scores,
                features=self._features(requests, scores, with_properties),
                gone_requests=gone_requests,
                gone_scores=[tuple(row) for what, *row in gone if what == "score"],
            )
        finally:
            self._record.execute("ROLLBACK")

    def knows(self, row_id: int, uuid: str) -> bool:
        """Whether the record holds, or held, this exchange or score under that row id."""
        row = self._record.execute(UUID_OF, (row_id,)).fetchone()
        return row is not None and row[0] in (uuid, None)

    def close(self) -> None:
        self._record.close()

    def _summed(self, counted: Rows, several: set[tuple[int, str]], reduced: set[tuple[int, str]], upto: int) -> Rows:
        """The rows. Last attempts of requests with several attempts have the sums over them, and so have those of
        `reduced`, which have lost an attempt."""
        rows = [row[1:] for row in counted if row[0] == 1 or not row[_IS_LAST]]
        known = {row[0] for row in rows}
        return rows + [row for row in self._rows_of(SUMMED_UP, several | reduced, upto) if row[0] not in known]

    def _features(self, requests: Rows, scores: Rows, with_properties: Sequence[int]) -> Features | None:
        if self._all_features:
            changed = {row[0] for row in requests}
            ids = ({row[_OF_REQUEST] for row in scores} - changed - {None}) | changed.difference(with_properties)
        elif len(scores) <= _FEW:
            ids = {row[_OF_REQUEST] for row in scores}
        else:
            return None
        wanted = (orjson.dumps([*ids]).decode(),)
        return Features(self._rows(FEATURES, wanted), self._rows(FEATURE_PROPERTIES, wanted))

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
