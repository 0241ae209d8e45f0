"""The settings of shadow traffic."""

from __future__ import annotations

from pydantic import BaseModel, Field

from evaluation.evaluators.definition import STRICT, FilterTree


class ShadowSettings(BaseModel):
    """A share of the calls that is sent to a candidate, too, when they have ended."""

    model_config = STRICT

    name: str = Field(
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9._ -]{0,98}[A-Za-z0-9._-])?$",
        description="Name, of letters, digits, space and . _ -; the property Experiment-Id of the candidate's calls.",
    )
    upstream: str = Field(min_length=1, max_length=100, description="Name of the upstream of the candidate.")
    model: str = Field(min_length=1, max_length=200, description="Model of the candidate.")
    sample_rate: float = Field(ge=0, le=1, description="Share of the matching calls that is sent to the candidate.")
    filter: FilterTree = Field("all", description="Which calls: a filter tree, as JSON or as a table.")
    project: int = Field(1, ge=1, description="Project whose calls are sent.")
    env: str | None = Field(
        None,
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*$",
        description="Environment variable of the server that holds the upstream's key; the key is never stored.",
    )
    concurrency: int = Field(2, ge=1, le=64, description="Calls of the candidate at the same time.")
    waiting_max: int = Field(
        1_000,
        ge=1,
        le=100_000,
        description="Calls that may wait for the candidate; further ones are dropped and counted.",
    )
    waiting_max_s: float = Field(
        300, gt=0, le=86_400, description="How long a call may wait for the candidate; then it is dropped and counted."
    )
    body_max_bytes: int = Field(
        1 << 20, ge=1, le=64 << 20, description="Calls with a larger body are not sent, and counted."
    )
