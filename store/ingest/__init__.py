"""Spool → store, in the order in which a frame meets the files.

ingest.py         `Ingest`: the thread that does it, and what the API can ask of it
tail.py           reads the segments as they grow
pairing.py        frames of one exchange → its row and bodies
holding.py        calls that have just begun wait for the next read: most have ended by then
log_records.py    log records of spans join the spans, whichever comes first
extractor.py      row and bodies → row with extracted fields; large bodies in other processes:
extraction_pool.py       starts these (store/extract/process.py), and kills the stuck ones
late_rows.py      completes rows that were stored before their large bodies were read
tallies.py        counts of ended calls, for monitoring
quarantine.py     sets frames aside that cannot be stored
dead_workers.py   ends the exchanges of workers that have died, and takes over their counters
head_index.py     finds the frames of one request that are not ingested yet
freshness.py      up to which time the store has everything
interpreter.py    settings of the interpreter for a process that runs ingest beside an event loop
"""

from store.ingest.freshness import Lag
from store.ingest.ingest import Ingest
from store.ingest.interpreter import share_interpreter

__all__ = ["Ingest", "Lag", "share_interpreter"]
