"""Bytes → values, in the order a body meets the files. All of it is pure, and never raises.

content_encoding   gzip, deflate, br, zstd
parsing            JSON, as real clients write it, whole or cut
form_fields        multipart forms
event_stream       the framings of streams: server-sent events, lines, arrays, AWS's frames
sse                server-sent events alone
deltas             many small events of a stream → few large ones
parsed_bodies      a call's two bodies as values, streams put together by their dialect
said               both values, and the dialect that they speak
readable           … as a person reads them
"""
