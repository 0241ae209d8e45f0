"""The two database files: created, opened, migrated."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from store.base import CannotOpen, DatabaseDamaged, TooNew, TooOld

_BUSY_MS = 10_000
_CHECKPOINT_PAGES = 64_000  # SQLite's own checkpoint, for a log that checkpointing.py did not keep short
_CACHE_KIB = 4 << 10
_WAL_LIMIT_BYTES = 64 << 20  # a larger write-ahead log is truncated to this once it is empty

# sqlite3 searches for an adapter for every value that is neither str, int nor float, and longest when there is none.
# With these two adapters such values take a third of the time. None cannot have an adapter; see inserting.py.
sqlite3.register_adapter(bool, int)
sqlite3.register_adapter(bytes, bytes)


_ADVICE = {
    sqlite3.SQLITE_FULL: "Free space on its disk, or choose another server.data_dir",
    sqlite3.SQLITE_IOERR: "Check its disk, which may be full or failing",
    sqlite3.SQLITE_READONLY: "Make it and its directory writable for this user, or choose another server.data_dir",
    sqlite3.SQLITE_CANTOPEN: "Make it and its directory writable for this user, or choose another server.data_dir",
    sqlite3.SQLITE_BUSY: "Another program has it open: stop that program",
}


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Name the file in errors of SQLite, which does not. Raises CannotOpen, DatabaseDamaged."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:  # the disk or another process; it may pass
        raise CannotOpen(f"{path} cannot be opened: {error}. {_advice(error)}") from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(damage(path, error)) from error


def damage(path: Path, error: sqlite3.Error) -> str:
    """What to tell the operator of a damaged database."""
    return (
        f"{path} is damaged ({error}). Restore both databases from a backup: "
        'see "Back up and restore" in docs/operations.md.'
    )


def check_pair(database: Path, bodies: Path) -> None:
    """Refuse to start empty where the record of stored bodies is lost. Raises DatabaseDamaged."""
    if _size(bodies) and not _size(database):
        raise DatabaseDamaged(
            f"{database} is missing or empty, but {bodies.name} beside it holds bodies of logged calls. Restore both "
            'databases from a backup: see "Back up and restore" in docs/operations.md. To start without any call, move '
            f"{bodies.name} away."
        )


def open_for_writing(path: Path, migrations: str) -> sqlite3.Connection:
    """Open a database, create it where there is none, and migrate it. `migrations`: "records" or "bodies".

    The connection is in autocommit mode; callers begin transactions themselves. Raises CannotOpen and its subclasses.
    """
    with opening(path):
        return _open_for_writing(path, migrations)


def _open_for_writing(path: Path, migrations: str) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # -wal and -shm get the same mode
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # only takes effect before the first table
        connection.execute("PRAGMA journal_mode = WAL")
        # A migration that a power cut takes back is applied again. To wait for the disk after each of them would be
        # most of the time in which an empty database is made.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
        migrate(connection, path, files("store") / "migrations" / "sqlite" / migrations)
        connection.execute("PRAGMA synchronous = FULL")  # the next commit also makes the migrations durable
        # What a statement might have to undo would else be copied to a file, beyond 64 kB: half of what a commit of
        # scores writes. Not during migrations, which sort whole tables.
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _advice(error: OSError | sqlite3.OperationalError) -> str:
    if isinstance(error, OSError):
        code = sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_CANTOPEN
    else:
        code = error.sqlite_errorcode & 0xFF  # without the extension
    return _ADVICE.get(code, "Check its directory and its disk")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def read_only_uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def migrate(connection: sqlite3.Connection, path: Path, folder: Traversable) -> None:
    """Apply the numbered scripts of `folder` that the table `migration` does not list, each in its own transaction.

    Raises TooNew when a script with a higher number than ours was applied, TooOld when one of another name was.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at_us INTEGER NOT NULL)"
    )
    scripts = {_number(script): script for script in folder.iterdir() if script.name.endswith(".sql")}
    applied = dict(connection.execute("SELECT number, name FROM migration").fetchall())
    if any(scripts[number].name != name for number, name in applied.items() if number in scripts):
        raise TooOld(
            f"{path} was written by a development version of gnomon from before the first release and cannot be "
            "upgraded. Choose another server.data_dir, or move the files out of this one."
        )
    newest = max(scripts)
    if max(applied, default=0) > newest:
        raise TooNew(
            f"{path} was written by a newer gnomon (migration {max(applied)}; this one knows {newest}). "
            "Install that version again, or choose another server.data_dir."
        )
    for number in sorted(scripts.keys() - applied.keys()):
        _apply(connection, scripts[number])


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
    """The statements of a script, one by one: `executescript` would commit the open transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
