"""What `gnomon spool verify` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from store.spool.verify import SpoolReport

_WIDE = 200  # a narrow terminal breaks the line; a segment's name is never cut


def show(report: SpoolReport) -> None:
    """A table with a line per segment, then a sentence that needs no table to be understood."""
    table = Table("segment", box=None, pad_edge=False)
    for title in ("frames", "damaged", "torn bytes", "arriving bytes", "not stored"):
        table.add_column(title, justify="right")
    for one in report.segments:
        numbers = (one.frames, one.damaged, one.torn_bytes, one.arriving_bytes)
        table.add_row(one.name, *map(str, numbers), _counted(one.not_stored))
    console = Console(highlight=False, width=_WIDE)
    if report.segments:
        console.print(table)
    console.print(
        f"{len(report.segments)} segments: {report.frames} frames, {report.torn} torn, {report.damaged} damaged, "
        f"{_counted(report.not_stored)} frames not yet in the store",
        soft_wrap=True,
    )


def _counted(number: int | None) -> str:
    return "unknown" if number is None else str(number)
