"""What occurs in two groups of requests, pair by pair: those that moved most."""

from __future__ import annotations

from typing import Any, NamedTuple

from store.analytics.query import Snapshot
from store.analytics.scores.comparison import INPUT_HASH
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_names
from store.analytics.scores.rows import Grouping, rows, statement
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql


class PairedSide(NamedTuple):
    """`mean`: of the requests; `request_id`: the latest of them."""

    mean: float
    requests: int
    request_id: str


class Pair(NamedTuple):
    key: str
    first: PairedSide
    second: PairedSide


class PairQuery(NamedTuple):
    """`pair_by`: as in `ScoreComparison`."""

    name: str
    first: Selection
    second: Selection
    pair_by: str
    limit: int


def pairs(snapshot: Snapshot, question: PairQuery, properties: PropertyKeys) -> dict[ScoreType, list[Pair]]:
    """Largest differences first. For each type that the name has, but for labels."""
    series = series_of_names(snapshot, question.first.project, [question.name])
    return {one.type: _pairs(snapshot, question, properties, one) for one in series if one.type != "label"}


def _pairs(snapshot: Snapshot, question: PairQuery, properties: PropertyKeys, series: ScoreSeries) -> list[Pair]:
    sides = {
        "first": _side(question.first, question.pair_by, properties, series),
        "second": _side(question.second, question.pair_by, properties, series),
    }
    # Rows of `request` grow in the order of arrival: the largest is the latest.
    both = Sql(
        "SELECT first.key, first.v, first.n, f.request_id, second.v, second.n, s.request_id"
        " FROM (SELECT first.key, first.v - second.v AS moved FROM first JOIN second ON first.key = second.key"
        f" ORDER BY abs(moved) DESC, first.key LIMIT {int(question.limit)}) chosen"
        " JOIN first ON first.key = chosen.key JOIN second ON second.key = chosen.key"
        " JOIN request f ON f.id = first.latest JOIN request s ON s.id = second.latest"
        " ORDER BY abs(chosen.moved) DESC, first.key"
    )
    return [_pair(*row) for row in snapshot.rows(statement(sides, both))]


def _side(selection: Selection, pair_by: str, properties: PropertyKeys, series: ScoreSeries) -> Sql:
    by_hash = pair_by == INPUT_HASH
    grouping = Grouping(properties, () if by_hash else (pair_by,), metrics=(INPUT_HASH,) if by_hash else ())
    key = INPUT_HASH if by_hash else "k0"
    return statement(
        {"rows": rows(selection, series, grouping)},
        Sql(
            f"SELECT {key} AS key, avg(v) AS v, count(*) AS n, max(request) AS latest FROM rows"
            f" WHERE {key} IS NOT NULL GROUP BY 1"
        ),
    )


def _pair(key: str, *sides: Any) -> Pair:
    return Pair(key, PairedSide(*sides[:3]), PairedSide(*sides[3:]))
