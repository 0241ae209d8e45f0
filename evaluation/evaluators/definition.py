"""What an evaluator is: the model of `[[evaluator]]` in the settings and of /v1/evaluators. Pure."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, field_validator, model_validator

from evaluation.evaluators.checks.check_model import Check
from evaluation.evaluators.checks.plain_json import PlainObject
from evaluation.evaluators.judge.template import BadTemplate, fields_of
from store.filter import BadFilter, parse
from store.models import ScoreKind

STRICT = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)
EvaluatorKind = Literal["judge", "code", "checks"]
EvaluatorWord = Literal["active", "paused", "blocked", "disabled", "not_runnable"]  # how an evaluator gets on
Target = Literal["request", "session"]
ScoreName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")]
_RESERVED = ("preview", "templates")  # they stand where names do in URLs of the API
_MAX_TEMPLATE_CHARACTERS = 100_000


def _checked(raw: Any) -> Any:
    """The filter tree as it was given. Raises ValueError with the place in it and what is wrong there."""
    try:
        parse(raw, "filter")
    except BadFilter as error:
        raise ValueError(f"{error.path}: {error}") from None
    return raw


# The mark is that of api/queries/filter_models.py.
FilterTree = Annotated[Any, AfterValidator(_checked), WithJsonSchema({"x-filter": True})]


class SpendingBudget(BaseModel):
    """What evaluators may spend. An hour and a day are those of the clock, in UTC."""

    model_config = STRICT

    usd_per_hour: float | None = Field(None, ge=0, description="USD that judges may spend in an hour; unset: no limit.")
    usd_per_day: float | None = Field(None, ge=0, description="USD that judges may spend in a day; unset: no limit.")
    calls_per_hour: int | None = Field(None, ge=0, description="Evaluations within an hour; unset: no limit.")
    calls_per_day: int | None = Field(None, ge=0, description="Evaluations within a day; unset: no limit.")

    @property
    def limits_usd(self) -> bool:
        return self.usd_per_hour is not None or self.usd_per_day is not None

    @property
    def is_limited(self) -> bool:
        return self.limits_usd or self.calls_per_hour is not None or self.calls_per_day is not None


class JudgeScore(BaseModel):
    """One score that a judge gives."""

    model_config = STRICT

    name: ScoreName = Field(description="Name of the score.")
    kind: ScoreKind = Field("integer", description="Kind of its values.")
    minimum: float | None = Field(None, description="Smallest value, of numbers only.")
    maximum: float | None = Field(None, description="Largest value, of numbers only.")
    labels: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        (), max_length=50, description="The labels to choose from; required for the kind label."
    )
    description: str = Field("", max_length=2_000, description="What the values mean, for the judge.")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        is_number = self.kind in ("integer", "float")
        if is_number and (self.minimum is None or self.maximum is None):
            raise ValueError("'minimum' and 'maximum' are required for numbers: a judge needs to know the range")
        if not is_number and (self.minimum is not None or self.maximum is not None):
            raise ValueError("'minimum' and 'maximum' are allowed for numbers only")
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise ValueError("'minimum' must be below 'maximum'")
        if (self.kind == "label") != bool(self.labels):
            raise ValueError("'labels' are required for the kind label, and allowed for no other kind")
        return self


class Judge(BaseModel):
    """A model that reads a call and scores it."""

    model_config = STRICT

    upstream: str = Field(min_length=1, max_length=100, description="Name of the upstream that the judge is called at.")
    model: str = Field(min_length=1, max_length=200, description="Model of the judge.")
    api: Literal["openai", "anthropic"] = Field(
        "openai", description="The API that the upstream speaks: chat completions, or Anthropic's messages."
    )
    path: str = Field(
        "", pattern=r"^(/\S*)?$", max_length=500,
        description="Path below the upstream's base URL; empty: /v1/chat/completions or /v1/messages.",
    )  # fmt: skip
    answer_format: Literal["json_schema", "json_object", "text"] = Field(
        "json_schema",
        description="How chat completions are asked for JSON: by a schema, as any object, or by the prompt alone.",
    )
    template: str = Field(
        min_length=1, max_length=_MAX_TEMPLATE_CHARACTERS,
        description="Prompt with {{question}}, {{answer}}, {{messages}}, {{properties}}, {{scores}} or {{reference}}.",
    )  # fmt: skip
    system: str = Field("", max_length=_MAX_TEMPLATE_CHARACTERS, description="System prompt; empty: none.")
    scores: tuple[JudgeScore, ...] = Field(min_length=1, max_length=20, description="The scores that the judge gives.")
    reference: str = Field(
        "Reference", min_length=1, max_length=100,
        description="Property, or else score of labels, that has the reference answer.",
    )  # fmt: skip
    parameters: PlainObject = Field({}, description="Further members of the judge's request, such as temperature.")
    max_answer_tokens: int = Field(1_000, ge=1, le=100_000, description="Tokens that the judge may answer with.")
    max_input_characters: int = Field(
        100_000, ge=100, le=10_000_000, description="A call whose prompt would be longer is skipped, never cut."
    )
    concurrency: int = Field(4, ge=1, le=64, description="Calls of the judge at the same time.")
    time_limit_s: float = Field(60, gt=0, le=600, description="Time that one call of the judge may take.")

    @field_validator("template")
    @classmethod
    def _has_known_fields(cls, template: str) -> str:
        try:
            fields_of(template)
        except BadTemplate as error:
            raise ValueError(str(error)) from None
        return template

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        names = [score.name for score in self.scores]
        if len(set(names)) < len(names):
            raise ValueError("'scores' must have different names")
        if taken := sorted(_OWN_PARAMETERS & self.parameters.keys()):
            raise ValueError(f"'parameters' must not contain {', '.join(taken)}: Gnomon sets these itself")
        return self


_OWN_PARAMETERS = frozenset({"model", "messages", "system", "stream", "tools", "tool_choice", "response_format", "n"})


class Code(BaseModel):
    """A Python function that scores a call, in a process of its own."""

    model_config = STRICT

    function: str = Field(
        pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$", max_length=200,
        description="The function as module:function; the module is a file in evaluation.code_dir.",
    )  # fmt: skip
    time_limit_s: float = Field(10, gt=0, le=600, description="Time that one call of the function may take.")
    memory_limit_mb: int = Field(512, ge=64, le=65_536, description="Memory that the function may use.")


class Evaluator(BaseModel):
    """Something that scores requests or sessions by itself: a judge, a function, or checks."""

    model_config = STRICT

    # It is sent as a header and stands in URLs.
    name: str = Field(
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9._ -]{0,98}[A-Za-z0-9._-])?$",
        description="Name of the evaluator, of letters, digits, space and . _ -; the scores that it gives carry it.",
    )
    description: str = Field("", max_length=2_000, description="What the evaluator is for.")
    enabled: bool = Field(True, description="Whether it scores new calls.")
    target: Target = Field("request", description="What is scored: each request, or each session.")
    quiet_s: float = Field(
        300, ge=1, le=7 * 86_400, description="A session is scored when no call has come for so many seconds."
    )
    filter: FilterTree = Field("all", description="Which calls are scored: a filter tree, as JSON or as a table.")
    sample_rate: float = Field(1, ge=0, le=1, description="Share of the matching calls that is scored.")
    budget: SpendingBudget = Field(SpendingBudget(), description="What it may spend.")
    judge: Judge | None = Field(None, description="A model scores the call.")
    code: Code | None = Field(None, description="A Python function scores the call.")
    checks: tuple[Check, ...] = Field((), max_length=50, description="Checks that need no code; each gives a score.")

    @field_validator("name")
    @classmethod
    def _is_free(cls, name: str) -> str:
        if name in _RESERVED:
            raise ValueError(f"must not be one of {', '.join(_RESERVED)}")
        return name

    @model_validator(mode="after")
    def _has_one_kind(self) -> Self:
        kinds = [kind for kind in ("judge", "code", "checks") if getattr(self, kind)]
        if len(kinds) != 1:
            given = " and ".join(kinds) or "none"
            raise ValueError(f"an evaluator needs either 'judge', 'code' or 'checks', got {given}")
        names = [check.score for check in self.checks]
        if len(set(names)) < len(names):
            raise ValueError("'checks' must have different scores")
        return self

    @property
    def kind(self) -> EvaluatorKind:
        return "judge" if self.judge else "code" if self.code else "checks"

    def content(self, code_hash: str = "") -> bytes:
        """What decides about the scores, as canonical JSON: the version is its hash. `code_hash`: of the function's
        module."""
        parts = self.model_dump(
            mode="json",
            include={"target", "judge", "code", "checks"},
            exclude={"judge": {"concurrency"}},
            exclude_none=True,  # a parameter that a later version of Gnomon adds leaves old versions as they are
        )
        return orjson.dumps(parts | {"code_hash": code_hash}, option=orjson.OPT_SORT_KEYS)


def version_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


class SettingsEvaluator(Evaluator):
    """An evaluator of the settings; the API shows it and cannot change it."""

    project: int = Field(1, ge=1, description="Project whose calls are scored.")
