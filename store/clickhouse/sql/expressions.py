"""Pieces of which expressions for ClickHouse are made. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlglot import exp

Translation = Callable[..., exp.Expr]


class NotTranslatable(Exception):
    """ClickHouse has nothing that gives the same answer. The message says for what."""


def call(name: str, *arguments: Any) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=[each for each in arguments if each is not None])


def text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def number(value: float) -> exp.Expr:
    return exp.Literal.number(value)


def renamed(name: str) -> Callable[[Any], exp.Expr]:
    def translate(node: exp.Expr) -> exp.Expr:
        return call(name, node.this, node.args.get("expression"), *(node.expressions or ()))

    return translate


def named(name: str) -> Callable[..., exp.Expr]:
    return lambda *arguments: call(name, *arguments)
