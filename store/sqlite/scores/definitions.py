"""Score definitions, and what they refuse. Jobs of the writing thread, and reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aiosqlite
import orjson

from store.definitions import as_defined, misfit
from store.models import NewScore, ScoreDefinition
from store.sqlite.session import Session, now_us

_COLUMNS = "name, kind, minimum, maximum, labels, direction, pass_threshold, description, enforce, updated_at_us"


def define(session: Session, project: int, definition: ScoreDefinition) -> None:
    values = (
        definition.name,
        definition.kind,
        definition.minimum,
        definition.maximum,
        orjson.dumps(definition.labels).decode(),
        definition.direction,
        definition.pass_threshold,
        definition.description,
        definition.enforce,
        now_us(),
    )
    session.records.execute(
        f"INSERT OR REPLACE INTO score_definition (project, {_COLUMNS}) VALUES (?{', ?' * len(values)})",  # noqa: S608  our own names only
        (project, *values),
    )
    session.definitions.pop(project, None)


def delete(session: Session, project: int, name: str) -> bool:
    session.definitions.pop(project, None)
    deleted = session.records.execute("DELETE FROM score_definition WHERE project = ? AND name = ?", (project, name))
    return deleted.rowcount > 0


def fitted(session: Session, project: int, scores: Sequence[NewScore]) -> tuple[Sequence[NewScore], dict[int, str]]:
    """The scores with their kinds as defined, and the places of those that an enforced definition refuses."""
    defined = _defined(session, project)
    refused: dict[int, str] = {}
    if not defined:
        return scores, refused
    as_they_are = []
    for place, score in enumerate(scores):
        definition = defined.get(score.name)
        one = as_defined(definition, score) if definition else score
        if definition and definition.enforce and (message := misfit(definition, one)):
            refused[place] = message
        as_they_are.append(one)
    return as_they_are, refused


async def read_definitions(db: aiosqlite.Connection, project: int) -> list[ScoreDefinition]:
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM score_definition WHERE project = ? ORDER BY name",  # noqa: S608  our own names only
        (project,),
    )
    return [_definition(row) for row in rows]


def _defined(session: Session, project: int) -> dict[str, ScoreDefinition]:
    defined = session.definitions.get(project)
    if defined is None:
        rows = session.records.execute(
            f"SELECT {_COLUMNS} FROM score_definition WHERE project = ?",  # noqa: S608  our own names only
            (project,),
        )
        defined = session.definitions[project] = {row[0]: _definition(row) for row in rows}
    return defined


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
