"""The number for who looks at every call, and stops when the interval that holds at every look decides."""

from __future__ import annotations

from math import ceil

from store.statistics.planning.power import Design, smallest
from store.statistics.sequential import UNITS_LEAST, margin_factor


def number_with_looks(design: Design, difference: float, power: float) -> int | None:
    """The n by which the confidence sequence (store/statistics/sequential) excludes 0, or the margin, with this power,
    if it is tuned at just this number: the half width there and the quantile of the power together make the effect.

    Who looks before may well be done sooner. None: no number is enough.
    """
    from scipy import special

    effect = design.effect(difference)
    level = design.alpha if design.sides == "two" else 2 * design.alpha
    beyond = float(special.ndtri(power))

    def is_enough(n: int) -> bool:
        units = n / design.design_effect
        balanced = units if design.pairing == "paired" else 4 * units / (1 + 1 / design.ratio)
        error = design.standard_error(n, difference if design.margin is None else 0.0)
        return error * (margin_factor(balanced, balanced, level) + beyond) <= effect

    if effect <= 0:
        return None
    smaller_share = 1.0 if design.pairing == "paired" else min(1.0, design.ratio)
    return smallest(is_enough, ceil(UNITS_LEAST * design.design_effect / smaller_share))
