"""The results in docs/performance.md, between its two marks, and their picture beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import picture
from bench.report import SHEETS, Told, goals_of, notes_of, rows_of

DOCS = Path(__file__).parent.parent / "docs"
BEGIN = "<!-- numbers: written by `python -m bench --write` -->"
END = "<!-- end of numbers -->"


def write(told: Told, docs: Path = DOCS) -> None:
    page = docs / "performance.md"
    text = page.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} has lost its marks: {BEGIN} and {END}")
    page.write_text(before + BEGIN + "\n\n" + "\n".join(_lines(told)) + "\n" + END + after)
    (docs / "performance.svg").write_text(picture.draw(told))


def _lines(told: Told) -> Iterator[str]:
    for sheet in SHEETS:
        if rows := list(rows_of(told, sheet)):
            yield from (f"### {sheet.title}", "", sheet.says, "")
            yield from _markdown(["", "logging", *(column.title for column in sheet.columns)], rows)
    if goals := list(goals_of(told)):
        yield from ("### The design's numbers", "", "This program, one worker.", "")
        yield from _markdown(["", "measured", "reach"], goals)
    for name in ("scores", "questions"):
        if text := told["parts"].get(f"{name} table"):
            yield from (f"### {name.capitalize()}", "", "```", *text.rstrip().splitlines(), "```", "")
    yield from ("### This run", "")
    yield from (f"- {line}" for line in notes_of(told))
    yield from (f"- **Fault:** {line}" for line in told["faults"])
    yield ""


def _markdown(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
