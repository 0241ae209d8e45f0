"""Who rates."""

from __future__ import annotations

from api.http.auth import Caller
from api.http.errors import ValidationFailed


def rater_of(sent: str | None, caller: Caller) -> str:
    """The name that was sent, else that of the API key. Raises ValidationFailed if there is neither."""
    rater = sent or caller.key_name
    if not rater:
        raise ValidationFailed({"requestBody.rater": {"message": "is required, because the call has no API key"}})
    return rater
