"""Random access to the frames of a growing segment, through one window of memory."""

from __future__ import annotations

import os
from zlib import crc32

from store.spool.frames import MAGIC, DamagedFrame, FrameHead, decode_head

_WINDOW_BYTES = 1 << 20  # read at a time


class FrameCursor:
    def __init__(self, file: int, seed: int) -> None:
        """`file`: a descriptor, which stays the caller's; `seed`: `seed_of` the segment's name."""
        self._file = file
        self._seed = seed
        self._start = 0
        self._data = b""

    def head(self, offset: int) -> FrameHead | None:
        """The head of the frame at `offset`; None: it is incomplete. Raises DamagedFrame if no frame begins there."""
        head = decode_head(self._data, offset - self._start, self._seed) if self._holds(offset) else None
        if head is None:
            self._fill(offset, _WINDOW_BYTES)
            head = decode_head(self._data, 0, self._seed)
            if head is None and len(self._data) == _WINDOW_BYTES:  # a header longer than the window
                self._fill(offset, 8 * _WINDOW_BYTES)
                head = decode_head(self._data, 0, self._seed)
        return head

    def body(self, offset: int, head: FrameHead) -> bytes | None:
        """The body of the frame at `offset`; None: it is incomplete. Raises DamagedFrame if it fails its check."""
        if offset + head.size_bytes > self._start + len(self._data):
            self._fill(offset, max(head.size_bytes, _WINDOW_BYTES))
            if len(self._data) < head.size_bytes:
                return None
        end = offset - self._start + head.size_bytes
        body = self._data[end - head.body_bytes : end]
        if crc32(body) != head.body_crc:
            raise DamagedFrame("the frame's body fails its check")
        return body

    def resync(self, offset: int) -> int | None:
        """Where the next frame begins, at `offset` or later. None: there is none yet."""
        while True:
            if not self._holds(offset):
                self._fill(offset, _WINDOW_BYTES)
                if len(self._data) < len(MAGIC):
                    return None
            index = self._data.find(MAGIC, offset - self._start)
            if index < 0:
                # the magic may lie across the window's edge
                offset = max(offset, self._start + len(self._data) - len(MAGIC) + 1)
                self._fill(offset, _WINDOW_BYTES)
                if len(self._data) < len(MAGIC):
                    return None
                continue
            offset = self._start + index
            try:
                if self.head(offset) is not None:
                    return offset
            except DamagedFrame:
                pass
            offset += 1

    def forget(self) -> None:
        """Read again from the file: the window may hold a write in progress."""
        self._data = b""

    def _holds(self, offset: int) -> bool:
        return self._start <= offset < self._start + len(self._data)

    def _fill(self, offset: int, count: int) -> None:
        self._data = os.pread(self._file, count, offset)
        self._start = offset
