"""Agreement, against published examples and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from statsmodels.stats.inter_rater import cohens_kappa as statsmodels_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from store.statistics.raters import Scale, cohens_kappa, fleiss_kappa, krippendorffs_alpha, percent_agreement

# Krippendorff (2011), section E: four observers, twelve units, gaps
KRIPPENDORFF = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
# Fleiss (1971), table 1: 30 patients, six diagnoses each, of five kinds
DIAGNOSES = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 "
    "333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)
RNG = np.random.default_rng(5)


def canonical(least: int) -> NDArray[np.float64]:
    """`least`: the number that stands for the lowest value."""
    rows = [[np.nan if text == "." else float(text) - 1 + least for text in row.split()] for row in KRIPPENDORFF]
    return np.array(rows).T


def pairs_of(table: list[list[int]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    first, second = np.array(pairs, np.float64).T
    return first, second


@pytest.mark.parametrize(
    ("scale", "least", "published"), [("nominal", 0, 0.743), ("ordinal", 0, 0.815), ("interval", 1, 0.849)]
)
def test_alpha_is_krippendorffs_own_example(scale: Scale, least: int, published: float) -> None:
    """0.743, 0.815 and 0.849 of one data set, whose unit 12 has a single rating and does not count."""
    found = krippendorffs_alpha(canonical(least), scale)
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.units == 11
    assert found.interval.low is not None
    assert found.interval.high is not None
    assert found.interval.low < published < found.interval.high <= 1


def test_kappa_is_cohens() -> None:
    """50 grants, read by two: 35 equal judgements, 25 expected by chance: 0.4."""
    found = cohens_kappa(*pairs_of([[20, 5], [10, 15]]), "nominal")
    assert found.value == pytest.approx(0.4)
    assert found.units == 50


@pytest.mark.parametrize(("scale", "weights"), [("nominal", None), ("interval", "quadratic")])
def test_kappa_is_that_of_statsmodels(scale: Scale, weights: str | None) -> None:
    """Also its interval, nearly: theirs is of a normal approximation (Fleiss, Cohen and Everitt, 1969)."""
    table = [[44, 5, 1], [7, 20, 3], [9, 5, 6]]
    expected = statsmodels_kappa(np.array(table), wt=weights)
    found = cohens_kappa(*pairs_of(table), scale)
    assert found.value == pytest.approx(expected.kappa, rel=1e-12)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (expected.kappa_low, expected.kappa_upp), abs=0.03
    )


def test_kappa_of_many_is_that_of_fleiss() -> None:
    """0.430 of his own table, and what statsmodels computes; the order of a unit's ratings does not matter."""
    ratings = np.array([[float(each) - 1 for each in unit] for unit in DIAGNOSES.split()])
    counts = np.array([[np.sum(unit == kind) for kind in range(5)] for unit in ratings])
    found = fleiss_kappa(ratings, "nominal")
    assert found.value == pytest.approx(0.430, abs=0.0005)
    assert found.value == pytest.approx(float(statsmodels_fleiss(counts)), rel=1e-12)
    assert found == fleiss_kappa(RNG.permuted(ratings, axis=1), "nominal")
    assert found.interval.low is not None
    assert found.interval.high is not None
    assert found.interval.low < 0.430 < found.interval.high


def test_kappa_of_many_takes_other_raters_for_each_unit_but_as_many() -> None:
    """Three of five raters for each unit are the same as three columns; with a gap more there is a reason instead."""
    three = RNG.integers(0, 3, (40, 3)).astype(np.float64)
    three[:, 1] = np.where(RNG.random(40) < 0.7, three[:, 0], three[:, 1])
    spread = np.full((41, 5), np.nan)
    for row, values in zip(spread, three, strict=False):
        row[RNG.choice(5, 3, replace=False)] = values
    spread[40, 2] = 1.0  # a single rating
    assert fleiss_kappa(spread, "nominal") == fleiss_kappa(three, "nominal")
    spread[0] = [1, 1, np.nan, np.nan, np.nan]
    found = fleiss_kappa(spread, "nominal")
    assert (found.value, found.units) == (None, 40)
    assert "these have 2 to 3" in str(found.interval.reason)
    assert "nominal" in str(fleiss_kappa(three, "ordinal").interval.reason)


def test_alpha_of_two_raters_is_nearly_kappa_and_percent_is_of_pairs() -> None:
    """Both correct for chance; alpha for the size of the sample as well."""
    first = RNG.integers(0, 4, 2_000).astype(np.float64)
    second = np.where(RNG.random(2_000) < 0.7, first, RNG.integers(0, 4, 2_000))
    ratings = np.column_stack([first, second])
    kappa, alpha = cohens_kappa(first, second, "nominal"), krippendorffs_alpha(ratings, "nominal")
    assert alpha.value == pytest.approx(kappa.value, abs=0.002)
    assert percent_agreement(ratings).value == pytest.approx(np.mean(first == second))
    assert percent_agreement(np.array([[0, 0, 1], [2, 2, np.nan]])).value == pytest.approx((1 / 3 + 1) / 2)


def test_what_cannot_be_said_is_not_said() -> None:
    """No unit with two ratings; one value only, where agreement by chance is certain; too few units."""
    nothing, equal = np.array([[1.0, np.nan], [np.nan, 2.0]]), np.zeros((20, 2))
    assert krippendorffs_alpha(nothing, "nominal").value is None
    assert percent_agreement(nothing).value is None
    assert fleiss_kappa(nothing, "nominal").value is None
    for scale in ("nominal", "ordinal", "interval"):
        found = krippendorffs_alpha(equal, scale)  # type: ignore[arg-type]
        assert found.value is None
        assert found.interval.reason
        assert cohens_kappa(equal[:, 0], equal[:, 1], scale).value is None  # type: ignore[arg-type]
    assert fleiss_kappa(equal, "nominal").value is None
    perfect = percent_agreement(equal)
    assert (perfect.value, perfect.interval.low) == (1, None)
    assert perfect.interval.reason
    few = krippendorffs_alpha(canonical(1)[:5], "interval")
    assert few.value is not None
    assert few.interval.low is None


def test_large_numbers_keep_their_digits_and_answers_are_repeatable() -> None:
    """A shift by 1e9 changes nothing; the same data give the same interval."""
    first = RNG.normal(0, 1, 300)
    ratings = np.column_stack([first, first + RNG.normal(0, 0.5, 300)])
    found, shifted = krippendorffs_alpha(ratings, "interval"), krippendorffs_alpha(ratings + 1e9, "interval")
    assert shifted.value == pytest.approx(found.value, rel=1e-6)
    assert found == krippendorffs_alpha(ratings, "interval")


def test_many_different_units_have_a_jackknife() -> None:
    """It is as wide as the bootstrap of a third of them, by the square root of 3."""
    first = RNG.normal(0, 1, 2_700)
    ratings = np.column_stack([first, first + RNG.normal(0, 0.5, 2_700)])
    many, third = krippendorffs_alpha(ratings, "interval"), krippendorffs_alpha(ratings[:900], "interval")
    widths = [(each.interval.high or 0) - (each.interval.low or 0) for each in (many, third)]
    assert (many.interval.method, third.interval.method) == ("jackknife", "bootstrap_percentile")
    assert widths[1] / widths[0] == pytest.approx(3**0.5, rel=0.15)


def test_the_interval_of_many_categories_is_around_the_value() -> None:
    """A unit drawn twice agrees with itself by chance, which puts all resamples below the value."""
    ratings = np.random.default_rng(1).integers(0, 30, (30, 3)).astype(np.float64)
    for found in (krippendorffs_alpha(ratings, "nominal"), fleiss_kappa(ratings, "nominal")):
        assert found.value is not None
        assert found.interval.low is not None
        assert found.interval.high is not None
        assert found.interval.low < found.value < found.interval.high


@pytest.mark.parametrize("scale", ["nominal", "interval"])
def test_the_interval_holds(scale: Scale) -> None:
    """Of 100 samples of 60 units, about 95 % of the intervals contain the value of all units."""
    population = RNG.integers(0, 3, 100_000).astype(np.float64)
    raters = [np.where(RNG.random(100_000) < 0.75, population, RNG.integers(0, 3, 100_000)) for _ in range(3)]
    ratings = np.column_stack(raters)
    truth = krippendorffs_alpha(ratings, scale).value
    assert truth is not None
    held = 0
    for _ in range(100):
        interval = krippendorffs_alpha(ratings[RNG.integers(0, 100_000, 60)], scale).interval
        assert interval.low is not None
        assert interval.high is not None
        held += interval.low <= truth <= interval.high
    assert 89 <= held <= 100
