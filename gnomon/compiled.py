"""Whether the hot path runs as compiled by mypyc, or as the Python that it is.

The Python files are the source, and what runs without a C compiler. A wheel has the compiled modules beside them. In a
checkout they are under build/, where nothing finds them by itself: `install`, which a .pth file of the environment
calls when an interpreter starts, adds a finder for them. It compares them with the files that they were compiled from,
so an edited file is never shadowed by what it was before.

This module is imported at every start of the environment's interpreter, so it imports little.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent
# All of what a call and its log run through, without what runs once per connection, and what builds on C libraries.
MODULES = (
    "proxy.admission",
    "proxy.call_log",
    "proxy.capture.bounded",
    "proxy.client",
    "proxy.download",
    "proxy.exchange",
    "proxy.http1.framing",
    "proxy.http1.header_names",
    "proxy.http1.heads",
    "proxy.http1.repeated_head",
    "proxy.stream_usage",
    "proxy.upload",
    "proxy.upstream.connection",
    "proxy.upstream.pool",
    "store.ids",
    "store.spool.counters",
    "store.spool.frames",
    "store.spool.segment_writer",
    "store.spool.writer",
)
SHARED = "hot_path__mypyc"  # the library with the code of all of them; each module's own file only names it
SUFFIX = EXTENSION_SUFFIXES[0]  # names version and platform: ".cpython-311-x86_64-linux-gnu.so"
SOURCES = "sources.txt"  # hash and name of each file that was read to compile
PURE = "GNOMON_PURE"


def state() -> str:
    """How the hot path of this process runs, in words."""
    if is_compiled():
        return f"hot path compiled ({len(MODULES)} modules)"
    if is_wanted() and folder().is_dir() and not is_current():
        return "hot path in pure Python (the compiled modules are older than the code; make compiled renews them)"
    return "hot path in pure Python"


def is_compiled() -> bool:
    """Whether this interpreter takes the compiled modules."""
    spec = find_spec(MODULES[0])
    return spec is not None and isinstance(spec.loader, ExtensionFileLoader)


def folder(root: Path = ROOT) -> Path:
    """Where a checkout has the modules compiled for this interpreter."""
    return root / "build" / f"hot_path{SUFFIX.removesuffix('.so')}"


def is_current(root: Path = ROOT) -> bool:
    """Whether there are compiled modules, made from the files as they are now."""
    try:
        lines = (folder(root) / SOURCES).read_text().splitlines()
        return all(hash_of(root / name) == hashed for hashed, _, name in (line.partition("  ") for line in lines))
    except OSError:
        return False


def is_wanted() -> bool:
    """Whether GNOMON_PURE leaves the choice to what is there."""
    return os.environ.get(PURE, "0") in ("", "0")


def hash_of(file: Path) -> str:
    from hashlib import sha256  # noqa: PLC0415  # see the module's docstring

    return sha256(file.read_bytes()).hexdigest()


def install() -> None:
    """Let this interpreter take the compiled modules of this checkout. GNOMON_PURE=1 turns that off."""
    if is_wanted() and folder().is_dir():
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds the compiled modules. It looks at their sources once, when the first of them is imported: all modules are
    of one build, whose parts know the layout of each other's objects."""

    def __init__(self) -> None:
        self._names = {*MODULES, SHARED}
        self._current: bool | None = None

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._names:
            return None
        if self._current is None:
            self._current = is_current()
        if not self._current:
            return None
        return spec_from_file_location(name, folder() / (name.replace(".", "/") + SUFFIX))
