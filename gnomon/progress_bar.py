"""What `gnomon analytics rebuild` shows while it works."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from store.analytics.replica.rebuilding import rebuild
from store.settings import AnalyticsSettings, DataDir


def run(data_dir: DataDir, settings: AnalyticsSettings) -> int:
    """Rebuild with a progress bar on standard error; returns how many changes were copied. Raises as `rebuild` does."""
    columns = TextColumn("changes copied"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        return rebuild(data_dir, settings, lambda done, of: bar.update(task, completed=done, total=of))
