"""What each API dialect can be asked. A dialect is a module with these functions: pure, and they never raise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from store.extract.parsing import Json
from store.models import Usage


class Joined(NamedTuple):
    """A stream, put together."""

    answer: Json | None  # the object that the same call would have given without streaming; None: nothing to see
    complete: bool  # the stream said itself that it was at its end


class Dialect(Protocol):
    NAME: str
    DELTA: re.Pattern[bytes]  # a piece of text in an event: see store.extract.deltas
    FINAL: frozenset[str]  # types of a last event that carries the whole answer

    def prompt(self, request: Json) -> str:
        """What was asked last, as text."""

    def inputs(self, request: Json) -> Any:
        """The part of the request that the answer is an answer to, whatever the model and its parameters."""

    def user(self, request: Json) -> Any:
        """The end user that the caller names in the body."""

    def join(self, events: Sequence[Json]) -> Joined:
        """The events' objects, put together."""

    def says(self, event: Json) -> bool:
        """Whether this event brings a piece of the answer: text, reasoning, a tool call."""

    def answer(self, response: Json) -> str:
        """What was answered, as text: else the calls of tools, else a refusal."""

    def finish_reason(self, response: Json) -> str:
        """Why it ended, in the provider's word."""

    def usage(self, response: Json) -> Usage:
        """Tokens, each counted once."""
