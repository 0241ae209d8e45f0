"""Tables of who said what, and the units on which raters differ most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.analytics.agreement.ratings import Ratings
from store.analytics.query import Snapshot
from store.analytics.selection import Selection, Unit
from store.sql import Sql
from store.statistics import nice_edges

VALUES_MOST = 12  # rows of a table; more different numbers are put into bins, more labels into "other"
_BINS = 8
_RATINGS_SHOWN = 20  # of one unit
OTHER = "(other)"


class Confusion(NamedTuple):
    """`counts[i][j]`: units to which the first rater gave values[i], and the second one values[j]."""

    values: list[str]
    counts: list[list[int]]


class Rating(NamedTuple):
    rater: str
    is_person: bool
    value: float | bool | str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`spread`: of numbers the largest minus the smallest; of others the share of pairs that differ."""

    unit_id: str  # request id or session id
    prompt_preview: str | None
    spread: float
    ratings: list[Rating]


def confusion(ratings: Ratings, both: NDArray[np.float64]) -> Confusion:
    """`both`: the values of two raters."""
    known = np.unique(both)
    if ratings.type == "number" and len(known) > VALUES_MOST:
        edges = nice_edges(float(known[0]), float(known[-1]), _BINS)
        names = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
        places = np.clip(np.searchsorted(edges, both, side="right") - 1, 0, len(names) - 1)
    else:
        shown = known[:VALUES_MOST]
        names = [str(_typed(ratings, value)) for value in shown] + ([OTHER] if len(known) > VALUES_MOST else [])
        places = np.minimum(np.searchsorted(shown, both), len(shown))
    counts = np.zeros((len(names), len(names)), np.int64)
    np.add.at(counts, (places[:, 0], places[:, 1]), 1)
    return Confusion(names, counts.tolist())


def disagreements(
    snapshot: Snapshot, ratings: Ratings, selection: Selection, most: int, among: Sequence[int] | None = None
) -> list[Disagreement]:
    """The largest first, and the newest of those that are equal. `among`: the columns whose ratings have to differ;
    None: all."""
    values = ratings.values if among is None or not len(ratings.units) else ratings.of(among)
    if not values.size or not most:
        return []
    spread = _spread(ratings, values)
    places = [place for place in np.argsort(-spread, kind="stable")[:most] if spread[place] > 0]
    shown = _shown(snapshot, [ratings.units[place] for place in places], selection.unit)
    return [
        Disagreement(*shown[ratings.units[place]], float(spread[place]), _ratings_of(ratings, place))
        for place in places
        if ratings.units[place] in shown
    ]


def _spread(ratings: Ratings, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 for a unit with one value, or none."""
    spread = np.zeros(len(values))
    several = np.sum(~np.isnan(values), axis=1) > 1
    if ratings.type == "number":
        spread[several] = np.nanmax(values[several], axis=1) - np.nanmin(values[several], axis=1)
    else:
        spread[several] = [_differing(unit[~np.isnan(unit)]) for unit in values[several]]
    return spread


def _differing(values: NDArray[np.float64]) -> float:
    counts = np.unique(values, return_counts=True)[1]
    n = len(values)
    return 1 - float(np.sum(counts * (counts - 1))) / (n * (n - 1))


def _shown(snapshot: Snapshot, units: Sequence[Any], unit: Unit) -> dict[Any, tuple[str, str | None]]:
    if unit == "session":
        return {each: (each, None) for each in units}
    select = "SELECT id, request_id, prompt_preview FROM request WHERE id IN (SELECT unnest(CAST(? AS BIGINT[])))"
    return {row.id: (row.request_id, row.prompt_preview) for row in snapshot.records(Sql(select, (list(units),)))}


def _ratings_of(ratings: Ratings, place: int) -> list[Rating]:
    rated = np.flatnonzero(~np.isnan(ratings.values[place]))[:_RATINGS_SHOWN]
    return [
        Rating(
            ratings.raters[column].name,
            ratings.raters[column].is_person,
            _typed(ratings, ratings.values[place, column]),
        )
        for column in rated
    ]


def _typed(ratings: Ratings, value: float) -> float | bool | str:
    if ratings.type == "label":
        return ratings.labels[int(value)]
    if ratings.type == "boolean":
        return bool(value)
    return int(value) if value == int(value) and abs(value) <= 2**53 else float(value)
