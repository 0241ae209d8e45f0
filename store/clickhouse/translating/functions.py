"""What ClickHouse writes in another way than DuckDB: functions, casts, lists.

Each function here gets a node whose parts are translated already, and returns what takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlglot import exp

from store.clickhouse.translating.values import Parameters

_SCALARS = {
    "TEXT": "String",
    "VARCHAR": "String",
    "BIGINT": "Int64",
    "INT": "Int32",
    "UTINYINT": "UInt8",
    "DOUBLE": "Float64",
    "TIMESTAMP": "DateTime64(6, 'UTC')",
    "TIMESTAMPNTZ": "DateTime64(6, 'UTC')",
}
_WHOLE = ("Int64", "Int32", "UInt8")
# By the names of DuckDB's functions that sqlglot has no class for
_RENAMED = {
    "epoch_us": "toUnixTimestamp64Micro",
    "to_microseconds": "toIntervalMicrosecond",
    "list_extract": "arrayElementOrNull",
    "hash": "sipHash64",
    "row": "tuple",
}


def in_clickhouse(node: exp.Expr, parameters: Parameters) -> exp.Expr:
    """What stands for the node in ClickHouse; the node itself where nothing is different."""
    match node:
        case exp.Placeholder(this=int(number) | str(number)) if str(number).isdigit():
            return _placeholder(node, int(number), parameters)
        case exp.Cast():
            return _cast(node)
        case exp.PercentileCont():
            return _quantiles(node, parameters)
        case exp.Anonymous(this=str(name)) if name.lower() == "list_position":
            return _place_in(*node.expressions)
        case exp.Anonymous(this=str(name)) if name.lower() in _RENAMED:
            return _call(_RENAMED[name.lower()], *node.expressions)
    translate = _BY_CLASS.get(type(node))
    return translate(node) if translate else node


def _call(name: str, *arguments: Any) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=[each for each in arguments if each is not None])


def _aggregate(name: str, node: exp.Expr, *more: exp.Expr) -> exp.Expr:
    """NULL of no rows. A setting of the server says the same, but not on all shards alike."""
    return _call(f"{name}OrNull", node.this, *more)


def _placeholder(node: exp.Expr, number: int, parameters: Parameters) -> exp.Expr:
    parent = node.parent
    if isinstance(parent, exp.Cast):
        return parameters.of(number, _type_of(parent.args["to"]))
    if isinstance(parent, exp.PercentileCont):
        return node  # _quantiles takes it
    if isinstance(parent, exp.Like | exp.ILike):
        parameters.patterns.add(number)
    return parameters.of(number)


def _type_of(wanted: exp.Expr) -> str:
    """Of a list: that of its elements."""
    kind = wanted.expressions[0] if wanted.expressions else wanted
    return _SCALARS[kind.this.name]


def _cast(node: exp.Cast) -> exp.Expr:
    """DuckDB rounds where it makes whole numbers of others."""
    value, kind = node.this, _type_of(node.args["to"])
    if isinstance(value, exp.Placeholder) or (isinstance(value, exp.Anonymous) and value.name == "arrayConcat"):
        return value
    if isinstance(value, exp.DPipe) and value.this == exp.Literal.string("0x"):
        padded = _call("leftPad", value.expression, exp.Literal.number(16), exp.Literal.string("0"))
        return _call("reinterpretAsInt64", _call("reverse", _call("unhex", padded)))
    if kind in _WHOLE:
        value = _call("round", value)
    return _call("CAST", value, exp.Literal.string(f"Nullable({kind})"))


def _quantiles(node: exp.PercentileCont, parameters: Parameters) -> exp.Expr:
    levels = node.expression
    wanted = parameters.levels(int(levels.this)) if isinstance(levels, exp.Placeholder) else levels.expressions
    return exp.ParameterizedAgg(this="quantilesExactInclusive", expressions=wanted, params=[node.this])


def _place_in(values: exp.Expr, value: exp.Expr) -> exp.Expr:
    """By a hash of the values; indexOf would compare with one after the other. 0: it is none of them, or NULL, which
    transform would take five times as long to handle."""
    nothing = exp.Literal.number(0)
    known = _call("assumeNotNull", value.copy())
    place = _call("transform", known, values, _call("arrayEnumerate", values.copy()), nothing)
    return _call("if", _call("isNull", value), nothing.copy(), place)


def _table_of(node: exp.Values) -> exp.Expr:
    """One SELECT of all rows; planning one for each row takes longer than what is done with them."""
    names = [column.name for column in node.args["alias"].columns]
    columns = [
        exp.alias_(_call("tupleElement", exp.column("each"), exp.Literal.number(place)), name)
        for place, name in enumerate(names, 1)
    ]
    rows = exp.Array(expressions=[_call("tuple", *each.expressions) for each in node.expressions])
    each = exp.alias_(_call("arrayJoin", rows), "each")
    table = exp.select(*columns).from_(exp.select(each).subquery())
    return exp.Subquery(this=table, alias=exp.TableAlias(this=node.args["alias"].this))


def _integer_division(node: exp.IntDiv) -> exp.Expr:
    return _call("intDiv", node.this, node.expression)


def _in(node: exp.In) -> exp.Expr:
    """A list of values as such lets the server skip what cannot match; a subquery does not."""
    query = node.args.get("query")
    select = query.this if isinstance(query, exp.Subquery) else query
    if isinstance(select, exp.Select) and isinstance(select.expressions[0], exp.Explode):
        node.set("query", None)
        node.set("field", select.expressions[0].this)
    return node


def _is_true(node: exp.Is) -> exp.Expr:
    if isinstance(node.expression, exp.Boolean):
        wanted = node.expression.this
        value = _call("ifNull", node.this, exp.false() if wanted else exp.true())
        return value if wanted else exp.Not(this=value)
    return node


def _distinct_list(node: exp.ArrayAgg) -> exp.Expr:
    if isinstance(node.this, exp.Distinct):
        return _call("groupUniqArray", *node.this.expressions)
    return _call("groupArray", node.this)


def _slice(node: exp.Bracket) -> exp.Expr:
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        assert index.this is None
        return _call("arraySlice", node.this, exp.Literal.number(1), index.expression)
    return node


def _transformed(node: exp.Transform) -> exp.Expr:
    return _call("arrayMap", node.expression, node.this)


def _extreme(node: exp.ArgMin | exp.ArgMax) -> exp.Expr:
    """With a count: the arguments of the smallest keys, in their order."""
    count = node.args.get("count")
    if count is None:
        return _aggregate("argMin" if isinstance(node, exp.ArgMin) else "argMax", node, node.expression)
    assert isinstance(node, exp.ArgMin), "ask for the smallest keys"
    sorted_ = exp.ParameterizedAgg(
        this="groupArraySorted", expressions=[count], params=[_call("tuple", node.expression, node.this)]
    )
    each = exp.to_identifier("each")
    second = exp.Lambda(this=_call("tupleElement", each, exp.Literal.number(2)), expressions=[each])
    return _call("arrayMap", second, sorted_)


def _ordered(node: exp.Ordered) -> exp.Expr:
    """By a name of the list that is selected: DuckDB prefers it to a column, ClickHouse is told to do otherwise."""
    order, column = node.parent, node.this
    select = order.parent if isinstance(order, exp.Order) else None
    if not isinstance(select, exp.Select) or not isinstance(column, exp.Column) or column.table:
        return node
    for place, each in enumerate(select.expressions, 1):
        if isinstance(each, exp.Star) or each.is_star:
            return node
        if isinstance(each, exp.Alias) and each.alias == column.name:
            column.replace(exp.Literal.number(place))
    return node


def _selected(node: exp.Select) -> exp.Expr:
    """DuckDB names `s.request` request, and what is true or false is a boolean."""
    for each in node.expressions:
        if isinstance(each, exp.Column) and each.table and not isinstance(each.this, exp.Star):
            each.replace(exp.alias_(each.copy(), each.name))
        elif isinstance(each, exp.Alias) and isinstance(each.this.unnest(), exp.Predicate | exp.Connector | exp.Not):
            each.set("this", _call("CAST", each.this, exp.Literal.string("Nullable(Bool)")))
    return node


def _anti_join(node: exp.Join) -> exp.Expr:
    if node.kind == "ANTI":
        node.set("side", "LEFT")
    return node


_BY_CLASS: dict[type[exp.Expr], Callable[[Any], exp.Expr]] = {
    exp.IntDiv: _integer_division,
    exp.In: _in,
    exp.Is: _is_true,
    exp.ArrayAgg: _distinct_list,
    exp.Bracket: _slice,
    exp.Transform: _transformed,
    exp.ArgMin: _extreme,
    exp.ArgMax: _extreme,
    exp.Ordered: _ordered,
    exp.Join: _anti_join,
    exp.Select: _selected,
    exp.Values: _table_of,
    exp.Sum: lambda node: _aggregate("sum", node),
    exp.Avg: lambda node: _aggregate("avg", node),
    exp.Min: lambda node: _aggregate("min", node),
    exp.Max: lambda node: _aggregate("max", node),
    exp.LogicalAnd: lambda node: _aggregate("min", node),
    exp.LogicalOr: lambda node: _aggregate("max", node),
    exp.ApproxDistinct: lambda node: _call("uniqHLL12", node.this),
    exp.IgnoreNulls: lambda node: node.this,
    exp.AnyValue: lambda node: _aggregate("any", node),
    exp.ArraySort: lambda node: _call("arraySort", node.this),
    exp.Variance: lambda node: _aggregate("varSampStable", node),
    exp.DateDiff: lambda node: _call(
        "dateDiff", exp.Literal.string(node.args["unit"].name.lower()), node.expression, node.this
    ),
    exp.Left: lambda node: _call("leftUTF8", node.this, node.expression),
    exp.GroupingId: lambda node: _call("grouping", *node.expressions),
    exp.Grouping: lambda node: _call("grouping", *node.expressions),
    exp.Pow: lambda node: _call("pow", node.this, node.expression),
    exp.Escape: lambda node: node.this,  # the backslash is what ClickHouse escapes with
    exp.UnixToTime: lambda node: _call("fromUnixTimestamp64Micro", node.this, exp.Literal.string("UTC")),
    exp.MD5: lambda node: _call("lower", _call("hex", _call("MD5", node.this))),
    exp.Rand: lambda node: _call("rand64"),
}
