"""The URL of a receiver → what is wrong with it. Pure."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL

from evaluation.webhooks import AllowedHosts

_MOST_CHARACTERS = 2_000


def check_destination(destination: str, allowed: AllowedHosts) -> str:
    """The URL. Raises ValueError with what is wrong.

    A host given by name is checked at each attempt, when it has an address.
    """
    if len(destination) > _MOST_CHARACTERS:
        raise ValueError(f"must have at most {_MOST_CHARACTERS} characters")
    if any(ord(character) <= 32 or ord(character) == 127 for character in destination):
        raise ValueError("must not contain spaces or control characters")
    try:
        url = URL(destination)
        host, port = url.host, url.port
    except ValueError:
        raise ValueError("must be a URL, such as https://example.com/webhook") from None
    if url.scheme not in ("http", "https") or not host or not port:
        raise ValueError("must be an http or https URL with a host, such as https://example.com/webhook")
    if url.user is not None or url.password is not None:
        raise ValueError("must not contain a user name or password; the signature authenticates deliveries")
    try:
        address = str(ip_address(host))
    except ValueError:
        return destination
    if refusal := allowed.refusal(host, address):
        raise ValueError(refusal)
    return destination
