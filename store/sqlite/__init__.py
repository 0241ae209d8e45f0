"""The SQLite engine, in the order in which a write meets the files.

store.py            `SqliteStore`: implements the protocol in store/base.py
lock.py             one writing process per data directory
files.py            the two database files: created, opened, migrated
probing.py          a look at bodies.db at the start, to find damage early
writer.py           the one writing thread: many callers share durable commits
session.py          what a job of that thread works with: connections, counters, version numbers
inserting.py        many rows in few statements
requests/           jobs and reads on exchanges and properties
bodies/             bodies as they are stored: what several of a project have in common is stored once
scores/             jobs and reads on scores and score definitions
pipeline/           events of calls and scores, and the tasks that follow from them
evaluators/         evaluators, what they have scored and what they have spent
labelling/          queues in which people score requests, and answers that they corrected
replays/            runs in which logged calls were sent again to a candidate
steps/              jobs and reads on the steps of sessions
views.py            saved views of the dashboard's pages
membership.py       which node the record is
shared.py           rows of what exists once in an installation with several nodes
change_log.py       which rows changed, for the archive in ClickHouse
retention.py        deletion of old rows in small steps
projects.py         deletion of all that belongs to a project
checkpointing.py    writes the write-ahead logs back into the databases, beside the commits
findings.py         what could not be understood of the newest calls (`gnomon doctor`)
spool_check.py      how much of the spool is not stored yet (`gnomon spool verify`)
"""

from store.sqlite.store import SqliteStore
from store.sqlite.writer import Closed

__all__ = ["Closed", "SqliteStore"]
