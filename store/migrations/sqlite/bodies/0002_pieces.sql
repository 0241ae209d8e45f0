-- What several bodies of a project have in common is stored once, as pieces. Bodies from before stay as they are.
--
-- body.codec has a third value, 2: data says which pieces and which bytes of its own the body is made of
-- (store/sqlite/bodies/recipes.py).

CREATE TABLE piece (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL,  -- pieces are never shared between projects
    digest BLOB NOT NULL,  -- keyed BLAKE2b of the content
    uses INTEGER NOT NULL,  -- how many rows of body have it; 0 only inside a transaction
    UNIQUE (project, digest)
) STRICT;

-- Apart from `piece`, whose rows change with every body that has them.
CREATE TABLE piece_data (
    id INTEGER PRIMARY KEY,  -- piece.id
    codec INTEGER NOT NULL,  -- 0: data is the content itself, 1: compressed with zstd
    data BLOB NOT NULL
) STRICT;

-- One row: the key of the digests, random, so that nobody can plan two contents with one digest.
CREATE TABLE piece_key (key BLOB NOT NULL) STRICT;
