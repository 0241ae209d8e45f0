"""Adjusts several p-values for multiple testing."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """The p-values adjusted so that the probability of any false positive among them stays below the level.

    Holm's step-down method (1979, Scand. J. Statistics 6, 65-70): the smallest p-value is multiplied by their number,
    the next one by one less, and so on; each is at least the one before it and at most 1. None stays None and is not
    counted: no test was made.
    """
    ordered = sorted((p, index) for index, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for step, (p, index) in enumerate(ordered):
        largest = max(largest, min(1.0, p * (len(ordered) - step)))
        adjusted[index] = largest
    return adjusted
