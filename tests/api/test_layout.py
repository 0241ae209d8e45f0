"""Where things are in api/: handlers in <noun>.py, everything pydantic in <noun>_models.py."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import is_typeddict

import pytest
from pydantic import BaseModel

import api

MODULES = [import_module(module.name) for module in pkgutil.walk_packages(api.__path__, "api.")]


def models_in(module: ModuleType) -> list[str]:
    """Names of the pydantic models and rows that a module defines."""
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, type)
        and value.__module__ == module.__name__
        and (issubclass(value, BaseModel) or is_typeddict(value))
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_models_are_in_modules_of_their_own(module: ModuleType) -> None:
    """Named <noun>_models; and no module with that name has none."""
    assert bool(models_in(module)) == module.__name__.endswith("_models")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_model_says_what_it_is(module: ModuleType) -> None:
    """Its docstring is its description in /openapi.json: a sentence that begins with a capital letter."""
    for name in models_in(module):
        model = getattr(module, name)
        text = model.__dict__.get("__doc__") or ""
        assert "[" in name or name.startswith("_") or text[:1].isupper(), f"{module.__name__}.{name}: {text!r}"
        assert not text or text.rstrip().endswith("."), name


def test_descriptions_stand_alone() -> None:
    """Descriptions of fields are read without their neighbours: none leans on another one."""
    for module in MODULES:
        for name in models_in(module):
            model = getattr(module, name)
            for field_name, field in getattr(model, "model_fields", {}).items():
                text = field.description or ""
                assert not text.lower().startswith(("the same", "their ", "its ", "of ", "say ")), (name, field_name)
                assert not text or text.endswith("."), (name, field_name, text)
