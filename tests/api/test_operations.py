"""The table of operations is whole, and everything that is made from it agrees with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import orjson
import pytest

from api.http.openapi import document
from api.http.operation import Operation
from api.http.operations import OPERATIONS
from api.http.operations_table import OWN_PATHS, own_paths

PATHS: dict[str, Any] = document()["paths"]
VERBS = {
    *{"Add", "Aggregate", "Compare", "Count", "Create", "Delete", "Export", "Get", "Group", "Hide", "List", "Rate"},
    *{"Report", "Return", "Run", "Search", "Set", "Show", "Sum"},
}


def each_operation() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)


def test_no_operation_is_there_twice() -> None:
    """Neither an id nor a method with a path."""
    assert Counter(operation.id for operation in OPERATIONS).most_common(1)[0][1] == 1
    assert Counter((operation.method, operation.path) for operation in OPERATIONS).most_common(1)[0][1] == 1


@each_operation()
def test_a_summary_stands_alone(operation: Operation) -> None:
    """At least three words, a verb first, no full stop: it is read in a list, without its neighbours."""
    words = operation.summary.split()
    assert len(words) >= 3
    assert words[0] in VERBS
    assert not re.match(r"the same|their|its|of|say\b", operation.summary, re.IGNORECASE)
    assert not operation.summary.endswith(".")


@each_operation()
def test_an_operation_is_described(operation: Operation) -> None:
    """With its summary, its answer, each error that it may answer, and each parameter."""
    described = PATHS[operation.path][operation.method.lower()]
    assert (described["operationId"], described["summary"]) == (operation.id, operation.summary)
    statuses = {int(status) for status in described["responses"]}
    assert {status for status in statuses if status < 300}
    assert operation.error_statuses() <= statuses
    assert {403, 421} <= operation.error_statuses()
    named = {(parameter["in"], parameter["name"]) for parameter in described["parameters"]}
    in_path = {("path", name) for name in re.findall(r"{(\w+)}", operation.path)}
    assert named == in_path | {("query", name) for name in operation.query}
    assert ("requestBody" in described) == (operation.body is not None or bool(operation.other_bodies))


def test_the_document_has_no_other_operation() -> None:
    described = {(method.upper(), path) for path, methods in PATHS.items() for method in methods}
    assert described == {(operation.method, operation.path) for operation in OPERATIONS}


def test_the_paths_kept_from_the_upstreams_are_up_to_date() -> None:
    """`python -m api.http.operations_table` would change nothing."""
    assert orjson.loads(OWN_PATHS.read_bytes()) == own_paths()
