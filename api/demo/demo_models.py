"""Answers of /v1/demo."""

from __future__ import annotations

from pydantic import Field

from api.http.base_models import Answer, Shape


class DemoShape(Shape):
    """What the demo project holds."""

    calls: int = Field(description="Logged calls; 0: the demo project is empty.")


class DemoAnswer(Answer[DemoShape]):
    """What the demo project holds now."""


class RemovedDemo(Shape):
    """What was deleted of the demo project."""

    deleted: int = Field(description="Logged calls that were deleted, with their scores.")


class RemovedDemoAnswer(Answer[RemovedDemo]):
    """The demo project is empty."""
