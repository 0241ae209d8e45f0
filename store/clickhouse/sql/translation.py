"""A caller's statement for DuckDB → the same for ClickHouse. Pure.

DuckDB has checked the statement before (statement.py). This does not rely on that: two parsers can read one text in two
ways. The tree may have only those nodes, tables and functions that are listed here, and the text for ClickHouse is
written from that tree: names are quoted, texts are parameters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from store.analytics.sql.views import VIEWS
from store.clickhouse.sql.expressions import NotTranslatable, call
from store.clickhouse.sql.functions import of_function
from store.clickhouse.sql.views import view_expressions
from store.clickhouse.translating.functions import in_clickhouse
from store.clickhouse.translating.values import Parameters

_STRUCTURE = (
    exp.Add, exp.Alias, exp.And, exp.Array, exp.Between, exp.Boolean, exp.Bracket, exp.CTE, exp.Case, exp.Cast,
    exp.Column, exp.Cube, exp.DPipe, exp.DataType, exp.DataTypeParam, exp.Distinct, exp.Div, exp.EQ, exp.Except,
    exp.Exists, exp.Filter, exp.From, exp.GT, exp.GTE, exp.Group, exp.GroupingSets, exp.Having, exp.ILike,
    exp.Identifier, exp.If, exp.In, exp.IntDiv, exp.Intersect, exp.Interval, exp.Is, exp.Join, exp.LT, exp.LTE,
    exp.Lambda, exp.Like, exp.Limit, exp.Literal, exp.Mod, exp.Mul, exp.NEQ, exp.Neg, exp.Not, exp.Null,
    exp.NullSafeEQ, exp.NullSafeNEQ, exp.Offset, exp.Or, exp.Order, exp.Ordered, exp.Paren, exp.Placeholder,
    exp.Qualify, exp.RawString, exp.Rollup, exp.Select, exp.Star, exp.Sub, exp.Subquery, exp.Table, exp.TableAlias,
    exp.Tuple, exp.Union, exp.Values, exp.Var, exp.Where, exp.Window, exp.WindowSpec, exp.With,
)  # fmt: skip
# Of a node, what else it may have than what every query of its kind has
_PARTS: dict[type[exp.Expr], frozenset[str]] = {
    exp.Select: frozenset(
        (
            "with_",
            "expressions",
            "distinct",
            "from_",
            "joins",
            "where",
            "group",
            "having",
            "qualify",
            "order",
            "limit",
            "offset",
        )
    ),
    exp.Column: frozenset(("this", "table")),
    exp.Table: frozenset(("this", "alias", "joins")),
    exp.Subquery: frozenset(("this", "alias", "joins", "with_", "order", "limit", "offset")),
    exp.Join: frozenset(("this", "side", "kind", "on", "using")),
    exp.Union: frozenset(("this", "expression", "distinct", "with_", "order", "limit", "offset")),
    exp.Except: frozenset(("this", "expression", "distinct", "with_", "order", "limit", "offset")),
    exp.Intersect: frozenset(("this", "expression", "distinct", "with_", "order", "limit", "offset")),
    exp.Star: frozenset(("except_",)),
    exp.Identifier: frozenset(("this", "quoted")),
    exp.Interval: frozenset(("this", "unit")),
    exp.Bracket: frozenset(("this", "expressions", "offset", "safe")),
    exp.Limit: frozenset(("expression",)),
}
# By DuckDB's names of types: what makes a value one of them, or an error. CAST would make NULL of a bad text.
_WHOLE = {
    "TINYINT": "toInt8", "SMALLINT": "toInt16", "INT": "toInt32", "BIGINT": "toInt64", "INT128": "toInt128",
    "UTINYINT": "toUInt8", "USMALLINT": "toUInt16", "UINT": "toUInt32", "UBIGINT": "toUInt64",
}  # fmt: skip
_FLOATS = {"FLOAT": "toFloat32", "DOUBLE": "toFloat64"}
_TEXTS = ("VARCHAR", "TEXT")
_TIMESTAMPS = ("TIMESTAMP", "TIMESTAMPNTZ", "DATETIME")
_UNITS = ("microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year")
_PLAIN_TEXT = re.compile(r"[A-Za-z0-9 _.,:%()+-]*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|\.[0-9]+([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z_]+")
_NAME = re.compile(r"[^\x00-\x1f\x7f\\\"`'{}]+")
_OURS = re.compile(r".*_(row|all)")  # tables of the database
_NO_PARAMETERS = Parameters(())
_BOUND = "DateTime64(6, 'UTC')"


class ForClickHouse(NamedTuple):
    text: str
    parameters: Mapping[str, str]  # texts of the statement


def translated(statement: str, table: Callable[[str], str]) -> ForClickHouse:
    """The statement, with the views. Its parameters `:start` and `:end` are {start} and {end}, both DateTime64(6).

    Raises NotTranslatable, and RecursionError for a statement that is nested too deeply.
    """
    tree = _parsed(statement)
    names = {each.alias.lower() for each in tree.find_all(exp.CTE)}
    for name in names:
        if name in VIEWS or _OURS.fullmatch(name):
            raise NotTranslatable(f"a table expression called {name!r}")
    used = {each.name.lower() for each in tree.find_all(exp.Table)} - names
    for node in tree.walk():
        _check(node, names)
    if isinstance(tree, exp.Subquery):
        tree = exp.select("*").from_(tree)
    try:
        _translate(tree)
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError):  # arguments that nothing is written for
        raise NotTranslatable("a function with these arguments") from None
    texts = _texts_as_parameters(tree)
    _put_in(tree, view_expressions(used, table))
    return ForClickHouse(tree.sql("clickhouse", comments=False), texts)


def _parsed(statement: str) -> exp.Expr:
    try:
        if any(token.text in ("~", "!~") for token in sqlglot.tokenize(statement, read="duckdb")):
            raise NotTranslatable("the operator ~, which matches whole texts: use regexp_matches")
        trees = sqlglot.parse(statement, read="duckdb")
    except SqlglotError:
        raise NotTranslatable("a part of the statement's syntax") from None
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        raise NotTranslatable("more than one SELECT")
    return trees[0]


def _translate(tree: exp.Expr) -> None:
    for node in reversed(list(tree.dfs())):  # the inner ones first
        replacement = _in_clickhouse(node)
        if replacement is not node:
            node.replace(replacement)


def _put_in(tree: exp.Expr, views: list[exp.CTE]) -> None:
    """The views before the caller's own table expressions, which read them."""
    if not views:
        return
    before = tree.args.get("with_")
    own = before.expressions if before else []
    recursive = bool(before and before.args.get("recursive"))
    tree.set("with_", exp.With(expressions=[*views, *own], recursive=recursive))


# What the statement may contain


def _check(node: exp.Expr, names: set[str]) -> None:
    kind = type(node)
    if not isinstance(node, (*_STRUCTURE, exp.Func, exp.IgnoreNulls)):
        raise NotTranslatable(_words(kind))
    if allowed := _PARTS.get(kind):
        more = [name for name, value in node.args.items() if value and name not in allowed]
        if more:
            raise NotTranslatable(f"{_words(kind)} with {more[0].strip('_')}")
    match node:
        case exp.Table():
            name = node.name.lower()
            if not isinstance(node.this, exp.Identifier) or not (name in VIEWS or name in names):
                raise NotTranslatable("a function in the place of a table, or a table of that name")
        case exp.Identifier() if not _NAME.fullmatch(node.name):
            raise NotTranslatable("a name with quotation marks, backslashes, braces or control characters")
        case exp.Placeholder() if node.args.get("kind") or node.name.lower() not in ("start", "end"):
            raise NotTranslatable("parameters other than :start and :end")
        case exp.Literal() if not node.is_string and not _NUMBER.fullmatch(node.name):
            raise NotTranslatable("a number in this form")
        case exp.Var() if not _WORD.fullmatch(node.name):
            raise NotTranslatable(repr(node.name[:20]))
        case exp.Interval() if not _is_plain_interval(node):
            raise NotTranslatable("an interval in this form: write INTERVAL 1 DAY")


def _is_plain_interval(node: exp.Interval) -> bool:
    unit = node.args.get("unit")
    value = node.this.unnest() if isinstance(node.this, exp.Expr) else None
    return (
        isinstance(unit, exp.Var)
        and unit.name.lower().removesuffix("s") in _UNITS
        and isinstance(value, exp.Literal)
        and value.name.isdigit()
    )


def _words(kind: type[exp.Expr]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).upper()


# What ClickHouse has for it


def _in_clickhouse(node: exp.Expr) -> exp.Expr:  # noqa: PLR0911, PLR0912  a table of nodes
    match node:
        case exp.Identifier():
            return exp.to_identifier(node.name.lower(), quoted=True)
        case exp.RawString():
            return exp.Literal.string(node.name)
        case exp.Placeholder():
            return exp.Placeholder(this=node.name.lower(), kind=_BOUND)
        case exp.Interval():
            unit = node.args["unit"].name.upper().removesuffix("S")
            return exp.Interval(this=exp.Literal.number(node.this.unnest().name), unit=exp.var(unit))
        case exp.Cast():
            return _cast(node)
        case exp.Div():
            return call("divide", node.this, call("nullIf", node.expression, exp.Literal.number(0)))
        case exp.Mod():
            return call("modulo", node.this, call("nullIf", node.expression, exp.Literal.number(0)))
        case exp.IntDiv():
            return call("intDiv", node.this, call("nullIf", node.expression, exp.Literal.number(0)))
        case exp.If() if not isinstance(node.parent, exp.Case):
            return call("if", node.this, node.args["true"], node.args.get("false") or exp.null())
        case exp.Union() | exp.Except() | exp.Intersect() | exp.Case() | exp.If() | exp.Exists():
            return node
        case exp.Ordered():
            return _ordered(node)
        case exp.Values():
            return _with_columns(node)
        case exp.Filter() | exp.Window() if isinstance(node.this, exp.Anonymous) and node.this.name in (
            "if",
            "arrayMap",
        ):
            raise NotTranslatable("string_agg, or arg_min of several values, with FILTER or OVER")
        case exp.And() | exp.Or() | exp.Array() | exp.Filter():
            return node
        case exp.Func() | exp.IgnoreNulls():
            return of_function(node)
        case exp.Is() | exp.Join() | exp.Select():
            return in_clickhouse(node, _NO_PARAMETERS)
    return node


def _ordered(node: exp.Ordered) -> exp.Expr:
    """NULLs come last, in whichever direction, unless the statement says otherwise."""
    in_clickhouse(node, _NO_PARAMETERS)
    return node


def _with_columns(node: exp.Values) -> exp.Expr:
    """They are called col0, col1 … unless the statement says otherwise."""
    alias = node.args.get("alias") or exp.TableAlias(this=exp.to_identifier("values", quoted=True))
    if not alias.columns:
        numbers = range(len(node.expressions[0].expressions))
        alias.set("columns", [exp.to_identifier(f"col{number}", quoted=True) for number in numbers])
    node.set("alias", alias)
    return node


def _cast(node: exp.Cast) -> exp.Expr:  # noqa: PLR0911  a table of types
    kind, value = node.args["to"], node.this
    name = kind.this.name if isinstance(kind.this, exp.DType) else ""
    if isinstance(node, exp.TryCast):
        if not (function := (_WHOLE | _FLOATS).get(name)):
            raise NotTranslatable("TRY_CAST to anything but a number")
        return call(f"{function}OrNull", value)  # of texts only
    match name:
        case _ if name in _WHOLE:
            is_text = isinstance(value, exp.Literal) and value.is_string
            return call(_WHOLE[name], value if is_text else call("round", value))  # numbers only
        case _ if name in _FLOATS:
            return call(_FLOATS[name], value)
        case _ if name in _TEXTS and not kind.expressions:
            return call("toString", value)
        case _ if name in _TIMESTAMPS:
            return call("toDateTime64", value, exp.Literal.number(6), exp.Literal.string("UTC"))
        case "DATE":
            return call("toDate32", value)
        case "BOOLEAN":
            return call("toBool", value)
        case "DECIMAL":
            digits = [each.name for each in kind.expressions] or ["18", "3"]
            return call("toDecimal128", value, exp.Literal.number(int(digits[-1]) if len(digits) > 1 else 0))
    raise NotTranslatable(f"the type {kind.sql('duckdb')}")


def _texts_as_parameters(tree: exp.Expr) -> dict[str, str]:
    """Texts of the caller are never a part of the statement, unless they have letters, digits and the like only."""
    texts: dict[str, str] = {}
    for literal in list(tree.find_all(exp.Literal)):
        if literal.is_string and not _PLAIN_TEXT.fullmatch(literal.name):
            name = f"text{len(texts)}"
            texts[name] = literal.name
            literal.replace(exp.Placeholder(this=name, kind="String"))
    return texts
