"""An evaluator that can be run: its definition with the version that its content has now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evaluation.evaluators.definition import Evaluator, version_of
from store.evaluation.evaluators import EvaluatorId


class NotRunnable(ValueError):
    """The definition names something that this server does not have. `field` says where, the message what."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class ActiveEvaluator:
    id: EvaluatorId
    definition: Evaluator
    version: str
    content: bytes


def activated(
    evaluator: EvaluatorId, definition: Evaluator, code_dir: Path | None, upstreams: Collection[str]
) -> ActiveEvaluator:
    """Raises NotRunnable."""
    code_hash = ""
    if definition.code:
        code_hash = sha256(_source(definition.code.function, code_dir)).hexdigest()
    if definition.judge and definition.judge.upstream not in upstreams:
        known = ", ".join(sorted(upstreams)[:20])
        raise NotRunnable("judge.upstream", f"must be the name of an upstream: {known}")
    content = definition.content(code_hash)
    return ActiveEvaluator(evaluator, definition, version_of(content), content)


def _source(function: str, code_dir: Path | None) -> bytes:
    """Of the function's module: who changes it makes a new version."""
    module = function.partition(":")[0]
    if code_dir is None:
        raise NotRunnable("code.function", "code needs the setting evaluation.code_dir, which is not set")
    stem = code_dir.joinpath(*module.split("."))
    for file in (stem.with_suffix(".py"), stem / "__init__.py"):
        try:
            return file.read_bytes()
        except OSError:
            continue
    raise NotRunnable("code.function", f"there is no file {stem.name}.py for {module} in evaluation.code_dir")
