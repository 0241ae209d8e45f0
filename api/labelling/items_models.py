"""Bodies and answers of /v1/queues/{queue_id}/items."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field, model_validator

from api.http.base_models import STRICT, Answer, Shape
from api.scores.scores_models import RequestId
from store.evaluation.labelling import ITEMS_MOST


class ItemsBody(BaseModel):
    """The requests to add to a queue: by their ids, or those that match its filter now."""

    model_config = STRICT

    request_ids: list[RequestId] | None = Field(None, min_length=1, max_length=ITEMS_MOST)
    from_filter: Literal[True] | None = Field(None, description="Take the sample again, with what was logged since.")

    @model_validator(mode="after")
    def _says_which(self) -> ItemsBody:
        if (self.request_ids is None) == (self.from_filter is None):
            raise ValueError("must have either 'request_ids' or 'from_filter'")
        return self


class AddedItems(Shape):
    """What was added."""

    added: int
    unknown: list[str] = Field(description="Ids of which no request is logged.")
    items: int = Field(description="Items that the queue has now.")


class AddedItemsAnswer(Answer[AddedItems]):
    """The requests are in the queue."""


class ListedItem(Shape):
    """A request of a queue, and who has rated it. Not how: raters shall not see it before they have."""

    request_id: str
    probability: float | None = Field(description="With which it was sampled; null: it was added by its id.")
    raters: list[str] = Field(description="Who has given all scores of the queue.")
    prompt_preview: str | None = Field(description="null: not known, or the request was deleted.")
    answer_preview: str | None = Field(description="null: not known, or the request was deleted.")


class ListedItemsAnswer(Answer[list[ListedItem]]):
    """Requests of a queue, in its order."""
