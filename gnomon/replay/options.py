"""What is asked of `gnomon replay`, and how it becomes the run's definition."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

import orjson

from gnomon.replay.judging import CRITERIA
from store.evaluation.replays import PREFERENCE

JUDGE_MARGIN = 0.1
_OPTIONS = {
    "requestBody.definition.filter": "--filter",
    "requestBody.definition.since": "--since",
    "requestBody.definition.until": "--until",
    "requestBody.definition.calls": "--calls",
    "requestBody.definition.candidate": "--to",
    "requestBody.definition.judge": "--judge",
    "requestBody.definition.score": "--score",
    "requestBody.definition.margin": "--margin",
    "requestBody.budget_usd": "--budget",
    "requestBody.budget_calls": "--budget-calls",
    "path.name": "--name",
}


class ReplayFailed(Exception):
    """The run cannot begin or go on; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """As they were given; texts of files are read."""

    name: str
    to: str  # upstream/model
    filter: str  # JSON
    since: str | None
    until: str | None
    calls: int
    prompt: str | None
    judge: str | None  # upstream/model, or the name of an evaluator
    criteria: str | None
    evaluator: str | None
    score: str | None
    direction: str
    margin: float | None
    budget_usd: float | None
    budget_calls: int | None
    concurrency: int
    candidate_key_env: str | None
    judge_key_env: str | None

    @property
    def judge_criteria(self) -> str:
        return self.criteria or CRITERIA


def target(option: str, text: str) -> dict[str, str]:
    """upstream/model; models may have slashes. Raises ReplayFailed."""
    upstream, _, model = text.partition("/")
    if not upstream or not model:
        raise ReplayFailed(f"{option} must be UPSTREAM/MODEL, such as openai/gpt-4o-mini, got {text!r}")
    return {"upstream": upstream, "model": model}


def definition(options: ReplayOptions, judge: dict[str, str] | None, score: str | None) -> dict[str, Any]:
    """The run's definition. `judge` and `score`: what compares; evaluators are resolved. Raises ReplayFailed."""
    try:
        tree = orjson.loads(options.filter)
    except ValueError:
        raise ReplayFailed(f"--filter must be JSON, got {options.filter}") from None
    margin = options.margin
    if margin is None:
        if judge is None:
            raise ReplayFailed("--margin is needed with scores: the loss that is acceptable, in units of the score")
        margin = JUDGE_MARGIN
    return {
        "filter": tree,
        "since": options.since,
        "until": options.until or datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "calls": options.calls,
        "candidate": target("--to", options.to),
        "prompt_sha256": _hash(options.prompt),
        "judge": judge,
        "criteria_sha256": _hash(options.criteria) if judge else None,
        "score": score or PREFERENCE,
        "direction": options.direction,
        "margin": margin,
    }


def checked(options: ReplayOptions) -> None:
    """Raises ReplayFailed where options contradict each other, or a number is none that can be."""
    if options.budget_usd is None and options.budget_calls is None:
        raise ReplayFailed("Say what the run may cost: --budget or --budget-calls")
    for option, number in (("--budget", options.budget_usd), ("--margin", options.margin)):
        if number is not None and not (isfinite(number) and number > 0):
            raise ReplayFailed(f"{option}: must be a number above 0, got {number:g}")
    if options.judge is not None and options.direction == "lower":
        raise ReplayFailed("--direction lower is for scores; of a judge's preferences, more are always better")


def in_options(message: str) -> str:
    """An error of the API about a run, with the option that it is about in place of the field."""
    field, colon, what = message.partition(": ")
    option = next((own for name, own in _OPTIONS.items() if field == name or field.startswith(f"{name}.")), None)
    return message if option is None or not colon else f"{option}: {what}"


def name_of_now() -> str:
    return datetime.now(UTC).strftime("replay %Y-%m-%d %H.%M.%S")


def read_text(option: str, file: Path | None) -> str | None:
    """Raises ReplayFailed."""
    if file is None:
        return None
    try:
        text = file.read_text("utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReplayFailed(f"{option}: cannot read {file}: {error}") from None
    if not text.strip():
        raise ReplayFailed(f"{option}: {file} is empty")
    return text


def key_in(option: str, variable: str | None) -> str | None:
    """The provider's key in that environment variable. Raises ReplayFailed."""
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise ReplayFailed(f"{option}: the environment variable {variable} is not set")
    if not (key.isascii() and key.isprintable()):
        raise ReplayFailed(f"{option}: the environment variable {variable} has characters that no header may have")
    return key


def _hash(text: str | None) -> str | None:
    return None if text is None else sha256(text.encode()).hexdigest()
