"""Coefficients of the people, of each two raters, and of each judge against the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from store.analytics.agreement.ratings import Rater, Ratings, read_ratings
from store.analytics.agreement.showing import Confusion, Disagreement, confusion, disagreements
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreType
from store.analytics.selection import Selection
from store.models import ScoreDefinition
from store.statistics import Interval, shares
from store.statistics.agreement import (
    CATEGORIES_MOST,
    Agreement,
    Scale,
    cohens_kappa,
    krippendorffs_alpha,
    percent_agreement,
)

PAIRED_RATERS_MOST = 6  # people of whom each two are compared, and judges: 15 pairs, and 6 more
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AgreementQuery:
    name: str
    selection: Selection
    raters: Sequence[str] | None  # None: all
    scale: Scale | None  # None: what the type suggests
    definition: ScoreDefinition | None
    disagreements: int  # at most


@dataclass(frozen=True, slots=True)
class RaterPair:
    first: str
    second: str
    percent: Agreement
    kappa: Agreement
    difference: float | None  # mean of second minus first; None: not numbers, or no common unit
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


@dataclass(frozen=True, slots=True)
class AgreementResult:
    type: ScoreType | None  # None: nothing was rated by two
    scale: Scale | None
    raters: list[Rater]
    units: int
    units_of_one: int
    is_cut: bool
    percent: Agreement  # of the people; without people, of all
    alpha: Agreement
    is_of_people: bool
    pairs: list[RaterPair]
    judges: list[JudgeAgreement]
    disagreements: list[Disagreement]


def measure(snapshot: Snapshot, query: AgreementQuery) -> AgreementResult:
    ratings = read_ratings(snapshot, query.selection, query.name, query.raters)
    scale = _scale(ratings, query.scale)
    people = [place for place, rater in enumerate(ratings.raters) if rater.is_person]
    others = [place for place, rater in enumerate(ratings.raters) if not rater.is_person]
    of_people = len(people) > 1 or (bool(people) and bool(others))
    measured = people if of_people else [*range(len(ratings.raters))]
    values = ratings.of(measured) if len(ratings.units) else np.empty((0, 2))
    compared = (people if of_people else others)[:PAIRED_RATERS_MOST]
    names = [rater.name for rater in ratings.raters]
    return AgreementResult(
        type=ratings.type,
        scale=scale if ratings.type else None,
        raters=ratings.raters,
        units=len(ratings.units),
        units_of_one=ratings.units_of_one,
        is_cut=ratings.is_cut,
        percent=percent_agreement(values),
        alpha=krippendorffs_alpha(values, scale),
        is_of_people=of_people,
        pairs=[
            _pair(ratings, scale, (names[one], ratings.values[:, one]), (names[other], ratings.values[:, other]))
            for one, other in combinations(compared, 2)
        ],
        judges=[_judge(ratings, scale, people, judge, query.definition) for judge in others[:PAIRED_RATERS_MOST]]
        if people
        else [],
        disagreements=disagreements(snapshot, ratings, query.selection, query.name, query.disagreements),
    )


def _scale(ratings: Ratings, wanted: Scale | None) -> Scale:
    """Labels have no order. More different numbers than CATEGORIES_MOST are measured by their distances."""
    if ratings.type != "number":
        return "nominal"
    known = ratings.values[~np.isnan(ratings.values)]
    codes = not len(known) or (known.min() >= 0 and known.max() < CATEGORIES_MOST and bool(np.all(known % 1 == 0)))
    return wanted if wanted and codes else "interval"


def _pair(ratings: Ratings, scale: Scale, first: tuple[str, _Floats], second: tuple[str, _Floats]) -> RaterPair:
    both = np.column_stack([first[1], second[1]])
    both = both[~np.isnan(both).any(axis=1)]
    difference = float(np.mean(both[:, 1] - both[:, 0])) if len(both) and ratings.type == "number" else None
    return RaterPair(
        first[0],
        second[0],
        percent_agreement(both),
        cohens_kappa(both[:, 0], both[:, 1], "nominal" if scale == "nominal" else "interval"),
        difference,
        confusion(ratings, both),
    )


def _judge(
    ratings: Ratings, scale: Scale, people: Sequence[int], judge: int, definition: ScoreDefinition | None
) -> JudgeAgreement:
    consensus, ties = _consensus(ratings.of(people), is_number=ratings.type == "number")
    said = ratings.values[:, judge]
    rated = ~np.isnan(said)
    pair = _pair(ratings, scale, ("", consensus), (ratings.raters[judge].name, said))
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
