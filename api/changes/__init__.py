"""Changes of a score or metric that the server finds by itself.

changes.py         POST /v1/changes/query
changes_models.py  body and answer
"""
