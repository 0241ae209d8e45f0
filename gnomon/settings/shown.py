"""The settings in force as the dashboard shows them, with secrets masked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from api.settings import ShownSetting
from gnomon.settings.config_text import masked
from gnomon.settings.models import Settings
from gnomon.settings.schema import table_in


def shown(settings: Settings) -> list[ShownSetting]:
    """Every setting by its dotted key. Tables that can be repeated are numbered from 0."""
    rows: list[ShownSetting] = []
    for name, value in settings:
        if isinstance(value, BaseModel) and name != "auth":
            rows += _rows(name, value)
    lists: list[tuple[str, Sequence[BaseModel]]] = [
        ("upstream", settings.upstreams),
        ("price", settings.price),
        ("judge_key", settings.judge_key),
        ("evaluator", settings.evaluator),
        ("shadow", settings.shadow),
        ("auth.key", settings.auth.key),
    ]
    for name, tables in lists:
        is_default = name == "upstream" and not settings.upstream  # then these are the well-known providers
        for number, table in enumerate(tables):
            rows += _rows(f"{name}.{number}", table, is_default=is_default)
    return rows


def _rows(name: str, table: BaseModel, *, is_default: bool = False) -> Iterator[ShownSetting]:
    for key, value in table:
        field = type(table).model_fields[key]
        if not isinstance(value, list) or table_in(field) is None:
            same = not field.is_required() and value == field.get_default(call_default_factory=True)
            plain = _json_value(masked(key, value))
            yield ShownSetting(f"{name}.{key}", plain, is_default or same, field.description or "")


def _json_value(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, tuple):
        return [_json_value(each) for each in value]
    return sorted(value) if isinstance(value, frozenset) else value
