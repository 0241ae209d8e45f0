"""One writing process per data directory."""

from __future__ import annotations

import fcntl
import os
import time

from store.settings import DataDir

_LOOK_AGAIN_S = 0.02


class DataDirInUse(RuntimeError):
    """Another process writes this data directory."""


class DataDirLock:
    """Held from its making until `release`, or until the process is gone, however it goes.

    Raises DataDirInUse when another process still holds it after `wait_s`; blocks meanwhile.
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
                    f"{data_dir.root} is in use by another gnomon (process {holder or 'unknown'}): "
                    "stop that one, or choose another server.data_dir"
                )
            time.sleep(_LOOK_AGAIN_S)
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
