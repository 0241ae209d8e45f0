"""The record on SQLite, in the order a write meets the files.

store.py       `SqliteStore`: the promises of store/base.py
lock.py        one writing process per data directory
files.py       the two database files: made, opened, migrated
writer.py      the one writing thread: many callers, one durable commit
checkpointing.py    what commits left in the logs, written back beside them
session.py     what a job of that thread works with: connections, counters, version numbers
inserting.py   many rows in few statements
recording.py   a batch of exchanges
packing.py     bodies, compressed
scores.py      scores: superseding, waiting, joining; several calls at once
score_names.py      which kinds of scores a name has had
score_deleting.py   scores deleted for good
definitions.py      score definitions, and what they refuse
idempotency.py      what became of calls that may be made again
request_properties.py   properties given to a request after its call
hidden_properties.py    properties that lists leave out
retention.py   deleting in small steps
rows.py        rows ↔ values
reading.py     requests and bodies, by id
score_reading.py    scores, by their target or other features
listing.py     many of them in one go
"""

from store.sqlite.store import SqliteStore
from store.sqlite.writer import Closed

__all__ = ["Closed", "SqliteStore"]
