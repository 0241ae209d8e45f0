"""Scores: superseding, waiting, joining. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import orjson

from store.base import DoesNotFit, Kept, Once, Rejected
from store.ids import uuid7
from store.records import NewScore
from store.sqlite import idempotency
from store.sqlite.definitions import fitted
from store.sqlite.rows import INSERT_SCORE, sent_values
from store.sqlite.score_names import note_names
from store.sqlite.session import Session, now_us

# Which scores replace each other: whole numbers and decimals do, senders write 1 for 1.0.
_CURRENT = """
    SELECT score.id FROM json_each(?) AS wanted
    CROSS JOIN score ON coalesce(score.request_id, score.target_id) = wanted.value
    WHERE score.project = ? AND score.target_kind = ? AND score.name = ?
        AND replace(score.kind, 'integer', 'float') = ? AND score.author = ? AND score.superseded_at_us IS NULL"""
_SUPERSEDE = "UPDATE score SET version = ?, superseded_at_us = ? WHERE id = ?"
_WAITING_FOR = """
    SELECT id, target_id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_id IN (?, ?, ?) AND request_id IS NULL AND target_kind = 'request' ORDER BY id"""
# CROSS JOIN: the ids asked for first, then the table by its index.
_BY_REQUEST_ID = """
    SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM exchange WHERE project = ? AND request_id = value)"""
_BY_EXCHANGE_ID = """
    SELECT wanted.value, request_id, exchange_id FROM json_each(?) AS wanted
    CROSS JOIN exchange ON exchange_id = wanted.value WHERE project = ?"""
_BY_UPSTREAM_ID = """
    SELECT wanted.value, request_id, exchange_id FROM json_each(?) AS wanted
    CROSS JOIN exchange ON upstream_id = wanted.value WHERE project = ? ORDER BY started_at_us"""


class Identity(NamedTuple):
    """Of a score, but for its target."""

    project: int
    target_kind: str
    name: str
    kind: str  # "float" for all numbers
    author: str


class Target(NamedTuple):
    request_id: str | None  # None: waits, or no request is meant
    exchange_id: str | None


_NONE = Target(None, None)


def keep(
    session: Session, project: int, scores: Sequence[NewScore], waiting_max: int, *, partly: bool, once: Once | None
) -> Kept:
    """See Store.keep_scores."""
    if once:
        answered = idempotency.find(session, project, once)
        if answered:
            return answered
    kept = add(session, project, scores, waiting_max, partly=partly)
    if once:
        idempotency.remember(session, project, once, kept)
    return kept


def add(session: Session, project: int, scores: Sequence[NewScore], waiting_max: int, *, partly: bool = False) -> Kept:
    """Raises Rejected when more would wait than may, DoesNotFit for what enforced definitions do not allow; with
    `partly`, both cost only the scores concerned."""
    scores, refused = fitted(session, project, scores)
    if refused and not partly:
        raise DoesNotFit(refused)
    targets = resolve(session, project, {one.target_id for one in scores if one.target_kind == "request"})
    waiting = [one.target_kind == "request" and one.target_id not in targets for one in scores]
    if any(waiting):
        _refuse_waiting(waiting, refused, waiting_max, waiting_max - session.counts["waiting_scores"], partly=partly)
    taken = [(place, one) for place, one in enumerate(scores) if place not in refused]
    kept = Kept([None] * len(scores), [None] * len(scores), waiting, refused, {}, now_us())
    _insert(session, project, taken, targets, kept)
    session.counts["scores"] += len(taken)
    session.counts["waiting_scores"] += sum(waiting)
    kept.mixed.update(note_names(session, project, (one for _, one in taken)))
    return kept


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


def resolve(session: Session, project: int, ids: Iterable[str]) -> dict[str, Target]:
    """Each id that names a request of the project: its request id, exchange id or the upstream's own id, in this
    order; of an upstream's id that came twice, the newest."""
    missing = set(ids)
    found: dict[str, Target] = {}
    if missing:
        rows = session.records.execute(_BY_REQUEST_ID, (_json(missing), project)).fetchall()
        found = {name: Target(name, None) for (name,) in rows}
        missing -= found.keys()
    for statement in (_BY_EXCHANGE_ID, _BY_UPSTREAM_ID):
        if missing:
            rows = session.records.execute(statement, (_json(missing), project)).fetchall()
            found |= {name: Target(request_id, exchange_id) for name, request_id, exchange_id in rows}
            missing -= found.keys()
    return found


def _insert(
    session: Session, project: int, taken: Sequence[tuple[int, NewScore]], targets: dict[str, Target], kept: Kept
) -> None:
    """Supersede what is current, then insert; what a later score of the same call replaces is history at once."""
    at_us = kept.recorded_at_us
    resolved = [targets.get(one.target_id, _NONE) if one.target_kind == "request" else _NONE for _, one in taken]
    identities = [
        (
            Identity(project, one.target_kind, one.name, group_of(one.kind), one.author),
            target.request_id or one.target_id,
        )
        for (_, one), target in zip(taken, resolved, strict=True)
    ]
    latest = {identity: number for number, identity in enumerate(identities)}
    _supersede(session, latest, at_us)
    version = session.take_versions(len(taken))
    rows = []
    for number, ((place, one), target) in enumerate(zip(taken, resolved, strict=True)):
        score_id = uuid7()
        kept.score_ids[place] = score_id
        kept.request_ids[place] = target.request_id
        superseded_at_us = None if latest[identities[number]] == number else at_us
        row_id = version + number
        rows.append(
            (
                row_id,
                row_id,
                target.exchange_id,
                score_id,
                project,
                target.request_id,
                at_us,
                superseded_at_us,
                *sent_values(one, at_us),
            )
        )
    session.records.executemany(INSERT_SCORE, rows)


def _supersede(session: Session, identities: Iterable[tuple[Identity, str]], at_us: int) -> None:
    """End what is current; a statement for all targets of an identity."""
    targets: dict[Identity, list[str]] = {}
    for identity, target in identities:
        targets.setdefault(identity, []).append(target)
    for identity, wanted in targets.items():
        for (row_id,) in session.records.execute(_CURRENT, (_json(wanted), *identity)).fetchall():
            session.records.execute(_SUPERSEDE, (session.next_version(), at_us, row_id))


def _refuse_waiting(waiting: list[bool], refused: dict[int, str], waiting_max: int, room: int, *, partly: bool) -> None:
    """What waits beyond the room there is; `waiting` holds only what really waits afterwards."""
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
    met = session.records.execute(_CURRENT, (_json([request_id]), *identity)).fetchall()
    others = [other for (other,) in met if other != row_id]
    if not others:
        return None
    later = max(others[0], row_id)
    (recorded_at_us,) = session.records.execute("SELECT recorded_at_us FROM score WHERE id = ?", (later,)).fetchone()
    if later != row_id:
        return int(recorded_at_us)
    session.records.execute(_SUPERSEDE, (session.next_version(), recorded_at_us, others[0]))
    return None


def group_of(kind: str) -> str:
    """Numbers replace each other, other kinds only themselves."""
    return "float" if kind == "integer" else kind


def _json(ids: Iterable[str]) -> str:
    return orjson.dumps([*ids]).decode()
