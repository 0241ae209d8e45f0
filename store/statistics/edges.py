"""Where a histogram's bins begin and end."""

from __future__ import annotations

from math import ceil, floor, log10

_HUGE = 1e300  # beyond it a step more may be no double

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)  # what people count in, times a power of ten


def nice_edges(low: float, high: float, bins: int, *, whole: bool = False) -> list[float]:
    """Edges of at most `bins` bins of one width, 1, 2, 2.5 or 5 times a power of ten, on its multiples, around all
    values from `low` to `high`. `whole`: the values are whole numbers, no bin is narrower than 1.

    Equal values are in one bin of width 1, or as wide as their size makes necessary.
    """
    if max(abs(low), abs(high)) > _HUGE:
        return [low, high]
    if bins == 1 and low < 0 < high:
        return [low, high]  # zero is a multiple of every width: one bin on multiples can't have it inside
    spread = high - low
    least = max(spread / bins, abs(low) * 1e-12, abs(high) * 1e-12)  # narrower ones would not differ in a double
    if spread == 0:
        least = max(least, 1.0)
    step = _nice(max(least, 1.0) if whole else least, whole=whole)
    while _first_after(high, step, whole=whole) - floor(low / step) > bins:
        step = _nice(step * 1.001, whole=whole)
    first, last = floor(low / step), _first_after(high, step, whole=whole)
    return [_multiple(at, step) for at in range(first, max(last, first + 1) + 1)]


def _first_after(high: float, step: float, *, whole: bool) -> int:
    """The last bin takes in its upper edge, so a value on a multiple needs no further bin. Not where bins are of one or
    two whole numbers: one bin more of them would show in its height."""
    return floor(high / step) + 1 if whole and step <= 2 else ceil(high / step)


def _nice(least: float, *, whole: bool) -> float:
    power = 10.0 ** floor(log10(least))
    steps = (power * one for one in _STEPS if not (whole and power * one % 1))
    return next((step for step in steps if step >= least * (1 - 1e-9)), power * 10)


def _multiple(at: int, step: float) -> float:
    """0.1 · 3 is 0.30000000000000004 in a double: the number that is meant has 15 digits at most."""
    return float(at * int(step)) if step.is_integer() else float(f"{at * step:.15g}")
