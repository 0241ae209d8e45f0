"""The output of `gnomon spool verify`."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from store.spool.verify import SpoolReport

_WIDTH = 200  # a narrow terminal wraps the line, but the name of a segment is never cut


def show(report: SpoolReport) -> None:
    """Print one row per segment, then the totals in a sentence."""
    table = Table("segment", box=None, pad_edge=False)
    for title in ("frames", "damaged", "torn bytes", "arriving bytes", "not stored"):
        table.add_column(title, justify="right")
    for segment in report.segments:
        numbers = (segment.frames, segment.damaged, segment.torn_bytes, segment.arriving_bytes)
        table.add_row(segment.name, *map(str, numbers), _count(segment.not_stored))
    console = Console(highlight=False, width=_WIDTH)
    if report.segments:
        console.print(table)
    console.print(
        f"{len(report.segments)} segments: {report.frames} frames, {report.torn} torn, {report.damaged} damaged, "
        f"{_count(report.not_stored)} frames not stored yet",
        soft_wrap=True,
    )


def _count(number: int | None) -> str:
    return "unknown" if number is None else str(number)
