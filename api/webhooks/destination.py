"""The URL of a receiver, or the addresses of an e-mail → what is wrong with them. Pure."""

from __future__ import annotations

import re
from ipaddress import ip_address

from yarl import URL

from evaluation.settings import SmtpSettings
from evaluation.webhooks import AllowedHosts
from evaluation.webhooks.mail import MAILTO, addresses_of

_MOST_CHARACTERS = 2_000
_ADDRESSES_MOST = 20
_ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f@<>,;:\"()\[\]\\]{1,64}@([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)")


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


def check_addresses(destination: str, settings: SmtpSettings) -> str:
    """A mailto: URL. Raises ValueError with what is wrong."""
    if len(destination) > _MOST_CHARACTERS:
        raise ValueError(f"must have at most {_MOST_CHARACTERS} characters")
    addresses = addresses_of(destination)
    if not destination.startswith(MAILTO) or "?" in destination or not 1 <= len(addresses) <= _ADDRESSES_MOST:
        raise ValueError(
            f"must be mailto: and up to {_ADDRESSES_MOST} addresses with commas, such as mailto:ops@example.com"
        )
    allowed = {each.lower() for each in settings.allowed_domains}
    for address in addresses:
        match = _ADDRESS.fullmatch(address)
        if match is None or not address.isascii():
            raise ValueError("must have addresses such as ops@example.com, in ASCII")
        if allowed and match[1].lower() not in allowed:
            raise ValueError(f"{match[1]} is not one of the domains in the setting smtp.allowed_domains")
    return destination
