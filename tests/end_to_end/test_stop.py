"""Orderly stops under load."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

import aiohttp
import psutil

from tests.support.audit import audit
from tests.support.gate import Gate
from tests.support.load import Ledger, Load, Sent
from tests.support.openai_like import chat_events, dumps
from tests.support.scripts import stream
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

STREAMS = 20


async def test_streams_end_completely(tmp_path: Path, provider: Upstream) -> None:
    """After SIGTERM, new clients are refused, every running stream finishes, then the program exits with status 0."""
    gate = Gate()

    async def paced(call: Call) -> None:
        await call.body()
        await stream(chat_events(call.request.json()), gate=gate)(call)

    provider.next(*[paced] * STREAMS)
    with Gnomon(tmp_path, provider.base_url, workers=2) as gnomon:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            calls = [asyncio.create_task(_stream(session, gnomon.url, number)) for number in range(STREAMS)]
            await asyncio.to_thread(gate.wait_arrived, STREAMS)
            gnomon.terminate()
            await asyncio.to_thread(gnomon.wait_until, lambda: _is_refused(gnomon), "new clients to be refused")
            gate.open()
            ledger = Ledger(await asyncio.gather(*calls))
        assert {(sent.fate, sent.text[-14:]) for sent in ledger.calls} == {("complete", b"data: [DONE]\n\n")}
        gnomon.wait_stopped()

        gnomon.start()
        audit(gnomon, ledger)


async def test_stop_and_start_under_load(tmp_path: Path, provider: Upstream) -> None:
    """An orderly stop cuts no answer, and every answer is in the log after the next start."""
    with Gnomon(tmp_path, provider.base_url, workers=2) as gnomon:
        async with Load(lambda: gnomon.url) as load:
            for _ in range(2):
                await load.completed(60)
                await asyncio.to_thread(gnomon.stop)
                await asyncio.to_thread(gnomon.start)
            await load.completed(60)
        assert load.ledger.of("cut") == []
        audit(gnomon, load.ledger)


def test_further_signals_do_not_change_the_exit_status(tmp_path: Path, provider: Upstream) -> None:
    """SIGTERM until the process is gone, also in the last moment of its exit."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        supervisor = gnomon.pids().supervisor
        gnomon.terminate()
        status: list[int] = []
        ended = threading.Thread(target=lambda: status.append(gnomon.wait_ended()))
        ended.start()
        while ended.is_alive():
            with suppress(ProcessLookupError):
                os.kill(supervisor, signal.SIGTERM)
            ended.join(0.001)  # signals without a pause would leave it no time to exit
        assert status == [0]


def test_a_start_waits_for_the_api_process_of_a_killed_supervisor(tmp_path: Path, provider: Upstream) -> None:
    """However long that takes to notice: here it is stopped."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        former = psutil.Process(gnomon.pids().api)
        former.suspend()
        gnomon.kill("supervisor")
        start = threading.Thread(target=gnomon.start)
        start.start()
        gnomon.wait_until(lambda: "event=waiting_for_api_process" in gnomon.stderr, "the start to wait")
        former.resume()
        start.join()
        assert gnomon.get("/healthz").status == 200


async def _stream(session: aiohttp.ClientSession, url: str, number: int) -> Sent:
    sent = Sent(f"stop-{number}", is_stream=True, fate="cut")
    body = {
        "model": "gpt-4o-mini",
        "stream": True,
        "messages": [{"role": "user", "content": sent.request_id}],
    }
    headers = {"Helicone-Request-Id": sent.request_id, "content-type": "application/json"}
    async with session.post(f"{url}/v1/chat/completions", data=dumps(body), headers=headers) as answer:
        sent.text = await answer.read()
        sent.fate = "complete"
    return sent


def _is_refused(gnomon: Gnomon) -> bool:
    try:
        gnomon.get("/healthz/live")
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:  # it was closed just now
        return False
    return False
