"""What explains the change of a score, or of cost, latency or errors, between two groups of requests or sessions:

explain.py  `explain`: the values of all keys, ordered by how much of the change they carry
keys.py     which keys are examined, and which are left out
values.py   … their most frequent values
rows.py     the table expressions of both groups: value, weight, cluster and keys of each request or session (pure)
"""
