"""Which node a record is, of those that copy their records to one ClickHouse database.

Ids and versions of a node begin with its number, so no two nodes use the same one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.base import CannotOpen
from store.sqlite.files import opening, read_only_uri
from store.sqlite.session import Session

NUMBER_SHIFT = 40  # ids and versions of a node: number << 40, and upwards
_NUMBERS = 1 << 13  # ids below 2^53 are exact in JavaScript


def node_of(record: sqlite3.Connection) -> tuple[int, str, int] | None:
    """Number, uuid and shard; None: the record has not joined."""
    row: tuple[int, str, int] | None = record.execute("SELECT number, uuid, shard FROM node").fetchone()
    return row


def read_node(path: Path) -> tuple[int, str, int] | None:
    """The same of a database file that a server may be using meanwhile. Raises CannotOpen."""
    with opening(path), closing(sqlite3.connect(read_only_uri(path), uri=True)) as record:
        return node_of(record)


def is_empty(session: Session) -> bool:
    """Whether nothing was ever stored: only then can ids begin with a number other than 0."""
    return session.counts["version"] == 0


def join(session: Session, number: int, uuid: str, shard: int) -> None:
    """Make the record that of the node, for good. Call it before anything is written. Raises CannotOpen."""
    if node_of(session.main_db):
        raise CannotOpen("the record has joined as a node already")
    if not 0 <= number < _NUMBERS:
        raise CannotOpen(f"node number {number} is not below {_NUMBERS:,}: there are too many nodes")
    if number and not is_empty(session):
        raise CannotOpen(f"a record with calls can be node 0 only, not node {number}")
    session.begin()
    try:
        session.main_db.execute("INSERT INTO node VALUES (?, ?, ?)", (number, uuid, shard))
        session.counts["version"] += number << NUMBER_SHIFT
        session.commit()
    except BaseException:
        session.rollback()
        raise
