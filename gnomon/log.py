"""Log lines of every process: one event per line, key=value, on standard error."""

from __future__ import annotations

import os
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure(process: str) -> None:
    """Set up logging for this process; every line carries its name as `process`."""
    structlog.configure(
        processors=[
            _AddProcess(process),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "process", "event"], bool_as_flag=False
            ),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, _Stderr())),
        cache_logger_on_first_use=True,
    )


class _Stderr:
    """Writes each line at once, because several processes share the descriptor.

    The disk behind it may be full, or the reader of the pipe gone; that must not stop a process which only logs.
    """

    def write(self, text: str) -> None:
        try:
            os.write(2, text.encode("utf-8", "backslashreplace"))
        except OSError:
            pass

    def flush(self) -> None:
        """Nothing is buffered."""


class _AddProcess:
    """Not a context variable: new threads start without the values of the main thread."""

    def __init__(self, process: str) -> None:
        self._process = process

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["process"] = self._process
        return event
