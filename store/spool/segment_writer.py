"""One segment file while it grows."""

from __future__ import annotations

import fcntl
import os
from itertools import chain
from pathlib import Path

from store.spool.frames import EncodedFrame
from store.spool.segment_files import seed_of

# macOS has no fdatasync
_sync = getattr(os, "fdatasync", os.fsync)
_MOST_BUFFERS = 1_024  # of one write: IOV_MAX of Linux and macOS


class SegmentWriter:
    """The file is created and locked before it gets its name: readers never see it unlocked while it may grow.

    `size_bytes`: of the whole frames in it. Raises OSError if the file cannot be created.
    """

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        new = directory / f"{name}.new"
        self._file = os.open(new, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        os.rename(new, directory / name)
        self.seed = seed_of(name)
        self.size_bytes = 0

    def append(self, frames: list[EncodedFrame]) -> list[bool]:
        """Write all frames at once. On a full disk: as many as fit, never a part of one. Which are written.

        Raises OSError if part of a frame cannot be removed again; the caller must go on in another segment then.
        """
        sizes_bytes = [len(head) + len(body) for head, body in frames]
        count = self._write(frames)
        if count == sum(sizes_bytes):
            self.size_bytes += count
            return [True] * len(frames)
        written = []
        for frame, size_bytes in zip(frames, sizes_bytes, strict=True):
            if count >= size_bytes:  # it reached the file and a reader may have seen it: it stays
                count -= size_bytes
                self.size_bytes += size_bytes
                written.append(True)
                continue
            count = 0
            self._cut_back()
            fits = self._write([frame]) == size_bytes
            if fits:
                self.size_bytes += size_bytes
            written.append(fits)
        self._cut_back()
        return written

    def sync(self) -> None:
        """Make the frames durable. May be called from a thread. Raises OSError."""
        _sync(self._file)

    def sync_name(self) -> None:
        """Make the existence of the file durable. May be called from a thread. Raises OSError."""
        directory = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def release(self) -> None:
        """Close the file and with it the lock: nothing will be appended any more, readers may finish it."""
        os.close(self._file)

    def _write(self, frames: list[EncodedFrame]) -> int:
        """How many bytes reached the file. A full disk shows as a short write without an error, or as an error."""
        buffers = [*chain.from_iterable(frames)]
        try:
            return os.writev(self._file, buffers if len(buffers) <= _MOST_BUFFERS else [b"".join(buffers)])
        except OSError:
            return 0

    def _cut_back(self) -> None:
        if os.fstat(self._file).st_size > self.size_bytes:
            os.ftruncate(self._file, self.size_bytes)
