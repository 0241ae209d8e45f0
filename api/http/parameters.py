"""Parameters of the query string."""

from __future__ import annotations

from aiohttp import web

from api.http.json_values import invalid

_DIGITS = 18  # as many as an integer of the store can have
_TRUE, _FALSE = ("true", "1"), ("false", "0", "")


def flag(request: web.Request, name: str) -> bool:
    """False if absent. Raises ValidationFailed for what is neither true nor false."""
    value = request.query.get(name, "").lower()
    if value not in _TRUE + _FALSE:
        raise invalid(name, "must be true or false", value)
    return value in _TRUE


def number(request: web.Request, name: str, least: int = 0, most: int = 10**_DIGITS - 1) -> int | None:
    """None if absent. Raises ValidationFailed for what is not a whole number between the two."""
    value = request.query.get(name, "")
    if not value:
        return None
    if not value.isdecimal() or not value.isascii() or len(value) > _DIGITS:
        raise invalid(name, "must be a whole number", value)
    if not least <= int(value) <= most:
        raise invalid(name, f"must be {least} to {most}", int(value))
    return int(value)
