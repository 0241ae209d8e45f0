"""The quarantine: bytes that could not be read, kept for a person to look at."""

from __future__ import annotations

import os
from pathlib import Path


def set_aside(path: Path, data: bytes) -> None:
    """Write `data` to `path`. Never raises: a full disk must not stop the reader."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:
        return
    try:
        os.write(file, data)
    except OSError:
        pass  # the caller counts the damage in any case
    finally:
        os.close(file)
