"""An existing evaluator scores both sides: the logged calls, and those of the candidate."""

from __future__ import annotations

import asyncio
from typing import Any

from gnomon.replay.options import ReplayFailed
from gnomon.replay.server import MOST, ReplayServer, is_answered
from store.evaluation.replays import ITEM_PROPERTY, RUN_PROPERTY

_LOOK_EVERY_S = 0.5
_OPEN = ("running", "paused")


def score_of(record: dict[str, Any], wanted: str | None) -> str:
    """The score that an evaluator's record is compared by. Raises ReplayFailed."""
    definition = record["definition"]
    if definition["target"] != "request":
        raise ReplayFailed(f"--evaluator: {record['name']} scores sessions; only scores of requests can be compared")
    judge = definition["judge"]
    names = [score["name"] for score in judge["scores"]] if judge else [each["score"] for each in definition["checks"]]
    if wanted is not None:
        return wanted
    if len(names) != 1:
        raise ReplayFailed(f"--score is needed: {record['name']} gives {' and '.join(names) or 'scores of any name'}")
    return str(names[0])


async def score_both(server: ReplayServer, evaluator: str, originals: Any, name: str) -> None:
    """Returns when it has scored all of them. No version scores a call twice. `originals`: a filter tree that only the
    logged calls of the run match. Raises ReplayFailed."""
    candidates = {"filter": {"properties": {RUN_PROPERTY: {"equals": name}}}, "sample_rate": 1}
    for query in (candidates, {"filter": originals, "sample_rate": 1}):
        await _until_ended(server, evaluator, None)
        begun = await server.begin_backfill(evaluator, query)
        await _until_ended(server, evaluator, begun["id"])


async def unscored(server: ReplayServer, score: str, originals: Any, name: str) -> int:
    """Number of the candidate's answers without the score that the original has."""
    scored = {row["request_id"] async for row in server.requests(originals, MOST) if _has(row, score)}
    candidates = server.requests({"properties": {RUN_PROPERTY: {"equals": name}}}, MOST)
    return len(
        [
            row
            async for row in candidates
            if is_answered(row) and row["properties"].get(ITEM_PROPERTY) in scored and not _has(row, score)
        ]
    )


def _has(row: dict[str, Any], score: str) -> bool:
    return any(each["name"] == score for each in row["score_details"])


async def _until_ended(server: ReplayServer, evaluator: str, run_id: int | None) -> None:
    """Of that run; None: of whichever is open. A run that a budget holds up is waited for."""
    while True:
        runs = await server.backfills(evaluator)
        run = next((each for each in runs if each["id"] == run_id or (run_id is None and each["state"] in _OPEN)), None)
        if run is None and run_id is not None:  # of several nodes, another one is the owner now
            raise ReplayFailed(
                f"The server has no longer the run by which {evaluator} scores. Run the same command again"
            )
        if run is None or run["state"] not in _OPEN:
            if run is not None and run["state"] == "cancelled":
                raise ReplayFailed(f"The scoring by {evaluator} was ended: {run['reason']}")
            return
        if run["state"] == "paused":
            raise ReplayFailed(f"The scoring by {evaluator} waits: {run['reason']}. Run the same command again later")
        await asyncio.sleep(_LOOK_EVERY_S)
