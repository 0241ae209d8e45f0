"""The power of a comparison: the chance that it shows a difference that is there.

Numbers: the t test, whose power is that of the noncentral t distribution (Cohen, 1988, Statistical Power Analysis, 2nd
edition, chapter 2). Shares of two groups: the arcsine difference h of the two shares (chapter 6). Non-inferiority asks
for the number that excludes a loss of `margin`: the t test one-sided, of the margin plus the true difference (Julious,
2004, Statistics in Medicine 23, 1921-1986). n is that of the first group, or of pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, ceil, sqrt
from typing import Literal

Pairing = Literal["two_groups", "paired"]
Sides = Literal["two", "one"]

NUMBER_MOST = 1_000_000_000
_OTHER_SIDE_MOST = 8.0  # noncentrality: beyond it a difference of the wrong sign has a chance below 1e-15
_NORMAL_FROM = 10_000  # degrees of freedom: t is practically normal, and the noncentral t loses digits


@dataclass(frozen=True, slots=True)
class Design:
    """`sd`: of the values; for pairs, of a pair's two values: that of their difference follows from `correlation`."""

    sd: float
    pairing: Pairing = "two_groups"
    share: float | None = None  # of the first group: values are true or false, and the sd follows from it
    correlation: float = 0.0  # of the two values of a pair
    design_effect: float = 1.0
    ratio: float = 1.0  # size of the second group / size of the first
    alpha: float = 0.05
    sides: Sides = "two"
    margin: float | None = None  # of non-inferiority; None: a difference is to be shown

    def standard_error(self, n: float, difference: float = 0.0) -> float:
        """Of the difference, for n values in the first group (or n pairs). `difference`: of shares, which changes the
        variance of the second group."""
        n = n / self.design_effect
        if self.pairing == "paired":
            return self.sd * sqrt(2 * (1 - self.correlation) / n)
        second = self.sd**2
        if self.share is not None:
            other = min(1.0, max(0.0, self.share + difference))
            second = other * (1 - other)
        return sqrt(self.sd**2 / n + second / (n * self.ratio))

    def effect(self, difference: float) -> float:
        """What the test has to see."""
        return abs(difference) if self.margin is None else self.margin + difference


def power_of(design: Design, difference: float, n: float) -> float:
    """`difference`: the true one. With a margin, 0 means that both groups are equally good."""
    uses_h = design.share is not None and design.pairing == "two_groups" and design.margin is None
    effective = n / design.design_effect
    if uses_h:
        assert design.share is not None
        return _normal_power(
            _h(design.share, difference) / sqrt(1 / effective + 1 / (effective * design.ratio)), design
        )
    error = design.standard_error(n)
    if design.effect(difference) <= 0 or not error:
        return 0.0 if design.effect(difference) <= 0 else 1.0
    freedom = effective - 1 if design.pairing == "paired" else effective * (1 + design.ratio) - 2
    return _t_power(design.effect(difference) / error, freedom, design) if freedom > 0 else 0.0


def needed_number(design: Design, difference: float, power: float) -> int | None:
    """The smallest n with this power; None: not even NUMBER_MOST have it."""
    least = max(2, ceil(2 * design.design_effect))
    return smallest(lambda n: power_of(design, difference, n) >= power, least)


def detectable_difference(design: Design, n: float, power: float) -> float | None:
    """The smallest difference that n shows with this power. Of shares: towards ½, where it is harder to see than to the
    other side, with its sign. None: no difference is large enough."""
    sign, most = 1.0, 1e3 * max(design.sd, 1e-300)
    if design.share is not None:
        sign = 1.0 if design.share < 0.5 else -1.0
        most = max(design.share, 1 - design.share)
    if power_of(design, sign * most, n) < power:
        return None
    low, high = 0.0, most
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if power_of(design, sign * middle, n) >= power else (middle, high)
    return sign * high


def smallest(is_enough: Callable[[int], bool], least: int) -> int | None:
    """The smallest whole number from `least` that is enough, of a condition that stays true once it is."""
    low, high = least, least
    while not is_enough(high):
        low, high = high, 2 * high
        if high > NUMBER_MOST:
            return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle + 1, high)
    return high


def _h(share: float, difference: float) -> float:
    other = min(1.0, max(0.0, share + difference))
    return abs(2 * asin(sqrt(other)) - 2 * asin(sqrt(share)))


def _normal_power(noncentrality: float, design: Design) -> float:
    from scipy import special

    quantile = special.ndtri(1 - design.alpha / (2 if design.sides == "two" else 1))
    other_side = special.ndtr(-noncentrality - quantile) if design.sides == "two" else 0.0
    return float(special.ndtr(noncentrality - quantile) + other_side)


def _t_power(noncentrality: float, freedom: float, design: Design) -> float:
    from scipy import special

    if freedom > _NORMAL_FROM:
        return _normal_power(noncentrality, design)
    quantile = special.stdtrit(freedom, 1 - design.alpha / (2 if design.sides == "two" else 1))
    if noncentrality > 4 * quantile + 10:  # where scipy's function has no digits left
        return 1.0
    both = design.sides == "two" and noncentrality < _OTHER_SIDE_MOST
    other_side = special.nctdtr(freedom, noncentrality, -quantile) if both else 0.0
    return float(1 - special.nctdtr(freedom, noncentrality, quantile) + other_side)
