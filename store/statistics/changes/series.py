"""What was measured in each hour, as the detector reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

Kind = Literal["numbers", "shares", "counts"]
_EXTRA_OUTCOMES = 0.5  # of both outcomes of a share, so that its variance is never 0 (Jeffreys)
_BEYOND = 0.05  # of the extent of numbers, beyond the smallest and largest one
_COUNTS_BEYOND = 1.0  # of the logarithm of counts
_SPREAD_OF_COUNTS = 1.0  # of the logarithm: changes of a third to threefold are looked for


class Scale(NamedTuple):
    """What the values of some hours are measured by."""

    low: float  # no mean is expected to be lower
    high: float
    variance: float  # of a single value about the mean of its hour

    @property
    def spread(self) -> float:
        return float(np.sqrt(self.variance))

    @property
    def extent(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class HourlySeries:
    """Arrays of one length, with an element for each hour that has values."""

    kind: Kind
    hours: NDArray[np.int64]  # hours since 1970 in UTC, ascending
    n: Floats  # values
    means: Floats
    squares: Floats  # sums of squared differences from the mean of the hour
    lowest: Floats  # values
    highest: Floats

    def __len__(self) -> int:
        return len(self.hours)

    def first(self, count: int) -> HourlySeries:
        """The first `count` of the hours."""
        return replace(
            self,
            hours=self.hours[:count],
            n=self.n[:count],
            means=self.means[:count],
            squares=self.squares[:count],
            lowest=self.lowest[:count],
            highest=self.highest[:count],
        )

    def before(self, hour: int) -> HourlySeries:
        return self.first(int(np.searchsorted(self.hours, hour)))

    def followed_by(self, later: HourlySeries) -> HourlySeries:
        """`later`: of hours after the last one of this."""
        return HourlySeries(
            self.kind,
            np.concatenate([self.hours, later.hours]),
            np.concatenate([self.n, later.n]),
            np.concatenate([self.means, later.means]),
            np.concatenate([self.squares, later.squares]),
            np.concatenate([self.lowest, later.lowest]),
            np.concatenate([self.highest, later.highest]),
        )

    def scale(self) -> Scale:
        """Of one hour or more."""
        if self.kind == "shares":
            total = float(self.n.sum()) + 2 * _EXTRA_OUTCOMES
            share = (float((self.n * self.means).sum()) + _EXTRA_OUTCOMES) / total
            return Scale(0.0, 1.0, share * (1 - share))
        low, high = float(self.lowest.min()), float(self.highest.max())
        if self.kind == "counts":
            return Scale(low - _COUNTS_BEYOND, high + _COUNTS_BEYOND, _SPREAD_OF_COUNTS**2)
        margin = _BEYOND * (high - low)
        return Scale(low - margin, high + margin, self._variance())

    def _variance(self) -> float:
        freedom = float(np.maximum(self.n - 1, 0.0).sum())
        if freedom >= len(self):
            return float(self.squares.sum()) / freedom
        # Most hours have one value: what differs between neighbours.
        return float(np.mean(np.diff(self.means) ** 2)) / 2 if len(self) > 1 else 0.0

    def variances(self, scale: Scale) -> Floats:
        """Of the means, as if all values were independent."""
        if self.kind == "counts":
            return np.asarray(1 / (self.n + 1), np.float64)
        return np.asarray(scale.variance / self.n, np.float64)


def series_of_numbers(
    hours: NDArray[np.int64], n: Floats, means: Floats, squares: Floats, lowest: Floats, highest: Floats
) -> HourlySeries:
    """`squares`: sums of squared differences from the mean of the hour."""
    return HourlySeries("numbers", hours, n, means, squares, lowest, highest)


def series_of_shares(hours: NDArray[np.int64], n: Floats, means: Floats) -> HourlySeries:
    """`means`: the share of each hour, 0 to 1."""
    return HourlySeries("shares", hours, n, means, n * means * (1 - means), means, means)


def series_of_counts(first_hour: int, counts: Floats) -> HourlySeries:
    """Counts of consecutive hours, on a logarithmic scale: means are log(count + 1)."""
    hours = np.arange(first_hour, first_hour + len(counts), dtype=np.int64)
    means = np.log1p(counts)
    return HourlySeries("counts", hours, counts, means, np.zeros(len(counts)), means, means)
