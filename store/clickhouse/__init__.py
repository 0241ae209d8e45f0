"""ClickHouse in the place of the DuckDB replica: one database that several nodes copy their records to.

servers.py      `Servers`: queries, inserts and commands for whichever server of the url can do them
url.py          the parts of `store.url` (pure)
host.py         one server: connections, time limits, the first contact; the only module that knows the driver
errors.py       what an error of a server means (pure)
translating.py  a statement for DuckDB → one for ClickHouse (pure)
"""
