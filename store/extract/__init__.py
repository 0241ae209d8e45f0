"""Bytes of a logged call → model, text, usage, cost, ids. Pure functions that never raise, whatever the bytes.

`extract` fills the extracted fields of an `ExchangeRow`, `assemble` makes its bodies readable, `Prices` knows what
tokens cost. In the order in which a call meets the files:

extraction.py         row + bodies → the row with all extracted fields
readable.py           row + bodies → both bodies as a person reads them
paths.py              method, path and host → dialect, provider
parsed_bodies.py      body → value, by way of:
  content_encoding.py   gzip, deflate, br, zstd
  parsing.py            JSON as real clients write it, and helpers that read it
  sse.py                server-sent events
dialects/             one module for each API: what its requests, responses and streams say
usage.py              token counts of each provider → `Usage`
cost.py               tokens → USD
headers.py            Helicone-* headers → ids, properties
previews.py           text for lists
hashes.py             hashes that find repeated requests and inputs
timing.py             when a byte of the answer arrived
process.py            the process in which ingest extracts large bodies
"""

from store.extract.cost import Prices
from store.extract.extraction import EXTRACTOR_VERSION, extract
from store.extract.readable import Readable, assemble

__all__ = ["EXTRACTOR_VERSION", "Prices", "Readable", "assemble", "extract"]
