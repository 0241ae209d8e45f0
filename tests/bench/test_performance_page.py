"""How results are stored and published."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import performance_page
from bench.results import Results


def measured() -> Results:
    results = Results(versions={"litellm": "1.2.3"})
    for direct, ours in ((1_000, 1_500), (1_100, 1_400), (900, 1_900)):
        results.add("small at low rate p50", "direct", direct, "µs")
        results.add("small at low rate p50", "gnomon", ours, "µs")
        results.add("small 32 cpu_us", "gnomon", ours / 10, "CPU µs")
        results.add("small 32 cpu_us worker", "gnomon", 30, "CPU µs")
        results.add("small 32 cpu_us", "nginx", 20, "CPU µs")
        results.add("small 32 cpu_us", "go", 100, "CPU µs")
        results.add("MB at rest worker", "gnomon", 70, "MB")
    results.absent.append("Portkey; install it: make bench-peers")
    results.took_s["plain"] = 61.0
    return results


def test_a_results_file_has_every_round(tmp_path: Path) -> None:
    """With median, minimum, maximum, unit, machine and timestamp."""
    run = json.loads(measured().save(tmp_path).read_text())
    measure = run["measures"]["small 32 cpu_us"]
    assert measure["unit"] == "CPU µs"
    assert measure["contestants"]["gnomon"] == {"median": 150, "min": 140, "max": 190, "rounds": [150, 140, 190]}
    assert run["machine"]["cpus"] > 0
    assert datetime.fromisoformat(run["at"]) <= datetime.now(UTC)


def test_only_the_text_between_the_marks_is_rewritten(tmp_path: Path) -> None:
    """Text around the marks is kept; medians have minimum and maximum; added latency is the difference to direct."""
    (tmp_path / "performance.md").write_text(
        f"# Before\n{performance_page.BEGIN}\nold numbers\n{performance_page.END}\nafter\n"
    )
    performance_page.write(measured().as_json(), tmp_path)
    text = (tmp_path / "performance.md").read_text()
    assert text.startswith(f"# Before\n{performance_page.BEGIN}\n")
    assert text.endswith(f"\n{performance_page.END}\nafter\n")
    assert "old numbers" not in text
    assert "| gnomon | every call, complete |" in text
    assert "150 (140…190)" in text
    assert "0.50 (0.40…0.90)" in text
    assert "Not measured: Portkey; install it: make bench-peers" in text
    per_call = "CPU µs per small call, 32 connections"
    assert f"| {per_call}, worker | 30.0, 1.50 times nginx | ≤ 2 times nginx ✓ |" in text
    assert (
        f"| {per_call}, all processes | 150.0, 1.50 times Go, ReverseProxy | ≤ 1 times Go, ReverseProxy missed |"
        in text
    )
    assert "Rust" not in text.partition("### Targets")[2], "a ratio to what was not measured is no ratio"
    assert "| MB at rest, worker | 70.0 | ≤ 60 missed |" in text
    assert f"Python {platform.python_version()}, " in text


def test_the_picture_is_svg_and_names_the_measured_contestants(tmp_path: Path) -> None:
    (tmp_path / "performance.md").write_text(performance_page.BEGIN + performance_page.END)
    performance_page.write(measured().as_json(), tmp_path)
    picture = ElementTree.fromstring((tmp_path / "performance.svg").read_text())
    words = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "gnomon" in words
    assert "150" in words
    assert "aiohttp pass-through" not in words, "it was not measured"


def test_a_page_without_its_marks_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "performance.md").write_text("nothing to see")
    with pytest.raises(ValueError, match="must contain both marks"):
        performance_page.write(measured().as_json(), tmp_path)
    assert (tmp_path / "performance.md").read_text() == "nothing to see"
