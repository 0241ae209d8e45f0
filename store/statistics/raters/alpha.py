"""Krippendorff's alpha: any number of raters, with gaps. Pure."""

from __future__ import annotations

from typing import Literal

import numpy as np

from store.statistics.raters.resampling import (
    CATEGORIES_MOST,
    Agreement,
    beyond_chance,
    bootstrapped,
    paired_units,
    too_many_values,
)
from store.statistics.summaries import Floats

Scale = Literal["nominal", "ordinal", "interval"]


def krippendorffs_alpha(ratings: Floats, scale: Scale) -> Agreement:
    """Any number of raters, with gaps: Krippendorff's alpha (2011, Computing Krippendorff's Alpha-Reliability,
    University of Pennsylvania; 2019, Content Analysis, 4th edition, chapter 12)."""
    units = paired_units(ratings)
    if scale == "interval":
        return bootstrapped(_moments(units), lambda sums, _: _interval_alpha(sums))
    count = int(np.nanmax(units)) + 1 if len(units) else 1
    if count > CATEGORIES_MOST:
        return too_many_values(len(units))
    columns = np.array([_coincidences(unit[~np.isnan(unit)], count) for unit in units]).reshape(len(units), count**2)
    shape = (count, count)
    return bootstrapped(columns, lambda sums, _: _categorical_alpha(sums.reshape(*sums.shape[:-1], *shape), scale))


def _moments(units: Floats) -> Floats:
    """Of each unit: the number, sum and sum of squares of its ratings, and the squared differences of their pairs."""
    if not len(units):
        return np.empty((0, 4))
    centred = units - np.nanmean(units)
    n, total, squares = np.sum(~np.isnan(units), axis=1), np.nansum(centred, axis=1), np.nansum(centred**2, axis=1)
    within = 2 * (n * squares - total**2) / (n - 1)
    return np.column_stack([n, total, squares, within])


def _interval_alpha(sums: Floats) -> Floats:
    n, total, squares, within = np.moveaxis(sums, -1, 0)
    return beyond_chance(within / n, 2 * (n * squares - total**2) / (n * (n - 1)))


def _coincidences(values: Floats, count: int) -> Floats:
    """How often each category stands beside each other one in this unit: its ratings count once each."""
    counts = np.bincount(values.astype(int), minlength=count).astype(np.float64)
    return (np.outer(counts, counts) - np.diag(counts)) / (len(values) - 1)


def _categorical_alpha(coincidences: Floats, scale: Scale) -> Floats:
    totals = coincidences.sum(axis=-1)
    n = totals.sum(axis=-1)
    distances = _distances(totals, scale)
    expected = np.einsum("...i,...j,...ij->...", totals, totals, distances) / (n * (n - 1))
    return beyond_chance(np.sum(coincidences * distances, axis=(-2, -1)) / n, expected)


def _distances(totals: Floats, scale: Scale) -> Floats:
    """Squared, between all categories. On an ordinal scale: the number of ratings from one to the other."""
    count = totals.shape[-1]
    if scale == "nominal":
        return np.broadcast_to(1 - np.eye(count), (*totals.shape, count))
    middle = np.cumsum(totals, axis=-1) - totals / 2  # ranks: differences are Krippendorff's sums less half the ends
    return (middle[..., :, None] - middle[..., None, :]) ** 2
