"""Bodies and answers of /v1/scores."""

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

from api.http.base_models import STRICT, Answer, Iso, Shape, Source
from api.http.timestamps import iso_8601
from api.requests.requests_models import ScoreDetail
from api.scores.items import MAX_ITEMS, timestamp_us

ScoreTime = Annotated[
    int,
    BeforeValidator(timestamp_us),
    PlainSerializer(iso_8601),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "ISO 8601, or Unix milliseconds."}
    ),
]
Texts = Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=1_000)]


class ScoreRecord(ScoreDetail):
    """A stored score."""

    status: Literal["stored", "waiting"]
    request_id: str | None = Field(description="null: the request has not been logged, or the score is of a session.")
    session_id: str | None
    superseded_at: Iso | None = Field(description="When a later score replaced it; null: current.")


class SelectionBody(BaseModel):
    """Selects scores: all conditions must hold, a list matches any of its elements. Replaced scores are included."""

    model_config = STRICT

    names: Texts = []
    request_ids: Texts = []
    session_ids: Texts = []
    authors: Texts = Field([], description="The rater, else the name of the evaluator, else empty.")
    evaluators: Texts = []
    evaluator_versions: Texts = []
    sources: Texts = []
    experiment_ids: Texts = []
    recorded_from: ScoreTime | None = Field(None, description="Recorded at this time or later.")
    recorded_to: ScoreTime | None = Field(None, description="Recorded before this time.")

    @model_validator(mode="after")
    def _has_a_condition(self) -> Self:
        if not any(getattr(self, field) not in ([], None) for field in type(self).model_fields):
            raise ValueError("must have at least one condition")
        return self


class DeleteBody(BaseModel):
    """Counts scores, or deletes them if the count is confirmed."""

    model_config = STRICT

    filter: SelectionBody
    dry_run: bool = Field(True, description="Count only.")
    confirm_count: int | None = Field(None, description="Count of the dry run; required to delete.")

    @model_validator(mode="after")
    def _is_confirmed(self) -> Self:
        if not self.dry_run and self.confirm_count is None:
            raise ValueError("'confirm_count' must be the count of a dry run if dry_run is false")
        return self


class EvaluatorBody(BaseModel):
    """The program or model that scored."""

    name: str
    version: str | None = None


class NewScoreBody(BaseModel):
    """One score. Either request_id or session_id is required."""

    model_config = ConfigDict(extra="forbid")

    request_id: str | None = Field(None, description="Any id of the request: yours, ours, or the upstream's.")
    session_id: str | None = None
    name: str
    value: int | float | bool | str
    source: Source | None = None
    rater: str | None = None
    comment: str | None = None
    evaluator: str | EvaluatorBody | None = None
    probability: float | None = Field(
        None, gt=0, le=1, description="The probability with which this call was sampled for scoring."
    )
    experiment_id: str | None = None
    item_id: str | None = None
    metadata: dict[str, Any] | None = None
    scored_at: str | int | None = Field(None, description="ISO 8601 or Unix milliseconds; default: now.")


class NewScoresBody(BaseModel):
    """Many scores."""

    scores: list[NewScoreBody] = Field(max_length=MAX_ITEMS)


class AnyScoresBody(RootModel[NewScoresBody | list[NewScoreBody] | NewScoreBody]):
    """Many scores, or one."""


# Answers


class KeptShape(Shape):
    """A score that was stored."""

    score_id: str
    status: Literal["stored", "waiting"] = Field(description="waiting: the request has not been logged yet.")


class KeptScoresShape(Shape):
    """What became of the scores that were sent."""

    stored: int
    waiting: int = Field(description="Scores whose request has not been logged yet.")
    labels_among_numbers: dict[str, int] = Field(description="Score name with numbers → number of labels added to it.")
    scores: list[KeptShape] = Field(description="In the order in which they were sent.")


class KeptScoresAnswer(Answer[KeptScoresShape]):
    """The scores are on disk."""


class ScoresAnswer(Answer[list[ScoreRecord]]):
    """Scores, the oldest first."""


class DeletionShape(Shape):
    """The number of scores that were counted or deleted."""

    dry_run: bool
    count: int = Field(description="Number of scores that match the filter.")
    deleted: int


class DeletionAnswer(Answer[DeletionShape]):
    """The scores were counted or deleted."""
