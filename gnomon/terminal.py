"""The terminal that a program was started in, if any."""

from __future__ import annotations

import asyncio
import os
import signal

_CLOSING_S = 0.5  # between the SIGHUP of whoever closes the terminal and its end
_LOOK_S = 0.02


class Terminal:
    def __init__(self) -> None:
        # nohup ignores SIGHUP: a closed terminal then must not stop the program.
        minds_hangup = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        self._had_one = minds_hangup and _can_open()

    async def is_closing(self) -> bool:
        """Whether there was a terminal at the start, and it is gone or goes within half a second.

        A shell or a terminal emulator may send SIGHUP first and close the terminal afterwards.
        """
        if not self._had_one:
            return False
        for _ in range(round(_CLOSING_S / _LOOK_S)):
            if not _can_open():
                return True
            await asyncio.sleep(_LOOK_S)
        return not _can_open()


def _can_open() -> bool:
    """/dev/tty is the controlling terminal of the process; it cannot be opened when there is none."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
