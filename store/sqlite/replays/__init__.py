"""Runs of `gnomon replay`.

runs.py  `SqliteReplayRuns`: their rows
"""

from store.sqlite.replays.runs import SqliteReplayRuns

__all__ = ["SqliteReplayRuns"]
