"""Bytes → meaning: what a logged call was about. Pure functions, that never raise on any bytes.

`extract` fills the meaning of an `Exchange`, `assemble` makes its bodies readable, `Prices` knows what tokens cost.
The files in the order a call meets them:

    deriving    facts + bodies → the exchange with all its meaning
    showing     facts + bodies → both as a person reads them
    paths       method, path and host → dialect, provider
    reading     body → value, by way of
      encoding    gzip, deflate, br, zstd
      parsing     JSON, as real clients write it
      sse         server-sent events
      deltas      many small events → few large ones
    dialect     what a dialect can be asked; each is a module:
      openai_chat, openai_completions, openai_responses, openai_embeddings, anthropic_messages
    usage       token counts → one convention
    cost        tokens → USD
    headers     Helicone-* headers → ids, properties
    previews    text for lists
    hashes      by which repeats are known
    timing      when a piece of the answer arrived
"""

from store.extract.cost import Prices
from store.extract.extraction import EXTRACTOR_VERSION, extract
from store.extract.readable import Readable, assemble

__all__ = ["EXTRACTOR_VERSION", "Prices", "Readable", "assemble", "extract"]
