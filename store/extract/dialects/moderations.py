"""Moderations: `POST …/moderations`, as OpenAI and Mistral speak it."""

from __future__ import annotations

from typing import Any

from store.extract import previews
from store.extract.bodies.parsing import Json, mapping, mappings
from store.extract.dialects.dialect import Dialect


def prompt(request: Json) -> str:
    return previews.flat(request.get("input"))


def inputs(request: Json) -> Any:
    return request.get("input")


def answer(response: Json) -> str:
    """The categories that apply."""
    flagged = [
        name
        for result in mappings(response, "results")
        for name, is_it in mapping(result, "categories").items()
        if is_it is True
    ]
    return (
        f"[flagged: {', '.join(sorted(set(flagged)))}]" if flagged else "[not flagged]" * bool(response.get("results"))
    )


DIALECT = Dialect(name="moderations", prompt=prompt, inputs=inputs, answer=answer, writes_tokens=False)
