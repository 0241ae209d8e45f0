"""The shapes of what goes in and out around scores, as documented in /openapi.json and docs/api.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    RootModel,
    WithJsonSchema,
    model_validator,
)

from api.http.answer_models import Iso, Shape, Source
from api.http.answers import Answer
from api.requests.request_shape import timestamp
from api.requests.requests_models import ScoreDetail
from api.scores.score_items import MAX_ITEMS, timestamp_us

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)

Moment = Annotated[
    int,
    BeforeValidator(timestamp_us),
    PlainSerializer(timestamp),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "ISO 8601, or Unix milliseconds"}
    ),
]
Texts = Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=1_000)]


class ScoreRecord(ScoreDetail):
    """A score as it is kept."""

    status: Literal["stored", "waiting"]
    request_id: str | None = Field(description="null: waits for its request, or is a session's.")
    session_id: str | None
    superseded_at: Iso | None = Field(description="null: current.")


class SelectionBody(BaseModel):
    """Which scores are meant: all conditions hold, each list means "one of these". History is included."""

    model_config = STRICT

    names: Texts = []
    request_ids: Texts = []
    session_ids: Texts = []
    authors: Texts = Field([], description="The rater, else the evaluator's name, else empty.")
    evaluators: Texts = []
    evaluator_versions: Texts = []
    sources: Texts = []
    experiment_ids: Texts = []
    recorded_from: Moment | None = Field(None, description="Recorded then or later.")
    recorded_to: Moment | None = Field(None, description="Recorded before.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, field) not in ([], None) for field in type(self).model_fields):
            raise ValueError("must have at least one condition")
        return self


class DeleteBody(BaseModel):
    model_config = STRICT

    filter: SelectionBody
    dry_run: bool = True
    confirm_count: int | None = Field(None, description="What the dry run counted; required to delete.")

    @model_validator(mode="after")
    def _is_confirmed(self) -> Self:
        if not self.dry_run and self.confirm_count is None:
            raise ValueError("to delete, 'confirm_count' must be the count of a dry run")
        return self


class RatingBody(BaseModel):
    """Thumbs up or down."""

    model_config = STRICT

    rating: Annotated[bool, BeforeValidator(lambda value: {"true": True, "false": False}.get(value, value))]


class EvalBody(BaseModel):
    model_config = STRICT

    name: str
    score: Annotated[Any, WithJsonSchema({"type": ["number", "boolean", "string"]})] = Field(
        description="A number, a boolean or a label."
    )


class ScoresBody(BaseModel):
    """Read by score_body.py, which names each score that is wrong."""

    scores: dict[str, int | bool | str] = Field(description="Name → value; 1 to 1,000 of them.")


class EvaluatorBody(BaseModel):
    name: str
    version: str | None = None


class NewScoreBody(BaseModel):
    """Read by score_items.py, which names each field that is wrong."""

    model_config = ConfigDict(extra="forbid")

    request_id: str | None = Field(None, description="This or session_id.")
    session_id: str | None = None
    name: str
    value: int | float | bool | str
    source: Source | None = None
    rater: str | None = None
    comment: str | None = None
    evaluator: str | EvaluatorBody | None = None
    probability: float | None = Field(None, gt=0, le=1, description="Of having been chosen to be scored.")
    experiment_id: str | None = None
    item_id: str | None = None
    metadata: dict[str, Any] | None = None
    scored_at: str | int | None = Field(None, description="ISO 8601 or Unix milliseconds.")


class NewScoresBody(BaseModel):
    scores: list[NewScoreBody] = Field(max_length=MAX_ITEMS)


class AnyScoresBody(RootModel[NewScoresBody | list[NewScoreBody] | NewScoreBody]):
    """Many scores, or one by itself."""


# Answers


class KeptShape(Shape):
    score_id: str
    status: Literal["stored", "waiting"]


class KeptScoresShape(Shape):
    stored: int
    waiting: int = Field(description="For their call.")
    labels_among_numbers: dict[str, int] = Field(description="Name that had numbers → labels of this call under it.")
    scores: list[KeptShape] = Field(description="In the order in which they were sent.")


class KeptScoresAnswer(Answer[KeptScoresShape]):
    pass


class ScoresAnswer(Answer[list[ScoreRecord]]):
    """Oldest first."""


class DeletionShape(Shape):
    dry_run: bool
    count: int = Field(description="Of scores that the filter means.")
    deleted: int


class DeletionAnswer(Answer[DeletionShape]):
    pass
