"""A certificate authority for the tests."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class Authority:
    ca_file: Path  # PEM of the authority of both certificates below
    server: ssl.SSLContext  # for localhost and 127.0.0.1
    other_host: ssl.SSLContext  # valid, but for another host name


def make_authority(folder: Path) -> Authority:
    ca = trustme.CA()
    ca_file = folder / "ca.pem"
    ca.cert_pem.write_to_path(str(ca_file))
    return Authority(ca_file, _context(ca, "localhost", "127.0.0.1"), _context(ca, "elsewhere.example"))


def _context(ca: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(*names).configure_cert(context)
    return context
