"""`gnomon keys new`: an API key is created here, shown once, and stored only by its owner."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from hashlib import sha256

from gnomon.settings.config_text import toml
from store.settings import KeySettings

PREFIX = "gn-"


def make(name: str, scopes: Sequence[str], project: int) -> tuple[str, KeySettings]:
    """A key of 256 random bits, and its settings. Raises pydantic.ValidationError for an unknown scope."""
    key = PREFIX + secrets.token_urlsafe(32)
    digest = sha256(key.encode()).hexdigest()
    settings = KeySettings.model_validate({"name": name, "scopes": scopes, "project": project, "sha256": digest})
    return key, settings


def text(key: str, settings: KeySettings) -> str:
    """The lines that the command prints; the first one is the key."""
    lines = "\n".join(f"{name} = {toml(value)}" for name, value in settings)
    return (
        f"{key}\n\nKeep this key: it is not shown again. Add these lines to the settings file:\n\n[[auth.key]]\n{lines}"
    )
