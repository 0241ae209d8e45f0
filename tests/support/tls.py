"""A certificate authority for the tests."""

from __future__ import annotations

import os
import shutil
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import trustme

_TRUSTED = "SSL_CERT_FILE"
_FOLDER = "gnomon-tests-certificate-"


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


def trust_one_certificate() -> Callable[[], None]:
    """Let this process and those that it starts read one certificate where they would read the system's 150.

    Each client that can do TLS reads them, which takes 70 ms, whether or not it ever connects that way. Returns what
    deletes the file. A variable that is set already, as for the workers of xdist, stays.
    """
    if _TRUSTED in os.environ:
        return lambda: None
    folder = tempfile.mkdtemp(prefix=_FOLDER)
    os.environ[_TRUSTED] = str(make_authority(Path(folder)).ca_file)
    return partial(shutil.rmtree, folder, ignore_errors=True)


def trusting_the_system() -> dict[str, str]:
    """The environment without that certificate, for programs that connect to the internet."""
    ours = {_TRUSTED} if _FOLDER in os.environ.get(_TRUSTED, "") else set()
    return {name: value for name, value in os.environ.items() if name not in ours}


def _context(ca: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(*names).configure_cert(context)
    return context
