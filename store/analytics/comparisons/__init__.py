"""Scores of two groups of requests or sessions compared:

comparison.py  `compare`: by counts and sums
totals.py      … by the totals of clusters, where requests depend on each other
samples.py     … by the values themselves, where these are needed (pure)
pairs.py       keys that occur in both groups, pair by pair
metrics.py     cost, latency, tokens and errors of the groups
unpaired.py    … and where nothing pairs, which other keys would pair some of it
"""
