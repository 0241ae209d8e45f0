"""The requests of a selection that have one value of a key."""

from __future__ import annotations

from dataclasses import replace

from store.analytics.scores.keys import PROPERTY, REQUEST_KEYS
from store.analytics.selection import PropertyKeys, Selection
from store.filter import Scope, compile_filter, parse
from store.sql import Sql, all_true


def of_value(selection: Selection, key: str, value: str | None, properties: PropertyKeys) -> Selection | None:
    """`value`: None: those without one. None: the key is not one of requests, but of the scores or the time."""
    if key.startswith(PROPERTY):
        wanted = {"equals": "null" if value is None else value}
        tree = {"request_response_rmt": {"properties": {key.removeprefix(PROPERTY): wanted}}}
        scope = Scope(selection.project, properties.number, alias="r", column_of=properties.column)
        condition = compile_filter(parse(tree), scope)
    elif key in REQUEST_KEYS:
        condition = Sql(f"{REQUEST_KEYS[key].format(r='r')} IS NOT DISTINCT FROM CAST(? AS VARCHAR)", (value,))
    else:
        return None
    return replace(selection, filter=all_true(["(" + selection.filter + ")", condition]), on_scores=None)
