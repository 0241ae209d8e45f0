"""How processes speak to whoever runs them: key=value lines on stderr."""

from __future__ import annotations

import os
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure(process: str) -> None:
    """`process` says on every line who is speaking."""
    structlog.configure(
        processors=[
            _Named(process),
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
    """One write per line, as several processes share it. Where it leads to may be full or gone: nobody who speaks may
    be stopped by that."""

    def write(self, text: str) -> None:
        try:
            os.write(2, text.encode("utf-8", "backslashreplace"))
        except OSError:
            pass

    def flush(self) -> None:
        """Nothing is held back."""


class _Named:
    """Not a context variable: threads begin without those of the main one."""

    def __init__(self, process: str) -> None:
        self._process = process

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["process"] = self._process
        return event
