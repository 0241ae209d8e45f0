"""The built-in alert on several nodes: calls in which it finds a change, and what each node's record has of it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from tests.support.otlp import span, traces
from tests.support.server import Gnomon

CHAT = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o"}
_MAKE_DUE = """
    UPDATE alert_rule SET updated_at_us = coalesce(evaluated + 1, 0)
    FROM (SELECT id AS known, evaluated_at_us AS evaluated FROM alert_rule LEFT JOIN alert_state ON rule = id)
    WHERE known = id AND CASE WHEN evaluated IS NULL THEN updated_at_us > 0 ELSE updated_at_us <= evaluated END"""


def events_of_built_in_alert(nodes: list[Gnomon]) -> list[Any]:
    """Of calls that take three times as long since two days ago, which one node logged."""
    spans = []
    for number in range(20 * 24):
        start_s = time.time() // 3600 * 3600 - (20 * 24 - number) * 3600
        took_s = (3 if number > 18 * 24 else 1) * (1 + number % 7 / 10)
        times = {"startTimeUnixNano": f"{start_s:.0f}{0:09}", "endTimeUnixNano": f"{(start_s + took_s) * 1e9:.0f}"}
        spans.append(span(number + 1, CHAT, **times))
    assert nodes[0].post("/v1/traces", traces(spans)).status == 200
    query = {"filter": {"request_response_rmt": {"model": {"equals": CHAT["gen_ai.request.model"]}}}}
    for node in nodes:
        node.wait_until(lambda node=node: _alerts(node) == ["built-in-1"], "the alert")  # type: ignore[misc]
        node.wait_until(lambda node=node: _count(node, query) == len(spans), "all calls")  # type: ignore[misc]
    nodes[0].wait_until(lambda: sum(map(_found, nodes)) == len(nodes), "an event")
    nodes[0].wait_until(lambda: history(nodes[0]) == history(nodes[1]), "all events on both nodes")
    return history(nodes[0])


def _found(node: Gnomon) -> bool:
    """Whether its record has an event. If not, the alert is due at once, however short the look before was."""
    if history(node):
        return True
    with closing(sqlite3.connect(node.data_dir / "gnomon.db")) as record, record:
        record.execute(_MAKE_DUE)
    return False


def _count(node: Gnomon, query: Any) -> int:
    return int(node.post("/v1/request/count/query", query).json()["data"])


def _alerts(node: Gnomon) -> list[str]:
    return [each["id"] for each in node.get("/v1/alerts").json()["data"]]


def history(node: Gnomon) -> list[Any]:
    """From the record of the node: the API asks the owner."""
    with closing(sqlite3.connect(node.data_dir / "gnomon.db")) as record:
        return record.execute("SELECT rule, number, text FROM alert_event ORDER BY number").fetchall()


def evaluated_at(node: Gnomon) -> int:
    with closing(sqlite3.connect(node.data_dir / "gnomon.db")) as record:
        return max((at_us or 0 for (at_us,) in record.execute("SELECT evaluated_at_us FROM alert_state")), default=0)
