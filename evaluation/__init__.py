"""What acts on calls and scores by itself, in the api process. In the order in which a call meets it:

settings.py  the settings of all this
feed/        asks each consumer which events it wants, and makes tasks of them
webhooks/    sends them to other servers
alerts/      rules that watch a metric and say when it is beyond a level
shadows/     sends a share of the calls to a candidate, too
evaluators/  scores requests and sessions: judges, functions and checks
"""
