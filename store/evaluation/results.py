"""What one node made of tasks of another one that is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from store.evaluation.evaluators import Evaluation
from store.evaluation.pipeline import Consumer, EventKind, Task


@dataclass(frozen=True, slots=True)
class TaskResult:
    """How a task is now, and what is to be added to the record that has it."""

    consumer: Consumer
    kind: EventKind
    subject: str
    was_due_at_us: int  # as it was in the archive: a session's task that went on since is still to be done
    state: Literal["done", "waiting", "failed"]
    attempts: int
    due_at_us: int
    error: str | None
    counts: Mapping[str, int]  # of a webhook's messages
    evaluator_version: str = ""
    evaluation: Evaluation | None = None  # of an evaluator's task

    @property
    def key(self) -> tuple[str, str, str, str]:
        return key_of(self)


def key_of(task: Task | TaskResult) -> tuple[str, str, str, str]:
    """By which a task is known: its id may be used again."""
    return (*task.consumer, task.kind, task.subject)
