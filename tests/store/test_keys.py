"""Keys are found by their hashes."""

from __future__ import annotations

from hashlib import sha256

import pytest

from store.keys import Keys
from store.settings import KeySettings

KEY = KeySettings(name="one", sha256=sha256(b"secret").hexdigest())
OTHER = KeySettings(name="two", sha256=sha256(b"other").hexdigest(), project=2, scopes=frozenset({"read"}))


@pytest.mark.parametrize("shown", ["secret", "Bearer secret", "bearer secret", "BEARER   secret ", "  secret"])
def test_a_known_key(shown: str) -> None:
    """With or without Bearer, in any case, with white space around it."""
    assert Keys([OTHER, KEY]).find(shown) is KEY
    assert Keys([KEY, OTHER]).find(shown) is KEY


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Secret",
        "secret2",
        "secre",
        "Basic secret",
        KEY.sha256,
        "Bearer " + KEY.sha256,
        "Bearer Bearer secret",
        "\xff\xfe",
        "\udcff",
        "x" * 1000000,
        "secret\x00",
    ],
)
def test_an_unknown_key(shown: str | None) -> None:
    """Neither its hash nor a similar text is a key."""
    assert Keys([KEY, OTHER]).find(shown) is None


def test_no_keys_at_all() -> None:
    """Every caller is let in, and none has a key."""
    assert Keys([]).open
    assert Keys([]).find("Bearer secret") is None
    assert not Keys([KEY]).open


def test_keys_beyond_ascii() -> None:
    """The proxy reads headers as latin-1, the API as UTF-8: both find the same key."""
    key = KeySettings(name="umlaut", sha256=sha256("schlüssel".encode()).hexdigest())
    assert Keys([key]).find("Bearer schlüssel") is key
