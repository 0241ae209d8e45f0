"""DuckDB's functions on times, and what ClickHouse has for them. Pure."""

from __future__ import annotations

import re

from sqlglot import exp

from store.clickhouse.sql.expressions import NotTranslatable, Translation, call, named, number, renamed, text

_PARTS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_FORMAT = re.compile(r"(?:[^%]|%[YmdHMSyjabpI%])*")  # what both write alike
_BUCKET_ORIGIN = {"month": "2000-01-01", "quarter": "2000-01-01", "year": "2000-01-01"}  # else a Monday


def _truncated(node: exp.Expr) -> exp.Expr:
    unit = node.args["unit"].name.lower()
    if unit not in _PARTS:
        raise NotTranslatable(f"date_trunc({unit!r}, …)")
    return call("dateTrunc", text(unit), node.this)


def _bucket(node: exp.DateBin) -> exp.Expr:
    width, value = node.this, node.expression
    unit = str(width.args["unit"]).lower().rstrip("s") if isinstance(width, exp.Interval) else ""
    if unit not in _PARTS or node.args.get("zone"):
        raise NotTranslatable("this width of time_bucket")
    origin = call("toDateTime64", text(f"{_BUCKET_ORIGIN.get(unit, '2000-01-03')} 00:00:00"), number(6), text("UTC"))
    return call("toStartOfInterval", value, width, origin)


def _part(node: exp.Extract) -> exp.Expr:
    name = node.this.name.lower()
    translate = TIMES_BY_NAME.get(name)
    if not translate:
        raise NotTranslatable(f"the part {name!r} of a time")
    return translate(node.expression)


def _formatted(node: exp.TimeToStr) -> exp.Expr:
    form = node.args["format"]
    if not isinstance(form, exp.Literal) or not _FORMAT.fullmatch(str(form.this)):
        raise NotTranslatable("a format of strftime with other parts than %Y %m %d %H %M %S %y %j %a %b %p %I")
    return call("formatDateTime", node.this, form)


def _seconds(value: exp.Expr) -> exp.Expr:
    return call("divide", call("toUnixTimestamp64Micro", value), number(1_000_000))


def _milliseconds(node: exp.UnixToTime) -> exp.Expr:
    """What the parser makes of epoch_ms, whichever way it is meant."""
    if node.args.get("scale") != exp.UnixToTime.MILLIS:
        raise NotTranslatable("this function of times")
    return _rounded_milliseconds(node.this)


def _rounded_milliseconds(value: exp.Expr) -> exp.Expr:
    return call("intDiv", call("plus", call("toUnixTimestamp64Micro", value), number(500)), number(1_000))


def _now(_: object = None) -> exp.Expr:
    return call("now64", number(6), text("UTC"))


_PART_OF_TIME: dict[str, Translation] = {
    "second": named("toSecond"),
    "minute": named("toMinute"),
    "hour": named("toHour"),
    "day": named("toDayOfMonth"),
    "dayofmonth": named("toDayOfMonth"),
    "week": named("toISOWeek"),
    "weekofyear": named("toISOWeek"),
    "month": named("toMonth"),
    "quarter": named("toQuarter"),
    "year": named("toYear"),
    "isoyear": named("toISOYear"),
    "doy": named("toDayOfYear"),
    "dayofyear": named("toDayOfYear"),
    "isodow": named("toDayOfWeek"),
    "dow": lambda value: call("modulo", call("toDayOfWeek", value), number(7)),
    "epoch": _seconds,
}
TIMES_BY_NAME: dict[str, Translation] = {
    **_PART_OF_TIME,
    "dayofweek": _PART_OF_TIME["dow"],
    "weekday": _PART_OF_TIME["dow"],
    "epoch_ms": _rounded_milliseconds,
    "epoch_us": named("toUnixTimestamp64Micro"),
    "now": _now,
    "get_current_timestamp": _now,
    "today": lambda: call("toDate", _now()),
    "date_part": lambda part, value: _part(exp.Extract(this=exp.var(part.name), expression=value)),
    "datepart": lambda part, value: _part(exp.Extract(this=exp.var(part.name), expression=value)),
}
TIMES: dict[type[exp.Expr], Translation] = {
    exp.TimestampTrunc: _truncated,
    exp.DateTrunc: _truncated,
    exp.DateBin: _bucket,
    exp.Extract: _part,
    exp.TimeToStr: _formatted,
    exp.TimeToUnix: lambda node: _seconds(node.this),
    exp.UnixToTime: _milliseconds,
    exp.Monthname: lambda node: call("monthName", call("toDateTime", node.this, text("UTC"))),
    exp.Dayname: lambda node: call("formatDateTime", node.this, text("%W")),
    exp.CurrentTimestamp: _now,
    exp.CurrentDate: lambda _: call("toDate", _now()),
    exp.Year: renamed("toYear"),
    exp.Month: renamed("toMonth"),
    exp.Day: renamed("toDayOfMonth"),
    exp.DayOfMonth: renamed("toDayOfMonth"),
    exp.Hour: renamed("toHour"),
    exp.Minute: renamed("toMinute"),
    exp.Second: renamed("toSecond"),
    exp.Quarter: renamed("toQuarter"),
    exp.Week: lambda node: call("toISOWeek", node.this),
    exp.WeekOfYear: lambda node: call("toISOWeek", node.this),
    exp.DayOfYear: renamed("toDayOfYear"),
    exp.DayOfWeek: lambda node: _PART_OF_TIME["dow"](node.this),
    exp.DayOfWeekIso: renamed("toDayOfWeek"),
}
