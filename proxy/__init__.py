"""The data plane: relays every call and logs it. It knows HTTP and nothing about LLMs.

The modules, in the order in which a call meets them:

    worker.py            one process: sockets, clock, shutdown
    client.py            a client's connection: reads a request's head, then its body
    http1/               heads, header names and body framing (pure)
    admission.py         who may call, where the call goes, its ids
    plan.py              what admission decides: forward the call, or answer it here
    routing.py           which receiver a method and path go to: one table (pure)
    cors.py              which web pages may make calls from a browser (pure)
    helicone_headers.py  what the caller asks of the proxy by Helicone-* headers (pure)
    exchange.py          one call in flight: connects both sides; every end is `finish`
    sides.py             Protocols of the two sides, and the rule for method names
    upload.py            the request on its way up
    download.py          the answer on its way down
    call_log.py          what is logged of a call, as frames for the spool
    capture/             bounded copies of bodies, for the log
    upstream/            targets, connections to upstreams and their pool
    stream_usage.py      token usage of streams, on request: the only module that may change bytes (pure)
    errors.py            what the proxy answers when a call cannot be relayed
    settings.py          the settings of all this, and the well-known providers

One call, with the real method at each arrow. Nothing goes upstream before the opening frame is written, and the
client's last bytes wait for the closing frame; both continue in the spool writer's turn, `SpoolWriter._flush`, which
the event loop runs once for all frames of a turn. If a frame cannot be written, the call continues unlogged. One sort
of answer does not wait: if it is complete before its request is, the client gets it at once, and the closing frame
waits for the rest of the request.

    ClientConnection     Admission    Exchange             CallLog             SpoolWriter      Pool, UpstreamConnection
    data_received
      _take_call ───plan──▶
                 ───admit─▶ (makes)─▶
                 ──────start────────▶ ──write_opening───▶ ──append(OPENING)──▶
    ............ the turn ends: SpoolWriter._flush, one write .................
                                      ◀─_on_opening_logged ◀─_on_opening_written
                                      ──_go_upstream: take_idle, else connect──────────────────▶
                                      ◀─────────────────────────────────────────on_connected────
                                      ──send_request───────────────────────────────────────────▶
    ............ the upstream answers: UpstreamConnection.data_received .......
                                      ◀────────────────on_answer_head, then on_answer_body──────
         ◀── write (all but the end)──   (with complete=True:)
                                finish ──write_closing───▶ ──append(CLOSING)──▶
    ............ the turn ends: SpoolWriter._flush ............................
                                      ◀─_on_closing_logged ◀─_on_closing_written
         ◀── end_call (the last bytes)
"""
