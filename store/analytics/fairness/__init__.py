"""Whether two groups of requests can be compared fairly. In the order a comparison meets the files:

fairness.py   `fairness`: everything that is known about it, by the files below
periods.py    when each group ran, and the time they share
keys.py       which keys of the requests are compared, and which ones define the groups
counts.py     how often each value of them occurs in each group, and what occurs in both
mix.py        … and whether the groups differ in them
scored.py     the table expressions of all statements: the requests of a group that have one of the scores
"""
