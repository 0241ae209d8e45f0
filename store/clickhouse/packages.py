"""The packages that only a ClickHouse server needs: the extra `clickhouse`."""

from __future__ import annotations

from importlib.util import find_spec

_PACKAGES = {"clickhouse_connect": "clickhouse-connect", "sqlglot": "sqlglot"}


def missing_packages() -> str | None:
    """What to do about packages that are not installed; None: all are."""
    missing = [package for module, package in _PACKAGES.items() if find_spec(module) is None]
    if not missing:
        return None
    return f"names a ClickHouse server, which needs {' and '.join(missing)}. Run: pip install 'gnomon[clickhouse]'"
