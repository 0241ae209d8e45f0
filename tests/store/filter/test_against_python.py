"""A filter compiled to SQL selects the same rows as plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.analytics.replica.schema import PROPERTY_COLUMNS, REQUEST_COLUMNS, SCORE_COLUMNS, statements
from store.filter import Scope, compile_filter, parse

R = "request_response_rmt"
KEYS = {"env": 1, "customer": 2, "empty": 3}
NOON = datetime.fromisoformat("2026-01-31T12:00")

# Few values, so that tests meet them; with what LIKE, quotes and cases could trip over
texts = st.sampled_from(
    ["", "a", "A", "ab", "a%b", "a_b", "A_B", "a\\b", "%", "_", "\\", "null", "__empty__", "é", "'", '"?', "90"]
)
numbers = st.sampled_from([-1.5, 0.0, 1.0, 2.0, 90.0, 0.1])
timestamps = st.integers(-2, 2).map(lambda hours: NOON + timedelta(hours=hours))
names = st.sampled_from(["accuracy", "safe", "helicone-score-feedback"])
scores = st.one_of(
    st.fixed_dictionaries({"name": names, "kind": st.just("float"), "value": numbers}),
    st.fixed_dictionaries({"name": names, "kind": st.just("boolean"), "value": st.sampled_from([0.0, 1.0])}),
    st.fixed_dictionaries({"name": names, "kind": st.just("label"), "label": texts.filter(bool)}),
).flatmap(
    lambda score: st.fixed_dictionaries(
        {
            "current": st.booleans(),
            "author": st.sampled_from(["", "anna", "judge"]),
            "comment": st.sampled_from([None, "", "a", "A_B"]),
            "evaluator": st.sampled_from([None, "judge"]),
            "evaluator_version": st.sampled_from([None, "a", "ab"]),
        }
    ).map(lambda beside: {"value": None, "label": None} | beside | score)
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "model": st.none() | texts,
            "user_id": st.none() | texts,
            "session_id": st.none() | st.sampled_from(["s1", "s2"]),
            "status": st.none() | st.sampled_from([200, 500]),
            "cost_usd": st.none() | numbers,
            "started_at": timestamps,
            "cache_reference_id": st.none() | texts,
            "properties": st.dictionaries(st.sampled_from(sorted(KEYS)), texts),
            "scores": st.lists(scores, max_size=3),
        }
    ),
    min_size=1,
    max_size=8,
)


def _tests(operators: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(operators), values, min_size=1, max_size=2)


ORDER = ["equals", "gte", "lte", "gt", "lt"]
TEXT = ["equals", "not-equals", "contains", "not-contains", "like", "ilike"]
text_tests = _tests(TEXT, texts)
number_tests = _tests([*ORDER, "not-equals"], numbers)
author_tests = _tests(TEXT, st.sampled_from(["anna", "judge", "j%", "null", "__empty__"]))
timestamp_tests = _tests(ORDER, timestamps.map(datetime.isoformat))
score_tests = st.one_of(
    number_tests, text_tests, _tests(["equals", "not-equals"], st.booleans()), _tests(["equals", "not-equals"], texts)
)
score_names = st.sampled_from(["accuracy", "safe", "safe-hcone-bool", "never"])
leaves = st.one_of(
    st.fixed_dictionaries({"model": text_tests}),
    st.fixed_dictionaries({"user_id": text_tests, "status": number_tests}),
    st.fixed_dictionaries({"cost": number_tests}),
    st.fixed_dictionaries({"request_created_at": timestamp_tests}),
    st.fixed_dictionaries({"cached": st.booleans().map(lambda value: {"equals": value})}),
    st.fixed_dictionaries({"helicone-score-feedback": st.booleans().map(lambda value: {"equals": value})}),
    st.fixed_dictionaries({"scores_column": st.sampled_from(["equals", "not-equals"]).map(lambda one: {one: "{}"})}),
    st.fixed_dictionaries({"score_author": author_tests}),
    st.fixed_dictionaries({"score_comment": text_tests}),
    st.fixed_dictionaries({"score_evaluators": st.dictionaries(score_names, author_tests, min_size=1)}),
    st.fixed_dictionaries({"score_authors": st.dictionaries(score_names, author_tests, min_size=1)}),
    st.fixed_dictionaries({"evaluator_versions": st.dictionaries(st.just("judge"), text_tests, min_size=1)}),
    st.fixed_dictionaries({"property_key": _tests(["equals", "not-equals"], st.sampled_from(["ENV", "never"]))}),
    st.fixed_dictionaries(
        {"properties": st.dictionaries(st.sampled_from(["Env", "CUSTOMER", "empty", "never"]), text_tests, min_size=1)}
    ),
    st.fixed_dictionaries({"scores": st.dictionaries(score_names, score_tests, min_size=1)}),
).map(lambda leaf: {R: leaf})
group_leaves = st.one_of(
    st.fixed_dictionaries(
        {"sessions_request_response_rmt": st.fixed_dictionaries({"session_total_requests": number_tests})}
    ),
    st.fixed_dictionaries({"users_view": st.fixed_dictionaries({"user_cost": number_tests})}),
)
trees = st.recursive(
    st.one_of(leaves, leaves, leaves, group_leaves, st.just("all"), st.just({})),
    lambda inner: st.fixed_dictionaries({"left": inner, "operator": st.sampled_from(["and", "or"]), "right": inner}),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in statements():
            connection.execute(statement)
        yield connection


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, tree=trees)
def test_the_same_rows_are_selected(database: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], tree: Any) -> None:
    expected = [number for number, row in enumerate(rows, 1) if _lets_through(tree, row, rows)]
    database.begin()
    try:
        _fill(database, rows)
        for ids in (None, (1, len(rows))):
            condition = compile_filter(parse(tree), Scope(1, lambda name: KEYS.get(name.casefold()), ids=ids))
            found = database.execute(
                f"SELECT id FROM request WHERE project = 1 AND {condition.text} ORDER BY id", condition.parameters
            ).fetchall()
            assert [row_id for (row_id,) in found] == expected, condition
    finally:
        database.rollback()


def _fill(database: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    """Beside each row, the same row in another project, which must never be selected."""
    requests, properties = [], []
    scores = [{"name": "accuracy", "kind": "float", "value": 90.0, "project": 1}]
    for project in (1, 2):
        for number, row in enumerate(rows, 1):
            row_id = number + 1_000 * (project - 1)
            requests.append({**row, "id": row_id, "project": project, "is_last": True})
            for name, value in row["properties"].items():
                properties.append({"request": row_id, "key": KEYS[name] + 100 * (project - 1), "value": value})
            for score in row["scores"]:
                ended = {} if score["current"] else {"superseded_at": NOON}
                scores.append({**score, **ended, "request": row_id, "project": project})
    _insert(database, "request", REQUEST_COLUMNS, requests)
    _insert(database, "property", PROPERTY_COLUMNS, properties)
    _insert(database, "score", SCORE_COLUMNS, scores)


def _insert(
    database: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: list[dict[str, Any]]
) -> None:
    """All rows in one statement, which takes as long as one row does."""
    known = [name for name in columns if any(name in row for row in rows)]
    values = ", ".join([f"({', '.join('?' * len(known))})"] * len(rows))
    if rows:
        parameters = [row.get(name) for row in rows for name in known]
        database.execute(f"INSERT INTO {table} ({', '.join(known)}) VALUES {values}", parameters)


# The same in plain Python


def _lets_through(tree: Any, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    if tree == "all":
        return True
    if "operator" in tree:
        sides = (_lets_through(tree[side], row, rows) for side in ("left", "right"))
        return all(sides) if tree["operator"] == "and" else any(sides)
    return all(
        _column(table, column, tests, row, rows) for table, columns in tree.items() for column, tests in columns.items()
    )


def _column(table: str, column: str, tests: Any, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    current = [score for score in row["scores"] if score["current"]]
    match column:
        case "session_total_requests":
            same = [one for one in rows if one["session_id"] == row["session_id"]]
            return row["session_id"] is not None and _plain(tests, len(same))
        case "user_cost":
            costs = [one["cost_usd"] for one in rows if one["user_id"] == row["user_id"]]
            known = [cost for cost in costs if cost is not None]
            return row["user_id"] is not None and _plain(tests, sum(known) if known else None)
        case "cached":
            return tests["equals"] == (row["cache_reference_id"] is not None)
        case "request_created_at":
            return _plain({name: datetime.fromisoformat(value) for name, value in tests.items()}, row["started_at"])
        case "cost":
            return _plain(tests, row["cost_usd"])
        case "helicone-score-feedback":
            return any(score["name"] == column and score["value"] == tests["equals"] for score in current)
        case "scores_column":
            return all((operator == "equals") == (not current) for operator in tests)
        case "score_author" | "score_comment":
            return _texts_beside(tests, current, column.removeprefix("score_"))
        case "score_authors" | "score_evaluators":
            beside = column.removeprefix("score_").removesuffix("s")
            return all(_texts_beside(inner, _named(name, current), beside) for name, inner in tests.items())
        case "evaluator_versions":
            return all(
                _texts_beside(inner, [one for one in current if one["evaluator"] == name], "evaluator_version")
                for name, inner in tests.items()
            )
        case "property_key":
            return all(
                (operator == "equals") == (name.lower() in row["properties"]) for operator, name in tests.items()
            )
        case "properties":
            return all(
                _plain(inner, row["properties"].get(name.lower()), empty_is_missing=False)
                for name, inner in tests.items()
            )
        case "scores":
            return all(_scores(inner, _named(name, current)) for name, inner in tests.items())
        case _:
            return _plain(tests, row[column])


def _named(name: str, scores: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if name.endswith("-hcone-bool"):
        return [one for one in scores if one["name"] == name.removesuffix("-hcone-bool") and one["kind"] == "boolean"]
    return [one for one in scores if one["name"] == name]


def _texts_beside(tests: dict[str, Any], scores: list[dict[str, Any]], beside: str) -> bool:
    """A negative operator holds if the positive one holds for no score."""
    texts = [score[beside] for score in scores if score[beside]]
    held = {
        operator: (
            not texts
            if value in ("null", "__empty__") and operator.endswith("equals")
            else any(_text(operator.removeprefix("not-"), text, value) for text in texts)
        )
        for operator, value in tests.items()
    }
    return all(holds != operator.startswith("not-") for operator, holds in held.items())


def _scores(tests: dict[str, Any], scores: list[dict[str, Any]]) -> bool:
    about_presence = {operator: value for operator, value in tests.items() if value == "null" and "equals" in operator}
    about_one = {operator: value for operator, value in tests.items() if operator not in about_presence}
    present = all((operator == "equals") == (not scores) for operator in about_presence)
    return present and (not about_one or any(_score(about_one, score) for score in scores))


def _score(tests: dict[str, Any], score: dict[str, Any]) -> bool:
    return all(_score_test(operator, value, score) for operator, value in tests.items())


def _score_test(operator: str, value: Any, score: dict[str, Any]) -> bool:
    if operator == "not-equals":
        return not _score_test("equals", value, score)
    if isinstance(value, bool):
        return score["kind"] == "boolean" and score["value"] == value
    if isinstance(value, float):
        return score["value"] is not None and _compare(operator, score["value"], value)
    if operator == "equals":
        return score["label"] == value or (value == "90" and score["value"] == 90.0)
    return _text(operator, score["label"], value)


def _plain(tests: dict[str, Any], actual: Any, *, empty_is_missing: bool = True) -> bool:
    return all(_test(operator, actual, value, empty_is_missing) for operator, value in tests.items())


def _test(operator: str, actual: Any, value: Any, empty_is_missing: bool) -> bool:
    if operator in ("not-equals", "not-contains"):
        return not _test(operator.removeprefix("not-"), actual, value, empty_is_missing)
    if operator == "equals" and value == "null":
        return actual is None
    if operator == "equals" and value == "__empty__":
        return actual == "" or (actual is None and empty_is_missing)
    if actual is None:
        return False
    return _text(operator, actual, value) if isinstance(value, str) else _compare(operator, actual, value)


def _compare(operator: str, actual: Any, value: Any) -> bool:
    return {
        "equals": actual == value,
        "gte": actual >= value,
        "lte": actual <= value,
        "gt": actual > value,
        "lt": actual < value,
    }[operator]


def _text(operator: str, actual: str | None, value: str) -> bool:
    if operator == "not-contains":
        return not _text("contains", actual, value)
    if actual is None:
        return False
    if operator == "equals":
        return actual == value
    if operator == "contains":
        return value.lower() in actual.lower()
    pattern = "".join(
        {"%": ".*", "_": "."}.get(piece, re.escape(piece[-1])) for piece in re.findall(r"\\.|.", value, re.DOTALL)
    )
    flags = re.DOTALL | (re.IGNORECASE if operator == "ilike" else re.NOFLAG)
    return re.fullmatch(pattern, actual, flags) is not None


def test_values_that_one_column_may_have_are_a_list() -> None:
    """Fifty users of a table are one condition, not fifty; other conditions stay beside it."""
    tests: list[tuple[str, str, str]] = [
        ("user_id", "equals", "a"),
        ("model", "equals", "m"),
        ("user_id", "equals", "b"),
    ]
    tests += [("user_id", "contains", "c"), ("user_id", "equals", "d")]
    tree: Any = {R: {"user_id": {"equals": "e"}}}
    for column, operator, value in reversed(tests):
        tree = {"left": {R: {column: {operator: value}}}, "operator": "or", "right": tree}
    found = compile_filter(parse(tree), Scope(1, KEYS.get))
    assert found.text.startswith("(request.user_id IN (?, ?, ?, ?) OR request.model = ? OR request.user_id ILIKE ?")
    assert found.parameters == ("a", "b", "d", "e", "m", "%c%")
