"""What becomes of the evaluation of a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from evaluation.evaluators.sandbox.given import GivenScore


@dataclass(frozen=True, slots=True)
class Scored:
    scores: Sequence[GivenScore]
    cost_usd: float | None = None  # of a judge; None: not known, or no judge


@dataclass(frozen=True, slots=True)
class Skipped:
    """The call cannot be scored, for no fault of the evaluator."""

    reason: str  # one word, such as no_text
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The evaluator failed."""

    reason: str  # one word, such as timeout
    detail: str  # in our words, or the beginning of the judge's; never a secret
    cost_usd: float | None = None


Result: TypeAlias = Scored | Skipped | Failed
