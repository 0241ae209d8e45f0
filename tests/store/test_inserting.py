"""Many rows in few statements."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from store.sqlite.inserting import insert, insert_rows

_TABLE = "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, value REAL, flag INTEGER, data BLOB) STRICT"
_NAMES = ("id", "name", "value", "flag", "data")
_SOME = st.tuples(
    st.sampled_from([None, "a", "it's", ""]),
    st.sampled_from([None, 0.0, 0.1, 3]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, b"", b"\0x"]),
)


@given(values=st.lists(_SOME, max_size=40), times=st.integers(1, 20))
def test_rows_come_back_as_they_were_inserted(values: list[tuple[object, ...]], times: int) -> None:
    """Any number of rows, with columns that are the same in all rows or None in all rows."""
    rows = [(number, *some) for number, some in enumerate(values * times)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TABLE)
        insert_rows(connection, "INSERT INTO t", _NAMES, rows)
        assert connection.execute("SELECT * FROM t ORDER BY id").fetchall() == rows


def test_sql_after_the_rows_applies_to_all_of_them() -> None:
    """ON CONFLICT works for few rows and for many equal ones."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TABLE)
        for count, name in ((3, "a"), (40, "b"), (300, "c")):
            columns = {"id": range(count), "name": [name] * count, "value": [None] * count}
            insert(connection, "INSERT INTO t", columns, "ON CONFLICT (id) DO UPDATE SET name = excluded.name")
            found = connection.execute("SELECT name, count(*) FROM t GROUP BY name").fetchall()
            assert found == [(name, count)]
