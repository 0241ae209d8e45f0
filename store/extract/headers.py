"""What the caller said in `Helicone-*` headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from store.extract.previews import clean, short

_PROPERTY = "helicone-property-"
_FIELDS = {
    "helicone-user-id": "user_id",
    "helicone-session-id": "session_id",
    "helicone-session-name": "session_name",
    "helicone-session-path": "session_path",
    "helicone-prompt-id": "prompt_id",
    "helicone-model-override": "model_override",
}


@dataclass(slots=True)
class CallerHeaders:
    """All of it; None: not said."""

    user_id: str | None = None
    session_id: str | None = None
    session_name: str | None = None
    session_path: str | None = None
    prompt_id: str | None = None
    model_override: str | None = None
    properties: dict[str, str] = field(default_factory=dict)


def read(headers: Iterable[tuple[str, str]]) -> CallerHeaders:
    """Names are compared without regard to case, and properties shown as first sent; a repeated one joins with ", "."""
    said = CallerHeaders()
    first: dict[str, str] = {}  # a property's name in lower case → as first sent
    for name, value in headers:
        lower = name.lower()
        if lower in _FIELDS:
            setattr(said, _FIELDS[lower], short(value))
        elif lower.startswith(_PROPERTY):
            shown = clean(name[len(_PROPERTY) :]).strip()
            if not shown:
                continue
            shown = first.setdefault(shown.lower(), shown)
            trimmed = clean(value).strip()
            said.properties[shown] = f"{said.properties[shown]}, {trimmed}" if shown in said.properties else trimmed
    return said
