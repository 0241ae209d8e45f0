"""Scores in SQLite.

adding.py         writes score calls, several calls at once
targets.py        which requests the ids in scores name
superseding.py    one current score per identity; earlier ones become history
joining.py        gives waiting scores to their request once it is logged
definitions.py    score definitions, and the scores they reject
names.py          which kinds of scores each name has had
experiments.py    experiments
receipts.py       receipts of calls that may be repeated with their idempotency key
deleting.py       deletes scores for good
reading.py        scores by target, identity or other features
"""
