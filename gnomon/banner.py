"""The lines printed when all processes are ready. Pure."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from gnomon import __version__
from gnomon.settings.loading import Loaded


def banner(loaded: Loaded, port: int, data_dir: Path) -> str:
    """Plain lines. The first URL in them is where the program listens; scripts rely on that."""
    server = loaded.settings.server
    url = f"http://{reachable(server.host)}:{port}"
    default = next(upstream.name for upstream in loaded.settings.upstreams if upstream.default)
    others = [upstream.name for upstream in loaded.settings.upstreams if not upstream.default]
    lines = [
        f"Gnomon {__version__} is listening on {url}",
        f"  base URL          {url}/v1  (forwards to {default})",
    ]
    if others:
        lines.append(f"  other upstreams   {url}/{others[0]}/v1  ({', '.join(others)})")
    lines.append(f"  data directory    {data_dir}")
    lines.append(f"  settings          {loaded.origins.file or 'defaults'}{_from_environment(loaded)}")
    return "\n".join(lines)


def reachable(host: str) -> str:
    """A host that a client on this machine can connect to; 0.0.0.0 and :: are not."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    return f"[{address}]" if address.version == 6 else str(address)


def _from_environment(loaded: Loaded) -> str:
    variables = sorted(set(loaded.origins.variables.values()))
    return f", {', '.join(variables)}" if variables else ""
