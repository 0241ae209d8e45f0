"""What a run of an evaluator over logged calls would do: calls, sessions, tokens, dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.backfill import Range, condition
from evaluation.evaluators.definition import Judge
from evaluation.evaluators.evaluating import Evaluating
from evaluation.evaluators.judge.prompt import CannotJudge, prompt, tokens_at_most
from evaluation.evaluators.reading import OLDEST_FIRST, ReadCall, Subject
from store.analytics.requests.lists import ListSelection

# Requests or sessions whose prompts are made for an estimate. A session may have 200 calls.
_REQUESTS, _SESSIONS = 50, 10


@dataclass(frozen=True, slots=True)
class Estimate:
    calls: int  # that match
    sessions: int | None  # of these calls; None: the evaluator scores requests
    sampled: int  # requests or sessions: about so many are in the sample
    prompt_tokens: int | None  # of a judge, about; None: no judge, or no prompt could be made
    completion_tokens_at_most: int | None
    cost_usd_at_most: float | None  # None: no judge, or a model without a price
    estimated_from: int  # requests or sessions whose prompts were made


async def estimate(evaluating: Evaluating, active: ActiveEvaluator, run: Range) -> Estimate:
    """Of the replica as it is."""
    lists = evaluating.reader.lists
    selection = ListSelection(active.id.project, condition(active, run))
    calls = await lists.count(selection)
    if active.definition.target == "session":
        sessions, oldest = await lists.sessions(selection, _SESSIONS)
    else:
        sessions, oldest = None, [row.request_id for row in await lists.page(selection, OLDEST_FIRST, _REQUESTS)]
    sampled = round((calls if sessions is None else sessions) * run.sample_rate)
    judge = active.definition.judge
    if judge is None:
        return Estimate(calls, sessions, sampled, None, None, None, 0)
    reads = await evaluating.reader.read(active.id.project, active.definition, list(map(Subject, oldest)))
    texts = _prompts(judge, reads)
    if not texts:
        return Estimate(calls, sessions, sampled, None, None, None, 0)
    share = sampled / len(reads)  # of what was read, that which would be skipped costs nothing
    tokens = [tokens_at_most(judge, text) for text in texts]
    costs = [evaluating.judges.cost_at_most_usd(judge, text) for text in texts]
    known = [cost for cost in costs if cost is not None]
    return Estimate(
        calls,
        sessions,
        sampled,
        round(share * sum(asked for asked, _ in tokens)),
        round(share * sum(answered for _, answered in tokens)),
        share * sum(known) if len(known) == len(costs) else None,
        len(texts),
    )


def _prompts(judge: Judge, reads: Sequence[ReadCall]) -> list[str]:
    """Without those that would be skipped."""
    prompts = []
    for read in reads:
        if isinstance(read.call, dict):
            try:
                prompts.append(prompt(judge, read.call))
            except CannotJudge:
                continue
    return prompts
