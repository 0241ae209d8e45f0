"""What Gnomon stores, and every way to read it. In the order in which a call meets the parts:

spool/             the files to which proxy workers log calls
ingest/            spool → store, in a thread of the api process
extract/           bytes of a logged call → model, text, usage, cost (pure)
attempts.py        which exchanges of a request id are attempts of the same request (pure)
base.py            the `Store` protocol: what every engine promises, its values and its errors
models.py          the records, as plain values
engine.py          opens the store that the settings name
sqlite/            the SQLite engine: the system of record
clickhouse/        ClickHouse servers: what all nodes have, for more than one machine
migrations/        the SQL that creates its tables
analytics/         the DuckDB replica, and every query on it
filter/            filter JSON → SQL and parameters (pure)
sql.py             `Sql`: a piece of SQL with its parameters (pure)
statistics/        intervals and comparisons of scores (pure)
score_values.py    the values of scores as they are shown (pure)
definitions.py     which scores fit a score definition (pure)
reprocess.py       `gnomon reprocess`: extracts the fields of stored calls again, or prices them again
evaluation/        what is promised to those who act on calls: events and tasks, webhooks, evaluators
views.py           saved views of the dashboard's pages
findings.py        what the log could not understand, and what to do about it (pure)
confinement/       what a process gives up before it runs something that it does not trust
keys.py            Gnomon's own keys
ids.py             ids that sort by time
intake.py          ways in for calls that do not pass the proxy (pure)
timestamps.py      Unix microseconds ↔ datetimes
helicone_words.py  names and limits of Helicone's API that several packages share
settings.py        the settings of all this, and the files of a data directory
"""
