"""Numbers for the names of properties that queries have asked for: the column px<n> of a statement."""

from __future__ import annotations

import threading


class PropertyNames:
    """Thread-safe. Grows by the names that exist in some project, and not by whatever a caller asks for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    def column(self, name_folded: str) -> str:
        """The column that stands for the property in statements; `name_folded`: its case-folded name."""
        with self._lock:
            number = self._numbers.setdefault(name_folded, len(self._names))
            if number == len(self._names):
                self._names.append(name_folded)
        return f"px{number}"

    def name(self, number: int) -> str:
        """The case-folded name of the property whose column is px<number>."""
        return self._names[number]
