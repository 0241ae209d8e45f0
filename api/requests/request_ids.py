"""The ids by which a call is asked for."""

from __future__ import annotations

import re

from aiohttp import web

from api.http.errors import ValidationFailed, shown

# Wider than what the proxy takes from a caller: an upstream's own ids ("chatcmpl-…") are looked up as well. A percent
# sign left after decoding means that the id was encoded twice, or not as UTF-8.
_ID = re.compile(r"[!-$&-~]{1,256}")


def is_request_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and text not in (".", "..")


def request_id_of(request: web.Request) -> str:
    """The id in the path, percent-decoded once. Raises ValidationFailed for what no call can be named."""
    request_id = request.match_info["request_id"]
    if not is_request_id(request_id):
        raise ValidationFailed(
            {
                "requestId": {
                    "message": "must be 1 to 256 visible ASCII characters without %, and not . or ..",
                    "value": shown(request_id),
                }
            }
        )
    return request_id
