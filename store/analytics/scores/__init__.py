"""Queries on scores. In the order a query by groups meets the files:

answers.py          `ScoreQuery`, and the answers
queries.py          a query → an answer for each series of scores
names.py            which series there are: the scores of one name and type
rows.py             the table expression with one row per request or session: value, keys, bucket, cluster (pure)
keys.py             … what they can be grouped, clustered and paired by (pure)
selected.py         … the conditions on rows of `score` (pure)
filters.py          a filter on requests as a condition on rows of `score` (pure)
tables.py           the table expressions of a query, and the numbers of its groups
grouped_scores.py   the first statement's result, which the strategies complete
groups.py           … its SQL: counts and sums of each group
strategies.py       the three ways to an answer: plain, robust, labels
histograms.py       histograms, and quantiles of the groups beyond the limit
weighted_groups.py  sums for weighted or clustered requests
label_groups.py     the labels of each group

Other queries:

labelled.py         which names have scores of both judges and people
evals.py            scores as Helicone's endpoints need them
"""
