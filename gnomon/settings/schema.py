"""Which field or table of the settings models a key path names. Pure."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

KeyPath = tuple[str | int, ...]  # ("upstream", 1, "name"); integers count the tables of a list from 0


def table_in(field: FieldInfo | None) -> type[BaseModel] | None:
    """The model of the field's table, or of each table in its list; None for a plain value."""
    annotation: Any = field.annotation if field else None
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def field_at(root: type[BaseModel], path: KeyPath) -> FieldInfo | None:
    """The field that the path names, or None when the models have no such key."""
    model: type[BaseModel] | None = root
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if model else None
        model = table_in(field)
    return field


def table_at(root: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model of the table at the path; the empty path is the root itself."""
    return table_in(field_at(root, path)) if path else root


def is_structured(field: FieldInfo | None) -> bool:
    """Whether a value of this field is a table or a list, which one plain string cannot hold."""
    return field is not None and (table_in(field) is not None or get_origin(field.annotation) in (list, frozenset))


def dotted(path: KeyPath) -> str:
    """('upstream', 1, 'name') as people read it: upstream[2].name, counted from one."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text
