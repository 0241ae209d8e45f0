"""The mean of a judge's scores, corrected by the labels that people gave to some of the same requests. Pure.

labels.py        `LabelledUnits`: with values of the judge and of people; `JudgedGroup`: all that the judge scored
correction.py    `CorrectedMean`, and why there is none
rogan_gladen.py  booleans: the share, from the judge's sensitivity and specificity (Rogan and Gladen; Lee et al.)
prediction.py    numbers: the judge's mean, plus how far people's values lie from it (PPI++)
differences.py   two corrected means: their difference
"""

from store.statistics.judging.correction import CorrectedMean, refused, within_0_and_1
from store.statistics.judging.differences import (
    CorrectedDifference,
    JudgedPair,
    own_difference,
    pooled_difference,
)
from store.statistics.judging.labels import JudgedGroup, LabelledUnits
from store.statistics.judging.prediction import LABELS_LEAST, corrected_mean, effective_labels, tells_errors
from store.statistics.judging.rogan_gladen import CLASS_LEAST, corrected_share

__all__ = [
    "CLASS_LEAST",
    "LABELS_LEAST",
    "CorrectedDifference",
    "CorrectedMean",
    "JudgedGroup",
    "JudgedPair",
    "LabelledUnits",
    "corrected_mean",
    "corrected_share",
    "effective_labels",
    "own_difference",
    "pooled_difference",
    "refused",
    "tells_errors",
    "within_0_and_1",
]
