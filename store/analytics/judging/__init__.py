"""Means of a judge's scores, corrected by what people said of some of the same requests or sessions.

labels.py      reads the units that both a judge and people scored
judged.py      sums of all that the judge scored, by groups
correcting.py  corrects the groups of an answer
"""

from store.analytics.judging.correcting import LabelSource, corrected_answers

__all__ = ["LabelSource", "corrected_answers"]
