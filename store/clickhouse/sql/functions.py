"""DuckDB's functions that callers may use on ClickHouse, and what ClickHouse has for them. Pure.

This is a list of what is allowed, with times.py and aggregates.py. ClickHouse has functions of the same names that mean
something else (`log`, `round`, `length`), and others that read files or settings; whatever is not here is refused. A
test compares them with DuckDB.
"""

from __future__ import annotations

from sqlglot import exp

from store.clickhouse.sql.aggregates import AGGREGATES, AGGREGATES_BY_NAME
from store.clickhouse.sql.expressions import NotTranslatable, Translation, call, named, number, renamed, text
from store.clickhouse.sql.times import TIMES, TIMES_BY_NAME
from store.clickhouse.translating.functions import in_clickhouse
from store.clickhouse.translating.values import Parameters

_AS_IN_OUR_QUERIES = (
    exp.ApproxDistinct, exp.ArgMax, exp.ArgMin, exp.ArraySort, exp.Avg, exp.DateDiff,
    exp.Left, exp.LogicalAnd, exp.LogicalOr, exp.MD5, exp.Max, exp.Min, exp.Pow, exp.Sum, exp.Transform, exp.Variance,
)  # fmt: skip  # fmt: skip
_NO_PARAMETERS = Parameters(())


def of_function(node: exp.Expr) -> exp.Expr:
    """What stands for the function, whose arguments are translated already. Raises NotTranslatable."""
    name = function_name(node)
    if isinstance(node, exp.Anonymous):
        translate = _BY_NAME.get(name)
        if translate:
            return translate(*node.expressions)
    elif by_class := _BY_CLASS.get(type(node)):
        return by_class(node)
    elif isinstance(node, _AS_IN_OUR_QUERIES):
        return in_clickhouse(node, _NO_PARAMETERS)
    raise NotTranslatable(f"the function {name}")


def function_name(node: exp.Expr) -> str:
    if isinstance(node, exp.Anonymous):
        return str(node.this).lower()
    return str(node.sql("duckdb")).partition("(")[0].strip().lower() or type(node).__name__.lower()


def _rounded(value: exp.Expr, digits: exp.Expr | None = None) -> exp.Expr:
    """DuckDB rounds halves away from zero, ClickHouse to even digits."""
    size = call("abs", value)
    factor = call("pow", number(10), digits) if digits else None
    scaled = call("multiply", size, factor) if factor else size
    whole = call("floor", call("plus", scaled, number(0.5)))
    if factor:
        whole = call("divide", whole, factor.copy())
    return call("multiply", call("sign", value.copy()), whole)


def _concatenated(node: exp.Concat) -> exp.Expr:
    """DuckDB leaves out NULLs."""
    return call("concat", text(""), *(call("ifNull", call("toString", each), text("")) for each in node.expressions))


def _split_part(value: exp.Expr, separator: exp.Expr, index: exp.Expr) -> exp.Expr:
    return call("arrayElement", call("splitByString", separator, value), index)


def _extracted(node: exp.RegexpExtract) -> exp.Expr:
    if node.args.get("parameters"):
        raise NotTranslatable("options of regexp_extract")
    return call("regexpExtract", node.this, node.expression, node.args.get("group") or number(0))


def _replaced(node: exp.RegexpReplace) -> exp.Expr:
    modifiers = node.args.get("modifiers")
    how = str(modifiers.this) if isinstance(modifiers, exp.Literal) else "" if modifiers is None else "?"
    if how not in ("", "g"):
        raise NotTranslatable("options of regexp_replace other than 'g'")
    name = "replaceRegexpAll" if how == "g" else "replaceRegexpOne"
    return call(name, node.this, node.expression, node.args["replacement"])


def _matches(value: exp.Expr, pattern: exp.Expr, options: exp.Expr | None = None) -> exp.Expr:
    if options is not None:
        raise NotTranslatable("options of regular expressions")
    return call("match", value, pattern)


def _trimmed(node: exp.Trim) -> exp.Expr:
    names = {"LEADING": "trimLeft", "TRAILING": "trimRight"}
    return call(names.get(str(node.args.get("position") or ""), "trimBoth"), node.this, node.expression)


def _logarithm(node: exp.Log) -> exp.Expr:
    """With one argument, to the base 10."""
    if node.expression:
        return call("divide", call("log", node.expression), call("log", node.this))
    return call("log10", node.this)


_BY_NAME: dict[str, Translation] = {
    **TIMES_BY_NAME,
    **AGGREGATES_BY_NAME,
    "round": _rounded,
    "log10": named("log10"),
    "log2": named("log2"),
    "trunc": named("trunc"),
    "len": named("lengthUTF8"),
    "strlen": named("length"),
    "contains": lambda value, part: call("greater", call("position", value, part), number(0)),
    "prefix": named("startsWith"),
    "suffix": named("endsWith"),
    "ends_with": named("endsWith"),
    "right": named("rightUTF8"),
    "regexp_matches": _matches,
    "list_contains": named("has"),
    "list_distinct": named("arrayDistinct"),
    "list_sum": named("arraySum"),
    "list_avg": named("arrayAvg"),
    "list_min": named("arrayMin"),
    "list_max": named("arrayMax"),
}
_BY_CLASS: dict[type[exp.Expr], Translation] = {
    **TIMES,
    **AGGREGATES,
    # numbers
    exp.Abs: renamed("abs"),
    exp.Ceil: lambda node: call("ceil", node.this),
    exp.Floor: lambda node: call("floor", node.this),
    exp.Round: lambda node: _rounded(node.this, node.args.get("decimals")),
    exp.Sqrt: renamed("sqrt"),
    exp.Exp: renamed("exp"),
    exp.Ln: renamed("log"),
    exp.Log: _logarithm,
    exp.Sign: renamed("sign"),
    exp.Greatest: renamed("greatest"),
    exp.Least: renamed("least"),
    exp.Trunc: lambda node: call("trunc", node.this),
    exp.IsNan: renamed("isNaN"),
    # texts
    exp.Length: renamed("lengthUTF8"),
    exp.Lower: renamed("lowerUTF8"),
    exp.Upper: renamed("upperUTF8"),
    exp.Right: renamed("rightUTF8"),
    exp.Substring: lambda node: call("substringUTF8", node.this, node.args.get("start"), node.args.get("length")),
    exp.Replace: lambda node: call("replaceAll", node.this, node.expression, node.args.get("replacement")),
    exp.Trim: _trimmed,
    exp.Concat: _concatenated,
    exp.Contains: lambda node: call("greater", call("position", node.this, node.expression), number(0)),
    exp.StartsWith: renamed("startsWith"),
    exp.EndsWith: renamed("endsWith"),
    exp.StrPosition: lambda node: call("positionUTF8", node.this, node.args["substr"]),
    exp.SplitPart: lambda node: _split_part(node.this, node.args["delimiter"], node.args["part_index"]),
    exp.Split: lambda node: call("splitByString", node.expression, node.this),
    exp.RegexpLike: lambda node: _matches(node.this, node.expression, node.args.get("flag")),
    exp.RegexpExtract: _extracted,
    exp.RegexpReplace: _replaced,
    exp.Reverse: renamed("reverseUTF8"),
    # choices
    exp.Coalesce: renamed("coalesce"),
    exp.Nullif: renamed("nullIf"),
    # lists
    exp.ArrayContains: renamed("has"),
    exp.ArraySize: renamed("length"),
    exp.ArrayDistinct: renamed("arrayDistinct"),
    exp.ArrayToString: renamed("arrayStringConcat"),
    exp.Explode: renamed("arrayJoin"),
    exp.Unnest: lambda node: call("arrayJoin", *node.expressions),
}
