"""What README.md and docs/ name is there: settings, commands, options, files, outcomes, fields, links."""

from __future__ import annotations

import ast
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel
from typer.core import TyperGroup

from gnomon.cli import app
from gnomon.settings.models import Settings
from gnomon.settings.schema import table_in
from store.evaluation.pipeline import EventKind
from store.settings import DataDir
from tests.support.openai_like import openai_like
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]
OPERATIONS = ROOT / "docs" / "operations.md"

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SETTING = re.compile(r"([a-z]+)\.([a-z_]+)")
_COMMAND = re.compile(r"\bgnomon((?: [a-z]+)*)((?: (?:--)?[\w.,/-]+)*)")
_COMMAND_LINE = re.compile(rf"bin/{_COMMAND.pattern[2:]}")
_FILE = re.compile(r"[\w*/.<>-]+\.(?:db|db-wal|db-shm|seg|counters|lock|toml|duckdb|duckdb\.wal)")
_OUTCOMES = re.compile(r"`((?:ok|refused|(?:client|upstream|worker)_[a-z]+))`")
_NO_KEYS = (".py", ".db", ".duckdb")  # endings of files


def spans(page: Path) -> list[str]:
    return _SPAN.findall(_FENCED.sub("", page.read_text()))


def fenced(page: Path, language: str) -> list[str]:
    return [text for name, text in _FENCED.findall(page.read_text()) if name == language]


def code() -> str:
    """All our sources, in one text."""
    files = [
        file for folder in ("gnomon", "proxy", "store", "api", "evaluation") for file in (ROOT / folder).rglob("*.py")
    ]
    return "\n".join(file.read_text() for file in files)


def table(page: Path, heading: str) -> list[list[str]]:
    """The cells of that section's table, row by row, without its head."""
    section = page.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def each_page(pages: list[Path] = PAGES) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: str(page.relative_to(ROOT)))


@each_page()
def test_settings(page: Path) -> None:
    """`section.key` names a setting, unless it is an event, and so does GNOMON_SECTION__KEY."""
    named = [match.groups() for span in spans(page) if (match := _SETTING.fullmatch(span))]
    named += [(a.lower(), b.lower()) for a, b in re.findall(r"GNOMON_([A-Z]+)__([A-Z_]+)", page.read_text())]
    unknown = [
        f"{section}.{key}"
        for section, key in named
        if section in Settings.model_fields and key not in _keys(section) and f".{key}" not in _NO_KEYS
        if f"{section}.{key}" not in get_args(EventKind)
    ]
    assert not unknown


@each_page()
def test_settings_examples(page: Path) -> None:
    """Examples of settings are settings."""
    for text in fenced(page, "toml"):
        Settings.model_validate(tomllib.loads(text))


def _keys(section: str) -> set[str]:
    model = table_in(Settings.model_fields[section])
    assert model is not None
    assert issubclass(model, BaseModel)
    return set(model.model_fields)


@each_page()
def test_commands(page: Path) -> None:
    """`gnomon …` names a command, with options that it has."""
    found = [match for span in spans(page) if (match := _COMMAND.match(span))]
    found += [match for block in fenced(page, "sh") + fenced(page, "ini") for match in _COMMAND_LINE.finditer(block)]
    for match in found:
        assert set(re.findall(r"--[a-z-]+", match[2])) <= _options(match[1].split()), match[0]


def _options(words: list[str]) -> set[str]:
    """Those of that command of ours; an AssertionError when there is none."""
    command = typer.main.get_command(app)
    for word in words:
        assert isinstance(command, TyperGroup), f"gnomon {' '.join(words)}"
        assert word in command.commands, f"gnomon {' '.join(words)}"
        command = command.commands[word]
    return {option for parameter in command.params for option in parameter.opts}


@each_page()
def test_make(page: Path) -> None:
    """`make …` names a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {match[1] for span in spans(page) if (match := re.match(r"make ([a-z-]+)", span))}
    assert named <= targets


@each_page()
def test_files(page: Path) -> None:
    """Files that are named are written in the code, or lie in the repository."""
    sources = code()
    for name in [span for span in spans(page) if _FILE.fullmatch(span)]:
        base = re.sub(r"-(wal|shm)$|\.wal$", "", name.rpartition("/")[2])
        suffix = base[base.rindex(".") :] if base[0] in "*<" else base
        assert suffix in sources or (ROOT / name).exists(), name


def test_every_file_is_documented() -> None:
    """Every path that the data directory can have is in the table of files."""
    named = " ".join(row[0] for row in table(OPERATIONS, "Files"))
    paths = [value for value in vars(DataDir(Path("root"))).values() if value != Path("root")]
    assert [path for path in paths if str(path.relative_to("root")) not in named] == []


@each_page()
def test_outcomes(page: Path) -> None:
    """Outcomes are words that the code says."""
    sources = code()
    for word in _OUTCOMES.findall(page.read_text()):
        assert f'"{word}"' in sources or f"'{word}'" in sources, word


@each_page()
def test_links(page: Path) -> None:
    """Links within the repository lead somewhere, to a heading too."""
    for target in _LINK.findall(_FENCED.sub("", page.read_text())):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in {_slug(heading) for heading in _HEADING.findall(file.read_text())}, target


@each_page()
def test_lines_are_short(page: Path) -> None:
    """No line of prose is longer than 160 columns; rows of tables and code have no such limit."""
    prose = re.sub(r"<!-- numbers:.*<!-- end of numbers -->", "", _FENCED.sub("", page.read_text()), flags=re.DOTALL)
    assert not [line for line in prose.splitlines() if len(line) > 160 and not line.startswith("|")]


def _slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


_STEP = re.compile(r"`([\w/]+\.py)`\s+`([\w.]+)`")


@pytest.mark.parametrize("heading", ["A call, step by step", "A score query, step by step"])
def test_walks(heading: str) -> None:
    """Each step of the walks names a file, and a class, function, method or constant in it."""
    section = (ROOT / "docs" / "architecture.md").read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    steps = re.findall(r"^\d+\. .*(?:\n   .*)*", section, re.MULTILINE)
    assert len(steps) == 15
    for step in steps:
        named = _STEP.findall(step)
        assert named, step
        for file, name in named:
            assert _defines(ROOT / file, name.split(".")), f"{file} does not define {name}"


def _defines(file: Path, names: list[str]) -> bool:
    body: list[ast.stmt] = ast.parse(file.read_text()).body
    for name in names:
        found = next((node for node in body if name in _defined(node)), None)
        if found is None:
            return False
        body = found.body if isinstance(found, ast.ClassDef) else []
    return True


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _health_fields(health: dict[str, Any]) -> Iterator[str]:
    for name, value in health.items():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from (f"{name}.{each}" for each in inner)
        else:
            yield name


def _documented_fields() -> Iterator[str]:
    for field, *_ in table(OPERATIONS, "Health"):
        first, *more = _SPAN.findall(field)
        grouped = first in ("workers", "spool", "store", "replica")
        yield from (f"{first}.{name}" for name in more) if grouped else (first, *more)


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield openai_like(upstream)


def test_health(tmp_path: Path, upstream: Upstream) -> None:
    """The table of /healthz has each of its fields, and no other."""
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        assert set(_health_fields(gnomon.health())) == set(_documented_fields())


def test_back_up(tmp_path: Path, upstream: Upstream) -> None:
    """A back-up made as the page says, while Gnomon runs, has what was logged; Gnomon starts from it and goes on."""
    (back_up,) = [text for text in fenced(OPERATIONS, "sh") if "VACUUM INTO" in text]
    back_up = back_up.replace(".venv/bin/python", sys.executable)
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        _call(gnomon, "kept")
        gnomon.request("kept")
        gnomon.score("kept", {"accuracy": 92})
        back_up = back_up.replace("gnomon-data/", f"{gnomon.data_dir}/")
        subprocess.run(["sh", "-e", "-c", back_up], cwd=tmp_path, check=True)
        _call(gnomon, "later")
        gnomon.request("later")
    shutil.rmtree(gnomon.data_dir)
    (tmp_path / "backup").rename(gnomon.data_dir)
    with gnomon:
        kept = gnomon.request("kept", bodies=True)
        assert (kept["outcome"], kept["scores"]) == ("ok", {"accuracy": 92})
        assert kept["response_body"]["object"] == "chat.completion"
        assert gnomon.get("/v1/request/later").json()["data"] is None
        _call(gnomon, "later")
        assert gnomon.request("later")["outcome"] == "ok"


def test_restored_databases(tmp_path: Path, upstream: Upstream) -> None:
    """Databases replaced by older copies are filled up with what still lies in the spool, each call once."""
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        _call(gnomon, "before")
        gnomon.request("before")
        copies = {path: _copy(path) for path in (gnomon.data_dir / "gnomon.db", gnomon.data_dir / "bodies.db")}
        _call(gnomon, "after")
        gnomon.request("after")
        gnomon.kill("all")
        for path, copy in copies.items():
            copy.replace(path)
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        gnomon.start()
        assert [len(gnomon.request(name)["attempts"]) for name in ("before", "after")] == [1, 1]
        assert gnomon.request("after", bodies=True)["response_body"]["object"] == "chat.completion"


def _copy(database: Path) -> Path:
    copy = database.with_suffix(".copy")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", [str(copy)])
    return copy


def _call(gnomon: Gnomon, request_id: str) -> None:
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}]}
    assert gnomon.post("/v1/chat/completions", body, {"helicone-request-id": request_id}).status == 200
