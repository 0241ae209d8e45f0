"""The replica's file, opened in DuckDB: created, checked, replaced. Hands out cursors."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from store.analytics.replica.engine import INTERRUPT_EVERY_S
from store.analytics.replica.machine import memory_bytes
from store.analytics.replica.schema import SCHEMA_VERSION, TABLES, statements
from store.settings import AnalyticsSettings

_DAMAGED = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
_PART_OF_MACHINE = 4
_PART_OF_FILE = 2
_LEAST_MB = 64
_GROWN = 1.25  # of the memory that DuckDB has
_GAPS_MOST = 0.25  # of a table: what replaced rows, such as those of calls in flight, have left
_FEW_PLACES = 100_000  # in a table; gaps among them cost nothing worth a checkpoint
_WAL_MAX = "16MB"  # of the write-ahead log, which is then moved into the file: DuckDB has as much of it in memory


class Unusable(Exception):
    """The file has another schema, or is not a replica."""


class Database:
    def __init__(self, path: Path, settings: AnalyticsSettings, config: Mapping[str, Any] | None = None) -> None:
        """Opens the replica; creates an empty one where it is missing, damaged or of another schema. `config`: DuckDB's
        options, where they differ from those below."""
        self._path = path
        self._settings = settings
        self._config = config or {}
        self._users: set[duckdb.DuckDBPyConnection] = set()
        self._changed = threading.Condition()
        self._closing = False
        self._memory_mb = 0
        self._root = self._open_or_create()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one thread; another thread may `interrupt` it."""
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

    def reopen(self, *, empty: bool) -> None:
        """Interrupt all queries, then open the file again, or an empty one in its place. Not from inside `cursor`."""
        with self._without_cursors():
            self._root.close()
            if empty:
                remove(self._path)
            self._root = self._open_or_create()

    def renew(self) -> bool:
        """Open the file again if it has grown so much that DuckDB should have more memory, unless somebody uses it now.
        Returns whether it was opened again."""
        if _memory_mb(self._path, self._settings) <= self._memory_mb * _GROWN:
            return False
        with self._changed:
            if self._users or self._closing:
                return False
            self._closing = True
        with self._without_cursors():
            self._root.close()
            self._root = self._open_or_create()
        return True

    def is_readable(self) -> bool:
        """Whether the whole file can be read. Reads it all."""
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
        with self._without_cursors():
            self._root.close()

    @contextmanager
    def _without_cursors(self) -> Iterator[None]:
        """Inside no cursor is in use; `cursor` waits until the end."""
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

    def _open_or_create(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._open()
        except (Unusable, duckdb.Error):
            remove(self._path)
            return self._open()

    def _open(self) -> duckdb.DuckDBPyConnection:
        self._memory_mb = _memory_mb(self._path, self._settings)
        root = duckdb.connect(
            self._path,
            config={
                "memory_limit": f"{self._memory_mb}MiB",
                "threads": self._settings.threads,
                "checkpoint_threshold": _WAL_MAX,
                "preserve_insertion_order": False,  # statements that need an order have ORDER BY
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
                **{name: value for name, value in self._config.items() if name != "lock_configuration"},
            },
        )
        try:
            # DuckDB applies the options above in an order of its own, and refuses some of them after these.
            root.execute("SET GLOBAL pandas_analyze_sample = 0")  # numpy's columns of objects are text (columns.py)
            os.chmod(self._path, 0o600)
            _check(root)
            if not self._config and _has_many_gaps(root):  # a copy's gaps are closed where it is copied from
                _close_gaps(root)
            # A checkpoint that closes gaps takes up to 400 MB, and 10 µs of each call: not while it is open.
            root.execute("SET GLOBAL max_vacuum_tasks = 0")
            if self._config.get("lock_configuration", True):
                root.execute("SET GLOBAL lock_configuration = true")
        except BaseException:
            root.close()
            raise
        return root


def _memory_mb(path: Path, settings: AnalyticsSettings) -> int:
    """In proportion to the file, of which DuckDB keeps as much in memory as it may; and never so much that a machine or
    container of 1 GB has no room for the rest."""
    try:
        file_bytes = path.stat().st_size
    except FileNotFoundError:
        file_bytes = 0
    wanted = max(_LEAST_MB, (file_bytes >> 20) // _PART_OF_FILE)
    machine_mb = (memory_bytes() or sys.maxsize) >> 20
    return min(settings.memory_limit_mb, wanted, max(_LEAST_MB, machine_mb // _PART_OF_MACHINE))


def _has_many_gaps(root: duckdb.DuckDBPyConnection) -> bool:
    for table, places in root.execute("SELECT table_name, estimated_size FROM duckdb_tables()").fetchall():
        rows = root.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        if places - rows > places * _GAPS_MOST and places > _FEW_PLACES:
            return True
    return False


def _close_gaps(root: duckdb.DuckDBPyConnection) -> None:
    root.begin()
    for step in (1, -1):  # a checkpoint needs a change
        root.execute("UPDATE state SET version = version + ?", (step,))
    root.commit()
    root.execute("CHECKPOINT")


def may_be_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB could not read the file, or no longer trusts its memory. A wrong checksum raises a plain Error."""
    return type(error) is duckdb.Error or isinstance(error, _DAMAGED)


def files_of(path: Path) -> Sequence[Path]:
    """The file and its write-ahead logs, which need not exist."""
    return path, Path(f"{path}.wal"), Path(f"{path}.wal.checkpoint"), Path(f"{path}.wal.recovery")


def remove(path: Path) -> None:
    """Delete the file and its write-ahead logs."""
    for each in files_of(path):
        each.unlink(missing_ok=True)


def _check(root: duckdb.DuckDBPyConnection) -> None:
    """Creates the tables in an empty file. Raises Unusable when the file holds something else."""
    tables = {name for (name,) in root.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        root.begin()
        for statement in statements():
            root.execute(statement)
        root.commit()
    elif "state" not in tables:
        raise Unusable("not a replica")
    elif root.execute("SELECT schema_version FROM state").fetchall() != [(SCHEMA_VERSION,)]:
        raise Unusable("a replica of another schema")
