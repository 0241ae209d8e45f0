"""Two raters against each other, and a judge against the people together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.analytics.agreement.ratings import Ratings
from store.analytics.agreement.showing import Confusion, confusion
from store.models import ScoreDefinition
from store.statistics import Interval, shares
from store.statistics.raters import Agreement, RaterEffect, Scale, bias, cohens_kappa, percent_agreement

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RaterPair:
    first: str
    second: str
    percent: Agreement
    kappa: Agreement
    difference: RaterEffect | None  # mean of second minus first; None: labels
    table: Confusion


@dataclass(frozen=True, slots=True)
class PassTable:
    """Units that pass by the judge and by the people, and the judge's precision and recall."""

    both: int
    judge_only: int
    people_only: int
    neither: int
    precision: float | None  # None: the judge lets nothing pass
    precision_interval: Interval
    recall: float | None  # None: the people let nothing pass
    recall_interval: Interval


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """A judge against the people: the mean of their numbers; of others, what most of them say."""

    pair: RaterPair
    ties: int  # units left out, because as many people said one thing as another
    passing: PassTable | None  # None: the score has neither a threshold nor two values


def compare_two(ratings: Ratings, scale: Scale, first: tuple[str, _Floats], second: tuple[str, _Floats]) -> RaterPair:
    both = np.column_stack([first[1], second[1]])
    both = both[~np.isnan(both).any(axis=1)]
    return RaterPair(
        first[0],
        second[0],
        percent_agreement(both),
        cohens_kappa(both[:, 0], both[:, 1], "nominal" if scale == "nominal" else "interval"),
        None if ratings.type == "label" else bias(both, 1, [0]),
        confusion(ratings, both),
    )


def compare_with_people(
    ratings: Ratings, scale: Scale, people: Sequence[int], judge: int, definition: ScoreDefinition | None
) -> JudgeAgreement:
    consensus, ties = _consensus(ratings.of(people), is_number=ratings.type == "number")
    said = ratings.values[:, judge]
    rated = ~np.isnan(said)
    pair = compare_two(ratings, scale, ("", consensus), (ratings.raters[judge].name, said))
    both = ~np.isnan(consensus) & rated
    passing = _passing(consensus[both], said[both], ratings, definition)
    return JudgeAgreement(pair, int(np.sum(ties & rated)), passing)


def _consensus(values: _Floats, *, is_number: bool) -> tuple[_Floats, NDArray[np.bool_]]:
    """What the people say of each unit (NaN: nothing, or a tie), and which units are ties."""
    rated = ~np.isnan(values).all(axis=1)
    consensus = np.full(len(values), np.nan)
    ties = np.zeros(len(values), np.bool_)
    if is_number:
        consensus[rated] = np.nanmean(values[rated], axis=1)
        return consensus, ties
    for unit in np.flatnonzero(rated):
        said, counts = np.unique(values[unit][~np.isnan(values[unit])], return_counts=True)
        ties[unit] = bool(np.sum(counts == counts.max()) > 1)
        consensus[unit] = np.nan if ties[unit] else said[counts.argmax()]
    return consensus, ties


def _passing(people: _Floats, judge: _Floats, ratings: Ratings, definition: ScoreDefinition | None) -> PassTable | None:
    threshold = definition.pass_threshold if definition else None
    if ratings.type == "boolean":
        threshold = 1.0
    if threshold is None or ratings.type == "label":
        return None
    falls = definition is not None and definition.direction == "lower"
    by_people, by_judge = (side <= threshold if falls else side >= threshold for side in (people, judge))
    both, judge_only = int(np.sum(by_people & by_judge)), int(np.sum(~by_people & by_judge))
    people_only, neither = int(np.sum(by_people & ~by_judge)), int(np.sum(~by_people & ~by_judge))
    passed, expected = both + judge_only, both + people_only
    intervals = shares([both, both], [passed, expected])
    return PassTable(
        both,
        judge_only,
        people_only,
        neither,
        both / passed if passed else None,
        intervals[0],
        both / expected if expected else None,
        intervals[1],
    )
