"""Settings from the environment: GNOMON_SECTION__KEY=value overrides key `section.key` of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gnomon.settings.errors import BadSettings, SettingProblem, unknown
from gnomon.settings.models import Settings
from gnomon.settings.schema import KeyPath, field_at, is_structured

PREFIX = "GNOMON_"


def override(document: dict[str, Any], environ: Mapping[str, str]) -> dict[KeyPath, str]:
    """Write the environment's values into the document; return the variable behind each key. Raises BadSettings.

    A variable such as GNOMON_IMAGE_TAG, which names no section, belongs to somebody else and is ignored.
    """
    variables: dict[KeyPath, str] = {}
    problems: list[SettingProblem] = []
    # Sorted: GNOMON_SERVER__PORT comes after, and so overrides, a GNOMON_SERVER that holds the whole table.
    for name in sorted(name for name in environ if name.upper().startswith(PREFIX)):
        path: KeyPath = tuple(name[len(PREFIX) :].lower().split("__"))
        if path[0] not in Settings.model_fields:
            if len(path) > 1:
                problems.append(SettingProblem(name, "", unknown(str(path[0]), Settings.model_fields, "section")))
            continue
        try:
            value = json.loads(environ[name]) if is_structured(field_at(Settings, path)) else environ[name]
        except ValueError:
            message = 'is not JSON; write a list as ["a", "b"] and a table as {"key": "value"}'
            problems.append(SettingProblem(name, "", message))
            continue
        for leaf, leaf_value in _leaves(path, value):
            _put(document, leaf, leaf_value)
            variables[leaf] = name
    if problems:
        raise BadSettings(problems)
    return variables


def _leaves(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    else:
        yield path, value


def _put(document: dict[str, Any], path: KeyPath, value: Any) -> None:
    table: Any = document
    for part in path[:-1]:
        if not isinstance(table.get(part), dict):
            table[part] = {}
        table = table[part]
    table[path[-1]] = value
