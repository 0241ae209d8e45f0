"""What contributors and their services find in the repository agrees with the Makefile and the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))

_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text())


def _make_targets(command: str) -> Iterator[str]:
    for line in command.splitlines():
        words = line.split()
        if words[:1] == ["make"]:
            yield words[1]


@pytest.fixture(scope="module")
def targets() -> set[str]:
    return set(_TARGET.findall((ROOT / "Makefile").read_text()))


def test_ci_calls_make_targets_on_every_supported_python(targets: set[str]) -> None:
    """CI runs `make lint` and `make test`, the latter on Linux and macOS with each Python of the classifiers."""
    jobs = _yaml(GITHUB / "workflows" / "ci.yml")["jobs"]
    called = {target for job in jobs.values() for step in job["steps"] for target in _make_targets(step.get("run", ""))}
    assert {"lint", "test"} <= called <= targets
    matrix = jobs["test"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos"}
    classifiers = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())
    assert matrix["python"] == classifiers


def test_pre_commit_runs_make_lint() -> None:
    """The only hook is `make lint`, whatever files were changed."""
    (repo,) = _yaml(ROOT / ".pre-commit-config.yaml")["repos"]
    (hook,) = repo["hooks"]
    assert repo["repo"] == "local"
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("make lint", "system", False)


@pytest.mark.parametrize("file", [file for file in FORMS if file.stem != "config"], ids=lambda file: file.stem)
def test_issue_forms_can_be_filled_in(file: Path) -> None:
    """A form has a name, a description, and fields with unique ids and a label each."""
    form = _yaml(file)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields) > 0
    assert all(field["attributes"]["label"] for field in fields)


def test_dependabot_looks_where_dependencies_are() -> None:
    for update in _yaml(GITHUB / "dependabot.yml")["updates"]:
        for folder in update.get("directories", [update.get("directory")]):
            manifest = {"pip": "pyproject.toml", "npm": "package.json", "github-actions": ".github/workflows"}
            assert (ROOT / folder.lstrip("/") / manifest[update["package-ecosystem"]]).exists()
