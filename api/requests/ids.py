"""The id of a request in a path."""

from __future__ import annotations

import re

from aiohttp import web

from api.http.errors import ValidationFailed, shown

# Wider than what the proxy accepts from a caller: ids that the upstream gave ("chatcmpl-…") can be looked up as well. A
# percent sign left after decoding means that the id was encoded twice, or not as UTF-8.
NOT_AN_ID = "must be 1 to 256 visible ASCII characters without %, and not . or .."
_ID = re.compile(r"[!-$&-~]{1,256}")


def is_request_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and text not in (".", "..")


def request_id_of(request: web.Request) -> str:
    """The id in the path, percent-decoded once. Raises ValidationFailed for what can't be an id."""
    request_id = request.match_info["request_id"]
    if not is_request_id(request_id):
        raise ValidationFailed({"requestId": {"message": NOT_AN_ID, "value": shown(request_id)}})
    return request_id
