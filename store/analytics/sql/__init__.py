"""SQL that callers send to /v1/sql. Each statement runs in a process of its own, which the kernel ends at its limits:

    api process ──starts──▶ SQL process ──forks──▶ statement's process
    caller_sql.py           process.py             statement_process.py
    turns.py                replica_copy.py        open_files.py
    sql_process.py                                 statement.py

In the order a statement meets the files:

caller_sql.py         `CallerSql`: from a statement to its rows, or to the reason why it has none
turns.py              whose statement is next: projects take turns (no I/O)
sql_process.py        `SqlProcess`: the SQL process as the api process sees it
process.py            main function of the SQL process, and the messages between the two
replica_copy.py       its copy of the replica
statement_process.py  a fork of it, for one statement
open_files.py         which files that process gives up; its time and memory: store/confinement/
statement.py          checks and runs the statement
bounds.py             `:start` and `:end` in it (pure)
syntax.py             whether a text is SQL at all
checking.py           what it may contain, decided on DuckDB's parse tree (pure)
functions.py          … the functions it may call
views.py              the views of a project that it can read
formats.py            its rows as JSON, CSV or Arrow
"""
