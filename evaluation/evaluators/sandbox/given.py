"""`Score`: what a function of an evaluator may return."""

from __future__ import annotations

from typing import NamedTuple


class GivenScore(NamedTuple):
    """A score by an evaluator. `value`: a number, True or False, or a label."""

    name: str
    value: int | float | bool | str
    comment: str | None = None
