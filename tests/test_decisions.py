"""The files of docs/decisions/ are numbered, complete, and listed in their index."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "docs" / "decisions"
FILES = sorted(FOLDER.glob("[0-9]*.md"))

_NAME = re.compile(r"(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_TITLE = re.compile(r"^# (\d+)\. (\S.*)\n")
_DATE = re.compile(r"^- Date: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_STATUS = re.compile(r"^- Status: (accepted|superseded by (\d+))$", re.MULTILINE)
_SECTION = re.compile(r"^## (.+)\n\n(\S(?:.|\n)*?)(?=\n## |\Z)", re.MULTILINE)
_INDEX_ROW = re.compile(r"^\| (\d+) \| \[(.+)\]\((.+\.md)\) \| (.+) \|$", re.MULTILINE)


def _number(file: Path) -> int:
    name = _NAME.fullmatch(file.name)
    assert name, f"{file.name}: must be named NNNN-short-name.md"
    return int(name[1])


def _title(file: Path) -> str:
    heading = _TITLE.match(file.read_text())
    assert heading, f"{file.name}: must start with '# N. Title'"
    assert int(heading[1]) == _number(file), f"{file.name}: its heading has another number"
    return heading[2]


def _status(file: Path) -> re.Match[str]:
    status = _STATUS.search(file.read_text())
    assert status, f"{file.name}: needs '- Status: accepted' or '- Status: superseded by N'"
    return status


def test_numbers_are_contiguous() -> None:
    assert [_number(file) for file in FILES] == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_decision_has_its_fields(file: Path) -> None:
    """A decision has a title, a date, a status, and text under Context, Decision and Trade-off."""
    _title(file)
    written = _DATE.search(file.read_text())
    assert written, f"{file.name}: needs '- Date: YYYY-MM-DD'"
    date.fromisoformat(written[1])
    _status(file)
    assert [heading for heading, _ in _SECTION.findall(file.read_text())] == ["Context", "Decision", "Trade-off"]


def test_superseding_decisions_exist_and_say_what_they_replace() -> None:
    """The later decision links to the one that it supersedes."""
    by_number = {_number(file): file for file in FILES}
    for file in FILES:
        if later := _status(file)[2]:
            assert int(later) > _number(file), f"{file.name}: is superseded by an earlier decision"
            assert int(later) in by_number, f"{file.name}: decision {later} does not exist"
            assert f"({file.name})" in by_number[int(later)].read_text()


def test_the_index_lists_every_decision() -> None:
    listed = [(int(number), *rest) for number, *rest in _INDEX_ROW.findall((FOLDER / "README.md").read_text())]
    assert listed == [(_number(file), _title(file), file.name, _status(file)[1]) for file in FILES]
