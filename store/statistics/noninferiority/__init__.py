"""Whether a candidate is not worse than what it is to replace, on the same requests. Pure.

verdicts.py  the mean difference within the pairs, its interval, and what that decides
"""

from store.statistics.noninferiority.verdicts import (
    PAIRS_LEAST,
    PairedDecision,
    PairedState,
    paired_verdict,
)

__all__ = ["PAIRS_LEAST", "PairedDecision", "PairedState", "paired_verdict"]
