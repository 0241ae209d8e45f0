"""Writes score calls, several calls at once. Jobs of the writing thread.

ScoreWrite      one call; in a commit with others, `group` does all of them
write_once      one call with an idempotency key
take_over       scores that another node has received
  _admit        which scores of a call are accepted, and what their receipt says
  _insert       supersedes what is current, then inserts the scores of all calls
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, repeat
from types import MappingProxyType
from typing import Any

from store.base import (
    AmbiguousTarget,
    DoesNotFit,
    IdempotencyKey,
    Rejected,
    ScoreReceipt,
    ScoreStamp,
    ambiguous,
)
from store.ids import uuid7s
from store.models import NewScore
from store.sqlite.inserting import insert
from store.sqlite.pipeline import events
from store.sqlite.requests.rows import sent_columns
from store.sqlite.scores import receipts
from store.sqlite.scores.definitions import apply_definitions
from store.sqlite.scores.names import note_names
from store.sqlite.scores.superseding import IdentityValues, group_of, supersede_current
from store.sqlite.scores.targets import ScoreTargets, resolve
from store.sqlite.session import Session, as_json, now_us, read_array

# Their pages stay in SQLite's cache from one statement to the next. Replacing 10,000 at once takes a tenth longer.
_INSERTED_AT_ONCE = 1_000

# An accepted score: project, score id, request id, exchange id, and the score as sent.
_Row = tuple[int, str, str | None, str | None, NewScore]


_NOW: Mapping[str, int] = MappingProxyType({})
_STORED = """
    SELECT json_group_array(json_array(score_id, request_id, request_id IS NULL AND target_kind = 'request')) FROM score
    WHERE score_id IN (SELECT value FROM json_each(?))"""
_LATER = """
    SELECT min(recorded_at_us) FROM score
    WHERE target = ? AND project = ? AND target_kind = ? AND name = ? AND kind_group = ? AND author = ? AND past = 0
    AND recorded_at_us > ?"""


@dataclass(frozen=True, slots=True)
class ScoreWrite:
    """The scores of one call, written in one transaction. See Store.keep_scores."""

    project: int
    scores: Sequence[NewScore]
    waiting_max: int
    partly: bool = False
    ids: Sequence[str] = ()  # of the scores; empty: new ones

    def __call__(self, session: Session) -> ScoreReceipt:
        (outcome,) = self.group(session, [self])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def group(self, session: Session, jobs: Sequence[ScoreWrite]) -> list[ScoreReceipt | Exception]:
        """Several calls with hardly more statements than one. Each is written or fails by itself, with
        Rejected, DoesNotFit or AmbiguousTarget."""
        outcomes: list[ScoreReceipt | Exception] = []
        targets: dict[int, ScoreTargets] = {}
        for project in {job.project: None for job in jobs}:
            scores = (score for job in jobs if job.project == project for score in job.scores)
            ids = {score.target_id for score in scores if score.target_kind == "request"}
            targets[project] = resolve(session, project, ids)
        rows: list[_Row] = []
        at_us = now_us()
        score_ids = iter(uuid7s(sum([len(job.scores) for job in jobs])))
        for job in jobs:
            try:
                own_ids = iter(job.ids) if job.ids else score_ids
                receipt, accepted = _admit(session, job, targets[job.project], own_ids, at_us)
            except (AmbiguousTarget, DoesNotFit, Rejected) as error:
                outcomes.append(error)
            else:
                outcomes.append(receipt)
                rows += accepted
        for start in range(0, len(rows), _INSERTED_AT_ONCE):
            _insert(session, rows[start : start + _INSERTED_AT_ONCE], at_us)
        return outcomes


def write_once(session: Session, call: ScoreWrite, idempotency: IdempotencyKey) -> ScoreReceipt:
    """Write a call, or return the receipt of the same call before. Raises KeyReused."""
    earlier = receipts.find(session, call.project, idempotency)
    if earlier:
        return earlier
    receipt = call(session)
    receipts.remember(session, call.project, idempotency, receipt)
    return receipt


def take_over(session: Session, call: ScoreWrite, stamps: Sequence[ScoreStamp]) -> ScoreReceipt:
    """Write scores that got their ids where they were received; those that are stored already change nothing."""
    ids = as_json(stamp.score_id for stamp in stamps)
    stored = {row[0]: row[1:] for row in read_array(session, _STORED, (ids,))}
    new = [index for index, stamp in enumerate(stamps) if stamp.score_id not in stored]
    scores = [call.scores[index] for index in new]
    recorded = {stamps[index].score_id: stamps[index].recorded_at_us for index in new}
    targets = resolve(session, call.project, {each.target_id for each in scores if each.target_kind == "request"})
    at_us = now_us()
    part, accepted = _admit(session, replace(call, scores=scores), targets, iter(recorded), at_us)
    _insert(session, accepted, at_us, recorded)
    receipt = ScoreReceipt(
        [stamp.score_id for stamp in stamps],
        [stored.get(stamp.score_id, (None,))[0] for stamp in stamps],
        [bool(stored.get(stamp.score_id, (None, False))[1]) for stamp in stamps],
        {new[index]: reason for index, reason in part.refused.items()},
        part.labels_among_numbers,
        at_us,
    )
    for index, score_id, request_id, waits in zip(new, part.score_ids, part.request_ids, part.waiting, strict=True):
        receipt.score_ids[index] = score_id
        receipt.request_ids[index] = request_id
        receipt.waiting[index] = waits
    return receipt


def _admit(
    session: Session, call: ScoreWrite, targets: ScoreTargets, ids: Iterator[str], at_us: int
) -> tuple[ScoreReceipt, list[_Row]]:
    """Which scores of a call are accepted, with the next of these ids. Writes nothing but the kinds of their names."""
    scores, refused = apply_definitions(session, call.project, call.scores)
    if refused and not call.partly:
        raise DoesNotFit(refused)
    requests, attempts, sessions, shared = targets
    if sessions:
        scores = [_of_session(score, sessions) for score in scores]
    if shared:
        _refuse_ambiguous(scores, shared, refused, partly=call.partly)
    request_ids = [requests.get(score.target_id) if score.target_kind == "request" else None for score in scores]
    waiting = [
        request_id is None and score.target_kind == "request"
        for request_id, score in zip(request_ids, scores, strict=True)
    ]
    if any(waiting):
        _refuse_waiting(waiting, refused, call.waiting_max, session.counts["waiting_scores"], partly=call.partly)
    score_ids: list[str | None] = [*islice(ids, len(scores))]
    for index in refused:
        score_ids[index] = request_ids[index] = None
    exchange_ids: Iterable[str | None] = repeat(None)
    if attempts:
        exchange_ids = [
            request_id and attempts.get(score.target_id) for request_id, score in zip(request_ids, scores, strict=True)
        ]
    rows = zip(repeat(call.project), score_ids, request_ids, exchange_ids, scores, strict=False)
    accepted: list[Any] = [row for row in rows if row[1] is not None]
    session.counts["scores"] += len(accepted)
    session.counts["waiting_scores"] += sum(waiting)
    labels_among_numbers = note_names(session, call.project, [row[-1] for row in accepted])
    return ScoreReceipt(score_ids, request_ids, waiting, refused, labels_among_numbers, at_us), accepted


def _of_session(score: NewScore, sessions: dict[str, str]) -> NewScore:
    """A score of a step that is no call is one of its session."""
    session_id = sessions.get(score.target_id) if score.target_kind == "request" else None
    return score if session_id is None else score._replace(target_kind="session", target_id=session_id)


def _refuse_ambiguous(
    scores: Sequence[NewScore], shared: dict[str, list[str]], refused: dict[int, str], *, partly: bool
) -> None:
    for index, score in enumerate(scores):
        if score.target_kind != "request" or score.target_id not in shared:
            continue
        if not partly:
            raise AmbiguousTarget(score.target_id, shared[score.target_id])
        refused.setdefault(index, ambiguous(score.target_id, shared[score.target_id]))


def _refuse_waiting(
    waiting: list[bool], refused: dict[int, str], waiting_max: int, already: int, *, partly: bool
) -> None:
    """Refuse the scores that would wait beyond `waiting_max`; afterwards `waiting` is true only for accepted ones."""
    free = waiting_max - already
    message = (
        f"scores.waiting_max: {waiting_max} scores already wait for requests that are not logged yet; send scores after"
        " their requests, or raise that setting"
    )
    for index, waits in enumerate(waiting):
        if not waits:
            continue
        if index in refused:
            waiting[index] = False
        elif free > 0:
            free -= 1
        elif partly:
            waiting[index] = False
            refused[index] = message
        else:
            raise Rejected(message)


def _insert(session: Session, rows: Sequence[_Row], at_us: int, recorded: Mapping[str, int] = _NOW) -> None:
    """Supersede what is current, then insert; of scores with one identity in `rows`, all but the last are history.

    `recorded`: by score id, when another node has received it. Such a score is history if a later one is stored.

    Works by columns, which takes half the time.
    """
    if not rows:
        return
    projects, score_ids, request_ids, exchange_ids, sent = zip(*rows, strict=True)
    columns = sent_columns(sent, at_us)
    targets = [request_id or target_id for request_id, target_id in zip(request_ids, columns["target_id"], strict=True)]
    groups = map(group_of, columns["kind"])
    identities = zip(projects, columns["target_kind"], columns["name"], groups, columns["author"], strict=True)
    full = [*zip(identities, targets, strict=True)]
    times = [recorded.get(score_id, at_us) for score_id in score_ids] if recorded else [at_us] * len(rows)
    past = _superseded_before(session, full, times) if recorded else {}
    latest = {key: index for index, key in enumerate(full) if index not in past}
    supersede_current(session, latest, at_us)
    versions = range(first := session.take_versions(len(rows)), first + len(rows))
    own = {
        "id": versions,
        "version": versions,
        "score_id": score_ids,
        "project": projects,
        "request_id": request_ids,
        "exchange_id": exchange_ids,
        "recorded_at_us": times,
        "superseded_at_us": [
            past.get(index, None if latest.get(key) == index else at_us) for index, key in enumerate(full)
        ],
    }
    insert(session.main_db, "INSERT INTO score", own | columns)
    events.scores_added(session, map(_event_of, rows))


def _superseded_before(
    session: Session, full: Sequence[tuple[IdentityValues, str]], times: Sequence[int]
) -> dict[int, int]:
    """Index → when it was superseded, of scores after which one of the same identity was recorded here."""
    past = {}
    for index, ((identity, target), at_us) in enumerate(zip(full, times, strict=True)):
        (later,) = session.main_db.execute(_LATER, (target, *identity, at_us)).fetchone()
        if later is not None:
            past[index] = later
    return past


def _event_of(row: _Row) -> tuple[int, str, str | None, str | None]:
    project, score_id, request_id, _, sent = row
    return project, score_id, request_id, sent.target_id if sent.target_kind == "session" else None
