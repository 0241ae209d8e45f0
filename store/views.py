"""Saved views: the state of a page of the dashboard under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

VIEWS_MOST = 300  # in one project


@dataclass(frozen=True, slots=True)
class SavedView:
    view_id: str
    project: int
    owner: str | None  # the name of the key that saved it; None: saved without a key
    page: str  # of the dashboard
    name: str
    search: dict[str, Any]  # the search parameters of the page: filter, columns, order …
    shared: bool  # False: only its owner sees it
    is_default: bool  # the page opens with it
    created_at_us: int
    updated_at_us: int

    def is_visible_to(self, key_name: str | None) -> bool:
        return self.shared or self.owner == key_name


class SavedViews(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def of_project(self, project: int) -> list[SavedView]:
        """All of them, also those that only their owners see, by page and name."""

    async def put(self, view: SavedView) -> None:
        """Create or replace a view, by its id.

        If it is a default, it takes the place of the page's other default that the same people see. Raises NameTaken
        when the page has another view of this name that the same people see, Full when the project has VIEWS_MOST.
        """

    async def delete(self, project: int, view_id: str) -> bool:
        """False: unknown id."""


class NameTaken(ValueError):
    """The page has another view of that name."""
