"""Queries on requests, each a function of a `Snapshot` and a selection.

selected.py        FROM and WHERE of the selected requests, and their buckets of time
lists.py           lists and counts of requests, page by page
sampling.py        which of them a queue gets
sorting.py         the orders of a list, and the cursors of its pages (pure)
body_search.py     text in whole bodies, as far as the time allows
groups.py          by model, user, property and so on, in pages
usual_models.py    the model under which a call that got no answer is counted
periods.py         a time and an earlier one
firsts.py          when each model, prompt and value of a property first occurred
metrics.py         counts, costs and latencies: overall, over time, by model
properties.py      names and values of properties, and their costs
sessions.py        by session
session_calls.py   the calls of one session
users.py           by user
scored_sessions.py the scores of sessions, with what a session is made of its requests (pure)
distribution.py    histograms of the amounts of sessions or users
"""
