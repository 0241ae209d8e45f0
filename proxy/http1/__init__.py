"""HTTP/1.1 as bytes: heads, header names and body framing. Everything here is pure and strict.

heads.py          a request's or an answer's head → values
repeated_head.py  recognises a head that differs from the previous one only in its Content-Length
header_names.py   what each header name means: forwarded, logged, interpreted, secret
framing.py        where a body ends
"""
