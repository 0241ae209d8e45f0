"""Bodies and answers of /v1/views."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.http.base_models import STRICT, Answer, Iso, Shape

MAX_SEARCH_BYTES = 10_000
Page = Literal[
    "overview", "requests", "sessions", "users", "properties", "scores", "score", "compare", "label", "sql"
]  # fmt: skip
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class ViewBody(BaseModel):
    """A page of the dashboard with filter, columns and order, under a name."""

    model_config = STRICT

    name: Name
    page: Page = Field(description="The page of the dashboard.")
    search: dict[str, Any] = Field(
        {}, description=f"The page's search parameters, up to {MAX_SEARCH_BYTES:,} bytes of JSON."
    )
    shared: bool = Field(
        False, description="true: everybody in the project sees it. false: only the key that saved it."
    )
    default: bool = Field(
        False, description="The page opens with this view. A view of one's own precedes a shared one."
    )


class View(Shape):
    """A saved view."""

    view_id: str
    name: str
    page: Page
    search: dict[str, Any]
    shared: bool
    default: bool
    owner: str | None = Field(description="The name of the key that saved it; null: it was saved without a key.")
    own: bool = Field(description="It was saved with the caller's key.")
    created_at: Iso
    updated_at: Iso


class ViewAnswer(Answer[View]):
    """A saved view."""


class ViewsAnswer(Answer[list[View]]):
    """The views that the caller may see, by page and name."""
