"""The object `fairness` of the answer of POST /v1/scores/compare."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.http.base_models import Iso, Rounded, Shape


class PeriodShape(Shape):
    """When the scored requests of a group started."""

    start: Iso | None = Field(description="Start of the earliest request; null: the group is empty.")
    end: Iso | None = Field(description="Start of the latest request; null: the group is empty.")
    n_requests: int


class OverlapShape(Shape):
    """The time in which both groups ran."""

    start: Iso
    end: Iso
    first_requests: int = Field(description="Requests of the first group in this time.")
    second_requests: int = Field(description="Requests of the second group in this time.")


class PeriodsShape(Shape):
    """When the groups ran, before `within` restricts them."""

    first: PeriodShape
    second: PeriodShape
    overlap: OverlapShape | None = Field(description="null: the groups ran one after the other.")


class ValueSharesShape(Shape):
    """How often a value occurs in each group."""

    value: str | None = Field(description="null: the requests have none, or are those of all other values.")
    other: bool = Field(description="Whether this is the group of all other values.")
    first_share: Rounded = Field(description="Share of the first group's requests.")
    second_share: Rounded = Field(description="Share of the second group's requests.")


class MixDifferenceShape(Shape):
    """A key whose values have different shares in the groups."""

    key: str = Field(description="Such as model, user or property.Environment.")
    p_value: Rounded
    p_value_holm: Rounded = Field(description="Holm's correction over all keys in this answer.")
    test: str
    cramers_v: Rounded = Field(description="Size of the difference: 0 for equal shares, 1 for no value in common.")
    values: list[ValueSharesShape] = Field(description="Most frequent values first.")


class MixShape(Shape):
    """Which requests the groups consist of."""

    keys: list[str] = Field(description="Keys that were tested: model, user and up to ten properties.")
    defined_by: list[str] = Field(description="Keys by which the filters differ; they are not tested.")
    differing: list[MixDifferenceShape] = Field(
        description="Keys with an adjusted p-value below .05 and a Cramér's V of at least .1, largest V first."
    )


class SampleRatioShape(Shape):
    """The sizes of the groups, compared with the expected split."""

    unit: Literal["request", "session", "user"] = Field(description="What is counted; cluster_by selects it.")
    first: int
    second: int
    first_expected: Rounded
    second_expected: Rounded
    p_value: Rounded | None
    test: str | None
    mismatch: bool = Field(description="Whether the p-value is below .001.")


class SharedUnitsShape(Shape):
    """Sessions or users of the groups. Requests without one are not counted."""

    first: int = Field(description="Number of them in the first group.")
    second: int = Field(description="Number of them in the second group.")
    both: int = Field(description="Number of them that occur in both groups.")
    first_requests: int = Field(description="Requests of the first group whose session or user occurs in both.")
    second_requests: int = Field(description="Requests of the second group whose session or user occurs in both.")


class InBothShape(Shape):
    """What occurs in both groups."""

    requests: int
    sessions: SharedUnitsShape
    users: SharedUnitsShape


class FairnessShape(Shape):
    """What differs between the groups beside their scores."""

    periods: PeriodsShape
    mix: MixShape
    sample_ratio: SampleRatioShape | None = Field(description="null: the query has no expected_split.")
    in_both: InBothShape
    warnings: list[str] = Field(description="Reasons to doubt the comparison, the most important first.")
