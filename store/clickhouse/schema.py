"""The tables of a ClickHouse database, from the scripts in store/migrations/clickhouse/. Pure.

The scripts say `CREATE TABLE name_row (…) ENGINE = ReplacingMergeTree(…)`. What depends on the settings is filled in
here: the database, ON CLUSTER, Replicated… engines, and in a cluster a table name_all over the shards' name_row.

A statement may run again at any time: two nodes may start together, and a server may be new. So each creates what does
not exist, or drops what does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

RECORD = "schema_migration"  # lists the scripts that were applied

_HEAD = re.compile(r"(CREATE TABLE|ALTER TABLE|DROP TABLE IF EXISTS) (\w+)")
_ENGINE = re.compile(r"ENGINE = (Replacing|Aggregating|Summing|)MergeTree(?:\(([^)]*)\))?")
# A server remembers the tokens of that many inserts into a table; a step that is sent again is one of the last.
_TOKENS = "non_replicated_deduplication_window = 1000"
# What a server has acknowledged survives a power cut, since nodes do not send it again; this takes 5 to 10 ms of each
# insert. But not what is true for seconds only, and must be visible in time.
_DURABLE = "fsync_after_insert = 1, fsync_part_directory = 1"
_OF_SECONDS = frozenset({"lease_row", "node_row"})
_RECORD = f"""\
CREATE TABLE {RECORD} (
    number UInt32,
    name String,
    applied_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = ReplacingMergeTree
ORDER BY number"""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where tables are."""

    database: str
    cluster: str | None = None
    is_replicated: bool = False

    @property
    def on_cluster(self) -> str:
        """Without Keeper a cluster cannot pass statements on; then each server of the url is told."""
        return f" ON CLUSTER '{self.cluster}'" if self.cluster and self.is_replicated else ""


class MigrationScript(NamedTuple):
    number: int
    name: str
    text: str

    def statements(self, layout: Layout) -> list[str]:
        return [filled_in(each, layout) for each in _statements(self.text)]


class AllTable(NamedTuple):
    """A table over the rows of all shards. Queries read it; nothing is inserted into it, as it has no sharding key."""

    name: str
    engine: str
    statement: str


def scripts() -> list[MigrationScript]:
    folder = files("store") / "migrations" / "clickhouse"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return [MigrationScript(int(name.partition("_")[0]), name, (folder / name).read_text("utf-8")) for name in names]


def tables(migrations: Sequence[MigrationScript]) -> list[str]:
    """The names of the tables that exist once all these were applied."""
    names: dict[str, None] = {}
    for statement in (each for script in migrations for each in _statements(script.text)):
        match _HEAD.match(statement):
            case re.Match() as head if head[1] == "CREATE TABLE":
                names[head[2]] = None
            case re.Match() as head if head[1] != "ALTER TABLE":
                names.pop(head[2], None)
    return list(names)


def create_database(layout: Layout) -> str:
    return f"CREATE DATABASE IF NOT EXISTS {layout.database}{layout.on_cluster}"


def create_record(layout: Layout) -> str:
    """One table for the whole cluster: each server of it is a replica, whatever its shard."""
    statement = filled_in(_RECORD, layout)
    return statement.replace("/{shard}/{database}", "/{database}").replace("'{replica}'", "'{shard}-{replica}'")


def all_tables(layout: Layout, names: Sequence[str]) -> list[AllTable]:
    """One for each table of rows, in a cluster."""
    if layout.cluster is None:
        return []
    return [_all_table(layout, name) for name in names if name.endswith("_row")]


def _all_table(layout: Layout, row_name: str) -> AllTable:
    name = f"{row_name.removesuffix('_row')}_all"
    engine = f"Distributed('{layout.cluster}', '{layout.database}', '{row_name}')"
    head = f"CREATE OR REPLACE TABLE {layout.database}.{name}{layout.on_cluster}"
    return AllTable(name, engine, f"{head} AS {layout.database}.{row_name}\nENGINE = {engine}")


def ddl(layout: Layout) -> Iterator[str]:
    """Every statement that makes the current schema, in order."""
    migrations = scripts()
    yield create_database(layout)
    yield create_record(layout)
    for script in migrations:
        yield from script.statements(layout)
    yield from (table.statement for table in all_tables(layout, tables(migrations)))
    values = ", ".join(f"({script.number}, '{script.name}')" for script in migrations)
    yield f"INSERT INTO {layout.database}.{RECORD} (number, name) VALUES {values}"


def filled_in(statement: str, layout: Layout) -> str:
    """A statement of a script as it is sent to a server."""

    def head(match: re.Match[str]) -> str:
        verb = "CREATE TABLE IF NOT EXISTS" if match[1] == "CREATE TABLE" else match[1]
        return f"{verb} {layout.database}.{match[2]}{layout.on_cluster}"

    def engine(match: re.Match[str]) -> str:
        path = "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'"
        return f"ENGINE = Replicated{match[1]}MergeTree({', '.join(filter(None, (path, match[2])))})"

    table = _HEAD.match(statement)
    settings = _TOKENS if table and table[2] in _OF_SECONDS else f"{_TOKENS}, {_DURABLE}"
    statement = _HEAD.sub(head, statement, count=1)
    if layout.is_replicated:
        return _ENGINE.sub(engine, statement)
    if not _ENGINE.search(statement):
        return statement
    return f"{statement}, {settings}" if "\nSETTINGS " in statement else f"{statement}\nSETTINGS {settings}"


def _statements(text: str) -> list[str]:
    without_comments = re.sub(r"[ ]*--.*", "", text)
    return [each.strip() for each in without_comments.split(";") if each.strip()]
