"""Ways in for calls that did not pass the proxy. They go through the spool, and are durable before they are
acknowledged.

calls.py               a reported call → one frame of the spool
manual_logs.py         Helicone's log endpoints
manual_logs_models.py  their body
manual_log_errors.py   their error answers
"""
