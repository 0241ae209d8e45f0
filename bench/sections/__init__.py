"""The measurements, in the order in which they run:

scores    runs the separate benchmarks of scores and queries
plain     calls: CPU, calls per second, added latency at a fixed rate
tls       calls and streams with a TLS upstream
streams   chunks: CPU, delay, largest number of streams
memory    memory at rest, after many calls, with many open streams; delay until a query sees the last call
start     seconds from the start of Gnomon to the first response
"""
