"""How each rater differs from the others: bias, leniency, and how often it is the odd one out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.analytics.agreement.ratings import Rater, Ratings
from store.statistics.raters import RaterEffect, bias, leniencies, odd_one_out

RATERS_MOST = 100


@dataclass(frozen=True, slots=True)
class MeasuredRater:
    rater: Rater
    bias: RaterEffect | None  # None: labels, which have no order
    leniency: RaterEffect | None
    odd_one_out: RaterEffect


def measured_raters(ratings: Ratings, peers: Sequence[int]) -> list[MeasuredRater]:
    """The first RATERS_MOST. `peers`: the columns of those against whom each is measured."""
    shown = range(min(RATERS_MOST, len(ratings.raters)))
    values = ratings.of(shown) if len(ratings.units) else ratings.values
    among = [peer for peer in peers if peer in shown]
    has_order = ratings.type != "label"
    lenient = leniencies(values, among) if has_order and shown else [None] * len(shown)
    return [
        MeasuredRater(
            ratings.raters[column],
            bias(values, column, among) if has_order else None,
            lenient[column],
            odd_one_out(values, column, among),
        )
        for column in shown
    ]
