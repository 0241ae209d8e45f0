"""What a plan needs to know of the traffic.

seen.py    the spread of a score, how its values cluster and pair, and how many come each day
sizes.py   values that are too large for a plan
judged.py  the requests that a judge scored, with what people said of some of them
"""
