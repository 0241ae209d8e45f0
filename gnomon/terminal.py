"""The terminal that a program was started in, if any."""

from __future__ import annotations

import os
import signal


class Terminal:
    def __init__(self) -> None:
        # Under nohup, a closed terminal is to change nothing.
        minded = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        self._had_one = minded and _opens()

    def is_gone(self) -> bool:
        return self._had_one and not _opens()


def _opens() -> bool:
    """/dev/tty is the controlling terminal of whoever opens it; without one it can't be opened."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
