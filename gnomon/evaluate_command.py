"""`gnomon evaluate`: has the running server score logged calls with an evaluator, and shows the progress."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gnomon.sql_command import error_message

_TIMEOUT_S = 60.0
_LOOK_EVERY_S = 0.5
_OPEN = ("running", "paused")


class EvaluateFailed(Exception):
    """The server refused the run or did not answer; the message says why."""


class Evaluations:
    """The runs of one evaluator over logged calls, on the server at `url`. Every method raises EvaluateFailed."""

    def __init__(self, url: str, key: str | None, evaluator: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise EvaluateFailed(f"--url must start with http:// or https://, got {url}")
        self._server = url
        self._url = f"{url.rstrip('/')}/v1/evaluators/{quote(evaluator, safe='')}/backfills"
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def open_run(self) -> dict[str, Any] | None:
        """The run that has not ended; None: there is none."""
        return next((run for run in self._call("GET") if run["state"] in _OPEN), None)

    def estimate(self, query: Mapping[str, Any]) -> dict[str, Any]:
        estimate: dict[str, Any] = self._call("POST", {**query, "dry_run": True})["estimate"]
        return estimate

    def begin(self, query: Mapping[str, Any]) -> dict[str, Any]:
        run: dict[str, Any] = self._call("POST", query)["backfill"]
        return run

    def run(self, run_id: int) -> dict[str, Any]:
        return next(run for run in self._call("GET") if run["id"] == run_id)

    def _call(self, method: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url, data, self._headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:
                return json.load(response)["data"]
        except urllib.error.HTTPError as error:
            raise EvaluateFailed(error_message(error.read(), error.code)) from None
        except OSError as error:
            raise EvaluateFailed(f"No answer from {self._server}: {error}. Is gnomon serve running there?") from None


def show_estimate(estimate: Mapping[str, Any]) -> None:
    sessions = "" if estimate["sessions"] is None else f" of {estimate['sessions']} sessions"
    print(f"{estimate['calls']} calls{sessions} match; the sample has about {estimate['sampled']} of these.")
    if estimate["prompt_tokens"] is None:
        return
    print(f"About {estimate['prompt_tokens']} tokens of prompts.")
    print(f"At most {estimate['completion_tokens_at_most']} tokens of answers.")
    cost_usd = estimate["cost_usd_at_most"]
    print("The judge's model has no price." if cost_usd is None else f"At most about {cost_usd:.4g} USD.")


def follow(evaluations: Evaluations, run: dict[str, Any]) -> dict[str, Any]:
    """Show the progress until the run has ended, and return it; the bar is on standard error."""
    columns = (
        TextColumn("calls"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=run["total"])
        while run["state"] in _OPEN:
            note = run["reason"] or "" if run["state"] == "paused" else ""
            bar.update(task, completed=run["done"], description=note)
            time.sleep(_LOOK_EVERY_S)
            run = evaluations.run(run["id"])
    return run


def show_end(run: Mapping[str, Any]) -> None:
    print(f"{run['scored']} scored, {run['skipped']} skipped, {run['failed']} failed, {run['cost_usd']:.4g} USD.")
    if run["state"] == "cancelled":
        print(f"The run was ended: {run['reason']}.")
