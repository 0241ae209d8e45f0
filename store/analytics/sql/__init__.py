"""SQL that callers send to /v1/sql. In the order a statement meets the files:

caller_sql.py    `CallerSql`: one statement at a time, in a read-only transaction
views.py         the views of a project that it can read
checking.py      what it may contain, decided on DuckDB's parse tree (pure)
functions.py     … the functions it may call
memory_bound.py  the memory it may take
formats.py       its rows as JSON, CSV or Arrow
"""
