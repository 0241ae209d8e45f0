"""The upstream of all contestants: nginx, which answers calls at once and paces streams by its own clock.

The start of the path selects the kind of answer: /small/…, /large/… and so on. Each event of a stream carries the
timestamp at which it was sent, by the clock that all processes of this machine share. A few lines of Lua inside nginx
pace and stamp the events: an upstream in Python would delay its own chunks by more than the measured differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench import nginx, traffic
from bench.traffic import Kind

CHUNK_S = 0.02
CHUNKS = 200  # of one paced stream
SLOW_CHUNKS = 8  # a second apart
_ENDLESS_CHUNKS = 6_000  # two minutes; readers disconnect before that
_PIECE = 2_000  # nginx limits a word of its configuration to 4 kB


@dataclass(frozen=True, slots=True)
class Upstream:
    server: nginx.Nginx
    ca_file: Path

    def url(self, kind: Kind, *, tls: bool) -> str:
        """Base URL for that kind of call, without the `/v1` that some SDKs and gateways append."""
        host = f"https://localhost:{self.server.tls_port}" if tls else f"http://127.0.0.1:{self.server.port}"
        return f"{host}/{kind}"


def start(folder: Path, certificate: Path, ca_file: Path) -> Upstream:
    """`certificate`: PEM file with certificate and key. Without nginx's Lua module, streams are answered with 404."""
    locations = [
        f"location /small/ {{ {_answer(traffic.ANSWER_BODY)} }}",
        f"location /large/ {{ {_answer(traffic.large_answer(), after_body=nginx.has_lua())} }}",
    ]
    http = ""
    if nginx.has_lua():
        http = _LUA_CLOCK
        streams = {"paced": (CHUNKS, CHUNK_S), "endless": (_ENDLESS_CHUNKS, CHUNK_S), "slow": (SLOW_CHUNKS, 1.0)}
        locations += [f"location /{kind}/ {{ {_stream(*pace)} }}" for kind, pace in streams.items()]
    server = nginx.Nginx(
        folder, "\n".join(locations), http=http, certificate=certificate, modules=nginx.LUA if http else ()
    )
    return Upstream(server, ca_file)


def _answer(body: bytes, *, after_body: bool = False) -> str:
    """nginx directives that answer with the body.

    `after_body` (needs Lua) reads the request first: h2load stops sending a large call that is answered early.
    """
    pieces = [body[start : start + _PIECE].decode() for start in range(0, len(body), _PIECE)]
    lines = "".join(f"set $piece{number} '{piece}';\n" for number, piece in enumerate(pieces))
    answer = f"return 200 {''.join(f'$piece{number}' for number in range(len(pieces)))};"
    if after_body:
        variables = ", ".join(f"ngx.var.piece{number}" for number in range(len(pieces)))
        length = f'ngx.header["Content-Length"] = {len(body)}'
        answer = f"content_by_lua_block {{ ngx.req.read_body() {length} ngx.print({variables}) }}"
    return f"default_type application/json; {lines} {answer}"


def _stream(chunks: int, every_s: float) -> str:
    return f"""default_type text/event-stream; content_by_lua_block {{
        ngx.req.discard_body()
        local started = now_us()
        for sent = 0, {chunks - 1} do
            local wait_s = (started + sent * {every_s * 1e6:.0f} - now_us()) / 1e6
            if wait_s > 0.001 then ngx.sleep(wait_s) end
            ngx.print('{_lua(traffic.EVENT_BEGIN)}', ' {traffic.STAMP}', string.format("%016d", now_us()),
                '{_lua(traffic.EVENT_END)}')
            if not ngx.flush() then return end
        end
        ngx.print('{_lua(traffic.LAST_EVENT)}', 'data: [DONE]\\n\\n')
    }}"""


def _lua(text: bytes) -> str:
    return text.decode().replace("\n", "\\n")


# nginx's own clock has a resolution of milliseconds only.
_LUA_CLOCK = """
lua_package_path "/usr/share/lua/5.1/?.lua;;";
init_by_lua_block {
    local ffi = require "ffi"
    ffi.cdef "typedef struct { long s; long ns; } bench_timespec; int clock_gettime(int, bench_timespec*);"
    local now = ffi.new "bench_timespec"
    function now_us()
        ffi.C.clock_gettime(0, now)
        return tonumber(now.s) * 1e6 + tonumber(now.ns) / 1e3
    end
}
"""
