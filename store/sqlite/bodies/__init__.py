"""Bodies in bodies.db: what several bodies of a project have in common is stored once, as pieces.

cutting.py       where a body is cut (pure)
digests.py       keyed digests of pieces and bodies
preparing.py     bodies → what is to be written, beside the writing thread: pieces that are known are not compressed
successors.py    which piece came after which: a conversation that goes on is compared, not cut again
known_pieces.py  which pieces are stored, as far as memory goes
writing.py       rows and pieces, inserted and deleted: jobs of the writing thread
recipes.py       what a body is made of ↔ the bytes of its row (pure)
reading.py       rows and pieces → bodies, checked
checking.py      whether the newest bodies can be read (`gnomon doctor`)
compression.py   bytes ↔ their compressed form
"""
