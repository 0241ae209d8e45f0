"""The two database files: made, opened, migrated."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_BUSY_MS = 10_000
_CHECKPOINT_PAGES = 64_000  # of a log that checkpointing.py has not kept short
_CACHE_KIB = 32 << 10
_WAL_KEPT_BYTES = 64 << 20  # a larger write-ahead log is cut back once it is empty

# For a value that is neither a text nor exactly a number, sqlite3 looks for a way to adapt it, and looks longest when
# there is none: these take a third of the time. For None there is none to name; see inserting.py.
sqlite3.register_adapter(bool, int)
sqlite3.register_adapter(bytes, bytes)


class CannotOpen(RuntimeError):
    """A database can't be opened now; the message names the file."""


class DatabaseDamaged(CannotOpen):
    """The file is no database, or no longer one; the message says what to do."""


class TooNew(CannotOpen):
    """The file was written by a newer gnomon; the message says what to do."""


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """SQLite does not say which file it complains of. Raises CannotOpen, Damaged."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:  # the disk's fault, or somebody else's: it may pass
        raise CannotOpen(f"{path} can't be opened: {error}") from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(damage(path, error)) from error


def damage(path: Path, error: sqlite3.Error) -> str:
    return (
        f"{path} is damaged ({error}): put back-ups of both databases in their place, "
        'as "Back up and restore" in docs/operations.md says'
    )


def open_for_writing(path: Path, migrations: str) -> sqlite3.Connection:
    """The database, made if need be, brought to this program's version. `migrations`: "records" or "bodies".

    The connection is in autocommit; transactions are begun by hand. Raises TooNew, Damaged, CannotOpen.
    """
    with opening(path):
        return _open_for_writing(path, migrations)


def _open_for_writing(path: Path, migrations: str) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # its -wal and -shm take over the mode
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # has an effect before the first table only
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT_BYTES}")
        migrate(connection, path, files("store") / "migrations" / "sqlite" / migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def read_only_uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def migrate(connection: sqlite3.Connection, path: Path, folder: Traversable) -> None:
    """Apply the numbered files that are not recorded yet, each in one transaction with its own record.

    Raises TooNew when a migration is recorded that this program does not have.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at_us INTEGER NOT NULL)"
    )
    (applied,) = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=_number)
    newest = _number(scripts[-1])
    if applied > newest:
        raise TooNew(
            f"{path} was written by a newer gnomon (migration {applied}; this one knows {newest}): "
            "install that version again, or use another server.data_dir"
        )
    for script in scripts:
        if _number(script) > applied:
            _apply(connection, script)


def _number(script: Traversable) -> int:
    return int(script.name.partition("_")[0])


def _apply(connection: sqlite3.Connection, script: Traversable) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(script.read_text("utf-8")):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migration VALUES (?, ?, ?)", (_number(script), script.name, time.time_ns() // 1000)
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Its statements one by one: `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
