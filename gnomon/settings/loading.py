"""Reads the settings: defaults, then a TOML file, then GNOMON_SECTION__KEY variables.

Nothing is guessed: an unknown key, a value out of range and keys that contradict each other are errors, each with
the place where it stands and what would be right there.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gnomon.settings import environment
from gnomon.settings.cross_checks import cross_checks
from gnomon.settings.errors import BadSettings, SettingProblem, explain
from gnomon.settings.models import Settings
from gnomon.settings.schema import KeyPath, dotted
from gnomon.settings.toml_lines import TomlLines

DEFAULT_FILE = Path("gnomon.toml")


@dataclass(frozen=True, slots=True)
class Origins:
    """The file, line and environment variable that each key comes from."""

    file: Path | None
    lines: TomlLines
    document: Mapping[str, Any]  # what the file says, overridden by the environment
    variables: Mapping[KeyPath, str]

    def of(self, path: KeyPath) -> str:
        """Where the value of that key was set: a file with its line, a variable, or "default"."""
        node: Any = self.document
        for part in path:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return "default"
        return self.nearest(path)

    def nearest(self, path: KeyPath) -> str:
        """The place to look at for an error in that key, whether or not the key itself is set."""
        line = self.lines.of(path)
        place = f"{self.file}:{line}" if line is not None else str(self.file or "settings")
        return self._variable(path) or place

    def _variable(self, path: KeyPath) -> str | None:
        """The environment variable that set this key or a table around it."""
        return next((name for known, name in self.variables.items() if path[: len(known)] == known), None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force, and where each of them comes from."""

    settings: Settings
    origins: Origins


def load(file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Read the settings from that file, else from ./gnomon.toml if it exists. Raises BadSettings."""
    if file is None and DEFAULT_FILE.exists():
        file = DEFAULT_FILE
    text = "" if file is None else _read(file)
    document = _parse(text, file)
    variables = environment.override(document, environ)
    origins = Origins(file, TomlLines(text), document, variables)
    try:
        settings = Settings.model_validate(document)
    except ValidationError as error:
        problems = [_problem(origins, *explain(details, Settings)) for details in error.errors()]
        raise BadSettings(problems) from None  # pydantic's message repeats values, which may be secrets
    if problems := [_problem(origins, *check) for check in cross_checks(settings)]:
        raise BadSettings(problems)
    return Loaded(settings, origins)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise BadSettings([SettingProblem(str(file), "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadSettings([SettingProblem(f"{file}:{line}", "", "is not UTF-8")]) from error


def _parse(text: str, file: Path | None) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        position = re.search(r" \(at line (\d+), column \d+\)$", message)
        line = position[1] if position else str(text.count("\n") + 1)
        raise BadSettings([SettingProblem(f"{file}:{line}", "", f"is not TOML: {message}")]) from error


def _problem(origins: Origins, path: KeyPath, message: str) -> SettingProblem:
    return SettingProblem(origins.nearest(path), dotted(path), message)
