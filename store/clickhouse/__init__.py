"""ClickHouse in the place of the DuckDB replica: one database that several nodes copy their records to.

translating.py  a statement for DuckDB → one for ClickHouse (pure)
"""
