"""A queue of bytes between a writer that never waits and a reader that is as slow as the client.

A client that sends its whole body before it reads (most do) must not be blocked by answers that pile up meanwhile, and
these must not fill the memory: beyond a bound they are in a file.
"""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile

_IN_MEMORY_BYTES = 1 << 20


class Backlog:
    def __init__(self, in_memory_bytes: int = _IN_MEMORY_BYTES) -> None:
        self._file = SpooledTemporaryFile(in_memory_bytes)  # noqa: SIM115  closed by `close`
        self._read = 0
        self._written = 0
        self._ended = False
        self._more = asyncio.Event()

    def put(self, data: bytes) -> None:
        self._file.seek(self._written)
        self._file.write(data)
        self._written += len(data)
        self._more.set()

    def end(self) -> None:
        """Nothing will be put after this."""
        self._ended = True
        self._more.set()

    async def take(self, at_most: int = 1 << 16) -> bytes:
        """The next bytes; waits until there are some. Empty after the end."""
        while self._read == self._written and not self._ended:
            self._more.clear()
            await self._more.wait()
        self._file.seek(self._read)
        data: bytes = self._file.read(at_most)
        self._read += len(data)
        if self._read == self._written:
            self._read = self._written = 0
            self._file.truncate(0)
        return data

    def close(self) -> None:
        self._file.close()
