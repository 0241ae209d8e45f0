"""One leaf → SQL. Values are always parameters; all SQL text is our own. Pure.

`not-equals` and `not-contains` are the exact opposites of `equals` and `contains`: they select rows without a value. On
scores, every operator requires a score of that name. On the texts beside scores (author, comment, evaluator), they
select requests none of whose scores has such a text. The value `"null"` is "no value", `"__empty__"` is "no text"; a
missing property is not an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from store.filter.columns import Column
from store.filter.tree import Leaf
from store.filter.values import Value
from store.helicone_words import BOOLEAN_SUFFIX, FEEDBACK
from store.sql import Sql, joined

NULL = "null"
EMPTY = "__empty__"

_NUMBER = re.compile(r"[+-]?([0-9]{1,300}\.?[0-9]{0,300}|\.[0-9]{1,300})")
_COMPARE = {"equals": "=", "not-equals": "IS DISTINCT FROM", "gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}
_EQUALS = re.compile(r"[a-z0-9_.]+ = \?")
_SPECIAL: dict[tuple[str, Value], str] = {
    ("equals", NULL): "{} IS NULL",
    ("not-equals", NULL): "{} IS NOT NULL",
    ("equals", EMPTY): "coalesce({}, '') = ''",
    ("not-equals", EMPTY): "coalesce({}, '') <> ''",
}
_OF_PROPERTY = "SELECT request FROM property"
_GROUPS = {"session": "session_id", "user": "user_id"}


@dataclass(frozen=True, slots=True)
class Condition(Sql):
    """A condition on a row of `request`."""

    ids: str = ""  # where the condition is only that the row's id is in a subquery: the subquery's text


class Scope(NamedTuple):
    """The statement that a filter is compiled for."""

    project: int
    key_of: Callable[[str], int | None]  # property name → its id; None: never seen
    alias: str = "request"  # the name of `request`, or of another row with its columns, in the statement
    ids: tuple[int, int] | None = None  # smallest and largest id of the statement's rows: subqueries then read less
    as_of: datetime | None = None  # scores as they were at that time (UTC, without a zone); None: now
    row_id: str = "id"  # the column of that row with the request's id
    # Property name → the column of that row with the property's value; None: its values are in the table `property`
    column_of: Callable[[str], str | None] = lambda name: None


TRUE, FALSE = Sql("TRUE"), Sql("FALSE")


def all_of(conditions: Iterable[Sql]) -> Sql:
    """All conditions hold.

    Several subqueries on the row's id are nested in one another: DuckDB then starts from few ids, where it would read
    all requests first (114 → 37 ms, 147 → 74 ms, never slower).
    """
    parts = list(conditions)
    subqueries = [part for part in parts if isinstance(part, Condition) and part.ids]
    if len(subqueries) < 2:
        return _joined(" AND ", parts, TRUE)
    subqueries.sort(key=lambda part: part.ids.startswith(_OF_PROPERTY))
    others = [part for part in parts if not (isinstance(part, Condition) and part.ids)]
    return _joined(" AND ", [*others, _nested(subqueries)], TRUE)


def _nested(subqueries: list[Condition]) -> Sql:
    outermost = subqueries[0]
    row = outermost.text.removesuffix(f"({outermost.ids})")
    ids = " AND request IN (".join(part.ids for part in subqueries) + ")" * (len(subqueries) - 1)
    return Sql(f"{row}({ids})", tuple(value for part in subqueries for value in part.parameters))


def any_of(conditions: Iterable[Sql]) -> Sql:
    """At least one condition holds.

    Values that one column may have become a list: fifty users take a fifth of the time of fifty conditions.
    """
    parts: list[Sql] = []
    places: dict[str, int] = {}  # text of a condition `column = ?` → its place in `parts`
    for part in conditions:
        at = places.get(part.text)
        if at is None:
            if _EQUALS.fullmatch(part.text):
                places[part.text] = len(parts)
            parts.append(part)
        else:
            column, values = part.text.removesuffix(" = ?"), parts[at].parameters + part.parameters
            parts[at] = Sql(f"{column} IN ({', '.join('?' * len(values))})", values)
    return _joined(" OR ", parts, FALSE)


def negated(condition: Sql) -> Sql:
    """The condition does not hold, or is NULL."""
    return Sql(f"({condition.text}) IS NOT TRUE", condition.parameters)


def of_leaf(leaf: Leaf, scope: Scope) -> Sql:  # noqa: PLR0911  one for each kind
    column = leaf.column
    match column.kind:
        case "property":
            return all_of(_property(leaf.key or "", *test, scope) for test in leaf.tests)
        case "has_property":
            return all_of(_has_property(operator, str(name), scope) for operator, name in leaf.tests)
        case "score":
            return _score(leaf.key or "", leaf.tests, scope)
        case "feedback":
            return all_of(_feedback(bool(value), scope) for _, value in leaf.tests)
        case "score_text" | "score_texts":
            return all_of(_score_text(column, leaf.key, *test, scope) for test in leaf.tests)
        case "all_scores":
            return all_of(_scored(operator == "not-equals", scope) for operator, _ in leaf.tests)
        case _:
            return _plain(column, leaf.tests, scope)


def scored(scope: Scope) -> Sql:
    """The request has a score."""
    return _scored(True, scope)


# Columns of the row, and aggregates over its session or user


def _plain(column: Column, tests: Iterable[tuple[str, Value]], scope: Scope) -> Sql:
    tested = all_of(_test(column.sql.format(r=scope.alias), operator, value) for operator, value in tests)
    if column.group is None:
        return tested
    by = _GROUPS[column.group]
    return Sql(
        f"{scope.alias}.{by} IN (SELECT {by} FROM request WHERE project = ? AND is_last AND {by} IS NOT NULL"
        f" GROUP BY {by} HAVING {tested.text})",
        (scope.project, *tested.parameters),
    )


def _test(sql: str, operator: str, value: Value) -> Sql:
    if (operator, value) in _SPECIAL:
        return Sql(_SPECIAL[operator, value].format(sql))
    if operator in _COMPARE:
        return Sql(f"{sql} {_COMPARE[operator]} ?", (value,))
    if operator == "not-contains":
        return negated(_like(sql, "contains", str(value)))
    return _like(sql, operator, str(value))


def contains(sql: str, text: str) -> Sql:
    """The expression contains the text, in any case; without wildcards."""
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    return Sql(rf"{sql} ILIKE ? ESCAPE '\'", (f"%{escaped}%",))


def _like(sql: str, operator: str, value: str) -> Sql:
    """`like` and `ilike` have wildcards (% _), `contains` has none."""
    if operator == "contains":
        return contains(sql, value)
    return Sql(rf"{sql} {operator.upper()} ? ESCAPE '\'", (pattern(value),))


def pattern(value: str) -> str:
    """A pattern that DuckDB accepts: a trailing backslash that escapes nothing is doubled."""
    backslashes = len(value) - len(value.rstrip("\\"))
    return value + "\\" if backslashes % 2 else value


# Properties


def _property(name: str, operator: str, value: Value, scope: Scope) -> Sql:
    text = str(value)
    if operator in ("not-equals", "not-contains"):
        return negated(_property(name, operator.removeprefix("not-"), text, scope))
    if operator == "equals" and text == NULL:
        return negated(_with_property(name, _is_there, scope))
    if operator == "equals":
        wanted = "" if text == EMPTY else text
        return _with_property(name, lambda sql: Sql(f"{sql} = ?", (wanted,)), scope)
    return _with_property(name, lambda sql: _like(sql, operator, text), scope)


def _has_property(operator: str, name: str, scope: Scope) -> Sql:
    has = _with_property(name, _is_there, scope)
    return has if operator == "equals" else negated(has)


def _is_there(sql: str) -> Sql:
    return Sql(f"{sql} IS NOT NULL")


def _with_property(name: str, test: Callable[[str], Sql], scope: Scope) -> Sql:
    """`test`: expression of the property's value → the condition on it."""
    column = scope.column_of(name)
    if column is not None:
        return test(f"{scope.alias}.{column}")
    key = scope.key_of(name)
    if key is None:
        return FALSE
    tested, within = test("value"), _within(scope)
    # The key is an integer of ours; as part of the text it lets DuckDB skip row groups with other keys.
    ids = f"{_OF_PROPERTY} WHERE key = {int(key)} AND {tested.text}{within.text}"
    return Condition(f"{_row(scope)} IN ({ids})", (*tested.parameters, *within.parameters), ids)


def _row(scope: Scope) -> str:
    return f"{scope.alias}.{scope.row_id}"


# Scores


def _score(name: str, tests: Iterable[tuple[str, Value]], scope: Scope) -> Sql:
    """One and the same score passes all tests, except for those of whether there is a score of that name."""
    named = _named(name)
    presence: list[Sql] = []
    tested = [named]
    for operator, value in tests:
        if value == NULL and operator in ("equals", "not-equals"):
            has = _with_score(named, scope)
            presence.append(has if operator == "not-equals" else negated(has))
        else:
            tested.append(_score_test(operator, value))
    if len(tested) > 1:
        presence.append(_with_score(all_of(tested), scope))
    return all_of(presence)


def _named(name: str) -> Sql:
    if not name.endswith(BOOLEAN_SUFFIX):
        return Sql("name = ?", (name,))
    bare = name.removesuffix(BOOLEAN_SUFFIX)
    return Sql("(name = ? OR (name = ? AND kind = 'boolean'))", (name, bare))


def _score_test(operator: str, value: Value) -> Sql:
    if operator == "not-equals":
        return negated(_score_test("equals", value))
    if isinstance(value, bool):
        return Sql("(kind = 'boolean' AND value = ?)", (float(value),))
    if isinstance(value, str):
        return _label_test(operator, value)
    return Sql(f"value {_COMPARE[operator]} ?", (value,))


def _label_test(operator: str, value: str) -> Sql:
    """A text is compared with labels; Helicone sends numbers as text too."""
    if operator == "equals" and _NUMBER.fullmatch(value):
        return Sql("(label = ? OR value = ?)", (value, float(value)))
    return _test("label", operator, "" if value == EMPTY else value)


def _score_text(column: Column, key: str | None, operator: str, value: Value, scope: Scope) -> Sql:
    """A score, of the key if there is one, has such a text. The negative operators: no score has."""
    if operator in ("not-equals", "not-contains"):
        return negated(_score_text(column, key, operator.removeprefix("not-"), value, scope))
    if operator == "equals" and value in (NULL, EMPTY):
        return negated(_with_score_text(column, key, _is_there(column.sql), scope))
    return _with_score_text(column, key, _test(column.sql, operator, value), scope)


def _with_score_text(column: Column, key: str | None, tested: Sql, scope: Scope) -> Sql:
    if key is None:
        return _with_score(tested, scope)
    keyed = _named(key) if column.keyed_by == "name" else Sql(f"{column.keyed_by} = ?", (key,))
    return _with_score(all_of([keyed, tested]), scope)


def _feedback(positive: bool, scope: Scope) -> Sql:
    return _with_score(Sql("name = ? AND value = ?", (FEEDBACK, float(positive))), scope)


def _scored(wanted: bool, scope: Scope) -> Sql:
    has = _with_score(TRUE, scope)
    return has if wanted else negated(has)


def _with_score(tested: Sql, scope: Scope) -> Sql:
    current, within = current_scores(scope.as_of), _within(scope)
    ids = (
        "SELECT request FROM score WHERE project = ? AND request IS NOT NULL"
        f" AND {current.text} AND {tested.text}{within.text}"
    )
    parameters = (scope.project, *current.parameters, *tested.parameters, *within.parameters)
    return Condition(f"{_row(scope)} IN ({ids})", parameters, ids)


def current_scores(as_of: datetime | None) -> Sql:
    """A condition on a row of `score`: it is current now, or was at that time."""
    if as_of is None:
        return Sql("superseded_at IS NULL")
    return Sql("(recorded_at <= ? AND coalesce(superseded_at > ?, TRUE))", (as_of, as_of))


def _within(scope: Scope) -> Sql:
    return Sql(" AND request BETWEEN ? AND ?", scope.ids) if scope.ids else Sql("")


def _joined(word: str, conditions: Iterable[Sql], empty: Sql) -> Sql:
    parts = list(conditions)
    if len(parts) < 2:
        return parts[0] if parts else empty
    return "(" + joined(word, parts) + ")"
