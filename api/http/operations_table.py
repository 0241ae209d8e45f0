"""`python -m api.http.operations_table` writes what other places have from the table of operations: the list of
endpoints in docs/api.md and own_paths.json. A test compares them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from api.http.operations import OPERATIONS
from api.ui import ui

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "api.md"
OWN_PATHS = Path(__file__).with_name("own_paths.json")
BEGIN = "<!-- The table is written by `python -m api.http.operations_table`. -->"
END = "<!-- End of the table. -->"
# A provider has paths below these as well, and they go to the provider: only the exact ones are ours.
_SHARED = (
    *("/v1/evals", "/v1/dashboard", "/v1/traces", "/v1/logs"),
    *("/anthropic", "/custom", "/googleapis", "/oai"),  # upstreams may have these names
)
_PAGES = (("GET", "/"), ("HEAD", "/"), ("GET", ui.PATH), ("GET", f"{ui.PATH}/{{name}}"))  # the dashboard's


def table() -> str:
    """Markdown, a row for each operation."""
    rows = ["| Endpoint | Scope | What |", "|---|---|---|"]
    for operation in OPERATIONS:
        scope = f"`{operation.scope}`" if operation.scope else "none"
        rows.append(f"| `{operation.method} {operation.path}` | {scope} | {operation.summary} |")
    return "\n".join(rows)


def documented(text: str) -> str:
    """docs/api.md with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"docs/api.md lacks the line {BEGIN} or {END}")
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def own_paths() -> dict[str, list[Any]]:
    """`trees`: paths that are ours with everything below them. `exact`: pairs of method and path. `keyed`: those of
    operations that take effect once for each Idempotency-Key."""
    paths = [*((operation.method, operation.path) for operation in OPERATIONS), *_PAGES]
    trees = set(_trees(path for _, path in paths))
    exact = [[method, path] for method, path in paths if "{" not in path and _first(path) not in trees]
    keyed = [[operation.method, operation.path] for operation in OPERATIONS if operation.keyed]
    return {"trees": sorted(trees), "exact": sorted(exact), "keyed": sorted(keyed)}


def _trees(paths: Iterable[str]) -> Iterator[str]:
    """A noun of /v1 is ours altogether, as is any other first part of a path that has something below it."""
    for path in paths:
        first = _first(path)
        if first not in _SHARED and (first.startswith("/v1/") or path != first):
            yield first


def _first(path: str) -> str:
    """ "/v1/request" of "/v1/request/{id}/score", "/docs" of "/docs/docs.js"."""
    parts = path.split("/")
    return "/".join(parts[: 3 if parts[1] == "v1" else 2])


def main() -> None:
    DOCS.write_text(documented(DOCS.read_text()))
    OWN_PATHS.write_text(json.dumps(own_paths(), indent=1) + "\n")


if __name__ == "__main__":
    main()
