"""The settings of all evaluators together, and what they get of the server's other settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, Field

from evaluation.evaluators.definition import STRICT, SettingsEvaluator, SpendingBudget
from evaluation.shadows.settings import ShadowSettings


class EvaluationSettings(SpendingBudget):
    """Evaluators: what all of them together may spend, and where their code is."""

    code_dir: Path | None = Field(
        None, description="Directory of Python files with functions of evaluators; unset: evaluators cannot be code."
    )
    code_processes: int = Field(
        4, ge=1, le=64, description="Number of processes in which checks and code of evaluators run at the same time."
    )


class JudgeKeySettings(BaseModel):
    """The key with which judges call an upstream."""

    model_config = STRICT

    upstream: str = Field(min_length=1, description="Name of the upstream.")
    env: str = Field(
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*$",
        description="Environment variable of the server that holds the upstream's key; the key is never stored.",
    )


@dataclass(frozen=True, slots=True)
class EvaluationConfig:
    """What the api process gets."""

    settings: EvaluationSettings = field(default_factory=EvaluationSettings)
    evaluators: Sequence[SettingsEvaluator] = ()
    judge_keys: Sequence[JudgeKeySettings] = ()
    base_urls: Mapping[str, str] = field(default_factory=dict)  # of the upstreams, by name
    shadows: Sequence[ShadowSettings] = ()
    proxy_keys: Mapping[int, str] = field(default_factory=dict)  # project → key for calls of judges; empty: none needed
