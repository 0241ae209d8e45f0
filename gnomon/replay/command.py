"""The work of `gnomon replay`: begins the run, or goes on with it, and prints the end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic import ValidationError

from evaluation.evaluators.definition import Judge
from gnomon.replay.judging import pairwise_judge
from gnomon.replay.options import ReplayFailed, ReplayOptions, checked, definition, key_in, target
from gnomon.replay.pairing import FREE, Contestant, PairMaker, Rates
from gnomon.replay.report import progress_bar, show_end
from gnomon.replay.runner import ReplayRunner, RunEnd, budget_of
from gnomon.replay.scoring import score_both, score_of, unscored
from gnomon.replay.server import MadeCall, ReplayServer
from store.evaluation.pipeline import EVALUATOR_PROPERTY
from store.evaluation.replays import RUN_PROPERTY

_REASON_CHARACTERS = 500


class _Keys(NamedTuple):
    """Of the providers; None: their calls have none."""

    candidate: str | None
    judge: str | None


class _Comparison(NamedTuple):
    """How both sides are compared."""

    judge: Judge | None
    score: str | None
    evaluator: str | None


def replay(url: str, key: str | None, options: ReplayOptions, *, as_json: bool) -> int:
    """Returns the exit status. Raises ReplayFailed."""
    return asyncio.run(_replay(url, key, options, as_json=as_json))


async def _replay(url: str, key: str | None, options: ReplayOptions, *, as_json: bool) -> int:
    checked(options)
    async with ReplayServer.connected(url, key, options.concurrency) as server:
        comparison = await _comparison(server, options)
        keys = _Keys(
            key_in("--candidate-key-env", options.candidate_key_env), key_in("--judge-key-env", options.judge_key_env)
        )
        known = await server.run(options.name)
        made = await server.calls_of(options.name)
        if known is None and made:
            raise ReplayFailed(
                f"--name: the log has {len(made)} calls of an earlier run or a shadow named {options.name}, which would"
                " count as calls of this one; use another name"
            )
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
            made = await server.calls_of(options.name)  # of all nodes: the server has asked them
        try:
            end = await _all_calls(server, options, comparison, keys, begun, made, body)
        except asyncio.CancelledError:
            await server.put_run(options.name, body | {"state": "stopped", "reason": "interrupted"})
            raise
        except ReplayFailed as error:
            with suppress(ReplayFailed):  # the server may be the one that does not answer
                await server.put_run(
                    options.name, body | {"state": "stopped", "reason": str(error)[:_REASON_CHARACTERS]}
                )
            raise
        await server.put_run(options.name, body | _progress_of(end))
        return show_end(await server.result(options.name), end, as_json=as_json)


async def _comparison(server: ReplayServer, options: ReplayOptions) -> _Comparison:
    if options.judge is not None:
        if options.evaluator is not None or options.score is not None:
            raise ReplayFailed("--judge cannot be combined with --evaluator or --score: choose what compares")
        if "/" in options.judge:
            judge = target("--judge", options.judge)
            return _Comparison(_pairwise(options, judge["upstream"], judge["model"], None), None, None)
        record = await server.evaluator(options.judge)
        base = record["definition"]["judge"]
        if base is None:
            raise ReplayFailed(f"--judge: the evaluator {options.judge} has no judge; use --evaluator for its scores")
        own = Judge.model_validate(base)
        return _Comparison(_pairwise(options, own.upstream, own.model, own), None, None)
    if options.evaluator is not None:
        score = score_of(await server.evaluator(options.evaluator), options.score)
        return _Comparison(None, score, options.evaluator)
    if options.score is None:
        raise ReplayFailed("Say what compares the answers: --judge UPSTREAM/MODEL, --evaluator NAME or --score NAME")
    return _Comparison(None, options.score, None)


def _pairwise(options: ReplayOptions, upstream: str, model: str, base: Judge | None) -> Judge:
    try:
        return pairwise_judge(upstream, model, options.judge_criteria, base)
    except ValidationError as error:
        (first, *_) = error.errors()
        option = "--criteria-from" if first["loc"] == ("template",) else "--judge"
        raise ReplayFailed(f"{option}: {first['msg']}") from None


def _target_of(judge: Judge | None) -> dict[str, str] | None:
    return None if judge is None else {"upstream": judge.upstream, "model": judge.model}


async def _all_calls(
    server: ReplayServer,
    options: ReplayOptions,
    comparison: _Comparison,
    keys: _Keys,
    begun: dict[str, Any],
    made: Mapping[str, MadeCall],
    body: dict[str, Any],
) -> RunEnd:
    """Makes them, and has an evaluator score them. `body`: gets the number of logged calls."""
    run = begun["run"]["definition"]
    candidate = Contestant(
        **run["candidate"], rates=_rates(begun["candidate_prices"], run["candidate"], options), key=keys.candidate
    )
    judging = None
    if comparison.judge is not None:
        rates = _rates(begun["judge_prices"], run["judge"], options)
        judging = comparison.judge, Contestant(**run["judge"], rates=rates, key=keys.judge)
    rows = [row async for row in server.requests(_originals(run), run["calls"])]
    body["planned"] = len(rows)
    await server.put_run(options.name, body)
    maker = PairMaker(server, options.name, candidate, options.prompt, judging, made)
    budget = budget_of(options.budget_usd, options.budget_calls, made)
    with progress_bar() as progress:
        end = await ReplayRunner(maker, budget, options.concurrency, progress).run(rows)
    if comparison.evaluator is not None and end.stopped is None and rows:
        originals = _originals(run | {"since": min(row["request_created_at"] for row in rows)})
        await score_both(server, comparison.evaluator, originals, options.name)
        without_score = await unscored(server, run["score"], originals, options.name)
        if without_score:
            end.problems["no_score"] = without_score
    return end


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


def _progress_of(end: RunEnd) -> dict[str, Any]:
    state = "stopped" if end.stopped else "done"
    problems = dict(end.problems.most_common(100))
    return {"planned": end.planned, "skipped": problems, "state": state, "reason": end.stopped}
