"""What `gnomon spool verify` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from store.verify import Report


def show(report: Report) -> None:
    """A table with a line per segment, then a sentence that needs no table to be understood."""
    table = Table("segment", box=None, pad_edge=False)
    for title in ("frames", "damaged", "torn bytes", "arriving bytes", "not stored"):
        table.add_column(title, justify="right")
    for one in report.segments:
        numbers = (one.frames, one.damaged, one.torn_bytes, one.arriving_bytes, one.not_stored)
        table.add_row(one.name, *map(str, numbers))
    console = Console(highlight=False)
    if report.segments:
        console.print(table)
    console.print(
        f"{len(report.segments)} segments: {report.frames} frames, {report.torn} torn, {report.damaged} damaged, "
        f"{report.not_stored} frames not yet in the store",
        soft_wrap=True,
    )
