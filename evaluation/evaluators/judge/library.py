"""Templates for judges to begin with: plain text files, each with its source. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluation.evaluators.definition import JudgeScore

_FOLDER = Path(__file__).parent / "templates"
_SCORE = re.compile(r"Score: (\S+) (integer|float|boolean|label)(?: (.+))?")


@dataclass(frozen=True, slots=True)
class Template:
    """A file: what it judges, its source, its score with what the values mean, a line of dashes, the prompt."""

    name: str
    description: str
    source: str
    score: JudgeScore
    template: str


@cache
def templates() -> Sequence[Template]:
    """By name."""
    return [_read(file) for file in sorted(_FOLDER.glob("*.txt"))]


def _read(file: Path) -> Template:
    head, _, template = file.read_text("utf-8").partition("\n---\n")
    description, source, score, *meaning = head.split("\n")
    return Template(
        file.stem, description, source.removeprefix("Source: "), _score(score, " ".join(meaning)), template.strip()
    )


def _score(line: str, meaning: str) -> JudgeScore:
    found = _SCORE.fullmatch(line)
    assert found, line
    name, kind, values = found.groups()
    if kind == "label":
        return JudgeScore(name=name, kind=kind, labels=tuple(values.split()), description=meaning)
    if kind == "boolean":
        return JudgeScore(name=name, kind=kind, description=meaning)
    low, high = map(float, values.split("-"))
    return JudgeScore(name=name, kind=kind, minimum=low, maximum=high, description=meaning)
