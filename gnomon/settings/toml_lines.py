"""Which line of a TOML file a key stands on, so that a mistake can be pointed at. Pure."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_LIST_TABLE = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


class Lines:
    """Reads keys and table heads only: for a key inside an inline table, the table's line is the answer."""

    def __init__(self, text: str) -> None:
        self._line_of: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if match := _LIST_TABLE.match(line):
                table = self._next_element(_split(match[1]))
            elif match := _TABLE.match(line):
                table = self._inside(_split(match[1]))
            elif match := _KEY.match(line):
                self._line_of.setdefault(table + _split(match[1]), number)
                continue
            else:
                continue
            self._line_of.setdefault(table, number)

    def of(self, path: Path) -> int | None:
        """The line of that key, else of the nearest table around it; None when there is neither."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._line_of:
                return self._line_of[path[:length]]
        return None

    def _next_element(self, path: Path) -> Path:
        path = self._inside(path[:-1]) + path[-1:]
        index = self._counts.get(path, 0)
        self._counts[path] = index + 1
        return (*path, index)

    def _inside(self, path: Path) -> Path:
        """[a.b] after [[a]] belongs to the last a."""
        found: Path = ()
        for part in path:
            found = (*found, part)
            if found in self._counts:
                found = (*found, self._counts[found] - 1)
        return found


def _split(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
