"""What a worker wrote into its spool, call by call."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.spool.frames import Frame, Kind
from store.spool.segment_files import segments
from store.spool.segment_reader import SegmentReader
from tests.support.gate import WAIT_S


@dataclass(slots=True)
class Logged:
    """The frames of one exchange."""

    frames: list[Frame] = field(default_factory=list)

    def _of(self, kind: Kind) -> Frame | None:
        found = [frame for frame in self.frames if frame.kind is kind]
        assert len(found) <= 1, f"{len(found)} frames of kind {kind.name}: {found}"
        return found[0] if found else None

    @property
    def opening(self) -> dict[str, Any]:
        frame = self._of(Kind.OPENING)
        assert frame
        return frame.header

    @property
    def request(self) -> dict[str, Any]:
        """The header of the frame of a request that came later than its opening."""
        frame = self._of(Kind.REQUEST)
        assert frame
        return frame.header

    @property
    def request_body(self) -> bytes:
        frame = self._of(Kind.REQUEST) or self._of(Kind.OPENING)
        assert frame
        return frame.body

    @property
    def is_closed(self) -> bool:
        return self._of(Kind.CLOSING) is not None

    @property
    def closing(self) -> dict[str, Any]:
        frame = self._of(Kind.CLOSING)
        assert frame
        return frame.header

    @property
    def body(self) -> bytes:
        """The answer's."""
        frame = self._of(Kind.CLOSING)
        assert frame
        return frame.body

    @property
    def outcome(self) -> str:
        outcome: str = self.closing["outcome"]
        return outcome


class Log:
    def __init__(self, folder: Path) -> None:
        self.directory = folder / "spool"
        self._quarantine = folder / "quarantine"

    def frames(self) -> list[Frame]:
        """All of them, in their order."""
        frames = []
        for path in segments(self.directory):
            reader = SegmentReader(path, self._quarantine)
            frames += [frame for _, frame in reader.frames(1 << 40)]
            assert not reader.damaged, reader
            assert not reader.torn_bytes, reader
            reader.close()
        return frames

    def all(self) -> list[Logged]:
        """Every exchange, in the order of their openings."""
        found: dict[str, Logged] = defaultdict(Logged)
        for frame in self.frames():
            found[frame.header["exchange_id"]].frames.append(frame)
        return list(found.values())

    def opened(self) -> None:
        """Wait until an exchange is open."""
        until = time.monotonic() + WAIT_S
        while not self.all():
            assert time.monotonic() < until, "no call in the log"
            time.sleep(0.005)

    def closed(self, count: int = 1) -> list[Logged]:
        """Wait until that many exchanges are closed; all there are."""
        until = time.monotonic() + WAIT_S
        while True:
            found = self.all()
            if sum(logged.is_closed for logged in found) >= count:
                return found
            assert time.monotonic() < until, f"{count} closed calls in the log; there are {found}"
            time.sleep(0.005)

    def one(self) -> Logged:
        """The only exchange, once it is closed."""
        (logged,) = self.closed(1)
        return logged

    def raw(self) -> bytes:
        """The bytes of all files, for what must not be in any of them."""
        return b"".join(path.read_bytes() for path in self.directory.rglob("*") if path.is_file())

    def check_all_closed(self) -> None:
        for logged in self.all():
            kinds = [frame.kind for frame in logged.frames]
            assert kinds[0] is Kind.OPENING, logged
            assert kinds[-1] is Kind.CLOSING, logged
            assert kinds in (
                [Kind.OPENING, Kind.CLOSING],
                [Kind.OPENING, Kind.REQUEST, Kind.CLOSING],
            ), kinds
            assert (logged.opening["request_size_bytes"] is None) == (Kind.REQUEST in kinds), logged
            ended = 0
            for offset, moment_us in logged.closing["chunks"]:
                assert offset > ended, "chunks are in their order"
                assert 0 <= moment_us <= logged.closing["duration_us"]
                ended = offset
            assert ended <= logged.closing["response_size_bytes"]
