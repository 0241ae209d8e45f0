"""Messages for wrong settings: each names the place, the key, what is wrong and what would be right.

Values are never repeated: a value may be a secret in the wrong place, and the line is named anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import BaseModel

from gnomon.settings.schema import KeyPath, dotted, field_at, table_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class SettingProblem:
    where: str  # "gnomon.toml:12", or the name of an environment variable
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.key, self.message) if part)


class BadSettings(ValueError):
    """The settings cannot be used; the message has one line for each problem."""

    def __init__(self, problems: Sequence[SettingProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def explain(error: ErrorDetails, root: type[BaseModel]) -> tuple[KeyPath, str]:
    """The key that a validation error is about, and the message for it."""
    path = error["loc"]
    if error["type"] == "extra_forbidden":
        table = table_at(root, path[:-1])
        return path, unknown(str(path[-1]), table.model_fields if table else (), "key")
    if error["type"] == "missing":
        return path, f"is missing{_hint(root, path)}"
    if error["type"] in ("model_type", "model_attributes_type"):
        return path, f"should be a table, [{dotted(path)}]"
    if error["type"] == "list_type" and table_at(root, path):
        return path, f"should be a list of tables, each headed [[{dotted(path)}]]"
    if error["type"] == "path_type":
        return path, f"should be a path in quotes{_hint(root, path)}"
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")
    return path, f"{message}{_hint(root, path)}"


def unknown(name: str, known: Iterable[str], noun: str) -> str:
    """The message for a key or section that does not exist, with the closest name that does."""
    known = list(known)
    close = get_close_matches(name, known, n=1)
    guess = f'; did you mean "{close[0]}"?' if close else ""
    return f"unknown {noun}{guess} (known here: {', '.join(known)})"


def _hint(root: type[BaseModel], path: KeyPath) -> str:
    field = field_at(root, path)
    return f" ({field.description})" if field and field.description else ""
