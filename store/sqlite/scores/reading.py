"""Scores by target, identity or other features, on read-only connections, inside a transaction."""

from __future__ import annotations

from typing import Any

import aiosqlite
import orjson

from store.base import ScoreStamp, WaitingScore
from store.models import Score, ScoreSelection
from store.sql import Sql
from store.sqlite.requests.reading import find_request
from store.sqlite.requests.rows import JOINED, SCORE_SELECT, score_of
from store.sqlite.scores.superseding import group_of

SCORES_MOST = 10_000  # of one target that are read at once
_ONE_OF = {
    "names": "name",
    "authors": "author",
    "evaluators": "evaluator",
    "evaluator_versions": "evaluator_version",
    "sources": "source",
    "experiment_ids": "experiment_id",
}
_OF_REQUESTS = """id IN (
    SELECT id FROM score
    WHERE project = ? AND target_kind = 'request' AND target IN (SELECT value FROM json_each(?))
    UNION SELECT id FROM score
    WHERE project = ? AND target_id <> request_id AND target_id IN (SELECT value FROM json_each(?)))"""
_OF_SESSIONS = """id IN (
    SELECT id FROM score
    WHERE project = ? AND target_kind = 'session' AND target IN (SELECT value FROM json_each(?)))"""


async def read_scores_of(db: aiosqlite.Connection, project: int, target_kind: str, target_id: str) -> list[Score]:
    """See Store.scores_of."""
    if target_kind != "request":
        return await _read(db, "project = ? AND target_kind = ? AND target = ?", (project, target_kind, target_id))
    key = await find_request(db, project, target_id)
    joined = await _read(db, JOINED, key) if key else []
    waiting = await _read(
        db, "project = ? AND target_id = ? AND request_id IS NULL AND target_kind = 'request'", (project, target_id)
    )
    return joined + waiting


async def read_history(db: aiosqlite.Connection, project: int, score_id: str) -> list[Score]:
    """See Store.score_history."""
    for score in await _read(db, "project = ? AND score_id = ?", (project, score_id)):
        target_id = score.request_id or score.sent.target_id
        scores = await read_scores_of(db, project, score.sent.target_kind, target_id)
        return [other for other in scores if _identity(other) == _identity(score)]
    return []


async def read_waiting(db: aiosqlite.Connection, before: tuple[int, int], limit: int) -> list[WaitingScore]:
    """See Store.waiting_scores."""
    rows = await db.execute_fetchall(
        f"SELECT id, {SCORE_SELECT} FROM score INDEXED BY score_waiting_since"
        " WHERE request_id IS NULL AND target_kind = 'request' AND (recorded_at_us, id) < (?, ?)"
        " ORDER BY recorded_at_us DESC, id DESC LIMIT ?",
        (*before, limit),
    )
    scores = [(row[0], score_of(row[1:])) for row in rows]
    return [
        WaitingScore(
            (score.recorded_at_us, row), score.project, ScoreStamp(score.score_id, score.recorded_at_us), score.sent
        )
        for row, score in scores
    ]


async def count(db: aiosqlite.Connection, project: int, selection: ScoreSelection) -> tuple[int, int]:
    """How many scores are selected, and the largest row id among them (0: none)."""
    where = condition(project, selection)
    ((counted, upto),) = await db.execute_fetchall(
        f"SELECT count(*), coalesce(max(id), 0) FROM score WHERE {where.text}",
        where.parameters,
    )
    return counted, upto


async def row_ids(
    db: aiosqlite.Connection, project: int, selection: ScoreSelection, after: int, upto: int, limit: int
) -> list[int]:
    """The next `limit` selected rows with ids above `after`, up to `upto`."""
    where = condition(project, selection)
    rows = await db.execute_fetchall(
        f"SELECT id FROM score WHERE {where.text} AND id > ? AND id <= ? ORDER BY id LIMIT ?",
        (*where.parameters, after, upto, limit),
    )
    return [row_id for (row_id,) in rows]


def condition(project: int, selection: ScoreSelection) -> Sql:
    """A condition on a row of `score`; values are parameters only."""
    sql = ["+project = ?"]  # "+": no index for this; of the indexes that begin with the project, other columns choose
    parameters: list[Any] = [project]
    for field, column in _ONE_OF.items():
        if values := getattr(selection, field):
            sql.append(f"{column} IN (SELECT value FROM json_each(?))")
            parameters.append(_json(values))
    if selection.request_ids:
        sql.append(_OF_REQUESTS)
        parameters += [project, _json(selection.request_ids)] * 2
    if selection.session_ids:
        sql.append(_OF_SESSIONS)
        parameters += [project, _json(selection.session_ids)]
    if selection.recorded_from_us is not None:
        sql.append("recorded_at_us >= ?")
        parameters.append(selection.recorded_from_us)
    if selection.recorded_to_us is not None:
        sql.append("recorded_at_us < ?")
        parameters.append(selection.recorded_to_us)
    return Sql(" AND ".join(sql), tuple(parameters))


def _waiting(row: int, score: Score) -> WaitingScore:
    stamp = ScoreStamp(score.score_id, score.recorded_at_us)
    return WaitingScore((score.recorded_at_us, row), score.project, stamp, score.sent)


def _identity(score: Score) -> tuple[str, str, str, str | None]:
    """Among the scores of one target: equal for those that supersede each other."""
    return score.sent.name, group_of(score.sent.kind), score.sent.author, score.request_id


async def _read(db: aiosqlite.Connection, where: str, parameters: tuple[Any, ...]) -> list[Score]:
    """Oldest first. Current scores before others, and of those the newest, if there are more than SCORES_MOST."""
    rows = await db.execute_fetchall(
        f"SELECT id, {SCORE_SELECT} FROM score WHERE {where} ORDER BY past > 0, id DESC LIMIT {SCORES_MOST}", parameters
    )
    return [score_of(row[1:]) for row in sorted(rows)]  # by id, which no two have in common


def _json(values: tuple[str, ...]) -> str:
    return orjson.dumps(values).decode()
