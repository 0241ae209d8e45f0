"""A disk that fills up: a small file system, or a limit for the size of files."""

from __future__ import annotations

import resource
import shutil
import subprocess
from pathlib import Path

import psutil

_IN_OWN_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


def can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    command = [*_IN_OWN_NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def on_small_disk(folder: Path, size: str) -> list[str]:
    """A wrapper: the command after it has a file system of that size at `folder`, which it alone sees."""
    mount = f'mkdir -p "$0" && mount -t tmpfs -o size={size},mode=700 tmpfs "$0" && exec "$@"'
    return [*_IN_OWN_NAMESPACE, "sh", "-c", mount, str(folder)]


def fill(file: Path) -> None:
    """Write to the file until the disk is full."""
    with file.open("wb", buffering=0) as ballast:
        try:
            while ballast.write(b"x" * 1024) == 1024:
                pass
        except OSError:
            pass  # the disk is full, as intended


def limit_file_size(process: psutil.Process, size_bytes: int = resource.RLIM_INFINITY) -> None:
    process.rlimit(resource.RLIMIT_FSIZE, (size_bytes, resource.RLIM_INFINITY))
