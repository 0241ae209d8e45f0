"""Intervals written out from the papers, for tests to compare with: nothing here uses the product's functions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import optimize, stats


def mean_interval(values: Sequence[float]) -> tuple[str, float, float]:
    """Student's t; for five values or more with marked skewness after Hall's (1992) transformation, solved numerically;
    Wilson's limits between the two values if ten or more have only two. Method, low, high."""
    found = np.asarray(values, float)
    n, mean, error = len(found), found.mean(), stats.sem(found)
    distinct = np.unique(found)
    if n >= 10 and len(distinct) == 2:
        low, high = stats.binomtest(int(np.sum(found == distinct[1])), n).proportion_ci(method="wilson")
        return "wilson", distinct[0] + low * np.ptp(distinct), distinct[0] + high * np.ptp(distinct)
    quantile = stats.t.ppf(0.975, n - 1)
    skewness = stats.skew(found, bias=False) if n > 2 else 0.0
    if n < 5 or abs(skewness) < 1 or n >= 25 * skewness**2:
        return "t", mean - quantile * error, mean + quantile * error

    def without_skewness(truth: float) -> float:
        t = (mean - truth) / error
        return float(t + skewness * t**2 / (3 * n**0.5) + skewness**2 * t**3 / (27 * n) + skewness / (6 * n**0.5))

    far = 1000 * error
    limits = [
        optimize.brentq(
            lambda truth, at=at: without_skewness(truth) - at, mean - far, mean + far, xtol=1e-14, rtol=1e-14
        )
        for at in (quantile, -quantile)
    ]
    return "hall_t", limits[0], limits[1]


def bell_mccaffrey(design: np.ndarray, y: np.ndarray, clusters: np.ndarray) -> tuple[float, float, float]:
    """The last coefficient of a regression, its CR2 error and degrees of freedom, with the matrices of Bell and
    McCaffrey (2002, Survey Methodology 28, 169-181)."""
    n = len(y)
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    coefficients = bread @ design.T @ y
    residuals = y - design @ coefficients
    contrast = np.zeros(design.shape[1])
    contrast[-1] = 1
    variance, columns = 0.0, []
    for cluster in np.unique(clusters):
        rows = clusters == cluster
        values, vectors = np.linalg.eigh((np.eye(n) - hat)[np.ix_(rows, rows)])
        inverse_root = vectors @ np.diag([value**-0.5 if value > 1e-9 else 0.0 for value in values]) @ vectors.T
        weights = inverse_root @ design[rows] @ bread @ contrast
        variance += float(weights @ residuals[rows]) ** 2
        columns.append((np.eye(n) - hat)[:, rows] @ weights)
    gram = np.column_stack(columns).T @ np.column_stack(columns)
    return float(coefficients[-1]), variance**0.5, float(np.trace(gram) ** 2 / np.trace(gram @ gram))


def weighted_mean(values: np.ndarray, weights: np.ndarray, clusters: np.ndarray) -> tuple[float, float, float]:
    """A weighted mean, its error and degrees of freedom: each cluster's contribution is scaled so that it is unbiased
    for independent rows of one variance, with all matrices written out."""
    n, total = len(values), weights.sum()
    mean = float(weights @ values / total)
    residual_maker = np.eye(n) - np.outer(np.ones(n), weights) / total
    rows = []
    for cluster in np.unique(clusters):
        contribution = ((clusters == cluster) * weights / total) @ residual_maker
        wanted = float(np.sum(((clusters == cluster) * weights / total) ** 2))
        rows.append(contribution * (wanted / (contribution @ contribution)) ** 0.5)
    matrix = np.array(rows)
    covariance = matrix @ matrix.T
    error = float(np.sum((matrix @ values) ** 2)) ** 0.5
    return mean, error, float(np.trace(covariance) ** 2 / np.trace(covariance @ covariance))
