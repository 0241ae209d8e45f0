"""How the server is.

health.py           GET /healthz: whether calls are accepted, logged and stored
health_models.py    its answer
nodes.py            how the nodes of an installation are
lag_watch.py        when the lag of the store behind the spool is a fault (pure)
findings.py         GET /healthz/findings: what could not be understood of the newest calls
findings_models.py  its answer
settings.py         GET /healthz/settings: the settings in force
settings_models.py  its answer
"""
