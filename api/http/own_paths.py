"""The paths that are answered here and never forwarded to an upstream, for those who must not load the whole API.

own_paths.json is written by `python -m api.http.operations_table` from the table of operations: importing the table
itself costs the supervisor 40 MB and a second.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import orjson


def own_paths() -> dict[str, list[Any]]:
    """As in operations_table.py, with tuples for pairs."""
    paths = orjson.loads(files("api.http").joinpath("own_paths.json").read_bytes())
    pairs = {name: [(method, path) for method, path in paths[name]] for name in ("exact", "keyed")}
    return {"trees": paths["trees"], **pairs}
