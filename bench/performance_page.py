"""Writes the results into docs/performance.md, between its two marks, and draws its picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import picture
from bench.report import SHEETS, RunJson, goals_of, notes_of, rows_of

DOCS = Path(__file__).parent.parent / "docs"
BEGIN = "<!-- numbers: written by `python -m bench --write` -->"
END = "<!-- end of numbers -->"


def write(run: RunJson, docs: Path = DOCS) -> None:
    page = docs / "performance.md"
    text = page.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} must contain both marks: {BEGIN} and {END}")
    page.write_text(before + BEGIN + "\n\n" + "\n".join(_lines(run)) + "\n" + END + after)
    (docs / "performance.svg").write_text(picture.draw(run))


def _lines(run: RunJson) -> Iterator[str]:
    for sheet in SHEETS:
        if rows := list(rows_of(run, sheet)):
            yield from (f"### {sheet.title}", "", sheet.note, "")
            yield from _markdown(["", "logging", *(column.title for column in sheet.columns)], rows)
    if goals := list(goals_of(run)):
        yield from ("### Targets", "", "Gnomon with one worker.", "")
        yield from _markdown(["", "measured", "target"], goals)
    for name in ("scores", "questions"):
        if text := run["parts"].get(f"{name} table"):
            yield from (f"### {name.capitalize()}", "", "```", *text.rstrip().splitlines(), "```", "")
    yield from ("### This run", "")
    yield from (f"- {line}" for line in notes_of(run))
    yield from (f"- **Fault:** {line}" for line in run["faults"])
    yield ""


def _markdown(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
