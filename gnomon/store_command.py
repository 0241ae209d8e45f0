"""`gnomon store migrate`: the tables of a ClickHouse database."""

from __future__ import annotations

import sys

from store.base import StoreUnavailable
from store.clickhouse.schema import Layout, ddl
from store.clickhouse.servers import Servers
from store.clickhouse.url import parse_url
from store.settings import StoreSettings


def print_statements(settings: StoreSettings) -> None:
    """Every statement that creates the tables, without contacting a server. Each may run again."""
    layout = Layout(parse_url(settings.url).database, settings.cluster, settings.replicated)
    if layout.cluster and not layout.is_replicated:
        print(f"-- Run these statements on each server of the cluster {layout.cluster}.\n")
    for statement in ddl(layout):
        print(f"{statement};\n")


def migrate(settings: StoreSettings) -> bool:
    """Create or upgrade the tables on each server of store.url, and print the result. True: on all of them.

    Raises CannotOpen.
    """
    is_complete = True
    for host in Servers.connect(settings).hosts:
        try:
            facts = host.facts()
        except StoreUnavailable as error:
            print(error, file=sys.stderr)
            is_complete = False
            continue
        applied = f"applied {', '.join(facts.migrations)}" if facts.migrations else "up to date"
        print(f"{host.address} (ClickHouse {facts.version}): {applied}.")
        if host.problem:
            print(host.problem, file=sys.stderr)
    return is_complete
