"""The progress bar, and the end in words or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gnomon.replay import runner
from gnomon.replay.runner import RunEnd

EXIT = {"better": 0, "not_worse": 0, "worse": 1, "not_enough": 2}
_PAIRS_SHOWN = 5


@contextmanager
def progress_bar() -> Iterator[runner.Progress]:
    """On standard error, and only on a terminal."""
    columns = TextColumn("calls"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, planned: bar.update(task, completed=done, total=planned)


def show_end(detail: Mapping[str, Any], end: RunEnd, *, as_json: bool) -> int:
    """Prints it; returns the exit status."""
    verdict = detail["verdict"]
    status = EXIT[verdict["state"]]
    if as_json:
        print(json.dumps({**detail, "exit_status": status}, indent=2, ensure_ascii=False))
        return status
    print(f"{detail['calls']} calls of the candidate, {detail['judge_calls']} of the judge, {_cost(detail)}.")
    if end.problems:
        listed = ", ".join(f"{count} {reason}" for reason, count in end.problems.most_common())
        print(f"Calls without a pair: {listed}.")
    if end.stopped:
        print(f"Stopped: {end.stopped}. Run the same command with a higher one to go on.")
    if detail["orders_disagree"]:
        print(
            f"Pairs of which the judge's preference changed with the order of the answers: {detail['orders_disagree']}."
        )
    print(verdict["sentence"])
    _show_worse(detail)
    return status


def _cost(detail: Mapping[str, Any]) -> str:
    cost = f"{detail['cost_usd']:.4g} USD"
    return f"{cost} and {detail['unpriced']} calls without a price" if detail["unpriced"] else cost


def _show_worse(detail: Mapping[str, Any]) -> None:
    better = 1 if detail["run"]["definition"]["direction"] == "higher" else -1
    worse = [pair for pair in detail["pairs"] if better * pair["difference"] < 0][:_PAIRS_SHOWN]
    if worse:
        print("Worse on, for instance:")
    for pair in worse:
        print(f"  {pair['item_id']}: {pair['first']:g} → {pair['second']:g} ({pair['candidate_id']})")
