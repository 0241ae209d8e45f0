"""The populations of bench.coverage for several raters of the same requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from bench.coverage_cases import Case, Rng, Trial, Trials
from store.statistics.raters import (
    Agreement,
    bias,
    cohens_kappa,
    fleiss_kappa,
    krippendorffs_alpha,
    leniencies,
    percent_agreement,
)

Measure = Callable[[np.ndarray], Agreement]
_LARGE = 300_000  # requests, for the true value
MEASURES: dict[str, Measure] = {
    "percent": percent_agreement,
    "Cohen's kappa": lambda ratings: cohens_kappa(ratings[:, 0], ratings[:, 1], "nominal"),
    "Fleiss' kappa": lambda ratings: fleiss_kappa(ratings, "nominal"),
    "alpha, nominal": lambda ratings: krippendorffs_alpha(ratings, "nominal"),
    "alpha, ordinal": lambda ratings: krippendorffs_alpha(ratings, "ordinal"),
    "alpha, interval": lambda ratings: krippendorffs_alpha(ratings, "interval"),
}
HAS_GAPS = ("percent", "alpha, nominal", "alpha, ordinal", "alpha, interval")
LENIENT = np.array([0.0, 0.6, -0.4, 0.1])


def categories(rng: Rng, units: int, right: float, gaps: float) -> np.ndarray:
    """Three raters, who find the true one of four categories so often, and else guess; a third misses `gaps`."""
    true = rng.choice(4, (units, 1), p=(0.5, 0.25, 0.15, 0.1))
    guessed = rng.choice(4, (units, 3))
    values = np.where(rng.random((units, 3)) < right, true, guessed).astype(float)
    return np.where(rng.random((units, 3)) < gaps, np.nan, values)


@cache
def true_agreement(name: str, right: float, gaps: float) -> float:
    value = MEASURES[name](categories(np.random.default_rng(3), _LARGE, right, gaps)).value
    assert value is not None
    return value


def agreement(name: str, units: int, right: float) -> Callable[[Rng], Trials]:
    gaps = 0.2 if name in HAS_GAPS else 0.0

    def trials(rng: Rng) -> Trials:
        truth = true_agreement(name, right, gaps)
        while True:
            yield Trial(MEASURES[name](categories(rng, units, right, gaps)).interval, truth)

    return trials


def effects(units: int, share: float, *, are_booleans: bool = False) -> Callable[[Rng], Trials]:
    """The leniency of the second of four raters, who rate `share` of the requests."""
    truth = float(LENIENT[1] - LENIENT.mean())

    def trials(rng: Rng) -> Trials:
        for ratings in _rated(rng, units, share, are_booleans):
            shift = 0.25 if are_booleans else 1.0
            yield Trial(leniencies(ratings, range(4))[1].interval, shift * truth)

    return trials


def biases(units: int, share: float, *, are_booleans: bool = False) -> Callable[[Rng], Trials]:
    """The bias of the second of two raters against the first."""
    truth = float(LENIENT[1] - LENIENT[0])

    def trials(rng: Rng) -> Trials:
        for ratings in _rated(rng, units, share, are_booleans):
            shift = 0.25 if are_booleans else 1.0
            yield Trial(bias(ratings, 1, [0]).interval, shift * truth)

    return trials


def _rated(rng: Rng, units: int, share: float, are_booleans: bool) -> Iterator[np.ndarray]:
    """Numbers, with an error that is larger for some requests; or booleans, more of them true from lenient raters."""
    while True:
        if are_booleans:
            chance = rng.uniform(0.2, 0.8, (units, 1)) + 0.25 * LENIENT
            values = (rng.random((units, 4)) < chance).astype(float)
        else:
            spread = rng.choice((0.5, 2.0), (units, 1))
            values = rng.normal(3, 2, (units, 1)) + LENIENT + spread * rng.normal(0, 1, (units, 4))
        yield np.where(rng.random((units, 4)) < share, values, np.nan)


def cases() -> list[Case]:
    found = [
        Case(
            "Agreement",
            f"{name}, right in {right:.0%}, {units} requests",
            units,
            False,
            agreement(name, units, right),
            20,
        )
        for name in MEASURES
        for right in (0.6, 0.9)
        for units in (20, 50, 100, 300)
    ]
    for name, make in {"Bias": biases, "Leniency": effects}.items():
        found += [
            Case(
                name,
                f"{'booleans' if are_booleans else 'numbers'}, {share:.0%} of {units} requests rated",
                round(units * share * (share if name == "Bias" else 1)),  # that both rated, or this one
                are_booleans,
                make(units, share, are_booleans=are_booleans),
                3,
            )
            for are_booleans in (False, True)
            for share in (1.0, 0.4)
            for units in (20, 50, 200)
        ]
    return found
