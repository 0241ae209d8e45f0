"""One side of bench.questions, run by the Python that has chdb: ClickHouse in a process, as `clickhouse local` is.

Reads a line of JSON {"folder", "tables": {name: file}, "threads"}, makes the tables, then answers each further line, a
list of statements, with a line: the milliseconds that they took together.
"""

import json
import sys
import time

from chdb.session import Session  # type: ignore[import-not-found]  # lives in an environment of its own

ORDER = {"score": "(project, name, started_at)", "request": "(project, started_at)"}


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    session = Session(asked["folder"])
    session.query("CREATE DATABASE IF NOT EXISTS bench ENGINE = Atomic")
    session.query("USE bench")
    for table, file in asked["tables"].items():
        session.query(
            f"CREATE TABLE {table} ENGINE = MergeTree ORDER BY {ORDER[table]}"
            f" SETTINGS allow_nullable_key = 1 AS SELECT * FROM file('{file}', Parquet)"
        )
        session.query(f"OPTIMIZE TABLE {table} FINAL")
    (version,) = session.query("SELECT version()", "CSV").bytes().split()
    print(json.dumps({"version": version.decode().strip('"')}), flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        for statement in json.loads(line):
            session.query(f"{statement} SETTINGS max_threads = {asked['threads']}", "JSONCompact").bytes()
        print(json.dumps((time.perf_counter() - began) * 1e3), flush=True)
    session.close()


if __name__ == "__main__":
    main()
