"""Steps of sessions. Jobs of the writing thread, and reads.

storing.py   steps as ingest brings them, and which of them are calls of their own
calls.py     a call that came both through the proxy and as a span: one exchange
traces.py    the session of a trace, which some of its spans name
scores.py    scores that were sent for a span
reading.py   the steps of a session
retention.py deletes old steps
"""
