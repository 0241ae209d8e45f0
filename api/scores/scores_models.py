"""Bodies and answers of /v1/scores."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    RootModel,
    WithJsonSchema,
    model_validator,
)

from api.http.base_models import STRICT, Answer, Iso, Shape, Source
from api.http.json_values import check_text
from api.http.timestamps import iso_8601
from api.requests.ids import is_request_id
from api.requests.requests_models import ScoreDetail
from api.scores.items import (
    MAX_COMMENT_CHARACTERS,
    MAX_ITEMS,
    MAX_SESSION_ID_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    metadata_of,
    timestamp_us,
    value_of,
)
from api.scores.values import MAX_NAME_CHARACTERS
from store.analytics.selection import Unit
from store.base import ScoreState

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
    unit: Unit = Field(description="What the score was given to.")
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


# The body of POST /v1/scores, for /openapi.json: items.py parses it by hand. A test holds that both agree.


def _text(value: str) -> str:
    check_text(value)
    return value


def _request_id(value: str) -> str:
    if not is_request_id(value):
        raise ValueError("must not be . or ..")
    return value


def _checked_value(value: Any) -> Any:
    value_of(value)
    return value


Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT_CHARACTERS), AfterValidator(_text)]
RequestId = Annotated[str, Field(pattern="^[!-$&-~]{1,256}$"), AfterValidator(_text), AfterValidator(_request_id)]
SessionId = Annotated[str, Field(min_length=1, max_length=MAX_SESSION_ID_CHARACTERS), AfterValidator(_text)]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME_CHARACTERS), AfterValidator(_text)]
Value = Annotated[
    Any, BeforeValidator(_checked_value), WithJsonSchema({"type": ["integer", "number", "boolean", "string"]})
]
Comment = Annotated[str, Field(max_length=MAX_COMMENT_CHARACTERS), AfterValidator(_text)]
Metadata = Annotated[dict[str, Any], BeforeValidator(metadata_of)]
ScoredAt = Annotated[
    int, BeforeValidator(timestamp_us), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}]})
]


class EvaluatorBody(BaseModel):
    """The program or model that scored."""

    model_config = STRICT

    name: Text
    version: Text | None = None


class NewScoreBody(BaseModel):
    """One score. Either request_id or session_id is required."""

    model_config = STRICT

    request_id: RequestId | None = Field(None, description="Any id of the request: yours, ours, or the upstream's.")
    session_id: SessionId | None = None
    name: Name
    value: Value = Field(description="A number up to ±(2^53-1) if it is whole, a boolean, or a label.")
    source: Source | None = None
    rater: Text | None = Field(None, description="Who scored.")
    comment: Comment | None = None
    evaluator: Text | EvaluatorBody | None = None
    probability: float | None = Field(
        None, gt=0, le=1, description="The probability with which this call was sampled for scoring."
    )
    experiment_id: Text | None = None
    item_id: Text | None = None
    metadata: Metadata | None = None
    scored_at: ScoredAt | None = Field(None, description="ISO 8601 or Unix milliseconds; default: now.")

    @model_validator(mode="after")
    def _has_one_target(self) -> Self:
        if (self.request_id is None) == (self.session_id is None):
            raise ValueError("either 'request_id' or 'session_id' is required, but not both")
        return self


class NewScoresBody(BaseModel):
    """Many scores."""

    model_config = STRICT

    scores: list[NewScoreBody] = Field(max_length=MAX_ITEMS)


class AnyScoresBody(
    RootModel[NewScoresBody | Annotated[list[NewScoreBody], Field(max_length=MAX_ITEMS)] | NewScoreBody]
):
    """Many scores, or one."""


# Answers


class KeptShape(Shape):
    """A score that was stored."""

    score_id: str
    status: ScoreState = Field(
        description="stored: with its request. waiting: until its request is logged. accepted: until the node that has"
        " the request, or ClickHouse, can be reached again; only with several nodes. In each case the score is on disk."
    )


class KeptScoresShape(Shape):
    """What became of the scores that were sent."""

    stored: int
    waiting: int = Field(description="Scores whose request has not been logged yet.")
    accepted: int = Field(description="Scores that are on disk here until their node, or ClickHouse, can be reached.")
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
