"""What a change costs the replica: CPU time of copying a record, in steps of few and of many changes.

    python -m bench.replica [--data DIR] [--requests N] [--rounds R]

--data is the data directory of a server that is stopped, or of bench.make_data; without it, one with --requests
requests is made, each with three scores and four properties. Sizes of steps take turns, and the best round counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.make_data import make
from bench.results import keep
from store.analytics.replica import copying
from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir

STEPS: Sequence[int] = (200, 1_000, 5_000, 20_000)  # changes in one transaction


def cpu_us(data_dir: DataDir, changes: int, folder: Path) -> float:
    """Per change, until the file is closed."""
    copying._STEP, copying._STEPS, copying._STEPS_OF_MANY = (
        changes,
        1,
        1,
    )  # what a copy run finds, if one begins after so many changes
    with closing(Source(data_dir)) as source:
        began_s = time.process_time()
        with closing(Database(folder / "analytics.duckdb", AnalyticsSettings())) as database:
            copier = Copier(database, source)
            copier.catch_up()
        used_s = time.process_time() - began_s
        return used_s / copier.version * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    best = dict.fromkeys(STEPS, float("inf"))
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        data = options.data or Path(name) / "data"
        if not options.data:
            make(data, options.requests, 0)
        for number in range(options.rounds * len(STEPS)):
            changes = STEPS[number % len(STEPS)]
            with tempfile.TemporaryDirectory(dir=name) as folder:
                best[changes] = min(best[changes], cpu_us(DataDir(data), changes, Path(folder)))
    table = Table("changes copied together", "CPU µs per change")
    for changes, used_us in best.items():
        table.add_row(f"{changes:,}", f"{used_us:.1f}")
    Console().print(table)
    keep("replica", {str(changes): used_us for changes, used_us in best.items()})


if __name__ == "__main__":
    main()
