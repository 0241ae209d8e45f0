"""What a plan needs to know of the traffic.

seen.py    the spread of a score, how its values cluster and pair, and how many come each day
judged.py  the requests that a judge scored, with what people said of some of them
"""
