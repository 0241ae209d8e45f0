"""When the lag of the store behind the spool is a fault: it is large, or it grows and grows. Pure."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

LATE_S = 10.0
LOOK_EVERY_S = 1.0
_WINDOW_S = 10.0
_WINDOWS = 6  # a minute
_SMALL_S = 1.0  # under load the lag of an ingest that keeps up goes up and down below this


class LagWatch:
    """Keeps the lowest lag of each of the last six windows of ten seconds: single peaks do not matter."""

    def __init__(self) -> None:
        self._lows: deque[float] = deque(maxlen=_WINDOWS)
        self._low = float("inf")
        self._window_ends_at = float("-inf")

    def look(self, lag_s: float, now: float) -> None:
        """Called every LOOK_EVERY_S with the lag at the monotonic time `now`."""
        if now >= self._window_ends_at:
            if self._low < float("inf"):
                self._lows.append(self._low)
            self._low = float("inf")
            self._window_ends_at = now + _WINDOW_S
        self._low = min(self._low, lag_s)

    def fault(self, lag_s: float) -> str | None:
        """Why the present lag is a fault, for a person. None: it is none."""
        if lag_s > LATE_S:
            return f"the store is {lag_s:.0f} s behind the calls (more than {LATE_S:.0f} s): ingest does not keep up"
        if self._is_growing():
            return f"the store is {lag_s:.1f} s behind the calls, and has fallen behind for a minute"
        return None

    def _is_growing(self) -> bool:
        rises = all(before < after for before, after in pairwise(self._lows))
        return len(self._lows) == _WINDOWS and rises and self._lows[-1] > _SMALL_S
