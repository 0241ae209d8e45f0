"""Side-by-side measurements: what this program costs beside nginx and a plain aiohttp proxy, on one machine in one run.

traffic          the calls and streams that all measurements send, byte for byte
profile_relay    the worker's hot path without sockets: µs and instructions per call, function by function
contenders       who is measured, and how each is started
nginx            nginx as upstream and as reverse proxy
passthrough      a relay on aiohttp, as short as it can be
load             who sends: wrk for calls, a small reader of many streams for chunks
cpu              CPU time of a process and its children
report           the table and the JSON
scores           how fast scores are taken: `python -m bench.scores`
relay            the measurement that puts them together: `python -m bench.relay`
"""
