"""The base class of all query bodies, and the filter tree as a field."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, WithJsonSchema

# Parsed by store/filter, which names the path of what is wrong; openapi.py replaces the mark by a reference.
FILTER_MARK = "x-filter"
FilterTree = Annotated[Any, WithJsonSchema({FILTER_MARK: True})]


class Query(BaseModel):
    """Unknown fields are errors and numbers may come as text, as in Helicone."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
