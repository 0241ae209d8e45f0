"""The replica's file, opened in DuckDB: made, checked, replaced; a cursor for everybody who asks."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from store.analytics.replica.schema import SCHEMA_VERSION, TABLES, statements
from store.settings import AnalyticsSettings

_DAMAGED = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
_WAL_MAX = "64MB"  # written twice up to here, then moved into the file


INTERRUPT_EVERY_S = 0.05  # repeated until it helps: DuckDB forgets an interrupt that comes between two statements


class Unusable(Exception):
    """The file is of another schema, or none of ours."""


class Database:
    def __init__(self, path: Path, settings: AnalyticsSettings) -> None:
        """Opens the replica, makes it anew where it is missing, damaged or of another schema."""
        self._path = path
        self._settings = settings
        self._users: set[duckdb.DuckDBPyConnection] = set()
        self._changed = threading.Condition()
        self._closing = False
        self._root = self._opened()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own, for one thread; another one may `interrupt` it."""
        with self._changed:
            self._changed.wait_for(lambda: not self._closing)
            cursor = self._root.cursor()
            self._users.add(cursor)
        try:
            yield cursor
        finally:
            with self._changed:
                self._users.discard(cursor)
                cursor.close()
                self._changed.notify_all()

    def reopen(self, *, anew: bool) -> None:
        """Interrupt everybody, then open the file again, or a new one in its place. Not from inside `cursor`."""
        with self._emptied():
            self._root.close()
            if anew:
                remove(self._path)
            self._root = self._opened()

    def is_readable(self) -> bool:
        """Whether all of it can be read; takes as long as that."""
        try:
            with self.cursor() as cursor:
                for table in TABLES:
                    cursor.execute(f"SELECT sum(hash({table})) FROM {table}").fetchall()
        except duckdb.Error as error:
            if may_be_damage(error):
                return False
            raise
        return True

    def close(self) -> None:
        with self._emptied():
            self._root.close()

    @contextmanager
    def _emptied(self) -> Iterator[None]:
        """Nobody has a cursor inside; who wants one waits."""
        with self._changed:
            self._closing = True
            while self._users:
                for cursor in self._users:
                    cursor.interrupt()
                self._changed.wait(INTERRUPT_EVERY_S)
        try:
            yield
        finally:
            with self._changed:
                self._closing = False
                self._changed.notify_all()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._open()
        except (Unusable, duckdb.Error):
            remove(self._path)
            return self._open()

    def _open(self) -> duckdb.DuckDBPyConnection:
        root = duckdb.connect(
            self._path,
            config={
                "memory_limit": f"{self._settings.memory_limit_mb}MiB",
                "threads": self._settings.threads,
                "checkpoint_threshold": _WAL_MAX,
                "preserve_insertion_order": False,  # a question that wants an order says so
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
                "lock_configuration": True,
            },
        )
        try:
            os.chmod(self._path, 0o600)
            _check(root)
        except BaseException:
            root.close()
            raise
        return root


def may_be_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB could not read the file, or no longer trusts what it has in memory; a wrong checksum is an Error
    of no special kind."""
    return type(error) is duckdb.Error or isinstance(error, _DAMAGED)


def remove(path: Path) -> None:
    """The file, and what DuckDB keeps beside it."""
    for each in (path, Path(f"{path}.wal"), Path(f"{path}.wal.checkpoint"), Path(f"{path}.wal.recovery")):
        each.unlink(missing_ok=True)


def _check(root: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables in an empty file. Raises Unusable when there is something else in it."""
    found = {name for (name,) in root.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not found:
        root.begin()
        for statement in statements():
            root.execute(statement)
        root.commit()
    elif "state" not in found:
        raise Unusable("not a replica")
    elif root.execute("SELECT schema_version FROM state").fetchall() != [(SCHEMA_VERSION,)]:
        raise Unusable("a replica of another schema")
