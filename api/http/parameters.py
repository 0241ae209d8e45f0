"""Parameters of the query string."""

from __future__ import annotations

from aiohttp import web

from api.http.json_values import invalid

_TRUE, _FALSE = ("true", "1"), ("false", "0", "")


def flag(request: web.Request, name: str) -> bool:
    """False if absent. Raises ValidationFailed for what is neither true nor false."""
    value = request.query.get(name, "").lower()
    if value not in _TRUE + _FALSE:
        raise invalid(name, "must be true or false", value)
    return value in _TRUE
