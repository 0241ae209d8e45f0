"""Answers of POST /v1/scores/compare."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.http.base_models import Fresh, Rounded
from api.scores.queries_models import IntervalShape


class SideShape(BaseModel):
    """A score in one of the two groups."""

    name: str | None
    n_requests: int
    mean: float | None
    sd: Rounded | None
    min: float | None
    max: float | None
    interval: IntervalShape


class EffectShape(BaseModel):
    """An effect size."""

    value: Rounded | None
    method: str


class OtherPairingShape(BaseModel):
    """Another choice of pair_by."""

    pair_by: str
    pairs: int


class UnpairedShape(BaseModel):
    """Why nothing pairs."""

    first_inputs: int = Field(description="Different inputs of the first group, by pair_by.")
    second_inputs: int = Field(description="Different inputs of the second group, by pair_by.")
    other_choices: list[OtherPairingShape] = Field(description="Choices of pair_by that have pairs, most pairs first.")


class PairedShape(BaseModel):
    """The comparison of what occurs in both groups."""

    pairs: int
    unpaired: UnpairedShape | None = Field(description="Only if there are no pairs.")
    difference: float | None
    interval: IntervalShape
    p_value: Rounded | None
    p_value_holm: Rounded | None
    test: str | None
    effect_size: EffectShape
    resamples: int | None
    seed: int | None


class ComparedShape(BaseModel):
    """A score in both groups, and the difference."""

    name: str
    type: Literal["number", "boolean", "label"]
    label: str | None = Field(description="Labels only: the label whose share is compared.")
    first: SideShape
    second: SideShape
    difference: float | None = Field(description="Second minus first.")
    interval: IntervalShape
    p_value: Rounded | None
    p_value_holm: Rounded | None = Field(description="Holm's correction over all p-values in this answer, paired too.")
    test: str | None
    effect_size: EffectShape
    paired: PairedShape | None


class CompareAnswer(Fresh[list[ComparedShape]]):
    """In the order of the names; each label of a score is answered on its own."""
