"""All settings, and how they are read: defaults, then a TOML file, then GNOMON_SECTION__KEY variables.

Nothing is guessed: an unknown key, a value out of range or two keys that contradict each other are Problems,
each with the place where it stands and what would be right there.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, SettingsError

from gnomon.settings import setting_errors
from gnomon.settings.cross_checks import cross_checks
from gnomon.settings.server_settings import ServerSettings
from gnomon.settings.toml_lines import Lines
from gnomon.settings.toml_lines import Path as KeyPath
from proxy.settings import PRESETS, ProxySettings, TimeoutSettings, UpstreamSettings
from store.settings import (
    STRICT,
    AnalyticsSettings,
    KeySettings,
    PriceSettings,
    RetentionSettings,
    ScoreSettings,
    SpoolSettings,
    StoreSettings,
)

DEFAULT_FILE = Path("gnomon.toml")
ENV_PREFIX = "GNOMON_"


class AuthSettings(BaseModel):
    model_config = STRICT

    key: list[KeySettings] = Field([], description="Who may use this; none = whoever can reach it.")


class Settings(BaseModel):
    model_config = STRICT

    server: ServerSettings = ServerSettings()
    proxy: ProxySettings = ProxySettings()
    timeouts: TimeoutSettings = TimeoutSettings()
    spool: SpoolSettings = SpoolSettings()
    store: StoreSettings = StoreSettings()
    retention: RetentionSettings = RetentionSettings()
    scores: ScoreSettings = ScoreSettings()
    analytics: AnalyticsSettings = AnalyticsSettings()
    upstream: list[UpstreamSettings] = Field([], description="Where calls go; none = every well-known provider.")
    price: list[PriceSettings] = Field([], description="Prices that override the built-in ones.")
    auth: AuthSettings = AuthSettings()

    @property
    def upstreams(self) -> Sequence[UpstreamSettings]:
        """The servers in force, exactly one of them the default."""
        if not self.upstream:
            return [
                UpstreamSettings(name=name, base_url=url, default=name == "openai") for name, url in PRESETS.items()
            ]
        if len(self.upstream) == 1:
            return [self.upstream[0].model_copy(update={"default": True})]
        return self.upstream


class _Environment(Settings, BaseSettings):
    """The same keys, as pydantic-settings looks for them in the environment."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, env_nested_delimiter="__")


@dataclass(frozen=True, slots=True)
class SettingProblem:
    where: str  # "gnomon.toml:12", or the environment variable
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.key, self.message) if part)


class BadSettings(ValueError):
    """Settings that nobody should start with."""

    def __init__(self, problems: Sequence[SettingProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings in force, and where each of them comes from."""

    settings: Settings
    origins: Origins


@dataclass(frozen=True, slots=True)
class Origins:
    """Which file, line and environment variable each key was found in."""

    file: Path | None
    lines: Lines
    document: Mapping[str, Any]  # the file's, with the environment's over it
    variables: Mapping[KeyPath, str]

    def of(self, path: KeyPath) -> str:
        here: Any = self.document
        for part in path:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return "default"
        return self.where(path)

    def where(self, path: KeyPath) -> str:
        """The nearest place that a person can look at."""
        return self.variable(path) or self.place(path) or str(self.file or "settings")

    def variable(self, path: KeyPath) -> str | None:
        """The environment variable that set this key, or a table around it."""
        return next((name for known, name in self.variables.items() if path[: len(known)] == known), None)

    def place(self, path: KeyPath) -> str | None:
        line = self.lines.of(path)
        return None if line is None else f"{self.file}:{line}"


def load(file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Read the settings; without a file named, ./gnomon.toml if there is one. Raises BadSettings."""
    if file is None and DEFAULT_FILE.exists():
        file = DEFAULT_FILE
    text = "" if file is None else _text(file)
    document = _parse(text, file)
    variables = _merge_environment(document, environ)
    origins = Origins(file, Lines(text), document, variables)
    try:
        settings = Settings.model_validate(document)
    except ValidationError as error:
        raise BadSettings(
            [_problem(origins, *setting_errors.explain(each, Settings)) for each in error.errors()]
        ) from None  # the error itself repeats values, which may be secrets
    if problems := [_problem(origins, *each) for each in cross_checks(settings)]:
        raise BadSettings(problems)
    return Loaded(settings, origins)


def _text(file: Path) -> str:
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
        at = re.search(r" \(at line (\d+), column \d+\)$", message)
        line = at[1] if at else str(text.count("\n") + 1)
        raise BadSettings([SettingProblem(f"{file}:{line}", "", f"is not TOML: {message}")]) from error


def _merge_environment(document: dict[str, Any], environ: Mapping[str, str]) -> dict[KeyPath, str]:
    """Put what the environment says over the document; returns which variable said what.

    Variables are read one by one, so that a mistake can be laid at its own door.
    """
    variables: dict[KeyPath, str] = {}
    problems: list[SettingProblem] = []
    source = EnvSettingsSource(_Environment)
    # Shorter names first: GNOMON_SERVER__PORT goes over a GNOMON_SERVER that holds the whole table.
    for name in sorted(name for name in environ if name.upper().startswith(ENV_PREFIX)):
        source.env_vars = {name.lower(): environ[name]}
        try:
            said = source()
        except SettingsError:
            problems.append(
                SettingProblem(name, "", 'is not JSON; a list is written ["a", "b"], a table {"key": "value"}')
            )
            continue
        if not said and "__" in name:
            section = name[len(ENV_PREFIX) :].partition("__")[0].lower()
            problems.append(SettingProblem(name, "", setting_errors.unknown(section, Settings.model_fields, "section")))
        for path, value in _leaves(said):
            _put(document, path, value)
            variables[path] = name
    if problems:
        raise BadSettings(problems)
    return variables


def _leaves(tree: Mapping[str, Any], above: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _put(document: dict[str, Any], path: KeyPath, value: Any) -> None:
    table: Any = document
    for part in path[:-1]:
        if not isinstance(table.get(part), dict):
            table[part] = {}
        table = table[part]
    table[path[-1]] = value


def _problem(origins: Origins, path: KeyPath, message: str) -> SettingProblem:
    return SettingProblem(origins.where(path), setting_errors.dotted(path), message)
