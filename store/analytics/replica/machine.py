"""How much memory there is, for a limit that fits the machine and its container."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def memory_bytes(root: Path = Path("/")) -> int | None:
    """That of the machine, or the lowest limit of the control groups that this process is in. None: unknown.

    `root`: where /proc and /sys are.
    """
    known = [*_of_machine(root), *_limits(root)]
    return min(known, default=None)


def _of_machine(root: Path) -> Iterator[int]:
    text = _read(root / "proc/meminfo")
    if text.startswith("MemTotal:"):
        yield int(text.split()[1]) << 10
    elif not text:  # not Linux
        try:
            yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (ValueError, OSError):
            return


def _limits(root: Path) -> Iterator[int]:
    """Containers see their own control group as the root of the file system, services are in one of its folders."""
    for line in _read(root / "proc/self/cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            folder, name = root / "sys/fs/cgroup", "memory.max"
        elif "memory" in controllers.split(","):
            folder, name = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
        else:
            continue
        relative = PurePosixPath(path.lstrip("/"))
        for each in (relative, *relative.parents):
            text = _read(folder / each / name).strip()
            if text.isdigit():  # else "max"
                yield int(text)


def _read(file: Path) -> str:
    """Empty if there is no such file."""
    try:
        return file.read_text()
    except OSError:
        return ""
