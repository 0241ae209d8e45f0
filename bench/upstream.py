"""The upstream that everybody relays to: nginx, which answers calls at once and paces streams by its own clock.

What is asked for stands at the beginning of the path, /small/…, /large/… and so on. Each event of a stream says when it
was sent, by the clock that all processes of this machine share. Pacing and stamping are a few lines of Lua inside
nginx: an upstream in Python would delay its own chunks by more than what is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench import nginx, traffic
from bench.traffic import Kind

CHUNK_S = 0.02
CHUNKS = 200  # of one paced stream
SLOW_CHUNKS = 8  # a second apart
_ENDLESS_CHUNKS = 6_000  # two minutes; whoever reads them leaves before
_PIECE = 2_000  # nginx takes no longer word in its configuration than 4 kB


@dataclass(frozen=True, slots=True)
class Upstream:
    server: nginx.Nginx
    ca_file: Path

    def url(self, kind: Kind, *, tls: bool) -> str:
        """Without the `/v1` that SDKs and gateways may want at its end."""
        host = f"https://localhost:{self.server.tls_port}" if tls else f"http://127.0.0.1:{self.server.port}"
        return f"{host}/{kind}"


def start(folder: Path, certificate: Path, ca_file: Path) -> Upstream:
    """`certificate`: the server's, with its key. Streams need nginx's Lua module; without it they are answered 404."""
    locations = [
        f"location /small/ {{ {_answer(traffic.ANSWER_BODY)} }}",
        f"location /large/ {{ {_answer(traffic.large_answer(), after_body=nginx.has_lua())} }}",
    ]
    http = ""
    if nginx.has_lua():
        http = _LUA_CLOCK
        streams = {"paced": (CHUNKS, CHUNK_S), "endless": (_ENDLESS_CHUNKS, CHUNK_S), "slow": (SLOW_CHUNKS, 1.0)}
        locations += [f"location /{kind}/ {{ {_stream(*of)} }}" for kind, of in streams.items()]
    server = nginx.Nginx(
        folder, "\n".join(locations), http=http, certificate=certificate, modules=nginx.LUA if http else ()
    )
    return Upstream(server, ca_file)


def _answer(body: bytes, *, after_body: bool = False) -> str:
    """At once, or `after_body`, which takes Lua: h2load sends no more where a large call is answered before its end."""
    pieces = [body[at : at + _PIECE].decode() for at in range(0, len(body), _PIECE)]
    lines = "".join(f"set $piece{number} '{piece}';\n" for number, piece in enumerate(pieces))
    answer = f"return 200 {''.join(f'$piece{number}' for number in range(len(pieces)))};"
    if after_body:
        said = ", ".join(f"ngx.var.piece{number}" for number in range(len(pieces)))
        length = f'ngx.header["Content-Length"] = {len(body)}'
        answer = f"content_by_lua_block {{ ngx.req.read_body() {length} ngx.print({said}) }}"
    return f"default_type application/json; {lines} {answer}"


def _stream(chunks: int, every_s: float) -> str:
    return f"""default_type text/event-stream; content_by_lua_block {{
        ngx.req.discard_body()
        local begun = now_us()
        for sent = 0, {chunks - 1} do
            local wait_s = (begun + sent * {every_s * 1e6:.0f} - now_us()) / 1e6
            if wait_s > 0.001 then ngx.sleep(wait_s) end
            ngx.print('{_lua(traffic.EVENT_BEGIN)}', ' {traffic.STAMP}', string.format("%016d", now_us()),
                '{_lua(traffic.EVENT_END)}')
            if not ngx.flush() then return end
        end
        ngx.print('{_lua(traffic.LAST_EVENT)}', 'data: [DONE]\\n\\n')
    }}"""


def _lua(text: bytes) -> str:
    return text.decode().replace("\n", "\\n")


# nginx's own clock counts in milliseconds.
_LUA_CLOCK = """
lua_package_path "/usr/share/lua/5.1/?.lua;;";
init_by_lua_block {
    local ffi = require "ffi"
    ffi.cdef "typedef struct { long s; long ns; } bench_moment; int clock_gettime(int, bench_moment*);"
    local moment = ffi.new "bench_moment"
    function now_us()
        ffi.C.clock_gettime(0, moment)
        return tonumber(moment.s) * 1e6 + tonumber(moment.ns) / 1e3
    end
}
"""
