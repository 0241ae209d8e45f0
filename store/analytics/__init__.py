"""The replica of the record in DuckDB, and every query on it: lists, filters and aggregates.

replica/      the tables: copied from the record, kept up to date, read through snapshots
query.py      `Snapshot`: how every query reads the replica
selection.py  `Selection`: which requests a query is about (pure)
buckets.py    hours, days, weeks and months in any time zone (pure)
measures.py   what is measured of each request beside its scores (pure)
requests/     queries on requests: lists, groups, metrics, sessions, users, properties
each_key.py   several keys counted in one pass (pure)
scores/       queries on scores: by groups, over time
comparisons/  … of two groups compared
planning/     what plans of comparisons and labels need to know of the traffic
agreement/    how far those who gave the same score to the same units agree
judging/      the mean of a judge, corrected by the labels of people
alerts/       the value of a metric in a window of time
replays/      logged calls that were sent again to a candidate, beside the originals
changes/      when the level of a score or metric changed, found without being told where to look
explain/      which values of which keys carry the change between two groups
fairness/     whether two groups can be compared fairly
experiments/  the arms of an experiment against its control
sql/          SQL that callers send: checked, run, formatted

A query runs `Replica.fresh`, then `Replica.read` with a function that gets a `Snapshot`. SQL is composed of
`store.sql.Sql` pieces; rows come back by name (`Snapshot.records`).
"""

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.analytics.replica.replica import Rebuilding, Replica

__all__ = ["QueryTooLarge", "QueryTooSlow", "Rebuilding", "Replica"]
