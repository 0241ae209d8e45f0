"""The upstream's side: where calls may go, and the connections that carry them.

targets.py     the upstreams of the settings, and which targets callers may name
dialer.py      opens connections: DNS, the environment's HTTP proxy, TCP, TLS
connection.py  one connection, one call at a time
pool.py        idle connections by origin
"""
