"""The work of `gnomon replay`: begins the run, or goes on with it, and prints the end."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, NamedTuple

from evaluation.evaluators.definition import Judge
from gnomon.replay.judging import pairwise_judge
from gnomon.replay.options import ReplayFailed, ReplayOptions, definition, key_in, target
from gnomon.replay.pairing import FREE, Contestant, PairMaker, Rates
from gnomon.replay.report import progress_bar, show_end
from gnomon.replay.runner import ReplayRunner, RunEnd, budget_of
from gnomon.replay.scoring import score_both, score_of
from gnomon.replay.server import ReplayServer
from store.evaluation.pipeline import EVALUATOR_PROPERTY
from store.evaluation.replays import RUN_PROPERTY


class _Comparison(NamedTuple):
    """How both sides are compared."""

    judge: Judge | None
    score: str | None
    evaluator: str | None


def replay(url: str, key: str | None, options: ReplayOptions, *, as_json: bool) -> int:
    """Returns the exit status. Raises ReplayFailed."""
    return asyncio.run(_replay(url, key, options, as_json=as_json))


async def _replay(url: str, key: str | None, options: ReplayOptions, *, as_json: bool) -> int:
    if options.budget_usd is None and options.budget_calls is None:
        raise ReplayFailed("Say what the run may cost: --budget or --budget-calls")
    async with ReplayServer.connected(url, key, options.concurrency) as server:
        comparison = await _comparison(server, options)
        known = await server.run(options.name)
        wanted = definition(options, _target_of(comparison.judge), comparison.score)
        if known is not None:
            wanted["until"] = options.until or known["definition"]["until"]  # the same calls as before
        body = {
            "definition": wanted,
            "budget_usd": options.budget_usd,
            "budget_calls": options.budget_calls,
        }
        begun = await server.put_run(options.name, body)
        if known is not None:
            print(f"Going on with the run {options.name}.", file=sys.stderr)
        end = await _all_calls(server, options, comparison, begun, body)
        if comparison.evaluator is not None and end.stopped is None:
            await score_both(server, comparison.evaluator, begun["run"]["definition"], options.name)
        await server.put_run(options.name, body | _progress_of(end, ended=True))
        return show_end(await server.result(options.name), end, as_json=as_json)


async def _comparison(server: ReplayServer, options: ReplayOptions) -> _Comparison:
    if options.judge is not None:
        if options.evaluator is not None or options.score is not None:
            raise ReplayFailed("--judge cannot be combined with --evaluator or --score: choose what compares")
        if "/" in options.judge:
            judge = target("--judge", options.judge)
            return _Comparison(pairwise_judge(judge["upstream"], judge["model"], options.judge_criteria), None, None)
        record = await server.evaluator(options.judge)
        base = record["definition"]["judge"]
        if base is None:
            raise ReplayFailed(f"--judge: the evaluator {options.judge} has no judge; use --evaluator for its scores")
        own = Judge.model_validate(base)
        return _Comparison(pairwise_judge(own.upstream, own.model, options.judge_criteria, own), None, None)
    if options.evaluator is not None:
        score = score_of(await server.evaluator(options.evaluator), options.score)
        return _Comparison(None, score, options.evaluator)
    if options.score is None:
        raise ReplayFailed("Say what compares the answers: --judge UPSTREAM/MODEL, --evaluator NAME or --score NAME")
    return _Comparison(None, options.score, None)


def _target_of(judge: Judge | None) -> dict[str, str] | None:
    return None if judge is None else {"upstream": judge.upstream, "model": judge.model}


async def _all_calls(
    server: ReplayServer, options: ReplayOptions, comparison: _Comparison, begun: dict[str, Any], body: dict[str, Any]
) -> RunEnd:
    run = begun["run"]["definition"]
    candidate = Contestant(
        **run["candidate"],
        rates=_rates(begun["candidate_prices"], run["candidate"], options),
        key=key_in("--candidate-key-env", options.candidate_key_env),
    )
    judging = None
    if comparison.judge is not None:
        rates = _rates(begun["judge_prices"], run["judge"], options)
        judge_key = key_in("--judge-key-env", options.judge_key_env)
        judging = comparison.judge, Contestant(**run["judge"], rates=rates, key=judge_key)
    made = await server.calls_of(options.name)
    rows = [row async for row in server.requests(_originals(run), run["calls"])]
    await server.put_run(options.name, body | {"planned": len(rows)})
    maker = PairMaker(server, options.name, candidate, options.prompt, judging, made)
    budget = budget_of(options.budget_usd, options.budget_calls, made)
    try:
        with progress_bar() as progress:
            return await ReplayRunner(maker, budget, options.concurrency, progress).run(rows)
    except asyncio.CancelledError:
        await server.put_run(options.name, body | {"planned": len(rows), "state": "stopped", "reason": "interrupted"})
        raise


def _rates(prices: dict[str, float] | None, of: dict[str, str], options: ReplayOptions) -> Rates:
    if prices is not None:
        return Rates(**prices)
    if options.budget_usd is None:
        return FREE
    raise ReplayFailed(
        f"{of['model']} at {of['upstream']} has no price, so --budget cannot be kept:"
        " add a [[price]] to the settings, or use --budget-calls"
    )


def _originals(run: dict[str, Any]) -> dict[str, Any]:
    """The calls to send again: answered ones, neither of a judge nor of a run."""
    bounds = {"lt": run["until"]} | ({"gte": run["since"]} if run["since"] else {})
    conditions: list[Any] = [
        {"request_response_rmt": {"request_created_at": bounds}},
        {"request_response_rmt": {"outcome": {"equals": "ok"}}},
        {"request_response_rmt": {"status": {"lt": 400}}},
        {"request_response_rmt": {"property_key": {"not-equals": EVALUATOR_PROPERTY}}},
        {"request_response_rmt": {"property_key": {"not-equals": RUN_PROPERTY}}},
    ]
    tree = run["filter"]
    for condition in conditions:
        tree = condition if tree == "all" else {"left": tree, "operator": "and", "right": condition}
    return tree  # type: ignore[no-any-return]


def _progress_of(end: RunEnd, *, ended: bool) -> dict[str, Any]:
    state = "running" if not ended else "stopped" if end.stopped else "done"
    problems = dict(end.problems.most_common(100))
    return {"planned": end.planned, "skipped": problems, "state": state, "reason": end.stopped}
