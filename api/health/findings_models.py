"""The answer of /healthz/findings."""

from __future__ import annotations

from pydantic import Field

from api.http.base_models import Answer, Shape
from store.findings import FindingKind


class FindingShape(Shape):
    """One thing that could not be understood of the newest 10,000 calls."""

    kind: FindingKind
    subject: str = Field(description="A model, an upstream and path, or a score name.")
    calls: int = Field(description="Number of calls; for waiting_scores, number of scores.")
    example_id: str = Field(description="A request id; for waiting_scores, the id they wait for.")
    advice: str = Field(description="What to do, in plain words.")


class FindingsAnswer(Answer[list[FindingShape]]):
    """Findings grouped by kind, the most frequent first within each kind."""
