"""Experiments: what the store promises of them. What an experiment compares is fixed once it has been created."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

EXPERIMENTS_MOST = 200  # in one project


@dataclass(frozen=True, slots=True)
class Experiment:
    """A comparison of groups of requests, decided on before their scores were seen."""

    project: int
    name: str
    definition: dict[str, Any]  # arms, scores, guardrails and method, as JSON
    start_us: int  # requests that started then or later count
    end_us: int | None  # requests that started before count; None: it goes on
    created_at_us: int
    updated_at_us: int


class Experiments(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def of_project(self, project: int) -> list[Experiment]:
        """The latest start first."""

    async def find(self, project: int, name: str) -> Experiment | None:
        """None: unknown name."""

    async def create(self, experiment: Experiment) -> bool:
        """False: the project has an experiment of that name. Raises Full when it has EXPERIMENTS_MOST."""

    async def set_end(self, project: int, name: str, end_us: int | None, updated_at_us: int) -> bool:
        """The only change there is. False: unknown name."""

    async def delete(self, project: int, name: str) -> bool:
        """Calls and scores stay. False: unknown name."""
