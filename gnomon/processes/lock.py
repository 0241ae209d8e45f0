"""One supervisor per data directory."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

_OUTLIVED_S = 65.0  # for the api process of a supervisor that was killed: it has a minute to empty the spool


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
    waits until the api process, the only writer of the store, has exited as well: it does so by itself.
    """

    def __init__(self, data_dir: Path, timeout_s: float = 5.0) -> None:
        """Raises AlreadyServing when the lock is not free within `timeout_s`, and UnusableDataDir."""
        self.path = data_dir / "serve.lock"
        self._said = False
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
        started = time.monotonic()
        while not self._is_acquired():
            waited_s = time.monotonic() - started
            if waited_s > timeout_s and (timeout_s == 0 or waited_s > _OUTLIVED_S or self._is_holder_running()):
                raise AlreadyServing(self._in_use()) from None
            if waited_s > timeout_s and not self._said:
                self._said = True
                structlog.get_logger().warning("waiting_for_api_process", of_supervisor=self._holder())
            time.sleep(0.05)

    def _is_acquired(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_holder_running(self) -> bool:
        """Whether the supervisor that wrote its pid here is there; True if that cannot be found out."""
        try:
            os.kill(int(self._holder()), 0)
        except ProcessLookupError:
            return False
        except (ValueError, OverflowError, PermissionError):
            return True
        return True

    def _holder(self) -> str:
        return self.path.read_text("ascii", "replace").strip() or "unknown"

    def _in_use(self) -> str:
        holder = self._holder()
        return (
            f"{self.path.parent} is in use by another gnomon (process {holder}, or a child that outlived it). "
            "Stop it, or choose another directory with server.data_dir."
        )
