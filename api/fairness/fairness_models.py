"""The object `fairness` of the answer of POST /v1/scores/compare."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.http.base_models import Iso, Rounded, Shape


class PeriodShape(Shape):
    """When the scored requests or sessions of a group started."""

    start: Iso | None = Field(description="Start of the earliest one; null: the group is empty.")
    end: Iso | None = Field(description="Start of the latest one; null: the group is empty.")
    n_units: int


class OverlapShape(Shape):
    """The time in which both groups ran."""

    start: Iso
    end: Iso
    first_units: int = Field(description="Requests or sessions of the first group in this time.")
    second_units: int = Field(description="Requests or sessions of the second group in this time.")


class PeriodsShape(Shape):
    """When the groups ran, before `within` restricts them."""

    first: PeriodShape
    second: PeriodShape
    overlap: OverlapShape | None = Field(description="null: the groups ran one after the other.")


class ValueSharesShape(Shape):
    """How often a value occurs in each group."""

    value: str | None = Field(description="null: the units have none, or are those of all other values.")
    other: bool = Field(description="Whether this is the group of all other values.")
    first_share: Rounded = Field(description="Share of the first group's requests or sessions.")
    second_share: Rounded = Field(description="Share of the second group's requests or sessions.")


class MixDifferenceShape(Shape):
    """A key whose values have different shares in the groups."""

    key: str = Field(description="Such as model, user or property.Environment.")
    p_value: Rounded
    p_value_holm: Rounded = Field(description="Holm's correction over all keys in this answer.")
    test: str
    cramers_v: Rounded = Field(description="Size of the difference: 0 for equal shares, 1 for no value in common.")
    values: list[ValueSharesShape] = Field(description="Most frequent values first.")


class MixShape(Shape):
    """Which requests or sessions the groups consist of."""

    keys: list[str] = Field(description="Keys that were tested: model, user and up to ten properties.")
    defined_by: list[str] = Field(description="Keys by which the filters differ; they are not tested.")
    differing: list[MixDifferenceShape] = Field(
        description="Keys with an adjusted p-value below .05 and a Cramér's V of at least .1, largest V first."
    )


class SampleRatioShape(Shape):
    """The sizes of the groups, compared with the expected split."""

    unit: Literal["request", "session", "user"] = Field(
        description="What is counted: the unit, or what cluster_by names."
    )
    first: int
    second: int
    first_expected: Rounded
    second_expected: Rounded
    p_value: Rounded | None
    test: str | None
    mismatch: bool = Field(description="Whether the p-value is below .001.")


class SharedUnitsShape(Shape):
    """Sessions or users of the groups. Requests or sessions without one are not counted."""

    first: int = Field(description="Number of them in the first group.")
    second: int = Field(description="Number of them in the second group.")
    both: int = Field(description="Number of them that occur in both groups.")
    first_units: int = Field(description="Units of the first group whose session or user occurs in both.")
    second_units: int = Field(description="Units of the second group whose session or user occurs in both.")


class InBothShape(Shape):
    """What occurs in both groups."""

    units: int = Field(description="Requests, or sessions if these are the unit.")
    sessions: SharedUnitsShape | None = Field(description="null if sessions are the unit.")
    users: SharedUnitsShape


class FairnessShape(Shape):
    """What differs between the groups beside their scores."""

    periods: PeriodsShape
    mix: MixShape
    sample_ratio: SampleRatioShape | None = Field(description="null: the query has no expected_split.")
    in_both: InBothShape
    warnings: list[str] = Field(description="Reasons to doubt the comparison, the most important first.")
