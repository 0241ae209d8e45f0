"""`gnomon replica rebuild`: the rebuild with a progress bar."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from store.analytics.replica.rebuilding import rebuild
from store.settings import AnalyticsSettings, DataDir


def rebuild_with_progress(data_dir: DataDir, settings: AnalyticsSettings) -> int:
    """Rebuild and return how many changes were copied; the bar is on standard error. Raises as `rebuild` does."""
    columns = TextColumn("changes copied"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        return rebuild(data_dir, settings, lambda done, total: bar.update(task, completed=done, total=total))
