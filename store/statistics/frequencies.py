"""Counts of categories: whether two groups have the same mix, and whether their sizes fit an expected split."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

_EXPECTED_LEAST = 5.0  # below it the χ² approximation is poor (Cochran, 1954, Biometrics 10, 417-451)


class MixTest(NamedTuple):
    p_value: float
    test: str
    cramers_v: float  # 0: the same shares in both groups; 1: no value in common


class SplitTest(NamedTuple):
    expected: tuple[float, float]  # counts
    p_value: float | None  # None: there is nothing to count
    test: str | None


def compare_mix(counts: Sequence[tuple[int, int]], rest: tuple[int, int] = (0, 0)) -> MixTest | None:
    """Whether a characteristic has the same distribution in two groups: Pearson's χ² (scipy.stats.chi2_contingency
    without correction). None: a group is empty, or both have the same single value.

    `counts`: of the most frequent values, (first group, second group) each; `rest`: of all other values together.
    Values too rare for χ² join the rest, and so does the next value if the rest is still too rare. Where one value
    remains that is too rare, or none, the most frequent value is compared with all others by Fisher's exact test. The
    size of the difference is Cramér's V = √(χ² / n) (Cramér, 1946, Mathematical Methods of Statistics, §21.9).
    """
    table = [pair for pair in sorted(counts, key=sum, reverse=True) if sum(pair)]
    if sum(rest):
        table.append(rest)
    if len(table) < 2 or not all(_sums(table)):
        return None
    pooled = _pooled(table)
    v = sqrt(_chi_squared(pooled) / sum(_sums(pooled)))
    if _is_too_rare(pooled):
        from scipy import stats

        return MixTest(float(stats.fisher_exact(pooled).pvalue), "fisher_exact", v)
    return MixTest(_upper_tail(_chi_squared(pooled), len(pooled) - 1), "chi_squared", v)


def split_test(observed: tuple[int, int], expected_split: tuple[float, float]) -> SplitTest:
    """Whether the sizes of two groups fit the split that was planned, in any unit: χ² with one degree of freedom
    (scipy.stats.chisquare), or the exact binomial test where fewer than 5 are expected."""
    n = sum(observed)
    share = expected_split[0] / sum(expected_split)
    expected = (n * share, n * (1 - share))
    if not n:
        return SplitTest(expected, None, None)
    if min(expected) < _EXPECTED_LEAST:
        from scipy import stats

        return SplitTest(expected, float(stats.binomtest(observed[0], n, share).pvalue), "binomial_exact")
    chi_squared = sum((seen - wanted) ** 2 / wanted for seen, wanted in zip(observed, expected, strict=True))
    return SplitTest(expected, _upper_tail(chi_squared, 1), "chi_squared")


def _sums(table: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(first for first, _ in table), sum(second for _, second in table)


def _pooled(table: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """At least two rows: the last one has all values that are too rare on their own."""
    smaller = min(_sums(table)) / sum(_sums(table))
    frequent = [pair for pair in table[:-1] if sum(pair) * smaller >= _EXPECTED_LEAST]
    first, second = _sums(table)
    frequent = frequent or table[:1]
    while True:
        rest = (first - _sums(frequent)[0], second - _sums(frequent)[1])
        if len(frequent) == 1 or sum(rest) * smaller >= _EXPECTED_LEAST:
            return [*frequent, rest]
        frequent.pop()


def _is_too_rare(table: Sequence[tuple[int, int]]) -> bool:
    smaller = min(_sums(table)) / sum(_sums(table))
    return min(sum(pair) for pair in table) * smaller < _EXPECTED_LEAST


def _chi_squared(table: Sequence[tuple[int, int]]) -> float:
    first, second = _sums(table)
    n = first + second
    # For two columns: Σ (a - (a + b) · first / n)² · n² / ((a + b) · first · second)
    deviations = ((a - (a + b) * first / n) ** 2 / (a + b) for a, b in table)
    return n * n / (first * second) * sum(deviations)


def _upper_tail(chi_squared: float, freedom: int) -> float:
    from scipy import stats

    return float(stats.chi2.sf(chi_squared, freedom))
