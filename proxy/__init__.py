"""The data plane: relays every call and notes it, knowing HTTP and nothing of LLMs.

In the order a call meets the files:

    worker.py        one process: sockets, time-outs, drain
    client.py        the client's connection: reads a request's head, then its body
    heads.py         a head's bytes → values, strictly (pure)
    framing.py       where a body ends (pure)
    admission.py     who may call, where it goes, by what id
    routing.py       which place a method and path go to: one table (pure)
    names.py         which headers cross, which are ours, which may be kept (pure)
    headers.py       what the caller tells us by headers (pure)
    targets.py       the upstreams, and which targets a caller may name
    exchange.py      one call in flight: ties the two sides; every end is `finish`
    upload.py        its request on the way up
    download.py      its answer on the way down
    record.py        what is noted of it: bounded copies, frames for the spool
    upstream.py      connections to upstreams and their pool
    dialer.py        DNS, the environment's HTTP proxy, TCP, TLS
    stream_usage.py  token usage of streams, when asked for: the only module that may change bytes (pure)
    errors.py        what we answer when a call can't be relayed
    settings.py      the settings of all this, and the well-known providers
"""
