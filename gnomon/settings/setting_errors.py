"""What is wrong with a setting, in words that say what would be right. Pure.

Values are never repeated: one may be a secret put into the wrong place, and the line is named anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gnomon.settings.toml_lines import Path as KeyPath

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def explain(error: ErrorDetails, root: type[BaseModel]) -> tuple[KeyPath, str]:
    """The key that a validation error is about, and what to say of it."""
    path = error["loc"]
    if error["type"] == "extra_forbidden":
        table = _model_at(root, path[:-1])
        return path, unknown(str(path[-1]), table.model_fields if table else (), "key")
    if error["type"] == "missing":
        return path, f"is missing{_help(root, path)}"
    if error["type"] in ("model_type", "model_attributes_type"):
        return path, f"should be a table, [{dotted(path)}]"
    if error["type"] == "list_type" and _model_at(root, path):
        return path, f"should be tables, [[{dotted(path)}]] each"
    if error["type"] == "path_type":
        return path, f"should be a path, in quotes{_help(root, path)}"
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")
    return path, f"{message}{_help(root, path)}"


def unknown(name: str, known: Iterable[str], noun: str) -> str:
    known = list(known)
    close = get_close_matches(name, known, n=1)
    guess = f' did you mean "{close[0]}"?' if close else ""
    return f"unknown {noun}{';' if guess else ''}{guess} (known here: {', '.join(known)})"


def dotted(path: KeyPath) -> str:
    """('upstream', 1, 'name') is written upstream[2].name: people count from one."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def table_in(field: FieldInfo | None) -> type[BaseModel] | None:
    """The model of a table, or of each table in a list; None for a plain value."""
    annotation: Any = field.annotation if field else None
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _field_at(root: type[BaseModel], path: KeyPath) -> FieldInfo | None:
    model: type[BaseModel] | None = root
    found: FieldInfo | None = None
    for part in path:
        if isinstance(part, int):
            continue
        found = model.model_fields.get(part) if model else None
        model = table_in(found)
    return found


def _model_at(root: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    return table_in(_field_at(root, path)) if path else root


def _help(root: type[BaseModel], path: KeyPath) -> str:
    field = _field_at(root, path)
    return f" ({field.description})" if field and field.description else ""
