"""Users: whom callers name by Helicone-User-Id.

users.py         /v1/user
users_models.py  bodies and answers
"""
