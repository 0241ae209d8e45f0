"""Logged requests: one, lists of them, groups of them.

requests.py           GET /v1/request/{request_id}
sent_bodies.py        GET /v1/request/{request_id}/request-body: what the caller sent, byte for byte
requests_models.py    the request as the API shows it, and all answers that have requests
helicone_request.py   rows of the store → that model (pure)
ids.py                the id in a path
lists.py              POST /v1/request/query and its relatives: lists, counts, bodies by a signed URL
lists_models.py       bodies
signed_urls.py        URLs that give access to the bodies of one request for a day
groups.py             POST /v1/request/groups/query
groups_models.py      body and answer
properties.py         PUT /v1/request/{request_id}/property
properties_models.py  body
"""
