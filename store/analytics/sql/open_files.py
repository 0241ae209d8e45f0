"""Which files the process of a statement gives up. What it gives up beside them is in store/confinement/."""

from __future__ import annotations

import os
import resource
from collections.abc import Collection

from store.analytics.sql.replica_copy import FileId
from store.confinement.limits import lower


def close_files(keep: Collection[int], keep_file: FileId | None) -> None:
    """Close every descriptor but `keep` and those of that file; None: there is no file."""
    for name in os.listdir("/dev/fd"):
        descriptor = int(name)
        try:
            found = os.fstat(descriptor)
            if descriptor not in keep and FileId(found.st_dev, found.st_ino) != keep_file:
                os.close(descriptor)
        except OSError:
            pass  # that of listdir itself


def forbid_files() -> None:
    """No file can be opened or written any more, and none is left behind by a crash."""
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):
        lower(limit, 0)
