"""A check and its parameters, as the settings and the API give them. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple, Self

import jsonschema_rs
from pydantic import BaseModel, ConfigDict, Field, model_validator

from evaluation.evaluators.checks.plain_json import PlainObject

CheckType = Literal[
    "valid_json",
    "json_schema",
    "regex",
    "contains",
    "length",
    "refusal",
    "language",
    "latency",
    "cost",
    "tool_called",
    "finish_reason",
    "valid_python",
    "valid_sql",
]


class _Parameters(NamedTuple):
    """The parameters that a type takes."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()  # at least one of them


PARAMETERS: dict[CheckType, _Parameters] = {
    "valid_json": _Parameters(optional=("code_block",)),
    "json_schema": _Parameters(required=("json_schema",), optional=("code_block",)),
    "regex": _Parameters(required=("pattern",), optional=("ignore_case",)),
    "contains": _Parameters(required=("texts",), optional=("ignore_case",)),
    "length": _Parameters(optional=("unit",), one_of=("minimum", "maximum")),
    "refusal": _Parameters(),
    "language": _Parameters(required=("languages",)),
    "latency": _Parameters(one_of=("minimum", "maximum")),
    "cost": _Parameters(one_of=("minimum", "maximum")),
    "tool_called": _Parameters(optional=("tools",)),
    "finish_reason": _Parameters(required=("reasons",)),
    "valid_python": _Parameters(optional=("code_block",)),
    "valid_sql": _Parameters(optional=("code_block",)),
}
_Texts = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=1_000)], ...], Field(max_length=100)]


class Check(BaseModel):
    """A condition on a call. It gives a boolean score: true if the condition holds."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)

    score: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")] = Field(
        description="Name of the score."
    )
    type: CheckType = Field(description="What is checked.")
    negate: bool = Field(False, description="Give true if the condition does not hold.")
    pattern: str | None = Field(
        None, max_length=10_000, description="regex: found anywhere in the answer (Python's re)."
    )
    texts: _Texts | None = Field(None, description="contains: the answer has one of these texts.")
    ignore_case: bool | None = Field(None, description="regex, contains: whether case makes no difference.")
    json_schema: PlainObject | bool | None = Field(None, description="json_schema: the schema that the answer matches.")
    minimum: float | None = Field(None, description="length, latency (ms), cost (USD): the smallest value that holds.")
    maximum: float | None = Field(None, description="length, latency (ms), cost (USD): the largest value that holds.")
    unit: Literal["characters", "words", "lines"] | None = Field(None, description="length: what is counted.")
    languages: Annotated[tuple[Annotated[str, Field(pattern="^[a-z]{2,3}$")], ...], Field(max_length=50)] | None = (
        Field(None, description="language: the answer is in one of these, by ISO 639-1 code.")
    )
    tools: _Texts | None = Field(None, description="tool_called: one of these tools was called; unset: any.")
    reasons: _Texts | None = Field(None, description="finish_reason: the call ended for one of these reasons.")
    code_block: bool | None = Field(
        None, description="valid_… and json_schema: read the answer's first fenced code block, if it has one."
    )

    @model_validator(mode="after")
    def _has_its_parameters(self) -> Self:
        takes = PARAMETERS[self.type]
        given = self.model_fields_set - {"score", "type", "negate"}
        given = {name for name in given if getattr(self, name) is not None}
        allowed = {*takes.required, *takes.optional, *takes.one_of}
        if excess := sorted(given - allowed):
            known = f"it takes {', '.join(sorted(allowed))}" if allowed else "it takes no parameters"
            raise ValueError(f"{', '.join(map(repr, excess))}: not a parameter of the check {self.type}; {known}")
        for name in takes.required:
            if (not getattr(self, name) and name != "json_schema") or getattr(self, name) is None:
                raise ValueError(f"'{name}' is required for the check {self.type}")
        if takes.one_of and not given & set(takes.one_of):
            raise ValueError(f"the check {self.type} needs {' or '.join(map(repr, takes.one_of))}")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError("'minimum' must not be above 'maximum'")
        self._compiles()
        return self

    def _compiles(self) -> None:
        if self.pattern is not None:
            try:
                re.compile(self.pattern)
            except (re.error, RecursionError, OverflowError) as error:
                raise ValueError(f"'pattern' is not a regular expression: {error}") from None
        if self.json_schema is not None:
            try:
                jsonschema_rs.meta.validate(self.json_schema)
                jsonschema_rs.validator_for(self.json_schema, retriever=no_retrieval)
            except (jsonschema_rs.ValidationError, ValueError) as error:
                raise ValueError(f"'json_schema' is not a JSON schema: {str(error)[:300]}") from None


def no_retrieval(uri: str) -> Any:
    """A schema's references to other documents are not followed: they would make the server call any URL."""
    raise ValueError(f"references another document, {uri[:200]}; only references within the schema are followed")
