"""What a candidate's scores of the same requests decide: better, not worse, worse, or not enough is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import Interval, no_interval
from store.statistics.pairs import paired
from store.statistics.samples import Sample, sample_interval
from store.statistics.sequential.verdicts import Direction
from store.statistics.summaries import Floats

PairedState = Literal["better", "not_worse", "worse", "not_enough"]
PAIRS_LEAST = 10
FEW_PAIRS = f"there are fewer than {PAIRS_LEAST} independent pairs"
_CLUSTERED = "cluster_robust"
_MOST_NEEDED = 10_000_000


@dataclass(frozen=True, slots=True)
class PairedDecision:
    """`needed`: about how many pairs would decide it, if the mean and the spread stay as they are; None: it is
    decided, or nobody can say."""

    state: PairedState
    pairs: int
    first: float | None  # means; None: there are no pairs
    second: float | None
    difference: float | None  # second minus first
    interval: Interval  # of the difference, 95 %
    needed: int | None


def paired_verdict(
    first: Floats,
    second: Floats,
    *,
    direction: Direction,
    margin: float,
    are_shares: bool = False,
    clusters: NDArray[Any] | None = None,
) -> PairedDecision:
    """Judges the second side of each pair against the first one, by non-inferiority (Piaggio et al., 2012, JAMA 308,
    2594-2604: CONSORT's statement on such trials; FDA, 2016, Non-Inferiority Clinical Trials, guidance for industry).

    For a reader without statistics: the candidate passes if even the worst difference that the data allow is smaller
    than the loss that was declared acceptable beforehand, the `margin` > 0.

    The first of these that holds is the state, with the 95 % interval read in the direction of better scores:

    better      the whole interval is above 0
    not_worse   the whole interval is above -`margin`
    worse       the whole interval is below 0
    not_enough  none of these, or there is no interval, or there are fewer than PAIRS_LEAST independent pairs

    So a candidate that is really worse by the margin or more passes in 2.5 % of the runs at most, and one that is as
    good is called worse in 2.5 %. The interval is that of `paired`. `clusters`: pairs with the same value may depend
    on each other; where some do, the interval is that of the mean difference with CR2 errors. The interval holds for
    one look, at a number of pairs that did not depend on what the scores were.
    """
    differences = second - first
    n = len(differences)
    interval = _interval(first, second, are_shares=are_shares, clusters=clusters)
    state: PairedState = "not_enough"
    if interval.low is not None and interval.high is not None:
        low, high = (interval.low, interval.high) if direction == "higher" else (-interval.high, -interval.low)
        state = _state(low, high, margin)
    if not n:
        return PairedDecision(state, 0, None, None, None, interval, None)
    difference = float(np.mean(differences))
    improvement = difference if direction == "higher" else -difference
    needed = _needed(n, improvement, interval, margin) if state == "not_enough" else None
    return PairedDecision(state, n, float(np.mean(first)), float(np.mean(second)), difference, interval, needed)


def _interval(first: Floats, second: Floats, *, are_shares: bool, clusters: NDArray[Any] | None) -> Interval:
    n = len(first)
    independent = n if clusters is None else len(np.unique(clusters))
    if independent < PAIRS_LEAST:
        return no_interval("bonett_price" if are_shares else "bootstrap_bca", FEW_PAIRS)
    if clusters is None or independent == n:
        return paired(first, second, are_shares=are_shares).interval
    differences = Sample(second - first, np.ones(n), clusters, n, is_share=False)
    return sample_interval(differences, _CLUSTERED)


def _state(low: float, high: float, margin: float) -> PairedState:
    if low > 0:
        return "better"
    if low > -margin:
        return "not_worse"
    return "worse" if high < 0 else "not_enough"


def _needed(pairs: int, improvement: float, interval: Interval, margin: float) -> int | None:
    """The interval's half width shrinks with the root of the pairs: until it reaches neither 0 nor -`margin`."""
    if interval.low is None or interval.high is None:
        return None
    distance = max(-improvement, improvement + margin)
    needed = pairs * ((interval.high - interval.low) / 2 / distance) ** 2
    return max(pairs + 1, ceil(needed)) if needed < _MOST_NEEDED else None
