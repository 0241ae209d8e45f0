"""Sets frames aside that cannot be stored, and deletes them after some days."""

from __future__ import annotations

import time
from pathlib import Path

import structlog

from store.ingest.tail import LocatedFrame
from store.spool.frames import encode
from store.spool.quarantine import set_aside
from store.spool.segment_files import seed_of

log = structlog.get_logger()

_CLEAN_EVERY_S = 3600


class Quarantine:
    def __init__(self, directory: Path, days: float) -> None:
        """`days`: files older than this are deleted."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory = directory
        self._max_age_s = days * 86_400
        self._clean_at = 0.0
        self.frames = 0  # set aside since the start

    def set_aside(self, located: LocatedFrame, reason: str) -> None:
        self.frames += 1
        log.warning("frame_set_aside", segment=located.segment, offset=located.offset, reason=reason)
        frame = located.frame
        parts = encode(frame.kind, frame.header, frame.body, seed_of(located.segment))  # type: ignore[arg-type]  # as it was read, whatever it holds
        set_aside(self._directory / f"{located.segment}.{located.offset}", b"".join(parts))

    def clean(self) -> None:
        """Delete old files; looks for them once an hour."""
        now = time.monotonic()
        if now < self._clean_at:
            return
        self._clean_at = now + _CLEAN_EVERY_S
        oldest_s = time.time() - self._max_age_s
        for path in self._directory.iterdir():
            if path.is_file() and path.stat().st_mtime < oldest_s:
                path.unlink(missing_ok=True)
