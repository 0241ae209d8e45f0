-- Pages of the dashboard with filter, columns and order, saved under a name.

CREATE TABLE saved_view (
    view_id TEXT NOT NULL,
    project INTEGER NOT NULL,
    owner TEXT,  -- the name of the key that saved it; NULL: saved without a key
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,  -- the page's search parameters, as a JSON object
    shared INTEGER NOT NULL,  -- 0: only its owner sees it
    is_default INTEGER NOT NULL,  -- 1: the page opens with it
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, view_id)
) WITHOUT ROWID, STRICT;
