"""One supervisor per data directory."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyServing(Exception):
    """Another gnomon serves the data directory; the message names its process and says what to do."""


class UnusableDataDir(Exception):
    """The data directory cannot be created or written; the message says why and what to do."""


@contextmanager
def using(data_dir: Path) -> Iterator[None]:
    """Name the data directory in errors of the system. Raises UnusableDataDir."""
    try:
        yield
    except OSError as error:
        remedy = "free space there" if error.errno == errno.ENOSPC else "make it a directory that this user can write"
        cause = f"{error.strerror}: {error.filename or data_dir}"
        raise UnusableDataDir(
            f"server.data_dir: {data_dir} cannot be used ({cause}); {remedy}, or choose another one"
        ) from error


class ServeLock:
    """Held by the supervisor and its api process together.

    flock(2) locks belong to the open file, which a child inherits. If the supervisor is killed, the next one therefore
    waits until the api process, the only writer of the store, has exited as well.
    """

    def __init__(self, data_dir: Path, timeout_s: float = 5.0) -> None:
        """Raises AlreadyServing when the lock is not free within `timeout_s`, and UnusableDataDir."""
        self.path = data_dir / "serve.lock"
        with using(data_dir):
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._acquire(timeout_s)
        except AlreadyServing:
            os.close(self._descriptor)
            raise
        with using(data_dir):
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)

    def fileno(self) -> int:
        return self._descriptor

    def close(self) -> None:
        os.close(self._descriptor)

    def _acquire(self, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise AlreadyServing(self._in_use()) from None
            time.sleep(0.05)

    def _in_use(self) -> str:
        holder = self.path.read_text("ascii", "replace").strip() or "unknown"
        return (
            f"{self.path.parent} is in use by another gnomon (process {holder}, or a child that outlived it). "
            "Stop it, or choose another directory with server.data_dir."
        )
