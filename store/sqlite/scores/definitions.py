"""Score definitions, and the scores they reject. Jobs of the writing thread, and a read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aiosqlite
import orjson

from store.base import Full
from store.definitions import as_defined, misfit
from store.models import DEFINITIONS_CHARACTERS_MOST, DEFINITIONS_MOST, NewScore, ScoreDefinition
from store.sqlite.session import Session, now_us

_COLUMNS = "name, kind, minimum, maximum, labels, direction, pass_threshold, description, enforce, updated_at_us"
_SELECT = f"SELECT {_COLUMNS} FROM score_definition WHERE project = ? ORDER BY name"
_OTHERS = """
    SELECT count(*), coalesce(sum(length(labels) + coalesce(length(description), 0)), 0) FROM score_definition
    WHERE project = ? AND name <> ?"""


def define(session: Session, project: int, definition: ScoreDefinition) -> None:
    """See Store.define_score."""
    labels = orjson.dumps(definition.labels).decode()
    _check_room(session, project, definition, labels)
    values = (
        definition.name,
        definition.kind,
        definition.minimum,
        definition.maximum,
        labels,
        definition.direction,
        definition.pass_threshold,
        definition.description,
        definition.enforce,
        now_us(),
    )
    session.main_db.execute(
        f"INSERT OR REPLACE INTO score_definition (project, {_COLUMNS}) VALUES (?{', ?' * len(values)})",
        (project, *values),
    )
    session.definitions.pop(project, None)


def delete(session: Session, project: int, name: str) -> bool:
    """See Store.delete_score_definition."""
    session.definitions.pop(project, None)
    deleted = session.main_db.execute("DELETE FROM score_definition WHERE project = ? AND name = ?", (project, name))
    return deleted.rowcount > 0


def apply_definitions(
    session: Session, project: int, scores: Sequence[NewScore]
) -> tuple[Sequence[NewScore], dict[int, str]]:
    """The scores, with numbers as the kind of number defined, and index → reason of those that an enforced definition
    rejects."""
    definitions = _cached(session, project)
    refused: dict[int, str] = {}
    if not definitions:
        return scores, refused
    applied = []
    for index, sent in enumerate(scores):
        definition = definitions.get(sent.name)
        score = as_defined(definition, sent) if definition else sent
        if definition and definition.enforce and (message := misfit(definition, score)):
            refused[index] = message
        applied.append(score)
    return applied, refused


async def read_definitions(db: aiosqlite.Connection, project: int) -> list[ScoreDefinition]:
    """See Store.score_definitions."""
    return [_definition(row) for row in await db.execute_fetchall(_SELECT, (project,))]


def _check_room(session: Session, project: int, definition: ScoreDefinition, labels: str) -> None:
    """Raises Full. Definitions are answered, and held in memory, all together."""
    count, size = session.main_db.execute(_OTHERS, (project, definition.name)).fetchone()
    if count >= DEFINITIONS_MOST:
        raise Full(f"the project has {count} score definitions, which is the limit; delete one first")
    if size + len(labels) + len(definition.description or "") > DEFINITIONS_CHARACTERS_MOST:
        raise Full(
            f"the labels and descriptions of all score definitions of the project are limited to"
            f" {DEFINITIONS_CHARACTERS_MOST} characters; use fewer or shorter labels"
        )


def _cached(session: Session, project: int) -> dict[str, ScoreDefinition]:
    definitions = session.definitions.get(project)
    if definitions is None:
        rows = session.main_db.execute(_SELECT, (project,))
        definitions = session.definitions[project] = {row[0]: _definition(row) for row in rows}
    return definitions


def _definition(row: Any) -> ScoreDefinition:
    name, kind, minimum, maximum, labels, direction, pass_threshold, description, enforce, updated_at_us = row
    return ScoreDefinition(
        name,
        kind,
        minimum,
        maximum,
        tuple(orjson.loads(labels)),
        direction,
        pass_threshold,
        description,
        bool(enforce),
        updated_at_us,
    )
