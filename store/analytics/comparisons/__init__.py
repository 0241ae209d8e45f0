"""Scores of two groups of requests or sessions compared:

differences.py        what is compared, and what is found
comparison.py         `compare`: all scores and metrics, with one correction
series_comparison.py  one series: by counts and sums …
totals.py             … by the totals of clusters, where requests depend on each other …
samples.py            … or by the values themselves, where these are needed (pure)
pairs.py              keys that occur in both groups, pair by pair
metrics.py            cost, latency, tokens and errors of the groups
unpaired.py           where nothing pairs, which other keys would pair some of it
"""
