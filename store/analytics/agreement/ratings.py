"""Reads the ratings of units that several raters rated: the newest units, each with all its ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.analytics.agreement.sources import ratings_of_authors, ratings_of_versions
from store.analytics.query import Record, Snapshot
from store.analytics.scores.names import ScoreType
from store.analytics.selection import Selection
from store.sql import Sql, compose, with_tables

UNITS_MOST = 5_000
RATINGS_MOST = 100_000
RATERS_MOST = 500  # those with the most ratings; end users rate, too, and there is a column for each


class Rater(NamedTuple):
    name: str  # "": not given
    is_person: bool
    ratings: int  # of units that several rated
    version: str | None = None  # of an evaluator, where its versions are the raters


@dataclass(frozen=True, slots=True)
class Ratings:
    """A row for each unit, a column for each rater: people before others, and the raters with the most ratings first.
    Versions of an evaluator are in the order in which they began to score. Values of labels are places in
    `labels`; NaN: not rated."""

    type: ScoreType | None  # None: no unit has two ratings
    labels: list[str]
    raters: list[Rater]
    units: list[int] | list[str]  # rows of `request`, or sessions
    values: NDArray[np.float64]
    units_of_one: int  # rated by one only
    is_cut: bool  # there are more units, ratings or raters than were read

    def of(self, raters: Sequence[int]) -> NDArray[np.float64]:
        return self.values[:, list(raters)]


def read_ratings(
    snapshot: Snapshot, selection: Selection, name: str, raters: Sequence[str] | None, versions_of: str | None = None
) -> Ratings:
    """`raters`: only theirs; None: of all. `versions_of`: of people, and of each version of this evaluator."""
    if versions_of is None:
        ratings = ratings_of_authors(selection, name, raters)
    else:
        ratings = ratings_of_versions(selection, name, versions_of)
    counts = _counts(snapshot, ratings)
    several = [row for row in counts if row.is_several]
    if not several:
        return Ratings(None, [], [], [], np.empty((0, 0)), sum(row.units for row in counts), is_cut=False)
    score_type = _most_rated([(row.type, row.units) for row in several])
    one = sum(row.units for row in counts if not row.is_several and row.type == score_type)
    rows = _rows(snapshot, ratings, score_type)
    units = sum(row.units for row in several if row.type == score_type)
    most = {author for author, _ in Counter(row.author for row in rows).most_common(RATERS_MOST)}
    kept = [row for row in rows if row.author in most]
    is_cut = units > UNITS_MOST or len(rows) == RATINGS_MOST or len(kept) < len(rows)
    return _matrix(kept, score_type, one, is_cut=is_cut)


def _most_rated(units: Sequence[tuple[ScoreType, int]]) -> ScoreType:
    return max(units, key=lambda each: each[1])[0]


def _counts(snapshot: Snapshot, ratings: Sql) -> list[Record]:
    select = Sql("""\
SELECT
    type,
    raters > 1 AS is_several,
    count(*) AS units
FROM (SELECT request, type, count(DISTINCT author) AS raters FROM ratings GROUP BY request, type)
GROUP BY type, is_several
ORDER BY type, is_several""")
    return snapshot.records(with_tables({"ratings": ratings}, select))


def _rows(snapshot: Snapshot, ratings: Sql, score_type: ScoreType) -> list[Record]:
    select = compose(
        """
        SELECT
            ratings.request AS unit,
            author,
            is_person,
            version,
            recorded_at,
            value,
            label
        FROM ratings
        JOIN (
            SELECT
                request,
                max(recorded_at) AS newest,
                max(id) AS newest_id
            FROM ratings
            WHERE type = {type}
            GROUP BY request
            HAVING count(DISTINCT author) > 1
            ORDER BY newest DESC, newest_id DESC
            LIMIT {units}
        ) AS several ON several.request = ratings.request
        WHERE type = {type}
        ORDER BY newest DESC, newest_id DESC, author
        LIMIT {most}
        """,
        type=Sql("?", (score_type,)),
        units=str(UNITS_MOST),
        most=str(RATINGS_MOST),
    )
    return snapshot.records(with_tables({"ratings": ratings}, select))


def _matrix(rows: Sequence[Record], score_type: ScoreType, one: int, *, is_cut: bool) -> Ratings:
    labels = sorted({row.label for row in rows}) if score_type == "label" else []
    code = {label: place for place, label in enumerate(labels)}
    raters = _raters(rows)
    column = {rater.name: place for place, rater in enumerate(raters)}
    units = {unit: place for place, unit in enumerate(dict.fromkeys(row.unit for row in rows))}
    values = np.full((len(units), len(raters)), np.nan)
    for row in rows:
        values[units[row.unit], column[row.author]] = code[row.label] if labels else row.value
    return Ratings(score_type, labels, raters, [*units], values, one, is_cut)


def _raters(rows: Sequence[Record]) -> list[Rater]:
    people = {row.author for row in rows if row.is_person}
    versions = {row.author: row.version for row in rows if row.version is not None}
    counts = Counter(row.author for row in rows)
    began: dict[str, datetime] = {}
    for row in rows:
        began[row.author] = min(row.recorded_at, began.get(row.author, row.recorded_at))

    def place(rater: Rater) -> tuple[bool, datetime | int, str]:
        return not rater.is_person, began[rater.name] if rater.version is not None else -rater.ratings, rater.name

    raters = [Rater(name, name in people, count, versions.get(name)) for name, count in counts.items()]
    return sorted(raters, key=place)
