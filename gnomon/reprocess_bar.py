"""The work of `gnomon reprocess` and `gnomon store copy`, with a progress bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Work(Protocol):
    def __call__(self, *, progress: Callable[[int, int], None]) -> int: ...


def with_progress(work: Work, unit: str = "calls") -> int:
    """Do the work and return how many calls it changed; the bar is on standard error, and only on a terminal."""
    columns = TextColumn(unit), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        return work(progress=lambda done, total: bar.update(task, completed=done, total=total))
