"""The results of a run: numbers by measure and contestant, one per round, with notes and faults."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gnomon import compiled

FOLDER = Path(__file__).parent / "results"


def keep(name: str, values: Mapping[str, object], folder: Path = FOLDER) -> Path:
    """Write the values to a JSON file, with a timestamp and the machine; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{name}-{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps({"at": now.isoformat(timespec="seconds"), "machine": machine(), **values}, indent=1))
    return path


@dataclass(slots=True)
class Results:
    """`values[measure][contestant]`: one number per round. `faults`: messages that make the run fail."""

    arguments: Mapping[str, object] = field(default_factory=dict)
    values: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    units: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)  # results of the separate benchmarks: scores, questions
    took_s: dict[str, float] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    versions: Mapping[str, str] = field(default_factory=dict)

    def add(self, measure: str, contestant: str, value: float, unit: str) -> None:
        """Record a value. `unit` says in words what is counted; it is the same for every value of a measure."""
        assert self.units.setdefault(measure, unit) == unit
        self.values[measure][contestant].append(value)

    def of(self, measure: str, contestant: str) -> Sequence[float]:
        return self.values.get(measure, {}).get(contestant, [])

    def median(self, measure: str, contestant: str) -> float | None:
        values = self.of(measure, contestant)
        return statistics.median(values) if values else None

    def save(self, folder: Path = FOLDER) -> Path:
        return keep("bench", self.as_json(), folder)

    def as_json(self) -> dict[str, Any]:
        measures = {
            measure: {
                "unit": self.units[measure],
                "contestants": {key: _summary(values) for key, values in by_key.items()},
            }
            for measure, by_key in self.values.items()
        }
        rest = ("arguments", "versions", "absent", "notes", "faults", "took_s", "parts")
        return {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
            **{name: getattr(self, name) for name in rest},
            "measures": measures,
        }


def machine() -> dict[str, str | int | None]:
    return {
        "cpu": _cpu_name(),
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "build": "optimised build" if is_optimised() else "built without --enable-optimizations",
        "hot_path": compiled.state(),
    }


def is_optimised() -> bool:
    """Whether this interpreter was built with profile-guided optimisation; others are up to a quarter slower. The rule
    is that of choose_python.sh."""
    flags = " ".join(str(sysconfig.get_config_var(name)) for name in ("CONFIG_ARGS", "PY_CFLAGS", "PY_CORE_CFLAGS"))
    # a distribution's own: Debian's rules pass the flags of the profile to make, so sysconfig does not know of them
    return "--enable-optimizations" in flags or "-fprofile-use" in flags or sys.base_prefix == "/usr"


def _summary(values: Sequence[float]) -> dict[str, object]:
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "rounds": values}


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
