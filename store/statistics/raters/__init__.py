"""Several raters of the same units: how far they agree beyond chance, and how each differs from the others. Pure.

Ratings are a matrix with a row for each unit and a column for each rater; NaN: not rated. Categories are whole numbers
from 0. Intervals of coefficients are percentiles of a bootstrap over the units (Efron and Tibshirani, 1993, An
Introduction to the Bootstrap, chapter 13), from a fixed seed: units are independent, the ratings of one unit are not.

agreement.py   percent; Cohen's kappa of two raters, Fleiss' of equally many ratings of each unit
alpha.py       Krippendorff's alpha: any number of raters, with gaps
resampling.py  `Agreement`, and the interval of these coefficients
effects.py     each rater against the others: bias, leniency (an additive model), and how often it is the odd one out
"""

from store.statistics.raters.agreement import cohens_kappa, fleiss_kappa, percent_agreement
from store.statistics.raters.alpha import Scale, krippendorffs_alpha
from store.statistics.raters.effects import RaterEffect, bias, leniencies, odd_one_out
from store.statistics.raters.resampling import CATEGORIES_MOST, Agreement

__all__ = [
    "CATEGORIES_MOST",
    "Agreement",
    "RaterEffect",
    "Scale",
    "bias",
    "cohens_kappa",
    "fleiss_kappa",
    "krippendorffs_alpha",
    "leniencies",
    "odd_one_out",
    "percent_agreement",
]
