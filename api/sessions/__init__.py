"""Sessions: requests that share a Helicone-Session-Id.

sessions.py         /v1/session
sessions_models.py  bodies and answers
"""
