"""Runs of `gnomon replay`, as the store keeps them. The calls of a run are logged like all others: with two properties
that say to which run they belong, and which logged call they repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

RUN_PROPERTY = "Experiment-Id"  # of every call that a run makes, those of its judge too: the name of the run
ITEM_PROPERTY = "Item-Id"  # … the request id of the logged call that it is about
PREFERENCE = "replay_preference"  # score of the candidate's call: 1 it was preferred, 0 neither, -1 the original was
ORDERS_AGREE = "replay_orders_agree"  # score of the candidate's call: the judge said the same in both orders
# Why a logged call is not sent again; other reasons say what became of one that was.
UNSENT = frozenset(
    ("other_api", "no_body", "encoded", "not_json", "no_model", "no_messages", "no_system_prompt", "no_text")
)
RUNS_MOST = 1_000  # of a project
ReplayState = Literal["running", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class ReplayRun:
    project: int
    name: str
    definition: dict[str, Any]  # which calls, the candidate, how both are compared; never changes
    progress: dict[str, Any]  # limits, what is planned, what was left out and why
    state: ReplayState
    verdict: str | None  # of when the run ended; None: it has not ended yet
    created_at_us: int
    updated_at_us: int


class ReplayRuns(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def of_project(self, project: int) -> list[ReplayRun]:
        """The newest first."""

    async def find(self, project: int, name: str) -> ReplayRun | None:
        """None: there is no run of that name."""

    async def put(self, run: ReplayRun) -> None:
        """Create a run, or replace what may change of the one with its name.

        Raises OtherDefinition when that one is about something else, Full when the project has RUNS_MOST.
        """

    async def delete(self, project: int, name: str) -> bool:
        """False: unknown name. The calls of the run, and their scores, stay."""


class OtherDefinition(ValueError):
    """There is a run of that name that is about something else; the message names what differs."""
