"""Whether a text is SQL, by DuckDB's parser, whose grammar is PostgreSQL's with additions. Nothing is run."""

from __future__ import annotations

import duckdb


def syntax_error(text: str) -> str | None:
    """What is wrong with it, in a line; None: it is one statement of SQL, or several."""
    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        return str(error).partition("\n")[0]
    return None if statements else "no statement"
