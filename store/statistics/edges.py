"""The edges of a histogram's bins."""

from __future__ import annotations

from math import ceil, floor, log10

_HUGE = 1e300  # adding a step to a larger value may overflow a double
_TINY = 1e-300  # the power of ten below a smaller extent may be zero in a double

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)  # round widths, times a power of ten


def nice_edges(low: float, high: float, bins: int, *, whole: bool = False) -> list[float]:
    """The edges of at most `bins` bins that include all values from `low` to `high`. All bins have one width, 1, 2, 2.5
    or 5 times a power of ten, and their edges are multiples of it. `whole`: the values are whole numbers, and no bin is
    narrower than 1.

    If all values are equal, there is one bin of width 1, or wider where doubles of that size need it.
    """
    if max(abs(low), abs(high)) > _HUGE or 0 < high - low < _TINY:
        return [low, high]
    if bins == 1 and low < 0 < high:
        return [low, high]  # zero is a multiple of every width, and would be an edge
    extent = high - low
    least = max(extent / bins, abs(low) * 1e-12, abs(high) * 1e-12)  # narrower bins would have equal edges in a double
    if extent == 0:
        least = max(least, 1.0)
    step = _nice(max(least, 1.0) if whole else least, whole=whole)
    while _first_after(high, step, whole=whole) - floor(low / step) > bins:
        step = _nice(step * 1.001, whole=whole)
    first, last = floor(low / step), _first_after(high, step, whole=whole)
    return [_multiple(number, step) for number in range(first, max(last, first + 1) + 1)]


def _first_after(high: float, step: float, *, whole: bool) -> int:
    """The last bin includes its upper edge, so a value on an edge needs no further bin. It does where
    bins hold one or two whole numbers: another number in the last bin would distort its height."""
    return floor(high / step) + 1 if whole and step <= 2 else ceil(high / step)


def _nice(least: float, *, whole: bool) -> float:
    power = 10.0 ** floor(log10(least))
    steps = (power * width for width in _STEPS if not (whole and power * width % 1))
    return next((step for step in steps if step >= least * (1 - 1e-9)), power * 10)


def _multiple(number: int, step: float) -> float:
    """Rounded to 15 digits, because 0.1 · 3 is 0.30000000000000004 in a double."""
    return float(number * int(step)) if step.is_integer() else float(f"{number * step:.15g}")
