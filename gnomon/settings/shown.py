"""The settings in force as the dashboard shows them, secrets masked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from api.settings import ShownSetting
from gnomon.settings.config_text import masked
from gnomon.settings.setting_errors import table_in
from gnomon.settings.settings import Settings


def shown(settings: Settings) -> list[ShownSetting]:
    """Every setting by its dotted key; tables that stand any number of times are numbered from 0."""
    found: list[ShownSetting] = []
    for name, value in settings:
        if isinstance(value, BaseModel) and name != "auth":
            found += _of_table(name, value)
    lists: list[tuple[str, Sequence[BaseModel]]] = [
        ("upstream", settings.upstreams),
        ("price", settings.price),
        ("auth.key", settings.auth.key),
    ]
    for name, tables in lists:
        is_default = name == "upstream" and not settings.upstream  # then it is every provider that we know
        for number, table in enumerate(tables):
            found += _of_table(f"{name}.{number}", table, is_default=is_default)
    return found


def _of_table(name: str, table: BaseModel, *, is_default: bool = False) -> Iterator[ShownSetting]:
    for key, value in table:
        field = type(table).model_fields[key]
        if table_in(field) is None:
            same = not field.is_required() and value == field.get_default(call_default_factory=True)
            yield ShownSetting(f"{name}.{key}", _plain(masked(key, value)), is_default or same, field.description or "")


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    return sorted(value) if isinstance(value, frozenset) else value
