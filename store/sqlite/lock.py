"""The lock that allows one writing process per data directory."""

from __future__ import annotations

import fcntl
import os
import time

from store.base import DataDirInUse
from store.settings import DataDir

_RETRY_S = 0.02


class DataDirLock:
    """Held from construction until `release`, or until the process ends in any way.

    Blocks for up to `wait_s` while another process holds it, then raises DataDirInUse.
    """

    def __init__(self, data_dir: DataDir, wait_s: float) -> None:
        data_dir.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(data_dir.root / "gnomon.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + wait_s
        while not self._try():
            if time.monotonic() >= deadline:
                holder = os.pread(self._file, 20, 0).decode("ascii", "replace").strip()
                os.close(self._file)
                raise DataDirInUse(
                    f"{data_dir.root} is in use by another gnomon (process {holder or 'unknown'}). "
                    "Stop that process, or choose another server.data_dir."
                )
            time.sleep(_RETRY_S)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        os.close(self._file)

    def _try(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
