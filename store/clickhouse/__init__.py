"""ClickHouse in the place of the DuckDB replica: one database that several nodes copy their records to.

servers.py      `Servers`: queries, inserts and commands for whichever server of the url can do them
url.py          the parts of `store.url` (pure)
host.py         one server: the first contact, and a pause after a failure
connection.py   requests to one server; the only module that knows the driver
migrating.py    creates the database and its tables, or upgrades them, at the first contact
schema.py       the statements that do it, for one server, a cluster, replicas (pure)
score_order.py  sorts the scores of a database from before by day
packages.py     whether the packages of the extra `clickhouse` are installed
sending.py      sends one thing while the next one is prepared
shipping/       copies a node's record, step by step
errors.py       what an error of a server means (pure)
snapshot.py     how a query reads what all nodes have logged and scored
series.py       … and which series of scores some names have
native.py       an answer's columns as arrays (pure)
sql/            SQL of callers
translating/    a statement for DuckDB → one for ClickHouse (pure)
nodes/          several nodes on one database that behave as one
archive/        whole records: for a node that is away, or lost
"""
