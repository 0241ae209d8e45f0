"""Scores of evaluators, and all that follows from them, in one transaction. Jobs of the writing thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace

import orjson

from store.evaluation.evaluators import EXAMPLES_MOST, Evaluation, EvaluatorId, Example
from store.intake import SPAN
from store.sqlite.evaluators import spending
from store.sqlite.pipeline import tasks
from store.sqlite.scores.adding import ScoreWrite
from store.sqlite.session import Session, as_json, now_us, read_array

_EXCHANGES = """
    SELECT json_group_array(json_array(exchange_id, json_array(id, upstream))) FROM exchange
    WHERE exchange_id IN (SELECT value FROM json_each(?))"""
# Spans that have got their messages since they were evaluated: the feed has not asked yet, or has postponed the task
_TOLD_AGAIN = """
    SELECT json_group_array(subject) FROM event
    WHERE stage IN (0, 1) AND kind = 'request.logged' AND subject IN (SELECT value FROM json_each(?))"""
_POSTPONED = """
    SELECT json_group_array(task.id) FROM json_each(?) AS wanted CROSS JOIN task ON task.id = wanted.value ->> '$[0]'
    WHERE due_at_us <> wanted.value ->> '$[1]'"""
_EVALUATED = """
    SELECT json_group_array(exchange) FROM evaluation
    WHERE exchange IN (SELECT value FROM json_each(?)) AND evaluator = ? AND version = ?"""
_STORED = "SELECT json_group_array(score_id) FROM score WHERE score_id IN (SELECT value FROM json_each(?))"
_PROGRESS = """
    UPDATE backfill SET scored = scored + ?, skipped = skipped + ?, failed = failed + ?, cost_usd = cost_usd + ?,
        updated_at_us = ?
    WHERE id = ?"""


def settle(
    session: Session,
    evaluator: EvaluatorId,
    version: str,
    evaluations: Sequence[Evaluation],
    backfill_id: int | None,
    waiting_max: int,
) -> int:
    """See Evaluators.settle."""
    ids = {each.exchange_id for each in evaluations if each.exchange_id is not None}
    rows = dict(read_array(session, _EXCHANGES, (as_json(ids),)))
    exchanges: dict[str, int] = {exchange_id: row_id for exchange_id, (row_id, _) in rows.items()}
    spans = {exchange_id for exchange_id, (_, upstream) in rows.items() if upstream == SPAN}
    again = _to_evaluate_again(session, [each for each in evaluations if each.exchange_id in spans])
    done = set(read_array(session, _EVALUATED, (as_json(exchanges.values()), evaluator.name, version)))
    settled: list[Evaluation] = []
    for each in evaluations:
        row_id = exchanges.get(each.exchange_id or "")
        if row_id is not None and row_id in done:
            settled.append(replace(each, outcome="skipped", reason="already_scored", detail="", scores=()))
            continue
        settled.append(each)
        if row_id is not None and each.outcome != "failed" and each.exchange_id not in again:
            done.add(row_id)
            session.main_db.execute("INSERT INTO evaluation VALUES (?, ?, ?)", (row_id, evaluator.name, version))
    settled = _with_scores(session, evaluator, settled, waiting_max)
    _settle_tasks(session, settled)
    _refund(session, evaluator, settled)
    _remember_examples(session, evaluator, version, settled)
    tasks.count(session, evaluator.consumer, _counts(settled))
    if backfill_id is not None:
        _count_in_backfill(session, backfill_id, settled)
    return _count_failures(session, evaluator, settled)


def _to_evaluate_again(session: Session, evaluations: Sequence[Evaluation]) -> set[str | None]:
    """Exchange ids of those whose messages came while they were evaluated without them."""
    if not evaluations:
        return set()
    tasks_of = {each.task[0]: each.exchange_id for each in evaluations if each.task}
    pairs = orjson.dumps([each.task for each in evaluations if each.task]).decode()
    postponed = {tasks_of[task_id] for task_id in read_array(session, _POSTPONED, (pairs,))}
    subjects = as_json(each.exchange_id for each in evaluations if each.exchange_id is not None)
    return postponed | set(read_array(session, _TOLD_AGAIN, (subjects,)))


def _with_scores(
    session: Session, evaluator: EvaluatorId, settled: Sequence[Evaluation], waiting_max: int
) -> list[Evaluation]:
    """Their scores are stored. An evaluation whose scores the store does not accept has failed."""
    stored = _stored(session, settled)
    writes = {
        index: ScoreWrite(evaluator.project, each.scores, waiting_max, ids=each.score_ids)
        for index, each in enumerate(settled)
        if each.scores and stored.isdisjoint(each.score_ids)
    }
    after = list(settled)
    if writes:
        first = next(iter(writes.values()))
        for index, outcome in zip(writes, first.group(session, list(writes.values())), strict=True):
            if isinstance(outcome, Exception):
                detail = str(outcome)[:500]
                after[index] = replace(after[index], outcome="failed", reason="score_refused", detail=detail, scores=())
    return after


def _stored(session: Session, settled: Sequence[Evaluation]) -> set[str]:
    """Those of the scores' ids that another node has brought: it did the task while this one was away."""
    ids = [score_id for each in settled for score_id in each.score_ids]
    return set(read_array(session, _STORED, (as_json(ids),))) if ids else set()


def _settle_tasks(session: Session, settled: Sequence[Evaluation]) -> None:
    """A task whose session went on meanwhile has a later due time, and stays."""
    session.main_db.executemany(
        "DELETE FROM task WHERE id = ? AND due_at_us = ?", [each.task for each in settled if each.task]
    )


def _refund(session: Session, evaluator: EvaluatorId, settled: Sequence[Evaluation]) -> None:
    refunds: defaultdict[int, list[float]] = defaultdict(lambda: [0, 0.0])
    for each in settled:
        if each.refund_hour is not None:
            refunds[each.refund_hour][0] += each.refund_call
            refunds[each.refund_hour][1] += each.refund_usd
    for hour, (calls, usd) in refunds.items():
        spending.add(session, evaluator.consumer, hour, -int(calls), -usd)


def _counts(settled: Sequence[Evaluation]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in settled:
        counts[each.outcome] += 1
        if each.reason:
            counts[f"{each.outcome}:{each.reason}"] += 1
    return counts


def _remember_examples(session: Session, evaluator: EvaluatorId, version: str, settled: Sequence[Evaluation]) -> None:
    at_us = now_us()
    newest: defaultdict[tuple[str, str], list[Example]] = defaultdict(list)
    for each in settled:
        newest[each.outcome, each.reason].insert(0, Example(at_us, each.subject, version, each.detail[:500]))
    for (outcome, reason), examples in newest.items():
        key = (*evaluator, outcome, reason)
        row = session.main_db.execute(
            "SELECT examples FROM evaluator_example WHERE project = ? AND evaluator = ? AND outcome = ? AND reason = ?",
            key,
        ).fetchone()
        kept = [*map(asdict, examples), *(orjson.loads(row[0]) if row else ())][:EXAMPLES_MOST]
        session.main_db.execute(
            "INSERT OR REPLACE INTO evaluator_example VALUES (?, ?, ?, ?, ?)", (*key, orjson.dumps(kept).decode())
        )


def _count_failures(session: Session, evaluator: EvaluatorId, settled: Sequence[Evaluation]) -> int:
    """Skipped calls say nothing about the evaluator."""
    in_a_row, has_scored = 0, False
    for each in settled:
        if each.outcome == "scored":
            in_a_row, has_scored = 0, True
        elif each.outcome == "failed":
            in_a_row += 1
    statement = (
        "UPDATE evaluator SET failures = iif(?, 0, failures) + ? WHERE project = ? AND name = ? RETURNING failures"
    )
    row = session.main_db.execute(statement, (has_scored, in_a_row, *evaluator)).fetchone()
    return int(row[0]) if row else 0


def _count_in_backfill(session: Session, backfill_id: int, settled: Sequence[Evaluation]) -> None:
    outcomes = Counter(each.outcome for each in settled)
    cost_usd = sum(each.cost_usd for each in settled)
    counts = (outcomes["scored"], outcomes["skipped"], outcomes["failed"], cost_usd)
    session.main_db.execute(_PROGRESS, (*counts, now_us(), backfill_id))
