"""The line of a TOML file on which a key stands, for error messages. Pure."""

from __future__ import annotations

import re

from gnomon.settings.schema import KeyPath

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_LIST_TABLE = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


class TomlLines:
    """Knows keys and table headers only: a key inside an inline table has the line of that table."""

    def __init__(self, text: str) -> None:
        self._line_of: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        table: KeyPath = ()
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

    def of(self, path: KeyPath) -> int | None:
        """The line of that key, else of the nearest table around it; None when there is neither."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._line_of:
                return self._line_of[path[:length]]
        return None

    def _next_element(self, path: KeyPath) -> KeyPath:
        path = self._inside(path[:-1]) + path[-1:]
        index = self._counts.get(path, 0)
        self._counts[path] = index + 1
        return (*path, index)

    def _inside(self, path: KeyPath) -> KeyPath:
        """[a.b] after [[a]] belongs to the last a."""
        resolved: KeyPath = ()
        for part in path:
            resolved = (*resolved, part)
            if resolved in self._counts:
                resolved = (*resolved, self._counts[resolved] - 1)
        return resolved


def _split(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
