"""The archive: the records of all nodes as they are, in ClickHouse.

tables.py      the tables, and their rows as bytes (pure)
positions.py   how far a record was copied (pure)
rows.py        rows of a record as the archive has them
logged_rows.py     what is to be copied of tables without versions
versioned_rows.py  … of exchanges, scores and tombstones
record.py      `Record`: … of all these
body_steps.py  … of bodies and pieces
archiving.py   `Archiver`: copies a record there, and follows its changes
keeping.py     keeps that up while a node runs
reading.py     `NodeArchive`: a request or its bodies, for when the node that has them is away
evaluated.py   which calls of such a node an evaluator has evaluated
nodes.py       the nodes that have an archive
pages.py       rows of a node in the order of their keys, a page at a time
rebuilding.py  a record from the archive, in an empty folder
continuing.py  what such a record needs to go on as its node
comparing.py   counts and checksums of a record and of its archive
"""
