"""OpenAI's images: `POST …/images/generations`, `/images/edits`, `/images/variations`, whole and streamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract.bodies.parsing import Json, mappings, text
from store.extract.dialects.dialect import Dialect, JoinedStream


def prompt(request: Json) -> str:
    return text(request, "prompt")


def inputs(request: Json) -> Any:
    return request.get("prompt")


def answer(response: Json) -> str:
    images = mappings(response, "data")
    revised = next((words for image in images if (words := text(image, "revised_prompt"))), "")
    return " ".join(filter(None, ["[image]" * bool(images) * max(1, len(images)), revised]))


def join(events: Sequence[Json]) -> JoinedStream:
    """Each finished picture is an event; partial ones before it are left out."""
    finished = [event for event in events if text(event, "type").endswith(".completed")]
    if not finished:
        return JoinedStream(next((event for event in reversed(events) if "error" in event), None), False)
    last = finished[-1]
    images = [{"b64_json": event.get("b64_json")} for event in finished]
    kept = {key: value for key, value in last.items() if key not in ("type", "b64_json", "partial_image_index")}
    return JoinedStream({"created": last.get("created_at")} | kept | {"data": images}, True)


DIALECT = Dialect(name="openai_images", prompt=prompt, inputs=inputs, answer=answer, join=join)
