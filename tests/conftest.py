"""Fixtures that all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import clickhouse
from tests.support.anthropic_like import anthropic_like
from tests.support.openai_like import openai_like
from tests.support.tls import Authority, make_authority, trust_one_certificate
from tests.support.upstream import Upstream

# The tests start some thousand Python processes. Without bytecode on disk, each would compile the program again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    config.add_cleanup(trust_one_certificate())


def pytest_report_header() -> str:
    return clickhouse.missing() or "ClickHouse: tested with real servers"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line among those of many skipped tests would be overlooked."""
    if reason := clickhouse.missing():
        skipped = [report for report in terminalreporter.stats.get("skipped", []) if reason in str(report.longrepr)]
        if skipped:
            terminalreporter.section("ClickHouse was not tested", red=True, bold=True)
            terminalreporter.line(f"{len(skipped)} tests were skipped. {reason}.", red=True)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """An upstream that answers with the scripts of the test."""
    with Upstream() as server:
        yield server


@pytest.fixture(scope="module")
def provider() -> Iterator[Upstream]:
    """An upstream with the routes of OpenAI and Anthropic, shared by a module."""
    with Upstream() as server:
        yield anthropic_like(openai_like(server))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority, and TLS contexts for servers with certificates from it."""
    return make_authority(Path(tmp_path_factory.mktemp("tls")))
