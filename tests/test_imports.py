"""Imports point down: gnomon → api, proxy → store."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "gnomon": {"gnomon", "api", "proxy", "store"},
    "api": {"api", "store"},
    "proxy": {"proxy", "store"},
    "store": {"store"},
}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_is_below_it(package: str) -> None:
    forbidden = (set(MAY_IMPORT) | {"tests", "bench"}) - MAY_IMPORT[package]
    for file in (ROOT / package).rglob("*.py"):
        for module in _imported(ast.parse(file.read_text())):
            assert module.split(".")[0] not in forbidden, f"{file.relative_to(ROOT)} imports {module}"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
