"""What the dashboard's Gnomon keeps its rows in: SQLite and DuckDB, or a ClickHouse server.

Every story runs on a server with

    GNOMON_UI_STORE=clickhouse .venv/bin/python -m pytest tests/ui
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from tests.support.clickhouse import PASSWORD, ClickHouse, rights
from tests.support.server import Gnomon

MakeGnomon = Callable[..., Gnomon]  # with the arguments of Gnomon

CHOICE = "GNOMON_UI_STORE"
_SQL_USER = "gnomon_sql"
_MOST = 60  # databases, one for each Gnomon


@contextmanager
def on_clickhouse(folder: Path) -> Iterator[MakeGnomon]:
    """Each Gnomon is the only node of a database of its own, on one server."""
    databases = [f"dashboard_{number}" for number in range(_MOST)]
    grants = chain.from_iterable(rights(_SQL_USER, database)[0] for database in databases)
    _, policies = rights(_SQL_USER)
    with ClickHouse(
        folder, users={_SQL_USER: [*grants]}, policies={_SQL_USER: policies}, databases=databases
    ) as server:
        unused = iter(databases)

        def make(*arguments: Any, settings: Any = None, **options: Any) -> Gnomon:
            store = {"url": server.url(next(unused)), "sql_user": _SQL_USER, "sql_password": PASSWORD}
            return Gnomon(*arguments, settings={**(settings or {}), "store": store}, **options)

        yield make
