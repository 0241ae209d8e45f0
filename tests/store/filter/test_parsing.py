"""Which JSON is a filter, and what is wrong with other JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from store.filter import ALL, BadFilter, Bounds, Branch, Leaf, leaves, parse, time_bounds

R = "request_response_rmt"


def _at(timestamp: str) -> datetime:
    return datetime.fromisoformat(timestamp)


def _and(left: Any, right: Any) -> Any:
    return {"left": left, "operator": "and", "right": right}


def _or(left: Any, right: Any) -> Any:
    return {"left": left, "operator": "or", "right": right}


@pytest.mark.parametrize(
    "raw", ["all", {}, {R: {}}, {R: {"model": {}}}, _and({}, "all"), _or("all", {R: {"status": {"gt": 5}}})]
)
def test_filters_that_select_everything(raw: Any) -> None:
    assert parse(raw) == ALL


def test_all_operators_and_columns_of_a_leaf_count() -> None:
    """Helicone silently ignores all but the first of each."""
    node = parse(
        {R: {"status": {"gte": 200, "lt": 300}, "model": {"contains": "gpt"}}, "properties": {"Env": {"equals": "x"}}}
    )
    assert isinstance(node, Branch)
    assert node.operator == "and"
    assert [leaf.tests for leaf in leaves(node)] == [
        (("gte", 200.0), ("lt", 300.0)),
        (("contains", "gpt"),),
        (("equals", "x"),),
    ]


@pytest.mark.parametrize(
    ("raw", "path", "message"),
    [
        ("none", "filter", "must be"),
        (None, "filter", "must be"),
        ([], "filter", "must be"),
        (
            {"wrong": {}},
            "filter.wrong",
            "unknown table; use one of feedback, properties, request",
        ),
        (
            {R: {"finishreason": {"equals": "x"}}},
            f"filter.{R}.finishreason",
            "unknown column; did you mean finish_reason",
        ),
        ({R: {"wrong": {"equals": "x"}}}, f"filter.{R}.wrong", "unknown column; use one of assets, cache_enabled"),
        (
            {R: {"model": {"gt": 5}}},
            f"filter.{R}.model.gt",
            "unknown operator; use one of contains, equals, ilike, like",
        ),
        ({R: {"model": "gpt"}}, f"filter.{R}.model", "must be an object"),
        ({R: {"model": {"equals": 5}}}, f"filter.{R}.model.equals", "must be a string"),
        ({R: {"status": {"equals": "many"}}}, f"filter.{R}.status.equals", "must be a number"),
        ({R: {"status": {"equals": True}}}, f"filter.{R}.status.equals", "must be a number"),
        ({R: {"status": {"equals": 2**53}}}, f"filter.{R}.status.equals", "beyond"),
        ({R: {"status": {"equals": float("nan")}}}, f"filter.{R}.status.equals", "finite"),
        ({R: {"status": {"equals": "1e999"}}}, f"filter.{R}.status.equals", "finite"),
        ({R: {"cached": {"equals": 1}}}, f"filter.{R}.cached.equals", "must be true or false"),
        (
            {R: {"request_created_at": {"gt": "soon"}}},
            f"filter.{R}.request_created_at.gt",
            "a time in ISO 8601",
        ),
        ({R: {"request_created_at": {"gt": 5}}}, f"filter.{R}.request_created_at.gt", "a time in ISO 8601"),
        ({R: {"model": {"equals": "\ud800"}}}, f"filter.{R}.model.equals", "surrogate"),
        ({R: {"properties": {"\ud800": {"equals": "x"}}}}, f"filter.{R}.properties", "surrogate"),
        ({R: {"properties": {"Env": "x"}}}, f"filter.{R}.properties.Env", "must be an object"),
        ({R: {"scores": {"a": {"gt": "90x"}}}}, f"filter.{R}.scores.a.gt", "must be a number"),
        (
            {R: {"scores_column": {"equals": "x"}}},
            f"filter.{R}.scores_column.equals",
            "use scores",
        ),
        ({"left": "all", "operator": "and"}, "filter", "exactly"),
        ({**_and("all", "all"), "more": 1}, "filter", "exactly"),
        ({"left": "all", "operator": "xor", "right": "all"}, "filter.operator", 'must be "and" or "or"'),
        (_and("all", _or("x", "all")), "filter.right.left", "must be"),
    ],
)
def test_errors_name_the_place_and_what_is_right(raw: Any, path: str, message: str) -> None:
    with pytest.raises(BadFilter, match=message) as error:
        parse(raw)
    assert error.value.path == path


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2026-01-31T12:00:00Z", _at("2026-01-31 12:00")),
        ("2026-01-31T12:00:00.123456+02:00", _at("2026-01-31 10:00:00.123456")),
        ("2026-01-31", _at("2026-01-31")),
    ],
)
def test_timestamps_are_utc(value: str, read: datetime) -> None:
    (leaf,) = leaves(parse({R: {"request_created_at": {"gte": value}}}))
    assert leaf.tests == (("gte", read),)


def test_numbers_and_booleans_can_be_strings() -> None:
    """Helicone accepts them too."""
    node = parse({R: {"status": {"equals": "200"}, "cached": {"equals": "true"}}})
    assert [leaf.tests for leaf in leaves(node)] == [(("equals", 200.0),), (("equals", True),)]


@pytest.mark.parametrize("leftmost", [True, False])
def test_a_long_chain_is_one_level(leftmost: bool) -> None:
    """Programs join many ids in this way."""
    node: Any = {R: {"request_id": {"equals": "id-0"}}}
    for number in range(1, 500):
        one = {R: {"request_id": {"equals": f"id-{number}"}}}
        node = _or(node, one) if leftmost else _or(one, node)
    parsed = parse(node)
    assert isinstance(parsed, Branch)
    assert len(parsed.nodes) == 500
    with pytest.raises(BadFilter, match="500 conditions"):
        parse(_or(node, {R: {"status": {"equals": 1}}}))


def test_depth_is_limited() -> None:
    node: Any = {R: {"request_id": {"equals": "id"}}}
    for number in range(100):
        node = (_and if number % 2 else _or)(node, {R: {"status": {"equals": 1}}})
    with pytest.raises(BadFilter, match="more than 32 times"):
        parse(node)


def test_the_time_range_of_a_filter() -> None:
    between = {R: {"request_created_at": {"gte": "2026-01-01", "lt": "2026-02-01"}}}
    first, last = _at("2026-01-01"), _at("2026-02-01")
    assert time_bounds(parse(between)) == Bounds(first, last)
    assert time_bounds(parse(_and(between, {R: {"request_created_at": {"gt": "2026-01-05"}}}))) == Bounds(
        _at("2026-01-05"), last
    )
    assert time_bounds(parse(_or(between, {R: {"status": {"equals": 1}}}))) == Bounds()


def test_tables_can_be_left_out() -> None:
    """Evals accept conditions on requests only."""
    with pytest.raises(BadFilter, match="unknown table; use one of request_response_rmt"):
        parse({"users_view": {}}, tables=[R])
    assert isinstance(parse({R: {"status": {"equals": 1}}}, tables=[R]), Leaf)
