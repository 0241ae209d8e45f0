"""The ClickHouse side of bench.questions, in the environment that has chdb: ClickHouse in a process, without a server.

Reads a line of JSON {"folder", "tables": {name: file}, "threads"} and creates the tables. Each further line is a list
of statements, answered with a line: the milliseconds that they took together.
"""

import json
import sys
import time

from chdb.session import Session  # type: ignore[import-not-found]  # installed in its own environment

ORDER = {"score": "(project, name, started_at)", "request": "(project, started_at)"}


def main() -> None:
    setup = json.loads(sys.stdin.readline())
    session = Session(setup["folder"])
    session.query("CREATE DATABASE IF NOT EXISTS bench ENGINE = Atomic")
    session.query("USE bench")
    for table, file in setup["tables"].items():
        session.query(
            f"CREATE TABLE {table} ENGINE = MergeTree ORDER BY {ORDER[table]}"
            f" SETTINGS allow_nullable_key = 1 AS SELECT * FROM file('{file}', Parquet)"
        )
        session.query(f"OPTIMIZE TABLE {table} FINAL")
    (version,) = session.query("SELECT version()", "CSV").bytes().split()
    print(json.dumps({"version": version.decode().strip('"')}), flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        for statement in json.loads(line):
            session.query(f"{statement} SETTINGS max_threads = {setup['threads']}", "JSONCompact").bytes()
        print(json.dumps((time.perf_counter() - started) * 1e3), flush=True)
    session.close()


if __name__ == "__main__":
    main()
