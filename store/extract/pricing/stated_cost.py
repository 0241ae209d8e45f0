"""What the provider itself says that a call cost. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from store.extract.bodies.parsing import Json, mapping, mappings, text

_MAX_USD = 1_000_000.0
_HEADERS = ("x-litellm-response-cost", "helicone-cost")  # the second is what a manual log states

# Items of a Responses answer → the tool that is billed by the piece
_BILLED = {
    "web_search_call": "web_search",
    "file_search_call": "file_search",
    "code_interpreter_call": "code_interpreter",
}


def stated_usd(response: Json, headers: Mapping[str, str]) -> float | None:
    """USD, as OpenRouter (`usage.cost`), Perplexity (`usage.cost.total_cost`), LiteLLM and manual logs (headers) state
    them."""
    usage = mapping(response, "usage")
    cost = usage.get("cost")
    if cost is None:
        return next((_amount_of_text(headers[name]) for name in _HEADERS if name in headers), None)
    if isinstance(cost, dict):
        return _amount(cost.get("total_cost"))
    amount = _amount(cost)
    if amount is not None:
        # With a key of one's own, OpenRouter's cost is its fee; the provider's comes on top.
        upstream = _amount(mapping(usage, "cost_details").get("upstream_inference_cost"))
        return amount + (upstream or 0.0) if usage.get("is_byok") is True else amount
    return None


def billed_tools(response: Json) -> Sequence[tuple[str, int]]:
    """Tool calls of OpenAI's Responses that cost a fee: (name, how many). A container is paid for once."""
    counts: dict[str, int] = {}
    containers: set[str] = set()
    for item in mappings(response, "output"):
        name = _BILLED.get(text(item, "type"))
        if name is None or item.get("status") == "failed":
            continue
        if name == "code_interpreter":
            containers.add(text(item, "container_id"))
            counts[name] = len(containers)
        elif name != "web_search" or text(mapping(item, "action"), "type") in ("", "search"):  # opening a page is free
            counts[name] = counts.get(name, 0) + 1
    return tuple(counts.items())


def _amount(value: Any) -> float | None:
    if type(value) in (int, float) and math.isfinite(value) and 0 <= value <= _MAX_USD:
        return float(value)
    return None


def _amount_of_text(value: str) -> float | None:
    try:
        return _amount(float(value)) if value else None
    except ValueError:
        return None
