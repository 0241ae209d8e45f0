"""Sessions: requests that share a Helicone-Session-Id.

sessions.py         /v1/session
steps.py            /v1/session/{id}/steps
step_tree.py        its steps as a tree
sessions_models.py  bodies and answers
"""
