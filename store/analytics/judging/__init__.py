"""Means of a judge's scores, corrected by what people said of some of the same requests or sessions.

labels.py       reads the units that both a judge and people scored
judged.py       sums of all that the judge scored, by groups
corrections.py  what the labels say of each group, or of two
correcting.py   corrects the groups of an answer
comparing.py    corrects two groups that are compared, and their difference
"""

from store.analytics.judging.comparing import JudgedComparison, TwoGroups, judged_comparison
from store.analytics.judging.correcting import corrected_answers
from store.analytics.judging.corrections import LabelSource

__all__ = ["JudgedComparison", "LabelSource", "TwoGroups", "corrected_answers", "judged_comparison"]
