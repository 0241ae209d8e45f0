"""Which scores there are, from the table `score_name`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

from store.analytics.query import NamedSeries, Record, Snapshot
from store.sql import Sql, compose

ScoreType = Literal["number", "boolean", "label"]
Authors = Literal["people", "judges"]  # judges: evaluators, and whatever else is not a person
KINDS: dict[ScoreType, tuple[str, ...]] = {
    "number": ("integer", "float"),
    "boolean": ("boolean",),
    "label": ("label",),
}
LISTED_MOST = 10_000  # names; anybody who may score can invent more
_COUNTED = ("ratings", "of_sessions", "last_recorded_at")
_TYPES: dict[str, ScoreType] = {kind: score_type for score_type, kinds in KINDS.items() for kind in kinds}


class Passing(NamedTuple):
    """Which numbers pass, by the definition of the score."""

    threshold: float  # the worst value that passes
    lower_is_better: bool


@dataclass(frozen=True, slots=True)
class ScoreSeries:
    """The scores of one name and type."""

    name: str
    type: ScoreType
    several_per_request: bool  # a request may have several of them, which are averaged
    is_only_type: bool  # no score of this name has another type
    several_per_rater: bool = False  # one rater may have given a request several
    # Numbers are read as whether they pass: `type` is then boolean. Several ratings are averaged before.
    passing: Passing | None = None
    authors: Authors | None = None  # only scores of these; None: of all


class ScoreNameSummary(NamedTuple):
    name: str
    type: ScoreType
    ratings: int  # current ones, of requests and of sessions
    request_ratings: int  # … of requests, waiting ones included
    session_ratings: int
    last_recorded_at: datetime  # current or superseded; UTC, without a zone


def series_of_names(snapshot: Snapshot, project: int, names: Sequence[str]) -> list[ScoreSeries]:
    """The series that exist, or existed, under these names, in the order of the names."""
    series = _series(snapshot.series(project, names))
    return [found for name in names for found in series.get(name, [])]


def as_pass_rates(series: Sequence[ScoreSeries], passing: Mapping[str, Passing]) -> list[ScoreSeries]:
    """The series of numbers with a threshold, as whether they pass. `passing`: by name."""
    return [
        replace(each, type="boolean", passing=passing[each.name])
        for each in series
        if each.type == "number" and each.name in passing
    ]


def series_of_requests(snapshot: Snapshot, project: int, only: Sequence[str] | None = None) -> list[ScoreSeries]:
    """The series of which requests have current scores: of the `LISTED_MOST` names with the most scores, or of `only`
    these names."""
    rows = _most_used(snapshot, project, "of_requests", only)
    return [series for of_name in _series(rows).values() for series in of_name]


def listed(snapshot: Snapshot, project: int) -> list[ScoreNameSummary]:
    """Each name with each type of its current scores, in alphabetical order; of more than `LISTED_MOST` names, those
    with the most scores."""
    rows: dict[tuple[str, ScoreType], list[Record]] = {}
    for row in _most_used(snapshot, project, "ratings", None, _COUNTED):
        rows.setdefault((row.name, _TYPES[row.kind]), []).append(row)
    return [_summary(*key, kinds) for key, kinds in sorted(rows.items())]


def _most_used(
    snapshot: Snapshot,
    project: int,
    by: Literal["of_requests", "ratings"],
    only: Sequence[str] | None,
    more: Sequence[str] = (),
) -> list[Record]:
    """`more`: columns of `score_name`. Each of them takes ClickHouse some 20 ms per million scores."""
    select = compose(
        """
        SELECT
            {columns}
        FROM (
            SELECT
                *,
                sum({by}) OVER (PARTITION BY name) AS of_name
            FROM score_name
            WHERE project = {project} AND {by} > 0 AND {wanted}
        )
        QUALIFY dense_rank() OVER (ORDER BY of_name DESC, name) <= {most}
        ORDER BY name, kind
        """,
        columns=", ".join(("name", "kind", "author", *more)),
        by=by,
        project=Sql("?", (project,)),
        wanted="TRUE" if only is None else Sql("name IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(only),)),
        most=str(LISTED_MOST),
    )
    return snapshot.records(select)


def _summary(name: str, score_type: ScoreType, kinds: Sequence[Record]) -> ScoreNameSummary:
    ratings, of_sessions = sum(row.ratings for row in kinds), sum(row.of_sessions for row in kinds)
    last_recorded_at = max(row.last_recorded_at for row in kinds)
    return ScoreNameSummary(name, score_type, ratings, ratings - of_sessions, of_sessions, last_recorded_at)


def _series(rows: Sequence[NamedSeries | Record]) -> dict[str, list[ScoreSeries]]:
    """`rows`: name, kind, and the author if all scores have the same."""
    authors: dict[str, dict[str, str | None]] = {}
    for row in rows:
        authors.setdefault(row.name, {})[row.kind] = row.author
    return {name: _series_of(name, by_kind) for name, by_kind in authors.items()}


def _series_of(name: str, authors: dict[str, str | None]) -> list[ScoreSeries]:
    series = []
    for score_type, kinds in KINDS.items():
        of_type = [authors[kind] for kind in kinds if kind in authors]
        if of_type:
            several_kinds = len(of_type) > 1  # integers and decimals
            several_authors = of_type[0] is None
            series.append(
                ScoreSeries(
                    name,
                    score_type,
                    several_per_request=several_kinds or several_authors,
                    is_only_type=len(of_type) == len(authors),
                    several_per_rater=several_kinds,
                )
            )
    return series
