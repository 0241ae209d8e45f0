"""Side-by-side measurements: what this program costs beside nginx and other gateways, on one machine in one run.

`make bench` runs __main__; docs/performance.md says what it measures and how. In the order a measurement meets them:

    contestants      who is measured: one table
    ours             this program, as `gnomon serve`
    gateways         LiteLLM, Portkey, MLflow; peers/ pins their versions, .peers/ holds them
    passthrough      a relay on aiohttp, as short as it can be
    nginx            nginx as a program
    programs         what all of them have in common
    traffic          the calls and streams that are sent, byte for byte
    upstream         who answers them
    calls            who sends calls: h2load
    readers          who reads streams: reader.c
    arena            everybody started together, measured in turn, and their logs compared
    sections/        what is measured
    cpu              CPU time and memory of a process tree
    results          the numbers, as JSON
    report           the numbers as tables
    performance_page, picture    the numbers in docs/performance.md

Benches of their own, each `python -m bench.NAME`:

    profile_relay    the worker's hot path without sockets: µs and instructions per call, function by function
    ingest           what it costs to keep a call: spool bytes to committed rows
    scores           how fast scores are taken
    questions        how fast they are read; question_list: which questions; peers_chdb: the same to ClickHouse
    page             how fast the dashboard is in a browser
    make_data        a million synthetic calls
    coverage         whether intervals hold what they promise
"""
