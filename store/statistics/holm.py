"""Several p-values asked at once."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Each p-value adjusted so that the chance of any false finding among them stays below the level.

    Holm's step-down method (1979, Scand. J. Statistics 6, 65-70): the smallest is multiplied by how many there are, the
    next by one less, and so on, never falling below the one before, never above 1. None stays None and is not counted:
    no test was made.
    """
    asked = sorted((p, at) for at, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    reached = 0.0
    for step, (p, at) in enumerate(asked):
        reached = max(reached, min(1.0, p * (len(asked) - step)))
        adjusted[at] = reached
    return adjusted
