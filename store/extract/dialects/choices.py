"""What OpenAI's chat completions and its older completions have in common: the list `choices`."""

from __future__ import annotations

from store.extract.bodies.parsing import Json, mappings, text


def finish_reason(response: Json) -> str:
    """The first finish reason among the choices; "" when none has one."""
    for choice in mappings(response, "choices"):
        if reason := text(choice, "finish_reason"):
            return reason
    return ""


def index_of(choice: Json, otherwise: int) -> int:
    index = choice.get("index")
    return index if isinstance(index, int) else otherwise
