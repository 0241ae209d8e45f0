"""The output of `gnomon doctor`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from store.findings import Finding, FindingKind
from store.sqlite.bodies.checking import BodiesReport

BODIES_MOST = 2_000  # bodies that are read, at most: all of them may be many gigabytes

_TITLES: dict[FindingKind, str] = {
    "unknown_dialect": "Calls in an API that Gnomon does not know",
    "model_without_price": "Models without a price",
    "contradicting_totals": "Token counts that contradict their total",
    "incomplete_stream": "Streams that ended in mid-answer",
    "unreadable_events": "Streams with events that are not JSON",
    "stream_without_usage": "Streams without token counts",
    "truncated_body": "Bodies kept in part",
    "unread_body": "Bodies that took too long or too much to read",
    "waiting_scores": "Scores that wait for their request",
}


def show_node(node: tuple[int, str, int] | None) -> None:
    """Print whose calls these are. `node`: its number, uuid and shard; None: the record is that of no node."""
    if node is not None:
        Console(highlight=False).print(
            f"This is about node {node[0]} alone: run gnomon doctor on each node for its own calls.\n", soft_wrap=True
        )


def show(findings: Sequence[Finding], last: int) -> None:
    """Print a table for each kind of finding, then what to do about it."""
    console = Console(highlight=False)
    if not findings:
        console.print(f"The {last:,} newest calls were understood completely.")
        return
    for kind, rows in groupby(findings, lambda finding: finding.kind):
        table = Table(title=_TITLES[kind], title_justify="left", box=None, pad_edge=False)
        table.add_column("subject", overflow="fold")
        table.add_column("scores" if kind == "waiting_scores" else "calls", justify="right")
        table.add_column("example", overflow="fold")
        advice: dict[str, None] = {}
        for row in rows:
            table.add_row(escape(row.subject), f"{row.calls:,}", escape(row.example_id))
            advice[row.advice] = None
        console.print(table)
        for sentence in advice:
            console.print(f"  {escape(sentence)}", soft_wrap=True)
        console.print()


def show_bodies(report: BodiesReport) -> None:
    """Print how many of the newest bodies are damaged, and what to do about it."""
    console = Console(highlight=False)
    if report.damaged:
        console.print(
            f"Of the {report.checked:,} newest bodies, {len(report.damaged):,} calls have damaged ones, for instance "
            f"{report.damaged[0]}. They cannot be read; all others can. Check the disk, and restore bodies.db and "
            'gnomon.db from a backup: see "Back up and restore" in docs/operations.md.',
            soft_wrap=True,
        )
    else:
        console.print(f"The {report.checked:,} newest bodies can be read.")
    console.print(f"Bodies share {report.pieces:,} pieces, which are used {report.uses:,} times.")
