"""The settings of what acts on calls and scores by itself."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from store.settings import STRICT

_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?")


def _host_or_network(entry: str) -> str:
    try:
        ip_network(entry, strict=False)
    except ValueError:
        if not _HOST_NAME.fullmatch(entry) or entry.replace(".", "").isdigit():
            raise ValueError('must be a host name, an IP address or a network such as "10.0.0.0/8"') from None
    return entry


class WebhookSettings(BaseModel):
    """Webhooks: calls and scores are sent to other servers."""

    model_config = STRICT

    allowed_hosts: list[Annotated[str, AfterValidator(_host_or_network)]] = Field(
        [],
        description="Host names, IP addresses and networks to which webhooks may be sent although their addresses are"
        " private, loopback or link-local.",
    )
