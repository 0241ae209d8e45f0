"""Which queries of store/analytics a package uses: functions whose first parameter is a snapshot. Found in its text."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import isclass, isfunction, signature
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[3]
_ANALYTICS = "store.analytics"


def queries_in(files: Iterable[Path]) -> set[str]:
    """Names of the functions, and of the methods of classes that ask a replica: "requests.lists.RequestLists.count"."""
    return {name for file in files for name in _queries(ast.parse(file.read_text()))}


def _queries(tree: ast.Module) -> Iterator[str]:
    modules: dict[str, ModuleType] = {}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for name, value in _imported(tree):
        if isinstance(value, ModuleType):
            modules[name] = value
        elif isfunction(value) and _asks(value):
            yield _name(value)
        elif isclass(value) and "replica" in signature(value.__init__).parameters:
            public = [getattr(value, each, None) for each in attributes if not each.startswith("_")]
            yield from (_name(each) for each in public if isfunction(each))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            value = getattr(modules[node.value.id], node.attr)
            if isfunction(value) and _asks(value):
                yield _name(value)


def _imported(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    """What a module has from store/analytics, by the name that it has there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_ANALYTICS):
            source = import_module(node.module or "")
            for each in node.names:
                if not hasattr(source, each.name):
                    import_module(f"{node.module}.{each.name}")
                yield each.asname or each.name, getattr(source, each.name)


def _asks(function: Any) -> bool:
    return next(iter(signature(function).parameters), "") == "snapshot"


def _name(function: Any) -> str:
    return f"{function.__module__.removeprefix(_ANALYTICS + '.')}.{function.__qualname__}"
