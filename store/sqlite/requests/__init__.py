"""Exchanges and properties in SQLite.

storing.py             writes a batch of exchanges with their bodies
log_records.py         log records of spans: they wait for their span, or complete it
attempts.py            which exchanges of a request id are attempts, and which of them is the last
reading_back.py        links exchanges that read an object back to the one that created it
response_chains.py     gives calls that continue a response the session of the call that created it
dead_writers.py        what is left of workers that have died
reprocessing.py        reads stored calls and writes what was extracted from them again
properties.py          properties set on a request after its call
hidden_properties.py   names that lists of properties leave out
assembling.py          requests with the newest of their attempts and scores, and the totals of all
reading.py             one request, by any of its ids
known.py               which ids name something in this record
listing.py             many requests, or the bodies of one or many, in few queries
rows.py                rows ↔ records
"""
