"""The dashboard.

ui.py              its files, which web/ is built into
sign_in.py         a key of ours becomes a cookie, which the API accepts below /ui/api
sign_in_models.py  the body of POST /ui/sign-in
"""
