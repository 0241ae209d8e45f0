"""What we keep: the spool, what its bytes mean, the record.

In the order a call meets the files:

    frames.py          what a worker writes of a call, as bytes (pure)
    spool_writer.py    the writing side, in a worker: one write per loop turn
    segment.py         one file of it while it is written
    spool.py           the files on disk and the reading side
    counters.py        what a worker counts, for others to read
    ingest/            frames → exchanges → store, in a thread of the api process
    meaning/           bytes → model, text, usage, cost (pure)
    meaning_process.py the process in which that is done for large bodies
    attempts.py        which exchanges under one request id belong together (pure)
    base.py            `Store`: what every engine promises
    sqlite/            the record on SQLite
    migrations/        its tables
    analytics/         the record's replica in DuckDB, which answers lists, filters and aggregates
    filter/            filters: JSON → SQL (pure)
    statistics/        how sure the numbers are: intervals, comparisons (pure)
    records.py         the rows as plain values
    definitions.py     what a definition says of a score (pure)
    reprocess.py       the meaning of stored calls, derived anew
    verify.py          what lies in the spool and is not in the store
    keys.py            our own keys
    ids.py             ids that sort by time
    settings.py        the settings of all this, and where the files are
"""
