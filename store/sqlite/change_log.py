"""Which rows changed in the tables that have no versions: a log, written by triggers of the writing connection.

A record that has no archive any more ends its log with a gap. What changed after it is not known, so an archive that it
gets again is made anew.

Rows of `exchange` and `score` have versions, and new bodies and pieces are found by their ids, so that storing a call
writes nothing here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_VERSIONED = frozenset({"exchange", "property", "score", "tombstone"})
# Of this machine or this moment: how far its spool was read, totals, who has an item of a queue before him now
_PASSING = frozenset(
    {"migration", "counter", "spool_position", "counted_writer", "queue_lease", "change", "copy_position"}
)
_KEYS = {"step": ("step_id",)}  # unique, and more useful than the primary key
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
_GAP = "gap"  # name of an entry: the log ended here, and began again with the next entry
_BEGUN = f"coalesce((SELECT name FROM change ORDER BY seq DESC LIMIT 1) <> '{_GAP}', 0)"
_OURS = "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger' AND name LIKE 'change\\_%' ESCAPE '\\'"
_BODY_TRIGGERS = (
    """
    CREATE TEMP TRIGGER change_of_body AFTER DELETE ON main.body BEGIN
        INSERT INTO change (name, key, newest_id)
        SELECT 'body', json_array(OLD.exchange_id, OLD.side, OLD.started_at_us), coalesce(max(id), 0) FROM body;
    END""",
    """
    CREATE TEMP TRIGGER change_of_piece AFTER DELETE ON main.piece BEGIN
        INSERT INTO change (name, key, newest_id)
        SELECT 'piece', json_array(OLD.id), coalesce(max(id), 0) FROM piece;
    END""",
)
_FORGET = "DELETE FROM change WHERE seq <= ? AND seq < (SELECT max(seq) FROM change)"


def logged_tables(record: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The tables whose changes are logged, each with the columns by which its rows are known."""
    names = [name for (name,) in record.execute(_TABLES)]
    return {name: key_of(record, name) for name in names if name not in _VERSIONED | _PASSING}


def key_of(record: sqlite3.Connection, table: str) -> tuple[str, ...]:
    columns = record.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
    return _KEYS.get(table) or tuple(name for (name,) in columns)


def begin(record: sqlite3.Connection, bodies: sqlite3.Connection) -> None:
    """Log changes from now on. For a job of the writing thread; does nothing if they are logged already."""
    record.execute(f"INSERT INTO change SELECT NULL, '', '' WHERE NOT {_BEGUN}")
    bodies.execute(f"INSERT INTO change SELECT NULL, '', '', 0 WHERE NOT {_BEGUN}")
    watch(record, bodies)


def end(record: sqlite3.Connection, bodies: sqlite3.Connection) -> None:
    """Log no more changes, and delete the log but for the gap. For a job of the writing thread; does nothing if none
    are logged."""
    for database, entry in ((record, f"NULL, '{_GAP}', ''"), (bodies, f"NULL, '{_GAP}', '', 0")):
        if _is_begun(database):
            for (trigger,) in database.execute(_OURS).fetchall():
                database.execute(f"DROP TRIGGER temp.{trigger}")
            database.execute(f"INSERT INTO change VALUES ({entry})")
            database.execute("DELETE FROM change WHERE seq < (SELECT max(seq) FROM change)")


def newest_gap(database: sqlite3.Connection) -> int:
    """`seq` of the entry; 0: the log has none."""
    (seq,) = database.execute("SELECT coalesce(max(seq), 0) FROM change WHERE name = ?", (_GAP,)).fetchone()
    return int(seq)


def watch(record: sqlite3.Connection, bodies: sqlite3.Connection) -> None:
    """Create the triggers, if changes are to be logged. For connections that write."""
    if _is_begun(record) and not _is_watched(record):
        for name, key in logged_tables(record).items():
            for trigger in _triggers(name, key):
                record.execute(trigger)
    if _is_begun(bodies) and not _is_watched(bodies):
        for trigger in _BODY_TRIGGERS:
            bodies.execute(trigger)


def forget(record: sqlite3.Connection, bodies: sqlite3.Connection, upto: int, bodies_upto: int) -> None:
    """Delete what the copy has. For a job of the writing thread."""
    record.execute(_FORGET, (upto,))
    bodies.execute(_FORGET, (bodies_upto,))


def _is_begun(database: sqlite3.Connection) -> bool:
    return bool(database.execute(f"SELECT {_BEGUN}").fetchone()[0])


def _is_watched(database: sqlite3.Connection) -> bool:
    (found,) = database.execute(f"SELECT EXISTS ({_OURS})").fetchone()
    return bool(found)


def _triggers(name: str, key: tuple[str, ...]) -> Iterator[str]:
    for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        keys = (", ".join(f"{row}.{column}" for column in key) for row in rows)
        notes = "".join(f"INSERT INTO change (name, key) VALUES ('{name}', json_array({each}));" for each in keys)
        yield f'CREATE TEMP TRIGGER change_{event}_{name} AFTER {event} ON main."{name}" BEGIN {notes} END'
