"""What each API dialect implements. A dialect is a module with these names; its functions are pure and never raise.

To add a dialect:

1. Write the module beside this one. `Json` values come from strangers: read them with the helpers of
   store/extract/parsing.py (`text`, `mapping`, `mappings`, `count`), which give an empty value for anything unexpected.
2. Map the provider's token counts to `Usage` in store/extract/usage.py.
3. Add the end of the request's path to `DIALECTS` in store/extract/paths.py.
4. Put a stream as the provider sends it into tests/data/<name>_<case>.sse and the answer of the same call without
   streaming beside it (.json); name the path in tests/store/extract/calls.py. test_golden.py compares the two.
5. Raise `EXTRACTOR_VERSION` in store/extract/extraction.py: `gnomon reprocess` then extracts stored calls again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from store.extract.parsing import Json
from store.models import Usage


class JoinedStream(NamedTuple):
    """The events of a stream, put together."""

    response: Json | None  # the object the same call gives without streaming; None: no event said anything
    complete: bool  # the stream itself marked its end


class Dialect(Protocol):
    """`request` and `response` are the parsed bodies, or {} when there are none."""

    NAME: str
    """Stored as `dialect`, shown by the API. Never changed."""

    DELTA: re.Pattern[bytes]
    """Finds a piece of text in the events of a stream; group 1 is the text, escapes and all. See deltas.py."""

    FINAL: frozenset[str]
    """Types of a last event that carries the whole response; empty where streams have none."""

    def prompt(self, request: Json) -> str:
        """The last text that was sent to the model, for previews; "" when there is none."""

    def inputs(self, request: Json) -> Any:
        """The part of the request that determines the answer, without the model and its parameters; its hash finds
        repeated inputs. None: there is none."""

    def user(self, request: Json) -> Any:
        """The end user that the caller names in the body; None when there is none."""

    def join(self, events: Sequence[Json]) -> JoinedStream:
        """Put the data of a stream's events together; the stream may have been cut anywhere."""

    def has_output(self, event: Json) -> bool:
        """Whether this event brings a piece of the answer (text, reasoning, a tool call): the first one that does ends
        the time to the first token."""

    def answer(self, response: Json) -> str:
        """The answer's text, for previews; else its tool calls, else a refusal; "" when there is none."""

    def finish_reason(self, response: Json) -> str:
        """Why the answer ended, in the provider's word; "" when it does not say."""

    def usage(self, response: Json) -> Usage:
        """Tokens, each counted once (see Usage)."""
