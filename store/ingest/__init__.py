"""Spool → store, in the order a frame meets the files.

ingest.py      `Ingest`: the thread that does it, and what others may ask of it
tail.py        the segments, read as they grow; which writers are gone
pairing.py     frames of one exchange → its facts
meanings.py    facts and bodies → meaning, large ones in another process
               (store/extract/process.py is that process)
heads.py       which frames of an id are still to come
freshness.py   up to which moment the store holds everything
sharing.py     for the process that runs it beside an event loop
"""

from store.ingest.freshness import Lag
from store.ingest.ingest import Ingest
from store.ingest.interpreter import share_interpreter

__all__ = ["Ingest", "Lag", "share_interpreter"]
