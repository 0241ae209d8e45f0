"""One segment file while it is being written."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from store.spool.reader import seed_of

# macOS has no fdatasync
_sync = getattr(os, "fdatasync", os.fsync)


class Segment:
    """Made, locked, and only then given its name, so that readers never see it unlocked while it may grow.

    `size`: bytes of whole frames. Raises OSError when it can't be made.
    """

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        new = directory / f"{name}.new"
        self._file = os.open(new, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        os.rename(new, directory / name)
        self.seed = seed_of(name)
        self.size = 0

    def append(self, frames: list[bytes]) -> list[bool]:
        """One write for all of them. When the disk fills up: as many as fit, never a part of one.

        Raises OSError when a part of a frame can't be taken back; go on in another segment then.
        """
        data = frames[0] if len(frames) == 1 else b"".join(frames)
        count = self._write(data)
        if count == len(data):
            self.size += count
            return [True] * len(frames)
        done = []
        for frame in frames:
            if count >= len(frame):  # it reached the file, a reader may have seen it: it stays
                count -= len(frame)
                self.size += len(frame)
                done.append(True)
                continue
            count = 0
            self._cut_back()
            fits = self._write(frame) == len(frame)
            if fits:
                self.size += len(frame)
            done.append(fits)
        self._cut_back()
        return done

    def sync(self) -> None:
        """Raises OSError. May be called from a thread."""
        _sync(self._file)

    def sync_name(self) -> None:
        """Make the file's own existence durable."""
        directory = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def let_go(self) -> None:
        """Nothing will be added any more: readers may finish it."""
        os.close(self._file)

    def _write(self, data: bytes) -> int:
        """How many bytes reached the file. A full disk shows as a short write without an error, or as an error."""
        try:
            return os.write(self._file, data)
        except OSError:
            return 0

    def _cut_back(self) -> None:
        if os.fstat(self._file).st_size > self.size:
            os.ftruncate(self._file, self.size)
