"""Frames for tests, and ways to read them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.spool.frames import Frame, Kind, encode
from store.spool.segment_files import seed_of, segments
from store.spool.segment_reader import SegmentReader


def header(exchange_id: str, **more: Any) -> Any:
    return {"exchange_id": exchange_id, **more}


def written(directory: Path, name: str, frames: list[tuple[Kind, Any, bytes]]) -> tuple[Path, list[bytes]]:
    """A segment as a writer would leave it, and its frames' bytes."""
    encoded = [b"".join(encode(*frame, seed_of(name))) for frame in frames]
    path = directory / name
    path.write_bytes(b"".join(encoded))
    return path, encoded


def read_all(directory: Path) -> list[Frame]:
    """Every frame of every segment, which must all be whole."""
    frames = []
    for path in segments(directory):
        reader = SegmentReader(path, directory / "quarantine")
        frames += [frame for _, frame in reader.frames(1 << 40)]
        assert (reader.damaged, reader.torn_bytes) == (0, 0)
        reader.close()
    return frames


def ids(frames: list[Frame]) -> list[str]:
    return [frame.header["exchange_id"] for frame in frames]
