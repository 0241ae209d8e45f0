"""One worker of ours, alone, with logging on.

python -m bench.worker FOLDER http://127.0.0.1:9000 [ca.pem]     prints the port it listens on
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from proxy import worker
from proxy.settings import ProxySettings, ServerSettings, TimeoutSettings, UpstreamSettings, WorkerConfig
from store.settings import SpoolSettings


def run(folder: Path, upstream: str, ca_file: Path | None) -> None:
    config = WorkerConfig(
        server=ServerSettings(),
        proxy=ProxySettings(ca_file=ca_file),
        timeouts=TimeoutSettings(),
        spool=SpoolSettings(),
        upstreams=[UpstreamSettings(name="native", base_url=upstream, default=True)],
        keys=[],
        spool_dir=folder / "spool",
        api_socket=str(folder / "api.sock"),
    )
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        port = listener.getsockname()[1]
        worker.run(config, listener, lambda: print(port, flush=True))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None)
