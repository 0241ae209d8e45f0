"""The record on SQLite, in the order a write meets the files.

store.py       `SqliteStore`: the promises of store/base.py
lock.py        one writing process per data directory
files.py       the two database files: made, opened, migrated
writer.py      the one writing thread: many callers, one durable commit
session.py     what a job of that thread works with: connections, counters, version numbers
recording.py   a batch of exchanges
packing.py     bodies, compressed
scores.py      scores: superseding, waiting, joining
retention.py   deleting in small steps
rows.py        rows ↔ values
reading.py     requests and bodies, by id
listing.py     many of them in one go
changes.py     everything that changed since a version, for mirrors
"""

from store.sqlite.changes import Change, Deletion, ExchangeChange, ScoreChange
from store.sqlite.files import TooNew
from store.sqlite.lock import DataDirInUse
from store.sqlite.store import SqliteStore
from store.sqlite.writer import Closed, Unavailable

__all__ = [
    "Change",
    "Closed",
    "DataDirInUse",
    "Deletion",
    "ExchangeChange",
    "ScoreChange",
    "SqliteStore",
    "TooNew",
    "Unavailable",
]
