"""The settings of what acts on calls and scores by itself."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

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


class SmtpSettings(BaseModel):
    """The SMTP server for e-mails about alerts."""

    model_config = STRICT

    host: str = Field("", description="Host name of the SMTP server; empty: no e-mails are sent.")
    port: int = Field(587, ge=1, le=65_535, description="Its port: usually 587 for STARTTLS, 465 for TLS.")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls and tls encrypt the connection and check the certificate; none does neither."
    )
    user: str = Field("", description="User name for the login; empty: none.")
    password: str = Field("", repr=False, description="Password of smtp.user.")
    password_file: Path | None = Field(None, description="File with the password of smtp.user.")
    sender: str = Field(
        "gnomon@localhost",
        pattern=r"^[^\s@<>]+@[^\s@<>]+$",
        description="Address in the From line of e-mails.",
    )
    allowed_domains: list[str] = Field(
        [],
        description="Domains to whose addresses e-mails may be sent; empty: all. Keys with the scope score name them.",
    )

    def secret(self) -> str:
        """The password. Raises OSError, or ValueError if its file is not UTF-8."""
        if self.password_file is None:
            return self.password
        return self.password_file.read_text("utf-8").rstrip("\r\n")
