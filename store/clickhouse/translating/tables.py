"""The tables of DuckDB's replica as ClickHouse has them, and properties as columns.

request, score  a table, in which `properties` maps case-folded names to values; the column px<n> of a statement is the
                value of the property with that number, a path of `property_values`
property        the same maps, a row for each property
property_key    a table
score_name      the scores of each name and kind, counted
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

KEY_OF = "toInt64(bitAnd(sipHash64(project, {}), 0x7fffffffffffffff))"  # as in property_key_row
MARK = "="  # before each value of `property_values`
_PROPERTY_COLUMN = re.compile(r"px(\d+)")
_WITH_PROPERTIES = ("request", "score")
_PROPERTY = f"""\
SELECT id AS request, project, {KEY_OF.format("name_folded")} AS key, value
FROM {{request}}
ARRAY JOIN mapKeys(properties) AS name_folded, mapValues(properties) AS value"""
# Which properties any request has: the maps have far more names than there are different ones, and each is hashed once.
# Grouped by the names alone, which have a dictionary, this takes a tenth of the time.
_PROPERTY_KEYS = f"""\
SELECT project, {KEY_OF.format("name_folded")} AS key
FROM (
    SELECT name_folded, arrayJoin(projects) AS project
    FROM (
        SELECT arrayJoin(properties.keys) AS name_folded, groupUniqArray(project) AS projects
        FROM {{request}}
        GROUP BY name_folded
    )
)"""
# As store/analytics/replica/name_counts.py counts them. Hashes of these columns are computed once for each value, and
# one number is found far faster than three values.
_SCORE_NAME = """\
SELECT
    any(project) AS project,
    any(name) AS name,
    any(kind) AS kind,
    if(min(cityHash64(author)) = max(cityHash64(author)), any(author), NULL) AS author,
    count() AS ever,
    countIf(superseded_at IS NULL) AS ratings,
    countIf(superseded_at IS NULL AND request IS NOT NULL) AS of_requests,
    countIf(superseded_at IS NULL AND target_kind = 'session') AS of_sessions,
    max(recorded_at) AS last_recorded_at
FROM {score}
GROUP BY project + cityHash64(name) + 31 * cityHash64(kind)"""
_VIEWS = {"property": _PROPERTY, "score_name": _SCORE_NAME}
# The columns of a view by which rows of its table can be left out
_PUSHED_DOWN = {
    _PROPERTY_KEYS: {"project"},
    _SCORE_NAME: {"project", "name", "kind"},
}


def read_tables(tree: exp.Expr, tables: Mapping[str, str], property_name: Callable[[int], str]) -> None:
    """Changes the tree. `property_name`: n → the case-folded name of the property whose column is px<n>."""
    for column in list(tree.find_all(exp.Column)):
        match = _PROPERTY_COLUMN.fullmatch(column.name)
        if match and _is_of_table(column):
            _read_property(column, property_name(int(match.group(1))))
    for table in list(tree.find_all(exp.Table)):
        if table.name in _VIEWS:
            text = _view_of(table)
            view = _view(text.format(**tables))
            if text in _PUSHED_DOWN:
                conditions = list(_conditions_on(_PUSHED_DOWN[text], table))
                for select in _selects_from(view, tables):
                    select.where(*conditions, copy=False)
            table.replace(exp.Subquery(this=view, alias=exp.TableAlias(this=exp.to_identifier(table.alias_or_name))))
        elif table.name in tables:
            table.replace(exp.to_table(tables[table.name], alias=table.alias_or_name))


def compute_once(tree: exp.Expr) -> None:
    """Changes the tree: what stands in WITH is computed once, however often it is used, as DuckDB does by itself."""
    names = [table.name for table in tree.find_all(exp.Table)]
    for each in tree.find_all(exp.CTE):
        each.set("materialized", names.count(each.alias) > 1 or None)


def _is_of_table(column: exp.Column) -> bool:
    """Whether it is a column of a table with properties, and not of a subquery that names one of its columns so."""
    select = column.find_ancestor(exp.Select)
    while select:
        sources = [select.args["from_"].this] if select.args.get("from_") else []
        sources += [join.this for join in select.args.get("joins") or ()]
        for source in sources:
            if not column.table or source.alias_or_name == column.table:
                return isinstance(source, exp.Table) and source.name in _WITH_PROPERTIES
        select = select.find_ancestor(exp.Select)
    return False


def _read_property(column: exp.Column, name: str) -> None:
    """A text; NULL: the row does not have the property. Any name can be in a statement so, as it is in hexadecimal."""
    path = exp.to_identifier(f"property_values.p{name.encode().hex().upper()}.:`String`", quoted=True)
    stored = exp.column(path, column.table or None)
    compared = column.parent
    if isinstance(compared, exp.Is | exp.Count | exp.ApproxDistinct):
        column.replace(stored)
    elif isinstance(compared, exp.EQ | exp.NEQ) and isinstance(compared.expression, exp.Placeholder):
        # With its mark, the value is computed once, and not that of each row
        compared.set("expression", _call("concat", exp.Literal.string(MARK), compared.expression.copy()))
        column.replace(stored)
    else:
        column.replace(_call("substring", stored, exp.Literal.number(len(MARK) + 1)))


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _view_of(table: exp.Table) -> str:
    select = table.find_ancestor(exp.Select)
    asks_for_keys = select is not None and select.args.get("distinct") and select.named_selects == ["key"]
    return _PROPERTY_KEYS if table.name == "property" and asks_for_keys else _VIEWS[table.name]


def _selects_from(view: exp.Select, tables: Mapping[str, str]) -> list[exp.Select]:
    found = [each.find_ancestor(exp.Select) for each in view.find_all(exp.Table) if each.name in tables.values()]
    return [select for select in found if select]


def _conditions_on(columns: set[str], view: exp.Table) -> Iterator[exp.Expr]:
    """What the statement asks of these columns of the view only. ClickHouse does not see that the view then needs fewer
    rows."""
    select = view.find_ancestor(exp.Select)
    where = select.args.get("where") if select else None
    if where is None:
        return
    for condition in where.this.flatten() if isinstance(where.this, exp.And) else [where.this]:
        if {column.name for column in condition.find_all(exp.Column)} <= columns:
            yield condition.copy()


@cache
def _parsed(text: str) -> exp.Select:
    return sqlglot.parse_one(text, read="clickhouse").assert_is(exp.Select)


def _view(text: str) -> exp.Select:
    return _parsed(text).copy()
