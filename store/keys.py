"""Gnomon's own keys: callers send one, the settings hold its hash."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from store.settings import KeySettings

DEMO_PROJECT = 0  # made-up calls to look at; keys have projects from 1 on, so no caller's data can be in it


class Keys:
    """Without any key there is no authentication: every caller belongs to project 1."""

    def __init__(self, keys: Sequence[KeySettings]) -> None:
        self._keys = [(bytes.fromhex(key.sha256), key) for key in keys]

    @property
    def open(self) -> bool:
        """Whether there are no keys."""
        return not self._keys

    @property
    def all(self) -> list[KeySettings]:
        return [key for _, key in self._keys]

    def find(self, authorization: str | None) -> KeySettings | None:
        """The key in the value of a header, with or without "Bearer " before it. None: unknown.

        Compares with every key, so that the time taken does not depend on which one matches.
        """
        if not authorization:
            return None
        sent = authorization.strip()
        if sent[:7].lower() == "bearer ":
            sent = sent[7:].strip()
        digest = sha256(sent.encode("utf-8", "surrogateescape")).digest()
        match = None
        for known, key in self._keys:
            if compare_digest(known, digest):
                match = key
        return match
