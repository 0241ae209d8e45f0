"""Several nodes on one ClickHouse database that behave as one.

coordination.py  how the rows that nodes share are written and read
leases.py        one node at a time has a name
registry.py      the nodes, their numbers and heartbeats
secrets.py       the secret that all nodes share
joining.py       makes a record a node
newest_rows.py   the newest versions of a few rows, without reading all others
homes.py         which node has a request, session or score
copies.py        requests as queries know them, for when their home is away
away.py          requests and bodies whose home is away, from the archive or from copies.py
owner.py         the one node that changes what exists once
shared.py        what exists once: rows of the owner, in the records of all nodes
work/            what a node that is away has to do
"""
