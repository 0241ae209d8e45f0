"""Calls whose bodies are omitted from the log: read by the worker while it holds the bodies, finished by ingest.

    worker   header fields + bodies ──read_omitted──▶ JSON, written into the closing frame; the bodies are dropped
    ingest   row + that JSON        ──finish────────▶ the row with all its extracted fields, and its price

What a person or a model wrote is not in the JSON: no previews and no hashes of an omitted body. Numbers, ids, names of
models and the provider's error messages are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from store.extract.bodies.parsing import Json
from store.extract.budgets import FULL, BodyBudget
from store.extract.extraction import priced, read
from store.extract.pricing.cost import Priced, Prices
from store.models import Bodies, ExchangeRow, SessionStep, Usage
from store.spool.facts import closing_fields, opening_fields

_NAMES = tuple(field.name for field in fields(ExchangeRow))
_OF_REQUEST = (
    "prompt_preview",
    "input_hash",
    "conversation_hash",
    "last_user_message_hash",
    "request_hash",
    "prompt_fingerprint",
)
_OBJECTS: dict[str, type[Usage | SessionStep]] = {"usage": Usage, "step": SessionStep}
_OF_RESPONSE = ("answer_preview",)


def read_omitted(
    opening: Mapping[str, Any], closing: Mapping[str, Any], bodies: tuple[bytes, bytes | None], budget: BodyBudget
) -> Json:
    """See `extracted`. `opening` and `closing`: headers of frames, with sizes, cuts and gaps of `bodies`,
    the request's and the answer's."""
    facts = ExchangeRow(writer="", **opening_fields(opening), **closing_fields(closing))
    return extracted(facts, Bodies(*bodies), budget)


def extracted(facts: ExchangeRow, bodies: Bodies, budget: BodyBudget = FULL) -> Json:
    """What the bodies say, but for the texts of those that are omitted."""
    row, call = read(facts, bodies, budget)
    if facts.request_omitted:
        _clear(row, _OF_REQUEST)
        if row.session_source == "first_messages":  # a hash of the request's text
            row.session_id = row.session_source = None
    if facts.response_omitted:
        _clear(row, _OF_RESPONSE)
    row_fields = {name: getattr(row, name) for name in _NAMES if getattr(row, name) != getattr(facts, name)}
    if "usage" in row_fields:
        row_fields["usage"] = {name: count for name, count in asdict(row.usage).items() if count is not None}
    return {
        "row": row_fields,
        "priced": {
            "models": list(call.models),
            "provider": call.provider,
            "service_tier": call.service_tier,
            "tool_calls": list(call.tool_calls),
            "characters": call.characters,
            "stated_usd": call.stated_usd,
        },
    }


def finish(facts: ExchangeRow, extracted: Json, prices: Prices) -> ExchangeRow:
    """The row with what `extracted` says, and its price. Raises if it is not what `extracted` returned."""
    row = facts.copy()
    for name, value in extracted["row"].items():
        setattr(row, name, _OBJECTS[name](**value) if name in _OBJECTS and value else value)
    call = Priced(started_at_us=facts.started_at_us, **extracted["priced"])
    return priced(row, call, prices)


def _clear(row: ExchangeRow, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, None)
