"""What an answer says where nothing pairs: random rows in a real replica, against plain Python over the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest

from store.analytics import Replica
from store.analytics.comparisons.comparison import compare
from store.analytics.comparisons.differences import ScoreComparison, ScoreDifference
from store.analytics.replica.schema import SLOTS
from store.analytics.scores.filters import on_scores
from store.analytics.selection import PropertyKeys, Selection, Unit
from store.filter import Scope, compile_filter, parse
from store.models import NewScore
from store.settings import DataDir
from store.sql import Sql
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import RecordingSnapshot, open_replica, record
from tests.store.calls import exchange

R = "request_response_rmt"
COUNT = 70
ENV, EARLY, LATE = "Env", "Early1", f"Late{SLOTS}"  # the last one comes too late for a column of its own
HASHES = {
    "last_user_message": "last_user_message_hash",
    "conversation": "conversation_hash",
    "input_hash": "input_hash",
}
NAMES = ("accuracy", "quality", "tone", "both")


class Row(NamedTuple):
    """A request with its scores. None: it has no such value."""

    id: str
    session: str | None
    hashes: dict[str, str | None]  # by the key to pair by
    properties: dict[str, str]
    scores: list[NewScore]


def rows_of(chance: random.Random) -> list[Row]:
    def some(*values: str) -> str | None:
        return chance.choice([*values, None])

    rows = []
    for number in range(COUNT):
        env = chance.choice(["prod", "dev"])
        words = [str(chance.randrange(40)) for _ in range(3)]
        properties = {ENV: env, EARLY: some("a", "b", env), LATE: some("x", "y", "z", env)}
        row_id, item = f"r{number}", some(*(f"item-{word}" for word in words))
        scores = [
            NewScore(row_id, "accuracy", "integer", 1.0 * number, item_id=item),
            *(NewScore(row_id, "quality", "float", 0.5, author=rater, item_id=item) for rater in ("ann", "bob")),
            NewScore(row_id, "tone", "label", label=chance.choice(["warm", "cold"])),
            chance.choice([NewScore(row_id, "both", "label", label="good"), NewScore(row_id, "both", "integer", 3.0)]),
        ]
        rows.append(
            Row(
                row_id,
                some(f"session-{number // 3}", f"session-{number // 2}"),
                {key: some(*words) for key in HASHES},
                {name: value for name, value in properties.items() if value is not None},
                [score for score in scores if chance.random() < 0.8],
            )
        )
    return rows


def of_sessions(rows: Iterable[Row], chance: random.Random) -> list[NewScore]:
    scores = []
    for session in sorted({row.session for row in rows if row.session}):
        item = chance.choice(["item-1", "item-2", None])
        scores.append(NewScore(session, "accuracy", "integer", 7.0, target_kind="session", item_id=item))
        if chance.random() < 0.5:
            scores.append(NewScore(session, "tone", "label", label="warm", target_kind="session"))
    return scores


@pytest.mark.parametrize("pair_by", ["item", f"property.{EARLY.lower()}", f"property.{LATE}", "property.Never"])
@pytest.mark.parametrize("unit", ["request", "session"])
async def test_inputs_and_other_choices(sqlite: SqliteStore, data_dir: DataDir, unit: Unit, pair_by: str) -> None:
    """For every score of the answer, whatever the type; the groups have no request or session with the same value."""
    chance = random.Random(f"{unit} {pair_by}")
    rows = rows_of(chance)
    sessions = of_sessions(rows, chance)
    if pair_by != "property.Never":
        rows, sessions = _without_pairs(rows, sessions, pair_by)
    first = {f"Early{number}": "." for number in range(SLOTS - 1)}
    async with open_replica(data_dir) as replica:
        record(sqlite, exchange("first", properties={ENV: "none", **first, LATE: "none"}))
        record(sqlite, *(_exchange(row) for row in rows))
        await sqlite.keep_scores(1, [score for row in rows for score in row.scores] + sessions)
        await replica.fresh(60)
        differences, statements = await _compared(replica, unit, pair_by)
    assert {each.name for each in differences} == set(NAMES)
    for each in differences:
        values = _values_of_requests(rows, each) if unit == "request" else _values_of_sessions(rows, sessions, each)
        assert each.unpaired is not None
        assert tuple(each.unpaired) == _expected(values, pair_by), each.name
    # However many scores there are, each table is read once for six keys.
    assert sum("GROUPING SETS" in statement for statement in statements) == (4 if unit == "request" else 3)
    assert sum("WHERE p.key IN" in statement for statement in statements) == 1


def _without_pairs(rows: list[Row], sessions: list[NewScore], pair_by: str) -> tuple[list[Row], list[NewScore]]:
    """The same with values of this key that tell the groups apart."""
    if pair_by == "item":
        env = {row.session: row.properties[ENV] for row in rows}
        several = {row.session for row in rows if row.properties[ENV] != env[row.session]}
        own = [row._replace(scores=[each._replace(item_id=row.properties[ENV]) for each in row.scores]) for row in rows]
        return own, [
            each._replace(item_id=None if each.target_id in several else env[each.target_id]) for each in sessions
        ]
    name = next(each for each in (EARLY, LATE) if pair_by.casefold() == f"property.{each}".casefold())
    return [row._replace(properties={**row.properties, name: row.properties[ENV]}) for row in rows], sessions


def _exchange(row: Row) -> Any:
    hashes = {HASHES[key]: value for key, value in row.hashes.items()}
    return exchange(row.id, session_id=row.session, properties=row.properties, **hashes)


async def _compared(replica: Replica, unit: Unit, pair_by: str) -> tuple[list[ScoreDifference], list[str]]:
    keys = PropertyKeys(lambda name: replica.property_key(1, name), lambda name: replica.property_column(1, name))
    scope = Scope(1, keys.number, alias="r", column_of=keys.column)
    trees = [parse({R: {"properties": {ENV: {"equals": value}}}}) for value in ("prod", "dev")]
    first, second = (Selection(1, compile_filter(tree, scope), on_scores(tree, scope), unit=unit) for tree in trees)
    query, statements = ScoreComparison(NAMES, first, second, None, pair_by), list[Sql]()
    compared = await replica.read(lambda snapshot: compare(RecordingSnapshot(snapshot, statements), query, keys))
    return compared.scores, [statement.text for statement in statements]


Values = dict[str, list[set[str]]]  # by key: the values of the first group, and of the second


def _values_of_requests(rows: Iterable[Row], difference: ScoreDifference) -> Values:
    values: Values = {}
    for row in rows:
        scores = [score for score in row.scores if _is_of(score, difference)]
        if scores:
            keys = row.hashes | {f"property.{name}": value for name, value in row.properties.items()}
            keys["item"] = next((score.item_id for score in scores if score.item_id), None)
            _add(values, [row.properties[ENV]], keys)
    return values


def _values_of_sessions(rows: Iterable[Row], sessions: Iterable[NewScore], difference: ScoreDifference) -> Values:
    values: Values = {}
    for score in sessions:
        if _is_of(score, difference):
            own = [row for row in rows if row.session == score.target_id]
            keys: dict[str, str | None] = {"item": score.item_id}
            for name in (ENV, EARLY, LATE):
                found = {row.properties[name] for row in own if name in row.properties}
                keys[f"property.{name}"] = found.pop() if len(found) == 1 else None
            _add(values, {row.properties[ENV] for row in own}, keys)
    return values


def _is_of(score: NewScore, difference: ScoreDifference) -> bool:
    return score.name == difference.name and (score.kind == "label") == (difference.type == "label")


def _add(values: Values, envs: Iterable[str], keys: dict[str, str | None]) -> None:
    for key, value in keys.items():
        if value is not None:
            for env in envs:
                values.setdefault(key, [set(), set()])[env == "dev"].add(value)


def _expected(values: Values, pair_by: str) -> tuple[int, int, list[tuple[str, int]]]:
    by_folded = {key.casefold(): sides for key, sides in values.items()}
    first, second = by_folded.get(pair_by.casefold(), [set[str](), set[str]()])
    pairs = [(key, len(sides[0] & sides[1])) for key, sides in values.items()]
    choices = sorted((each for each in pairs if each[1]), key=lambda choice: (-choice[1], choice[0]))
    return len(first), len(second), choices
