"""The pairs of a run → its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from api.http.auth import Caller
from api.queries.selection import properties_of, selection_of
from api.queries.time_models import TimeRange
from api.replays.replays_models import ReplayDefinition
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.replays import ReplayPair, RunCalls, orders_disagree, preferences, run_calls, scored_pairs
from store.evaluation.pipeline import EVALUATOR_PROPERTY
from store.evaluation.replays import RUN_PROPERTY, UNSENT
from store.filter import parse
from store.statistics.noninferiority import PairedDecision, paired_verdict
from store.statistics.sequential import Direction

_LOST_MOST = 0.05  # of the calls: with more of them the pairs are not those that were to be compared
_DISAGREE_MOST = 0.5  # of the pairs: a judge that tosses a coin disagrees with itself in as many


class RunResult(NamedTuple):
    candidate: RunCalls
    judge: RunCalls
    decision: PairedDecision
    doubt: str | None  # why the pairs may not show what the calls would have; None: nothing is known
    orders_disagree: int | None  # pairs of which the judge's preference changed with the order; None: no judge
    pairs: list[ReplayPair]  # those that got worse first


def run_result(
    snapshot: Snapshot,
    replica: Replica,
    caller: Caller,
    name: str,
    definition: ReplayDefinition,
    without_pair: Mapping[str, int],
) -> RunResult:
    """`without_pair`: why calls have none, by reason."""
    candidates, judged = (
        selection_of(replica, caller, parse(_calls_of(name, operator)), TimeRange())
        for operator in ("not-equals", "equals")
    )
    properties = properties_of(replica, caller)
    disagree = None
    if definition.judge is not None:
        disagree = orders_disagree(snapshot, candidates, properties)
        pairs, are_shares = preferences(snapshot, candidates, properties), True
    else:
        time_range = TimeRange.model_validate({"start": definition.since, "end": definition.until})
        originals = selection_of(replica, caller, parse("all"), time_range)
        series, scored = scored_pairs(snapshot, candidates, originals, definition.score, properties)
        pairs, are_shares = list(scored), series is not None and series.type == "boolean"
    decision = _decide(pairs, definition.direction, definition.margin, are_shares=are_shares)
    sign = 1 if definition.direction == "higher" else -1
    pairs.sort(key=lambda pair: (sign * (pair.second - pair.first), pair.item_id))
    calls = run_calls(snapshot, candidates)
    lost = max(calls.failed, sum(count for reason, count in without_pair.items() if reason not in UNSENT))
    doubt = _doubt(calls.calls, lost, len(pairs), disagree)
    if doubt is not None and decision.state in ("better", "not_worse"):
        decision = replace(decision, state="not_enough")
    return RunResult(calls, run_calls(snapshot, judged), decision, doubt, disagree, pairs)


def _doubt(calls: int, lost: int, pairs: int, disagree: int | None) -> str | None:
    """A candidate must not pass by the calls that it fails, nor by a judge that does not tell the answers apart."""
    if lost > _LOST_MOST * calls:
        return f"{lost} of {calls} calls of the candidate have no pair"
    if disagree is not None and disagree > _DISAGREE_MOST * pairs:
        return f"the judge's preference changed with the order of the answers in {disagree} of {pairs} pairs"
    return None


def _calls_of(name: str, operator: str) -> dict[str, object]:
    """The calls of the candidate, or those of the judge (which are calls of an evaluator)."""
    of_run = {"properties": {RUN_PROPERTY: {"equals": name}}}
    by_whom = {"request_response_rmt": {"property_key": {operator: EVALUATOR_PROPERTY}}}
    return {"left": of_run, "operator": "and", "right": by_whom}


def _decide(pairs: list[ReplayPair], direction: Direction, margin: float, *, are_shares: bool) -> PairedDecision:
    """Pairs whose originals are of one session may depend on each other."""
    first, second = (np.array([getattr(pair, side) for pair in pairs], np.float64) for side in ("first", "second"))
    sessions: dict[str, int] = {}
    clusters = [
        sessions.setdefault(pair.item_id if pair.session is None else f"session {pair.session}", len(sessions))
        for pair in pairs
    ]
    return paired_verdict(
        first, second, direction=direction, margin=margin, are_shares=are_shares, clusters=np.array(clusters, np.int64)
    )
