"""Side-by-side measurements: what Gnomon costs compared with nginx and other gateways, on one machine in one run.

`make bench` runs __main__; docs/performance.md describes what it measures and how. In the order of a measurement:

    contestants      one table of the programs that are compared
    ours             Gnomon, started with `gnomon serve`
    gateways         LiteLLM, Portkey, MLflow; peers/ pins their versions, .peers/ holds the installations
    passthrough      the shortest relay on aiohttp
    nginx            starts nginx with a temporary configuration
    programs         what all contestants have in common
    traffic          the calls and streams that are sent, byte for byte
    upstream         the nginx that answers them
    calls            sends calls with h2load
    readers          reads streams with reader.c
    arena            starts all contestants, measures them in turn, compares their logs
    sections/        the measurements
    cpu              CPU time and memory of a process tree
    results          the numbers, as JSON
    report           the numbers, as tables
    performance_page, picture    the numbers in docs/performance.md

Separate benchmarks, each run as `python -m bench.NAME`:

    profile_relay    the worker's hot path without sockets: µs and instructions per call, function by function
    ingest           the cost of storing a call: from spool bytes to committed rows
    replica          CPU time of copying a change to the replica, by how many are copied together
    shipping         CPU time of copying a call to ClickHouse, of our process and of the server
    visibility       how long a score takes to be visible on another node
    memory           what memory each process holds, and for what, after so many calls
    bodies           what bodies cost on the disk and in CPU time, stored whole and once
    scores           how many scores per second are accepted
    stalls           scores and reads while another process syncs a gigabyte to the same disk
    otlp             how many spans of OpenTelemetry per second are accepted and stored
    questions        latency of queries; question_list and page_questions list them, peers_chdb runs them on ClickHouse,
                     questions_on_clickhouse measures Gnomon with ClickHouse as its store
    page             speed of the dashboard in a browser
    make_data        a million synthetic calls
    coverage         how often confidence intervals contain the true value: the table of docs/statistics.md;
                     coverage_table lists the cases, coverage_cases draws their samples
    stopping         how many units a decision takes that may be taken at any look: the table of docs/statistics.md
    coverage_changes  … how often the change detector is wrong, and how soon it is right: a table there, too
    oracles/         the statistics beside other people's packages: `make bench-oracles`; a table there, too

Not a measurement:

    torture/         does to a server what may happen to it, and looks for what was lost: `make torture`
"""
