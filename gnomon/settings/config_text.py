"""Settings as TOML text: the example file, and the settings in force with their origins. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from pydantic import BaseModel

from gnomon.settings.loading import Loaded
from gnomon.settings.models import Settings
from gnomon.settings.schema import KeyPath, table_in
from proxy.settings import PRESETS, URL_PATTERNS

_HEAD = """\
# Every setting of Gnomon with its default. Keys that a settings file leaves out keep their defaults.
# Gnomon reads ./gnomon.toml if it exists, or the file named by: gnomon serve --config FILE
# `gnomon config check` finds mistakes; `gnomon config show` prints the settings in force.
# Environment variables override the file: GNOMON_SERVER__PORT=9000, GNOMON_PROXY__ALLOWED_TARGETS='["10.0.0.0/8"]'
"""

_PRINTED_APART: set[KeyPath] = {("auth", "key")}  # as tables of their own
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# Tables that can be repeated have no defaults; the example file shows them with these values, commented out.
_SAMPLES: dict[KeyPath, dict[str, Any]] = {
    ("upstream",): {"name": "local", "base_url": "http://127.0.0.1:8000", "default": True},
    ("price",): {
        "model": "my-model*",
        "input_usd": 0.5,
        "output_usd": 1.5,
        "cache_read_usd": 0.05,
        "cache_write_usd": 0.5,
    },
    ("judge_key",): {"upstream": "local", "env": "OPENAI_API_KEY"},
    ("shadow",): {"name": "mini-beside", "upstream": "local", "model": "gpt-4.1-mini", "sample_rate": 0.05},
    ("auth", "key"): {"name": "ci", "sha256": "64 hex digits, printed by: gnomon keys new"},
}

# Values for keys that have none unless they are set
_UNSET: dict[str, Any] = {
    "usd_per_hour": 1.0,
    "usd_per_day": 10.0,
    "calls_per_hour": 1_000,
    "calls_per_day": 10_000,
    "env": "OPENAI_API_KEY",
}

# Tables with tables in them are shown as somebody would write them.
_WRITTEN: dict[KeyPath, str] = {
    ("evaluator",): """\
[[evaluator]]
name = "helpfulness"
filter = { request_response_rmt = { model = { contains = "gpt" } } }  # a filter tree, as in the API
sample_rate = 0.1
budget = { usd_per_day = 5.0 }
judge.upstream = "local"
judge.model = "gpt-4o-mini"
judge.template = "How helpful is this answer to {{question}}? {{answer}}"
judge.scores = [{ name = "helpfulness", kind = "integer", minimum = 1, maximum = 5 }]

[[evaluator]]
name = "format"
checks = [{ score = "valid_json", type = "valid_json" }, { score = "fast", type = "latency", maximum = 2_000 }]

[[evaluator]]
name = "own-code"
code = { function = "my_module:score" }  # of my_module.py in evaluation.code_dir""",
}

_NOTES: dict[KeyPath, list[str]] = {
    ("upstream",): [
        "# Well-known names, which need no base_url:",
        *(f"#   {line}" for line in wrap(", ".join(PRESETS), 100, break_on_hyphens=False)),
        "# Providers whose base_url has your account, resource or region in it:",
        *(f"#   {name:<15} {pattern}" for name, pattern in URL_PATTERNS.items()),
    ]
}


def example() -> str:
    """The text of config.example.toml."""
    return "\n".join([_HEAD, *_example_tables(Settings, ())]).rstrip() + "\n"


def _example_tables(model: type[BaseModel], path: KeyPath) -> Iterator[str]:
    for name, field in model.model_fields.items():
        table = table_in(field)
        if table is None:
            continue
        if isinstance(field.default, list):
            yield f"# {field.description}"
            yield from _NOTES.get((*path, name), ())
            if written := _WRITTEN.get((*path, name)):
                yield from (f"# {line}".rstrip() for line in written.split("\n"))
                yield ""
                continue
            yield f"# [[{'.'.join([*map(str, path), name])}]]"
            yield from (f"# {line}" for line in _example_keys(table, _SAMPLES[*path, name]))
            yield ""
        elif any(table_in(inner) is None for inner in table.model_fields.values()):
            yield f"[{name}]"
            yield from _example_keys(table, {})
            yield ""
        else:
            yield from _example_tables(table, (*path, name))


def _example_keys(model: type[BaseModel], samples: Mapping[str, Any]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"# {field.description}"
        value = samples.get(name, field.default)
        yield f"# {name} = {toml(_UNSET.get(name, ''))}" if value is None else f"{name} = {toml(value)}"


def in_force(loaded: Loaded) -> str:
    """Every setting in force as TOML, with its origin as a comment. Secrets are masked."""
    lines: list[str] = []
    for name, value in loaded.settings:
        if isinstance(value, BaseModel):
            lines += _table(loaded, (name,), value)
    lines += _tables(loaded, ("upstream",), loaded.settings.upstreams)
    lines += _tables(loaded, ("price",), loaded.settings.price)
    lines += _tables(loaded, ("judge_key",), loaded.settings.judge_key)
    lines += _tables(loaded, ("evaluator",), loaded.settings.evaluator)
    lines += _tables(loaded, ("shadow",), loaded.settings.shadow)
    lines += _tables(loaded, ("auth", "key"), loaded.settings.auth.key)
    return "\n".join(lines).rstrip() + "\n"


def _tables(loaded: Loaded, path: KeyPath, tables: Iterable[BaseModel]) -> Iterator[str]:
    for index, table in enumerate(tables):
        yield from _table(loaded, (*path, index), table)


def _table(loaded: Loaded, path: KeyPath, table: BaseModel) -> Iterator[str]:
    keys = [(key, value) for key, value in table if (*path, key) not in _PRINTED_APART]
    if not keys:
        return
    name = ".".join(part for part in path if isinstance(part, str))
    yield f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"
    for key, value in keys:
        text = f"# {key} is not set" if value is None else f"{key} = {toml(masked(key, value))}"
        yield f"{text:<44}  # {loaded.origins.of((*path, key))}"
    yield ""


def masked(key: str, value: Any) -> Any:
    """The value of that key without its secrets: hashes are cut, passwords replaced, also those in URLs."""
    if key == "sha256":
        return f"{value[:8]}…"
    if key in ("password", "sql_password") and value:
        return "***"
    if key.endswith("url") and isinstance(value, str):
        return re.sub(r"//[^/]*@", "//***@", value)
    return value


def toml(value: Any) -> str:
    """The value in TOML syntax."""
    match value:
        case frozenset():
            return toml(sorted(value))
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case BaseModel():
            return toml({key: each for key, each in value if each is not None})
        case dict():
            pairs = ", ".join(f"{_key(key)} = {toml(each)}" for key, each in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
        case _:
            return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}" if value >= 100_000 else str(value)
    if isinstance(value, float):
        return f"{value:g}"
    assert isinstance(value, str | Path)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else toml(key)
