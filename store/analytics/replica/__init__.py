"""The tables derived from the record. In the order a change meets the files, then a query:

schema.py         the tables
database.py       the file: created, checked, replaced; cursors
machine.py        how much memory the machine or its container has
source.py         reads what changed in the record since a version
source_sql.py     … with these statements
columns.py        rows → columns of numpy, the fast way into DuckDB (pure)
applying.py       applies one step of changes
name_counts.py    … and updates the table of score names along with it
copying.py        copies steps of changes, several in one transaction
rebuilding.py     builds the replica from the record, without a server
running_query.py  one query on a thread, which can be interrupted
duckdb_engine.py  all this as the engine of a replica
engine.py         what a replica needs of any database (for ClickHouse: store/clickhouse)
replica.py        `Replica`: follows the record in the background, runs queries
"""
