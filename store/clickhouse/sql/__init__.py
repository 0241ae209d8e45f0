"""SQL that callers send to /v1/sql, answered by ClickHouse with the rows of all nodes.

The parts of store/analytics/sql/ do the same work as on a single node: turns, a process for each statement with limits
of the kernel, DuckDB's checks, the formats of the answer. But DuckDB's tables are empty: it only says what a statement
means. What ClickHouse answers is given DuckDB's types.

    api process                         process of the statement
    caller_sql.py ── statement ───────▶ process.py
    reader.py     ◀─ for ClickHouse ──  translation.py
                  ── rows ────────────▶ rows.py
                  ◀─ JSON, CSV, Arrow ─

caller_sql.py   `ClickHouseSql`: `CallerSql` with the rows in ClickHouse
process.py      main function of the SQL process; checks a statement on empty tables (DuckDB)
translation.py  a statement of a caller → one for ClickHouse; refuses what it does not know (pure)
functions.py    … DuckDB's functions, and what ClickHouse has for them (pure)
times.py        … those on times (pure)
aggregates.py   … aggregates and windows (pure)
expressions.py  … pieces of which expressions are made (pure)
views.py        … the views of a project (pure)
reader.py       `SqlReader`: runs it as the user of store.sql_user
rows.py         ClickHouse's answer with DuckDB's types

A statement reads its project's rows for three reasons, each of which is enough: it reads views that have no others; the
translation writes nothing that was not recognised; and row policies of the server, which no statement can change, hide
the others from the user of store.sql_user.
"""
