"""What is measured of everybody in the arena, in this order:

plain     calls: CPU, calls per second, latency that is added at a fixed rate
streams   chunks: CPU, delay, how many streams at once
tls       both, to a TLS upstream
memory    at rest, after many calls, with many streams open
scores    scores and questions: benches of their own
start     seconds until the first answer
"""
