"""A campaign against a running Gnomon: is anything lost, doubled, failed or stalled, whatever is done to it?

`make torture` runs __main__, for five minutes if nothing else is asked for. In the order of a run:

    campaign     divides the time between the parts, and checks the whole record at the end
    storm        one server under load, with kills, signals, hostile upstreams and hostile callers at the same time
    kills        SIGKILL of a worker, the api process, the supervisor, or all
    signals      SIGHUP and SIGTERM, several in short order
    upstreams    answers that no provider should send
    callers      requests that no client should send
    disk         a disk that fills up and is freed
    contract     schemathesis, fuzzing and stateful, against /openapi.json
    record       compares the record with what the clients saw
    tally        what was counted, and every fault

The clients, the upstream and the server are those of the tests, from tests/support.
"""
