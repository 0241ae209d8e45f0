"""What is left of workers that have died: exchanges in flight, and their counters. Jobs of the writing thread."""

from __future__ import annotations

from store.sqlite.pipeline import events
from store.sqlite.session import Session


def writers_in_flight(session: Session) -> set[str]:
    """See Store.writers_in_flight."""
    rows = session.main_db.execute("SELECT DISTINCT writer FROM exchange WHERE outcome IS NULL")
    return {writer for (writer,) in rows}


def end_in_flight(session: Session, writer: str) -> None:
    """Give the outcome `worker_died` to the exchanges that the writer left in flight."""
    rows = session.main_db.execute("SELECT id FROM exchange WHERE outcome IS NULL AND writer = ?", (writer,)).fetchall()
    session.main_db.executemany(
        "UPDATE exchange SET version = ?, outcome = 'worker_died' WHERE id = ?",
        [(session.next_version(), row_id) for (row_id,) in rows],
    )
    session.counts["in_flight"] -= len(rows)
    events.calls_died(session, [row_id for (row_id,) in rows])


def count_dead_writer(session: Session, writer: str, dropped: int, truncated: int) -> None:
    """See Store.count_dead_writer. Counts once per writer: after a crash its counter file may still be there."""
    is_new = session.main_db.execute("INSERT OR IGNORE INTO counted_writer VALUES (?)", (writer,)).rowcount
    if is_new:
        session.counts["dropped"] += dropped
        session.counts["truncated"] += truncated
