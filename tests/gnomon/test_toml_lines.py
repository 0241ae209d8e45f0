"""The line of a TOML file on which a key stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.settings.schema import KeyPath
from gnomon.settings.toml_lines import TomlLines

TEXT = """\
title.sub = 1

[server]
port = 1   # port
"quoted key" = 2
[ a . b ]
c = 3
[[upstream]]
name = "x"
[[upstream]]
name = "y"
[upstream.extra]
z = 1
[auth]
key = [
  { name = "ci" },
]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title", "sub"), 1),
        (("server",), 3),
        (("server", "port"), 4),
        (("server", "quoted key"), 5),
        (("server", "unsaid"), 3),
        (("a", "b", "c"), 7),
        (("upstream", 0, "name"), 9),
        (("upstream", 1, "name"), 11),
        (("upstream", 1, "extra", "z"), 13),
        (("auth", "key", 0, "name"), 15),
        (("nowhere",), None),
    ],
)
def test_line_of_the_key_or_of_the_table_around_it(path: KeyPath, line: int | None) -> None:
    assert TomlLines(TEXT).of(path) == line


@given(st.text(alphabet="[]=.\"'ab \n#", max_size=60))
def test_no_text_raises(text: str) -> None:
    TomlLines(text).of(("a", 0, "b"))
