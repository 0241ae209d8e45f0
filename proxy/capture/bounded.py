"""A bounded copy of a body, and the memory of all copies of a worker."""

from __future__ import annotations

from collections.abc import Mapping

from store.spool.counters import Counters

_MAX_TAIL_BYTES = 64 << 10
_SMALL_BYTES = 4 << 10
_LOOSE_MOST = 32  # small pieces in a row; then they are joined, since as objects they take twice the memory


class Budget:
    """The memory that one worker may hold for the log, over all its calls."""

    __slots__ = ("_counters", "_total_bytes", "each_bytes", "left_bytes", "tail_bytes")

    def __init__(self, total_bytes: int, each_bytes: int, counters: Counters) -> None:
        """`each_bytes`: the limit of one body."""
        self.each_bytes = each_bytes
        self.tail_bytes = min(_MAX_TAIL_BYTES, each_bytes // 16)  # of a body beyond its limit
        self.left_bytes = total_bytes
        self._total_bytes = total_bytes
        self._counters = counters

    @property
    def held_bytes(self) -> int:
        return self._total_bytes - self.left_bytes

    def count_truncated(self) -> None:
        self._counters.add("truncated")


class Capture:
    """A bounded copy of a body. `size_bytes` is the size of the whole body, also when the copy is shorter.

    A body beyond the limit keeps its head and its tail: providers report the token counts at the end. Of a compressed
    body it keeps the head alone, since nothing can be decompressed behind a gap.
    """

    __slots__ = (
        "_budget",
        "_held_bytes",
        "_loose",
        "_pieces",
        "_tail",
        "_tail_bytes",
        "gap_offset",
        "headers",
        "is_full",
        "size_bytes",
        "truncated",
    )

    def __init__(self, budget: Budget, headers: Mapping[str, str]) -> None:
        """`headers`: of the message, with lower-case names; they may be set later, together with its first piece."""
        self.headers = headers
        self.truncated = False
        self.gap_offset: int | None = None  # where bytes are missing in the middle of the copy
        self.is_full = False  # the head of the body is complete, or the copy was stopped
        self.size_bytes = 0
        self._budget = budget
        self._held_bytes = 0
        self._pieces: list[bytes] = []
        self._loose = 0  # small pieces at the end of the list
        self._tail: bytearray | None = None
        self._tail_bytes = 0  # at most so many

    def add(self, piece: bytes) -> None:
        count = len(piece)
        self.size_bytes += count
        if self.is_full:
            if self._tail is not None:
                self._add_to_tail(piece)
            return
        budget = self._budget
        held = self._held_bytes + count
        if held > budget.each_bytes or count > budget.left_bytes:
            self._overflow(piece)
            return
        self._held_bytes = held
        budget.left_bytes -= count
        self._pieces.append(piece)
        self._loose = self._loose + 1 if count < _SMALL_BYTES else 0
        if self._loose == _LOOSE_MOST:
            self._pieces[-_LOOSE_MOST:] = [b"".join(self._pieces[-_LOOSE_MOST:])]
            self._loose = 0

    def stop(self) -> None:
        """Copy nothing more; later pieces are only counted. What is held stays until `release`."""
        self.is_full = True
        self._tail = None

    def release(self) -> bytes:
        """The copy; its memory returns to the budget."""
        pieces = self._pieces
        if self._tail is None and len(pieces) == 1:  # nearly always
            self._budget.left_bytes += self._held_bytes
            self._held_bytes = 0
            self._pieces = []
            return pieces[0]
        body = self.body()
        self.free()
        return body

    def free(self) -> None:
        """Forget the copy; its memory returns to the budget."""
        self._budget.left_bytes += self._held_bytes
        self._held_bytes = 0
        self._pieces = []
        self._tail = None

    def body(self) -> bytes:
        """The copy, head and tail."""
        pieces = self._pieces
        if self._tail is not None:
            return b"".join((*pieces, self._tail))
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _overflow(self, piece: bytes) -> None:
        """With `piece` the body is longer than what may be held of it: divide that between head and tail."""
        budget = self._budget
        budget.count_truncated()
        self.truncated = self.is_full = True
        more_bytes = max(min(budget.each_bytes - self._held_bytes, budget.left_bytes), 0)
        budget.left_bytes -= more_bytes
        size_bytes = self._held_bytes + len(piece)
        self._held_bytes += more_bytes
        if self.headers.get("content-encoding", "identity") == "identity":
            self._tail_bytes = min(budget.tail_bytes, self._held_bytes // 2)
        head_bytes = self._held_bytes - self._tail_bytes
        behind = self._cut_head(piece, size_bytes, head_bytes)
        if self._tail_bytes:
            self.gap_offset = head_bytes
            self._tail = bytearray()
            for later in behind:
                self._add_to_tail(later)

    def _cut_head(self, piece: bytes, size_bytes: int, head_bytes: int) -> list[bytes]:
        """Leave `head_bytes` of the `size_bytes` in the pieces and `piece`; returns what was behind them."""
        pieces = self._pieces
        pieces.append(piece)
        behind = []
        while size_bytes > head_bytes:
            last = pieces.pop()
            size_bytes -= len(last)
            kept_bytes = max(head_bytes - size_bytes, 0)
            behind.append(last[kept_bytes:])
            if kept_bytes:
                pieces.append(last[:kept_bytes])
                break
        return behind[::-1]

    def _add_to_tail(self, piece: bytes) -> None:
        tail = self._tail
        assert tail is not None
        tail += piece[-self._tail_bytes :]
        if len(tail) > self._tail_bytes:
            del tail[: -self._tail_bytes]
