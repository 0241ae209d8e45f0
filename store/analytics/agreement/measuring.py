"""Coefficients of the people, of each two raters, and of each judge against the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from store.analytics.agreement.comparing import JudgeAgreement, RaterPair, compare_two, compare_with_people
from store.analytics.agreement.differing import MeasuredRater, measured_raters
from store.analytics.agreement.ratings import Ratings, read_ratings
from store.analytics.agreement.showing import Disagreement, disagreements
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreType
from store.analytics.selection import Selection
from store.models import ScoreDefinition
from store.statistics.raters import (
    CATEGORIES_MOST,
    Agreement,
    Scale,
    fleiss_kappa,
    krippendorffs_alpha,
    percent_agreement,
)

PAIRED_RATERS_MOST = 6  # raters of whom each two are compared, and judges: 15 pairs, and 6 more
Measured = Literal["people", "all", "versions"]  # whose agreement percent, alpha and Fleiss' kappa are


@dataclass(frozen=True, slots=True)
class AgreementQuery:
    name: str
    selection: Selection
    raters: Sequence[str] | None  # None: all
    scale: Scale | None  # None: what the type suggests
    definition: ScoreDefinition | None
    disagreements: int  # at most
    versions_of: str | None = None  # an evaluator, whose versions are raters of their own, beside people


@dataclass(frozen=True, slots=True)
class AgreementResult:
    type: ScoreType | None  # None: nothing was rated by two
    scale: Scale | None
    raters: list[MeasuredRater]
    units: int
    units_of_one: int
    is_cut: bool
    measured: Measured
    percent: Agreement
    alpha: Agreement
    fleiss: Agreement
    pairs: list[RaterPair]
    judges: list[JudgeAgreement]
    disagreements: list[Disagreement]


def measure(snapshot: Snapshot, query: AgreementQuery) -> AgreementResult:
    ratings = read_ratings(snapshot, query.selection, query.name, query.raters, query.versions_of)
    scale = _scale(ratings, query.scale)
    people = [place for place, rater in enumerate(ratings.raters) if rater.is_person]
    others = [place for place, rater in enumerate(ratings.raters) if not rater.is_person]
    measured, columns = _measured(query, people, others)
    values = ratings.of(columns) if len(ratings.units) and columns else np.empty((0, 2))
    # Of versions the newest, which come last, of others those with the most ratings
    compared = columns[-PAIRED_RATERS_MOST:] if measured == "versions" else columns[:PAIRED_RATERS_MOST]
    judges = (others[-PAIRED_RATERS_MOST:] if measured == "versions" else others[:PAIRED_RATERS_MOST]) if people else []
    named = {place: (ratings.raters[place].name, ratings.values[:, place]) for place in compared}
    return AgreementResult(
        type=ratings.type,
        scale=scale if ratings.type else None,
        raters=measured_raters(ratings, people or others),
        units=len(ratings.units),
        units_of_one=ratings.units_of_one,
        is_cut=ratings.is_cut,
        measured=measured,
        percent=percent_agreement(values),
        alpha=krippendorffs_alpha(values, scale),
        fleiss=fleiss_kappa(values, scale),
        pairs=[compare_two(ratings, scale, named[one], named[other]) for one, other in combinations(compared, 2)],
        judges=[compare_with_people(ratings, scale, people, judge, query.definition) for judge in judges],
        disagreements=disagreements(
            snapshot, ratings, query.selection, query.disagreements, others if measured == "versions" else None
        ),
    )


def _measured(query: AgreementQuery, people: list[int], others: list[int]) -> tuple[Measured, list[int]]:
    """Whose agreement it is, and their columns: programs count where there are no people."""
    if query.versions_of is not None:
        return "versions", others
    return ("people", people) if people else ("all", others)


def _scale(ratings: Ratings, wanted: Scale | None) -> Scale:
    """Labels have no order. More different numbers than CATEGORIES_MOST are measured by their distances."""
    if ratings.type != "number":
        return "nominal"
    known = ratings.values[~np.isnan(ratings.values)]
    codes = not len(known) or (known.min() >= 0 and known.max() < CATEGORIES_MOST and bool(np.all(known % 1 == 0)))
    return wanted if wanted and codes else "interval"
