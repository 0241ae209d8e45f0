"""`store.url` of a ClickHouse server or cluster. Pure.

    clickhouse://user:password@host:8123,other-host:8123/database
    clickhouses://user@host/database?ca_file=/etc/ssl/clickhouse.pem      the same over TLS

Messages never repeat a part of the url: a password that is not percent-encoded can be in any part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

_SCHEMES = {"clickhouse": False, "clickhouses": True}
_OPTIONS = ("secure", "ca_file")
_PORT, _TLS_PORT = 8123, 8443
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::(?P<port>[0-9]{1,5}))?")
_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_FORM = "clickhouse://user:password@host:8123/database"


@dataclass(frozen=True, slots=True)
class HostAddress:
    name: str  # an IPv6 address without its brackets
    port: int  # of HTTP

    def __str__(self) -> str:
        return f"[{self.name}]:{self.port}" if ":" in self.name else f"{self.name}:{self.port}"


@dataclass(frozen=True, slots=True)
class ClickHouseUrl:
    hosts: tuple[HostAddress, ...]
    database: str
    user: str = "default"
    password: str = field(default="", repr=False)
    is_secure: bool = False
    ca_file: str | None = None  # None: the certificate authorities of the system


def parse_url(url: str) -> ClickHouseUrl:
    """Raises ValueError; its message says what is wrong and what would be right."""
    scheme, _, rest = url.partition("://")
    if scheme not in _SCHEMES:
        raise ValueError(f"must be sqlite, or the address of a ClickHouse server such as {_FORM}")
    rest, _, query = rest.partition("?")
    authority, _, database = rest.partition("/")
    login, _, hosts = authority.rpartition("@")
    options = _options(query)
    is_secure = _SCHEMES[scheme] or options.get("secure") == "true"
    if not is_secure and "ca_file" in options:
        raise ValueError("ca_file is for TLS only: write clickhouses:// instead of clickhouse://")
    user, _, password = login.partition(":")
    return ClickHouseUrl(
        hosts=tuple(_host(text, _TLS_PORT if is_secure else _PORT) for text in hosts.split(",")),
        database=_database(database),
        user=unquote(user) or "default",
        password=unquote(password),
        is_secure=is_secure,
        ca_file=options.get("ca_file"),
    )


def _options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    if any(name not in _OPTIONS for name in options):
        raise ValueError(f"has an unknown option after the question mark; known options: {', '.join(_OPTIONS)}")
    if options.get("secure", "true") not in ("true", "false"):
        raise ValueError("the option secure must be true or false")
    if options.get("ca_file") == "":
        raise ValueError("the option ca_file must be the path of a PEM file")
    return options


def _host(text: str, default_port: int) -> HostAddress:
    match = _HOST.fullmatch(text)
    if not match or not 0 < int(match["port"] or default_port) < 1 << 16:
        raise ValueError(
            f"must look like {_FORM}, with a comma between several host:port. In the user and the password, write "
            "@ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25"
        )
    return HostAddress(match["name"].strip("[]"), int(match["port"] or default_port))


def _database(text: str) -> str:
    if not text:
        raise ValueError(f"names no database; it comes after the hosts, as in {_FORM}")
    if not _DATABASE.fullmatch(text):
        raise ValueError(
            "the name of the database may have letters, digits and underscores only, 63 at most, and must not begin "
            "with a digit"
        )
    return text
