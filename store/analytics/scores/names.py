"""Which scores there are, from the table `score_name`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from store.analytics.query import Snapshot
from store.sql import Sql

ScoreType = Literal["number", "boolean", "label"]
KINDS: dict[ScoreType, tuple[str, ...]] = {
    "number": ("integer", "float"),
    "boolean": ("boolean",),
    "label": ("label",),
}
_TYPES: dict[str, ScoreType] = {kind: score_type for score_type, kinds in KINDS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class ScoreSeries:
    """The scores of one name and type. `averaged`: a request may have several of them. `alone`: the name has no other
    type. `averaged_by_rater`: one rater may have given a request several."""

    name: str
    type: ScoreType
    averaged: bool
    alone: bool
    averaged_by_rater: bool = False


class ScoreNameSummary(NamedTuple):
    name: str
    type: ScoreType
    ratings: int  # current ones, of requests and of sessions
    last_recorded_at: datetime  # of them and of those before them; UTC, without a zone


def series_of_names(snapshot: Snapshot, project: int, names: Sequence[str]) -> list[ScoreSeries]:
    """What scores of these names are or were, in the order of the names."""
    found = snapshot.rows(
        Sql(
            "SELECT name, kind, author FROM score_name WHERE project = ?"
            " AND name IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            (project, list(names)),
        )
    )
    series = _series(found)
    return [one for name in names for one in series.get(name, [])]


def series_of_requests(snapshot: Snapshot, project: int) -> list[ScoreSeries]:
    """Of all scores that requests have now."""
    sql = "SELECT name, kind, author FROM score_name WHERE project = ? AND of_requests > 0"
    return [one for of in _series(snapshot.rows(Sql(sql, (project,)))).values() for one in of]


def listed(snapshot: Snapshot, project: int) -> list[ScoreNameSummary]:
    """Each name with each type that it has now, in the order of the alphabet."""
    sql = "SELECT name, kind, ratings, last_recorded_at FROM score_name WHERE project = ? AND ratings > 0"
    found: dict[tuple[str, ScoreType], list[tuple[int, datetime]]] = {}
    for name, kind, ratings, last in snapshot.rows(Sql(sql, (project,))):
        found.setdefault((name, _TYPES[kind]), []).append((ratings, last))
    return [
        ScoreNameSummary(*key, sum(ratings for ratings, _ in of), max(last for _, last in of))
        for key, of in sorted(found.items())
    ]


def _series(rows: Sequence[tuple[str, str, str | None]]) -> dict[str, list[ScoreSeries]]:
    """`rows`: name, kind, and the author if it is the same of all."""
    kinds: dict[str, dict[str, str | None]] = {}
    for name, kind, author in rows:
        kinds.setdefault(name, {})[kind] = author
    return {name: _series_of(name, of) for name, of in kinds.items()}


def _series_of(name: str, authors: dict[str, str | None]) -> list[ScoreSeries]:
    found = []
    for score_type, kinds in KINDS.items():
        of_type = [authors[kind] for kind in kinds if kind in authors]
        if of_type:
            several = len(of_type) > 1  # whole numbers and decimals
            averaged, alone = several or of_type[0] is None, len(of_type) == len(authors)
            found.append(ScoreSeries(name, score_type, averaged, alone, averaged_by_rater=several))
    return found
