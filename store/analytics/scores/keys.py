"""What scores can be grouped, clustered and paired by, as expressions of SQL. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from store.analytics.selection import PropertyKeys, Unit
from store.sql import Sql

REQUEST_KEYS = {  # {r}: the row of `score` or `request`; r: that of `request`
    "model": "{r}.model",
    "provider": "{r}.provider",
    "user": "{r}.user_id",
    "session": "{r}.session_id",
    "prompt": "{r}.prompt_id",
    "prompt_fingerprint": "{r}.prompt_fingerprint",
    "path": "{r}.path",
    "upstream": "r.upstream",
    "status": "CAST({r}.status AS VARCHAR)",
}
VERSION = "\x1f"  # the unit separator of ASCII, which no name has, stands before the version of an evaluator
EVALUATOR_VERSION = "evaluator with version"
RATING_KEYS = {
    "rater": "nullif(s.author, '')",
    "evaluator": "s.evaluator",
    "evaluator_version": "s.evaluator_version",
    EVALUATOR_VERSION: f"s.evaluator || coalesce('{VERSION}' || s.evaluator_version, '')",
}
PAIR_KEYS = {  # what makes two requests a pair; beside these, properties
    "last_user_message": "r.last_user_message_hash",
    "conversation": "r.conversation_hash",  # of all messages but those of system and developer
    "input_hash": "r.input_hash",  # of all messages
    "item": "s.item_id",
}
_OF_REQUEST = ("upstream", *(key for key, column in PAIR_KEYS.items() if column.startswith("r.")))
_OF_MESSAGES = ("last_user_message", "conversation", "input_hash")  # a session has many inputs
PROPERTY = "property."


def pair_keys(unit: Unit) -> list[str]:
    """The keys by which two requests or two sessions make a pair; beside these, properties."""
    return [key for key in PAIR_KEYS if unit == "request" or key not in _OF_MESSAGES]


def need_request(keys: Iterable[str]) -> bool:
    """Whether `request` has to be joined to `score` for one of the keys, because scores do not repeat it."""
    return any(key in _OF_REQUEST for key in keys)


class KeyExpressions:
    """Keys → expressions; `joins` grows by what these need."""

    def __init__(self, properties: PropertyKeys, row: str = "s", row_id: str = "s.request") -> None:
        self._properties = properties
        self._row = row
        self._row_id = row_id
        self.joins: list[Sql] = []

    def expression(self, key: str, alias: str, _mixed: str | None = None) -> str:
        """`alias`: of the table `property`, if it has to be joined."""
        if key in PAIR_KEYS:
            return PAIR_KEYS[key]
        if key in REQUEST_KEYS:
            return REQUEST_KEYS[key].format(r=self._row)
        if key in RATING_KEYS:
            return RATING_KEYS[key]
        name = key.removeprefix(PROPERTY)
        column = self._properties.column(name)
        if column is not None:
            return f"{self._row}.{column}"
        number = self._properties.number(name)
        if number is None:
            return "CAST(NULL AS VARCHAR)"
        on = f"{alias}.request = {self._row_id} AND {alias}.key = ?"
        self.joins.append(Sql(f"LEFT JOIN property AS {alias} ON {on}", (number,)))
        return f"{alias}.value"
