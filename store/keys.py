"""Our own keys: callers show one, we know its hash."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from store.settings import KeySettings


class Keys:
    """No keys at all means that the door is open: everybody is let in, into project 1."""

    def __init__(self, keys: Sequence[KeySettings]) -> None:
        self._keys = [(bytes.fromhex(key.sha256), key) for key in keys]

    @property
    def open(self) -> bool:
        return not self._keys

    @property
    def all(self) -> list[KeySettings]:
        return [key for _, key in self._keys]

    def find(self, authorization: str | None) -> KeySettings | None:
        """The key in a header's value, with or without "Bearer " before it; None for an unknown one.

        Compares with every key, so that the time it takes tells nothing of where a match was.
        """
        if not authorization:
            return None
        shown = authorization.strip()
        if shown[:7].lower() == "bearer ":
            shown = shown[7:].strip()
        digest = sha256(shown.encode("utf-8", "surrogateescape")).digest()
        found = None
        for known, key in self._keys:
            if compare_digest(known, digest):
                found = key
        return found
