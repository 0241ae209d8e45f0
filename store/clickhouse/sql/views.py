"""The views that SQL of callers can read, as ClickHouse has their rows: those of one project, of all nodes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection

import sqlglot
from sqlglot import exp

from store.analytics.sql.views import REQUESTS, SCORE_HISTORY, SCORES

PROJECT = "project_of_caller"  # the parameter of each view
_OF_PROJECT = f"project = {{{PROJECT}:Int32}}"
_SELECTS = {
    "requests": f"SELECT {', '.join(REQUESTS)} FROM {{request}} WHERE {_OF_PROJECT} AND is_last",
    "scores": f"SELECT {', '.join(SCORES)} FROM {{score}} WHERE {_OF_PROJECT} AND superseded_at IS NULL",
    "score_history": f"SELECT {', '.join(SCORE_HISTORY)} FROM {{score}} WHERE {_OF_PROJECT}",
    "properties": f"""\
SELECT r.id AS request, r.request_id AS request_id, k.name AS name, r.value AS value
FROM (
    SELECT id, request_id, name_folded, value
    FROM {{request}}
    ARRAY JOIN mapKeys(properties) AS name_folded, mapValues(properties) AS value
    WHERE {_OF_PROJECT} AND is_last
) AS r
JOIN (
    SELECT name_folded, argMax(name, version) AS name
    FROM {{property_key}}
    WHERE {_OF_PROJECT}
    GROUP BY name_folded
) AS k ON k.name_folded = r.name_folded""",
}


def view_expressions(names: Collection[str], table: Callable[[str], str]) -> list[exp.CTE]:
    """The views of those names as common table expressions. `table`: "request" → the table that has its rows."""
    tables = {name: table(name) for name in ("request", "score", "property_key")}
    return [_view(name, select, tables) for name, select in _SELECTS.items() if name in names]


def _view(name: str, select: str, tables: dict[str, str]) -> exp.CTE:
    for each, of_rows in tables.items():
        select = select.replace(f"{{{each}}}", of_rows)
    tree = sqlglot.parse_one(select, read="clickhouse")
    return exp.CTE(this=tree, alias=exp.TableAlias(this=exp.to_identifier(name, quoted=True)))
