"""The terminal that a program was started in, if any."""

from __future__ import annotations

import os
import signal


class Terminal:
    def __init__(self) -> None:
        # nohup ignores SIGHUP: a closed terminal then must not stop the program.
        minds_hangup = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        self._had_one = minds_hangup and _can_open()

    def is_closed(self) -> bool:
        """Whether there was a terminal at the start and it is gone."""
        return self._had_one and not _can_open()


def _can_open() -> bool:
    """/dev/tty is the controlling terminal of the process; it cannot be opened when there is none."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
