"""DuckDB's aggregates and window functions, and what ClickHouse has for them. Pure."""

from __future__ import annotations

from sqlglot import exp

from store.clickhouse.sql.expressions import NotTranslatable, Translation, call, named, number, renamed, text
from store.clickhouse.translating.functions import in_clickhouse
from store.clickhouse.translating.values import Parameters

_NO_PARAMETERS = Parameters(())


def _quantile(value: exp.Expr, level: exp.Expr) -> exp.Expr:
    if isinstance(level, exp.Array):
        return exp.ParameterizedAgg(
            this="quantilesExactInclusiveOrNull", expressions=[_level(each) for each in level.expressions],
            params=[value],
        )  # fmt: skip
    return exp.ParameterizedAgg(this="quantileExactInclusiveOrNull", expressions=[_level(level)], params=[value])


def _level(level: exp.Expr) -> exp.Expr:
    if not isinstance(level, exp.Literal) or level.is_string:
        raise NotTranslatable("a quantile whose level is not a number")
    return level


def _joined(node: exp.GroupConcat) -> exp.Expr:
    values = node.this
    if isinstance(values, exp.Order | exp.Distinct):
        raise NotTranslatable("string_agg with ORDER BY or DISTINCT")
    separator = node.args.get("separator") or text(",")
    texts = call("groupArray", call("toString", values))
    return call("if", call("empty", texts), exp.null(), call("arrayStringConcat", texts.copy(), separator))


def _moved(name: str) -> Translation:
    """Of rows that do not exist, ClickHouse would make zeros."""

    def translate(node: exp.Expr) -> exp.Expr:
        return call(name, call("toNullable", node.this), node.args.get("offset"), node.args.get("default"))

    return translate


def _count(node: exp.Count) -> exp.Expr:
    if isinstance(node.this, exp.Distinct):
        return call("uniqExact", *node.this.expressions)
    return call("count") if node.this is None or isinstance(node.this, exp.Star) else call("count", node.this)


def _ignoring_nulls(node: exp.IgnoreNulls) -> exp.Expr:
    """The parser's form of any_value, which leaves them out anyway."""
    if isinstance(node.this, exp.Anonymous) and node.this.name == "anyOrNull":
        return node.this
    raise NotTranslatable("IGNORE NULLS")


def _list(node: exp.ArrayAgg) -> exp.Expr:
    if isinstance(node.this, exp.Order):
        raise NotTranslatable("list with ORDER BY")
    return in_clickhouse(node, _NO_PARAMETERS)


AGGREGATES_BY_NAME: dict[str, Translation] = {
    "median": lambda value: _quantile(value, number(0.5)),
    "quantile_cont": _quantile,
    "percent_rank": named("percent_rank"),
    "cume_dist": named("cume_dist"),
    "dense_rank": named("dense_rank"),
    "rank": named("rank"),
}
AGGREGATES: dict[type[exp.Expr], Translation] = {
    exp.Count: _count,
    exp.CountIf: renamed("countIf"),
    exp.AnyValue: lambda node: call("anyOrNull", node.this),
    exp.First: lambda node: call("anyOrNull", node.this),
    exp.Median: lambda node: _quantile(node.this, number(0.5)),
    exp.PercentileCont: lambda node: _quantile(node.this, node.expression),
    exp.ApproxQuantile: lambda node: _quantile(node.this, node.args["quantile"]),
    exp.Stddev: lambda node: call("stddevSampStableOrNull", node.this),
    exp.StddevSamp: lambda node: call("stddevSampStableOrNull", node.this),
    exp.StddevPop: lambda node: call("stddevPopStableOrNull", node.this),
    exp.VariancePop: lambda node: call("varPopStableOrNull", node.this),
    exp.Corr: lambda node: call("corrStableOrNull", node.this, node.expression),
    exp.ArrayAgg: _list,
    exp.IgnoreNulls: _ignoring_nulls,
    exp.GroupConcat: _joined,
    # windows
    exp.RowNumber: lambda _: call("row_number"),
    exp.Rank: lambda _: call("rank"),
    exp.DenseRank: lambda _: call("dense_rank"),
    exp.PercentRank: lambda _: call("percent_rank"),
    exp.CumeDist: lambda _: call("cume_dist"),
    exp.Ntile: renamed("ntile"),
    exp.Lag: _moved("lag"),
    exp.Lead: _moved("lead"),
    exp.FirstValue: renamed("first_value"),
    exp.LastValue: renamed("last_value"),
}
