"""Scores: superseding, waiting, joining. Jobs of the writing thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import Any, NamedTuple

from store.base import DoesNotFit, IdempotencyKey, Rejected, ScoreReceipt
from store.ids import uuid7s
from store.models import NewScore
from store.sqlite.inserting import insert
from store.sqlite.requests.rows import sent_columns
from store.sqlite.scores import idempotency
from store.sqlite.scores.definitions import fitted
from store.sqlite.scores.names import note_names
from store.sqlite.session import Session, as_json, listed, now_us

# CROSS JOIN, here and below: the ids asked for first, then the table by its index.
_CURRENT = """
    SELECT json_group_array(score.id) FROM json_each(?) AS wanted CROSS JOIN score ON target = wanted.value
    WHERE project = ? AND target_kind = ? AND name = ? AND kind_group = ? AND author = ? AND past = 0"""
_SUPERSEDE = """
    UPDATE score SET version = ? + wanted.key, superseded_at_us = ?
    FROM json_each(?) AS wanted WHERE score.id = wanted.value"""
_WAITING_FOR = """
    SELECT id, target_id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_id IN (?, ?, ?) AND request_id IS NULL AND target_kind = 'request' ORDER BY id"""
_BY_REQUEST_ID = """
    SELECT json_group_array(value) FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM exchange WHERE project = ? AND request_id = value)"""
_BY_OTHER_ID = """
    SELECT json_group_array(json_array(started_at_us, wanted.value, request_id, exchange_id))
    FROM json_each(?) AS wanted CROSS JOIN exchange ON {column} = wanted.value WHERE project = ?"""
_BY_OTHER_IDS = tuple(_BY_OTHER_ID.format(column=column) for column in ("exchange_id", "upstream_id"))


class Identity(NamedTuple):
    """Of a score, but for its target."""

    project: int
    target_kind: str
    name: str
    kind_group: str
    author: str

    def current(self, session: Session, targets: Iterable[str]) -> list[int]:
        """The rows that are current for these targets."""
        return listed(session, _CURRENT, (as_json(targets), *self))


class ScoreTargets(NamedTuple):
    """What ids of requests mean, by the ids as sent. One that is in neither: a request that is not known yet."""

    request_ids: dict[str, str]
    exchange_ids: dict[str, str]  # where the id names a try


_Identity = tuple[int, str, str, str, str]  # the values of an Identity
# Of a score that is taken: project, score id, request id, exchange id, and the score as sent.
_Row = tuple[int, str, str | None, str | None, NewScore]


@dataclass(frozen=True, slots=True)
class ScoreWrite:
    """Scores to be kept together; a job of the writing thread."""

    project: int
    scores: Sequence[NewScore]
    waiting_max: int
    partly: bool = False

    def __call__(self, session: Session) -> ScoreReceipt:
        (outcome,) = add_calls(session, [self])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def keep_once(session: Session, call: ScoreWrite, once: IdempotencyKey) -> ScoreReceipt:
    """See Store.keep_scores."""
    answered = idempotency.find(session, call.project, once)
    if answered:
        return answered
    kept = call(session)
    idempotency.remember(session, call.project, once, kept)
    return kept


def add_calls(session: Session, calls: Sequence[ScoreWrite]) -> list[ScoreReceipt | Exception]:
    """Several calls with hardly more statements than one. Each is kept or fails by itself: with Rejected when more
    would wait than may, with DoesNotFit for what enforced definitions do not allow. With `partly`, both cost single
    scores only."""
    outcomes: list[ScoreReceipt | Exception] = []
    targets: dict[int, ScoreTargets] = {}
    for project in {call.project: None for call in calls}:
        sent = (one for call in calls if call.project == project for one in call.scores)
        targets[project] = resolve(session, project, {one.target_id for one in sent if one.target_kind == "request"})
    rows: list[_Row] = []
    at_us = now_us()
    for call in calls:
        try:
            kept, taken = _admit(session, call, targets[call.project], at_us)
        except (DoesNotFit, Rejected) as error:
            outcomes.append(error)
        else:
            outcomes.append(kept)
            rows += taken
    _insert(session, rows, at_us)
    return outcomes


def _admit(session: Session, call: ScoreWrite, targets: ScoreTargets, at_us: int) -> tuple[ScoreReceipt, list[_Row]]:
    """Which scores of a call are taken. Nothing is written yet but what their names are."""
    scores, refused = fitted(session, call.project, call.scores)
    if refused and not call.partly:
        raise DoesNotFit(refused)
    known, tries = targets
    request_ids = [known.get(one.target_id) if one.target_kind == "request" else None for one in scores]
    waiting = [one is None and sent.target_kind == "request" for one, sent in zip(request_ids, scores, strict=True)]
    if any(waiting):
        _refuse_waiting(waiting, refused, call.waiting_max, session.counts["waiting_scores"], partly=call.partly)
    score_ids: list[str | None] = [*uuid7s(len(scores))]
    for place in refused:
        score_ids[place] = request_ids[place] = None
    exchange_ids: Iterable[str | None] = repeat(None)
    if tries:
        exchange_ids = [one and tries.get(sent.target_id) for one, sent in zip(request_ids, scores, strict=True)]
    rows = zip(repeat(call.project), score_ids, request_ids, exchange_ids, scores, strict=False)
    taken: list[Any] = [row for row in rows if row[1] is not None]
    session.counts["scores"] += len(taken)
    session.counts["waiting_scores"] += sum(waiting)
    mixed = note_names(session, call.project, [row[-1] for row in taken])
    return ScoreReceipt(score_ids, request_ids, waiting, refused, mixed, at_us), taken


def join(session: Session, project: int, request_id: str, exchange_id: str, upstream_id: str | None) -> None:
    """Hand the request its scores that waited for it under any of its names."""
    if not session.counts["waiting_scores"]:
        return
    waiting = session.records.execute(
        _WAITING_FOR,
        (project, request_id, exchange_id, upstream_id),
    ).fetchall()
    for row_id, target_id, name, kind, author, superseded_at_us in waiting:
        ended_at_us = superseded_at_us
        if ended_at_us is None:
            ended_at_us = _give_way(
                session, row_id, request_id, Identity(project, "request", name, group_of(kind), author)
            )
        session.records.execute(
            "UPDATE score SET version = ?, request_id = ?, exchange_id = ?, superseded_at_us = ? WHERE id = ?",
            (session.next_version(), request_id, None if target_id == request_id else exchange_id, ended_at_us, row_id),
        )
        session.counts["waiting_scores"] -= 1


def resolve(session: Session, project: int, ids: Iterable[str]) -> ScoreTargets:
    """What each id names that names a request of the project: its request id, exchange id or the upstream's own id, in
    this order; of an upstream's id that came twice, the newest."""
    missing = set(ids)
    targets = ScoreTargets({}, {})
    if missing:
        names = listed(session, _BY_REQUEST_ID, (as_json(missing), project))
        targets.request_ids.update(zip(names, names, strict=True))
        missing.difference_update(names)
    for statement in _BY_OTHER_IDS:
        if missing:
            for _, name, request_id, exchange_id in sorted(listed(session, statement, (as_json(missing), project))):
                targets.request_ids[name], targets.exchange_ids[name] = request_id, exchange_id
            missing -= targets.request_ids.keys()
    return targets


def _insert(session: Session, rows: Sequence[_Row], at_us: int) -> None:
    """Supersede what is current, then insert; what a later one of these replaces is history at once. By columns, which
    takes half of the time."""
    if not rows:
        return
    projects, score_ids, request_ids, exchange_ids, sent = zip(*rows, strict=True)
    columns = sent_columns(sent, at_us)
    targets = [one or sent_for for one, sent_for in zip(request_ids, columns["target_id"], strict=True)]
    groups = map(group_of, columns["kind"])
    identities = zip(projects, columns["target_kind"], columns["name"], groups, columns["author"], strict=True)
    full = [*zip(identities, targets, strict=True)]
    latest = dict(zip(full, count(), strict=False))
    _supersede_current(session, latest, at_us)
    versions = range(first := session.take_versions(len(rows)), first + len(rows))
    ended = [None if latest[one] == number else at_us for number, one in enumerate(full)]
    ours = {
        "id": versions,
        "version": versions,
        "score_id": score_ids,
        "project": projects,
        "request_id": request_ids,
        "exchange_id": exchange_ids,
        "recorded_at_us": [at_us] * len(rows),
        "superseded_at_us": ended,
    }
    insert(session.records, "INSERT INTO score", ours | columns)


def _supersede_current(session: Session, full: Iterable[tuple[_Identity, str]], at_us: int) -> None:
    """End what is current; two statements for all targets of an identity."""
    targets: defaultdict[_Identity, list[str]] = defaultdict(list)
    for identity, target in full:
        targets[identity].append(target)
    for identity, wanted in targets.items():
        _supersede(session, Identity(*identity).current(session, wanted), at_us)


def _supersede(session: Session, row_ids: Sequence[int], at_us: int) -> None:
    if row_ids:
        session.records.execute(_SUPERSEDE, (session.take_versions(len(row_ids)), at_us, as_json(row_ids)))


def _refuse_waiting(
    waiting: list[bool], refused: dict[int, str], waiting_max: int, already: int, *, partly: bool
) -> None:
    """What waits beyond the room there is; `waiting` holds only what really waits afterwards."""
    room = waiting_max - already
    message = (
        f"{waiting_max} scores wait already for requests that were not logged yet, which is all that may "
        "(scores.waiting_max): send scores after their calls, or raise that setting"
    )
    for place, waits in enumerate(waiting):
        if not waits:
            continue
        if place in refused:
            waiting[place] = False
        elif room > 0:
            room -= 1
        elif partly:
            waiting[place] = False
            refused[place] = message
        else:
            raise Rejected(message)


def _give_way(session: Session, row_id: int, request_id: str, identity: Identity) -> int | None:
    """Two current scores of one identity meet: the one recorded later stays. When the waiting one must go: since when.

    Ids grow in the order of recording, also where the clock was set back.
    """
    others = [other for other in identity.current(session, [request_id]) if other != row_id]
    if not others:
        return None
    later = max(others[0], row_id)
    (recorded_at_us,) = session.records.execute("SELECT recorded_at_us FROM score WHERE id = ?", (later,)).fetchone()
    if later != row_id:
        return int(recorded_at_us)
    _supersede(session, others[:1], recorded_at_us)
    return None


def group_of(kind: str) -> str:
    """Numbers replace each other, as senders write 1 for 1.0; other kinds only themselves."""
    return "float" if kind == "integer" else kind
