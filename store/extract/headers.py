"""`Helicone-*` headers → ids and properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from store.extract.previews import clean, short

PROPERTY = "helicone-property-"
FIELDS = {
    "helicone-user-id": "user_id",
    "helicone-session-id": "session_id",
    "helicone-session-name": "session_name",
    "helicone-session-path": "session_path",
    "helicone-prompt-id": "prompt_id",
    "helicone-model-override": "model_override",
}


# Those with a meaning to Gnomon that holds no secret. Others may: helicone-auth, helicone-fallbacks, a misspelled name.
_LOGGED = frozenset(
    ("helicone-omit-request", "helicone-omit-response", "helicone-request-id", "helicone-stream-usage", *FIELDS)
)


def is_logged(lower: str) -> bool:
    """Whether a `Helicone-*` header of that name, in lower case, may be written to the log with its value."""
    return lower in _LOGGED or lower.startswith(PROPERTY)


@dataclass(slots=True)
class HeaderFields:
    """None: not given by the caller."""

    user_id: str | None = None
    session_id: str | None = None
    session_name: str | None = None
    session_path: str | None = None
    prompt_id: str | None = None
    model_override: str | None = None
    properties: dict[str, str] = field(default_factory=dict)


def read(headers: Iterable[tuple[str, str]]) -> HeaderFields:
    """Names are compared without regard to case. A property gets the name as first sent; repeated values are joined by
    ", "."""
    fields = HeaderFields()
    properties = fields.properties
    first: dict[str, str] = {}  # a property's name in lower case → as first sent
    for name, value in headers:
        lower = name.lower()
        if lower in FIELDS:
            setattr(fields, FIELDS[lower], short(value))
        elif lower.startswith(PROPERTY):
            shown = clean(name[len(PROPERTY) :]).strip()
            if not shown:
                continue
            shown = first.setdefault(shown.lower(), shown)
            trimmed = clean(value).strip()
            properties[shown] = f"{properties[shown]}, {trimmed}" if shown in properties else trimmed
    return fields
