"""What is compared with a package, and how two answers are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Ask = Callable[..., Any]  # a name of packages.QUESTIONS, and its arguments

EXACT = 1e-9  # of the same formula
CLOSE = 1e-6  # of the same formula, where the packages' quantiles are computed in different ways


@dataclass(frozen=True, slots=True)
class Check:
    method: str
    package: str
    compared: str
    differences: Callable[[Ask], Iterator[float]]  # one of each sample
    tolerance: float = EXACT
    apart: str = ""  # what the package defines differently


def relative(ours: float, theirs: float) -> float:
    """Of standard errors and half widths."""
    return abs(ours - theirs) / abs(theirs)


def of_limits(ours: Iterable[float | None], theirs: Sequence[float]) -> float:
    """The larger difference of the two limits, as a part of the interval's width."""
    low, high = (_given(limit) for limit in ours)
    return max(abs(low - theirs[0]), abs(high - theirs[1])) / (theirs[1] - theirs[0])


def half_width(limits: Iterable[float | None]) -> float:
    low, high = (_given(limit) for limit in limits)
    return (high - low) / 2


def _given(limit: float | None) -> float:
    assert limit is not None, "there is no interval where one was expected"
    return limit
