"""The architecture holds: imports point down, without a circle, and one noun has one class."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "gnomon": {"gnomon", "api", "evaluation", "proxy", "store"},
    "api": {"api", "evaluation", "store"},
    "evaluation": {"evaluation", "store"},
    "proxy": {"proxy", "store.spool", "store.extract", "store.ids", "store.keys", "store.settings"},
    "store": {"store"},
}
# What only one room may know
NOT_IN = {
    "api": {"duckdb", "sqlite3", "aiosqlite", "store.sqlite"},
    "evaluation": {"duckdb", "sqlite3", "aiosqlite", "store.sqlite"},
    "store.filter": {"duckdb", "sqlite3", "aiosqlite", "store.sqlite", "store.analytics"},
    "store.statistics": {"duckdb", "sqlite3", "aiosqlite", "store.sqlite", "store.analytics"},
    "store.extract": {"duckdb", "sqlite3", "aiosqlite", "store.sqlite", "store.analytics", "store.ingest"},
    "store.spool": {"duckdb", "aiosqlite", "store.sqlite", "store.analytics", "store.ingest"},
}
# Compares the spool with what is stored, so it knows both.
BETWEEN_ROOMS = {"store/spool/verify.py"}
MODULES_MOST = 16  # of one folder, beside its __init__


def modules() -> dict[str, Path]:
    files = [file for package in MAY_IMPORT for file in (ROOT / package).rglob("*.py")]
    return {_name(file): file for file in files}


def _name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(file: Path) -> Iterator[str]:
    """The names of the modules and packages that a file imports, for type checkers too."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def edges() -> dict[str, set[str]]:
    """Module → the modules of ours that it imports."""
    known = modules()
    found: dict[str, set[str]] = {}
    for name, file in known.items():
        targets = (_module_of(target, known) for target in imported(file))
        found[name] = {target for target in targets if target and target != name}
    return found


def _module_of(target: str, known: dict[str, Path]) -> str | None:
    """`store.sql.Sql` → `store.sql`; None: not ours."""
    while target and target not in known:
        target = target.rpartition(".")[0]
    return target or None


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_is_below_it(package: str) -> None:
    allowed = MAY_IMPORT[package]
    for file in (ROOT / package).rglob("*.py"):
        for target in imported(file):
            if target.split(".")[0] in MAY_IMPORT.keys() | {"tests", "bench"}:
                inside = any(target == room or target.startswith(f"{room}.") for room in allowed)
                assert inside, f"{file.relative_to(ROOT)} imports {target}"


@pytest.mark.parametrize("room", NOT_IN)
def test_a_room_does_not_know_its_neighbours_tools(room: str) -> None:
    for file in (ROOT / room.replace(".", "/")).rglob("*.py"):
        if str(file.relative_to(ROOT)) in BETWEEN_ROOMS:
            continue
        for target in imported(file):
            strange = [name for name in NOT_IN[room] if target == name or target.startswith(f"{name}.")]
            assert not strange, f"{file.relative_to(ROOT)} imports {target}"


def test_imports_have_no_circle() -> None:
    graph = edges()
    done: set[str] = set()

    def follow(name: str, path: list[str]) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name in done:
            return
        for target in sorted(graph[name]):
            follow(target, [*path, name])
        done.add(name)

    for name in graph:
        follow(name, [])


def test_no_public_class_name_is_defined_twice() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for name, file in modules().items():
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(name)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_a_folder_can_be_read_at_a_glance() -> None:
    for package in MAY_IMPORT:
        for folder in {file.parent for file in (ROOT / package).rglob("*.py")}:
            count = len([file for file in folder.glob("*.py") if file.name != "__init__.py"])
            assert count <= MODULES_MOST, f"{folder.relative_to(ROOT)} has {count} modules"


@pytest.mark.parametrize("name", [name for name, file in modules().items() if file.name == "__init__.py"])
def test_a_package_has_a_map(name: str) -> None:
    """The docstring of a package names each of its modules and packages."""
    file = modules()[name]
    text = ast.get_docstring(ast.parse(file.read_text())) or ""
    inside = {path.stem for path in file.parent.glob("*.py")} | {
        path.parent.name for path in file.parent.glob("*/__init__.py")
    }
    missing = sorted(part for part in inside - {"__init__", "__main__"} if part not in text)
    assert missing == []
