"""How far those who gave the same score to the same requests or sessions agree.

sources.py    whose ratings count: the table expression `ratings` (pure)
ratings.py    reads the ratings of units that several rated
measuring.py  coefficients of the people, of each two raters, and of each judge against the people
comparing.py  … two raters, and a judge against the people together (pure)
differing.py  how each rater differs from the others (pure)
showing.py    tables of who said what, and the units on which raters differ most
"""

from store.analytics.agreement.comparing import JudgeAgreement, RaterPair
from store.analytics.agreement.differing import MeasuredRater
from store.analytics.agreement.measuring import PAIRED_RATERS_MOST, AgreementQuery, AgreementResult, Measured, measure
from store.analytics.agreement.ratings import UNITS_MOST, Rater
from store.analytics.agreement.showing import Confusion, Disagreement, Rating

__all__ = [
    "PAIRED_RATERS_MOST",
    "UNITS_MOST",
    "AgreementQuery",
    "AgreementResult",
    "Confusion",
    "Disagreement",
    "JudgeAgreement",
    "Measured",
    "MeasuredRater",
    "Rater",
    "RaterPair",
    "Rating",
    "measure",
]
