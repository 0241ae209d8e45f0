"""The cases of bench.coverage, one row of its table each."""

from __future__ import annotations

from bench import (
    coverage_beside_means,
    coverage_every_look,
    coverage_judge_differences,
    coverage_judges,
    coverage_raters,
)
from bench.coverage_cases import (
    NUMBERS,
    SIZES,
    Case,
    boolean_pairs,
    clustered,
    clusters_of_one,
    crossed,
    difference_of_means,
    difference_of_shares,
    nested,
    one_mean,
    one_share,
    pairs,
    random_weights,
    raters,
    weighted,
    weighted_difference,
)

SHARES = (0.5, 0.9, 0.98)


def cases() -> list[Case]:
    return [
        *_one_group(),
        *_raters(),
        *_weights(),
        *_clusters(),
        *_means_compared(),
        *_shares_compared(),
        *_robust_compared(),
        *_pairs(),
        *coverage_beside_means.cases(),
        *coverage_every_look.cases(),
        *coverage_judges.cases(),
        *coverage_judge_differences.cases(),
        *coverage_raters.cases(),
    ]


def _one_group() -> list[Case]:
    means = [
        Case("One mean", f"{name}, n = {n}", n, False, one_mean(population, n))
        for name, population in NUMBERS.items()
        for n in (10, 30, 100, 1000)
    ]
    return means + [
        Case("One share", f"{truth:g}, n ≈ {n}", n, True, one_share(truth, n))
        for truth in SHARES
        for n in (10, 30, 100, 1000)
    ]


def _raters() -> list[Case]:
    return [
        Case(
            "Three raters",
            f"{'numbers' if truth is None else f'share {truth:g}'}, n = {n}",
            n,
            truth is not None,
            raters(truth, n),
        )
        for truth in (None, *SHARES)
        for n in (10, 30, 100, 1000)
    ]


def _weights() -> list[Case]:
    designs = ((100, 0.1, 0.5), (300, 0.1, 0.5), (1000, 0.1, 0.3), (1000, 0.02, 0.5))
    populations = {"normal": NUMBERS["normal"], "lognormal": NUMBERS["lognormal"], "share 0.9": 0.9, "share 0.98": 0.98}
    found = []
    for name, population in populations.items():
        for n, good, bad in designs:
            title = f"{name}, {n} requests, bad rated with {bad:g}, good with {good:g}"
            share = isinstance(population, float)
            found.append(Case("Sampled", title, round(n * good), share, weighted(population, n, good, bad)))
    return found + [Case("Weights 1, 4, 10", f"normal, n = {n}", n, False, random_weights(n)) for n in (10, 30, 100)]


def _clusters() -> list[Case]:
    return [
        Case(
            "Clustered",
            f"{truth if isinstance(truth, str) else f'share {truth:g}'}, {count} clusters, {sizes}",
            count,
            isinstance(truth, float),
            clustered(truth, count, sizes),
            cost=2,
        )
        for truth in ("number", "skewed", *SHARES)
        for count in (5, 10, 30, 100)
        for sizes in SIZES
    ]


def _means_compared() -> list[Case]:
    return [
        Case(
            "Difference of means",
            f"{name}{', sd 1 and 3' if sd != 1 else ''}, n = {n[0]} and {n[1]}",
            min(n),
            False,
            difference_of_means(NUMBERS[name], n, sd),
            cost=2,
        )
        for name, sd in (
            ("normal", 1.0),
            ("normal", 3.0),
            ("exponential", 1.0),
            ("lognormal", 1.0),
            ("whole numbers below a ceiling of 100", 1.0),
        )
        for n in ((10, 10), (30, 30), (100, 100), (1000, 1000), (10, 100))
    ]


def _shares_compared() -> list[Case]:
    truths = ((0.5, 0.5), (0.9, 0.9), (0.98, 0.98), (0.9, 0.98), (0.5, 0.7))
    booleans = [
        Case(
            "Difference of shares",
            f"{a:g} and {b:g}, n ≈ {n[0]} and {n[1]}",
            min(n),
            True,
            difference_of_shares((a, b), n),
        )
        for a, b in truths
        for n in ((10, 10), (30, 30), (100, 100), (30, 100), (10, 100))
    ]
    return booleans + [
        Case(
            "Difference of numbers 0 and 100",
            f"share {truth:g}, n ≈ {n[0]} and {n[1]}",
            min(n),
            True,
            difference_of_shares((truth, truth), n, 100.0),
        )
        for truth in (0.5, 0.9, 0.95)
        for n in ((10, 10), (30, 30), (100, 100), (10, 100), (20, 200), (30, 300))
    ]


def _robust_compared() -> list[Case]:
    of_one = [
        Case("Clusters of one, difference", f"share 0.9, n ≈ {n[0]} and {n[1]}", n[0], True, clusters_of_one(0.9, n))
        for n in ((10, 100), (20, 200), (30, 300))
    ]
    truths: tuple[float | str, ...] = ("number", *SHARES)
    found = [
        Case(
            "Clustered difference",
            f"{truth if isinstance(truth, str) else f'share {truth:g}'}, {n[0]} and {n[1]} clusters",
            min(n),
            isinstance(truth, float),
            nested(truth, n),
            cost=3,
        )
        for truth in truths
        for n in ((5, 5), (10, 10), (30, 30), (3, 30), (5, 50))
    ]
    found += [
        Case(
            "Clusters in both groups, difference",
            f"{truth if isinstance(truth, str) else f'share {truth:g}'}, {n} clusters",
            n,
            isinstance(truth, float),
            crossed(truth, n),
            cost=3,
        )
        for truth in truths
        for n in (5, 10, 30)
    ]
    found += [
        Case(
            "Weights 1, 4, 10, difference",
            f"{'normal' if truth is None else f'share {truth:g}'}, n = {n[0]} and {n[1]}",
            min(n),
            truth is not None,
            weighted_difference(truth, n),
            cost=3,
        )
        for truth in (None, 0.9, 0.98)
        for n in ((10, 10), (30, 30), (100, 100), (10, 100))
    ]
    return of_one + found


def _pairs() -> list[Case]:
    numbers = [
        Case("Pairs", f"{kind} differences, {n} pairs", n, False, pairs(kind, n), cost=100)
        for kind in ("normal", "exponential")
        for n in (8, 10, 30, 100)
    ]
    return numbers + [
        Case("Pairs of booleans", f"share {truth:g}, {n} pairs", n, True, boolean_pairs(truth, n))
        for truth in SHARES
        for n in (8, 10, 30, 100)
    ]
