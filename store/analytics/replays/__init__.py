"""Runs of `gnomon replay`: logged calls that were sent again to a candidate, beside the originals.

calls.py  how many calls a run has made, and what they cost
pairs.py  the score of each candidate's answer beside that of the original
"""

from store.analytics.replays.calls import RunCalls, run_calls
from store.analytics.replays.pairs import ReplayPair, orders_disagree, preferences, scored_pairs

__all__ = ["ReplayPair", "RunCalls", "orders_disagree", "preferences", "run_calls", "scored_pairs"]
