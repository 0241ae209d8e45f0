"""Shadow traffic: a share of the calls that have ended is sent again, at once, to a candidate. In the order in which a
call meets the files:

settings.py   which calls, how many, to whom, and the limits
service.py    `Shadows`: all of them; listens to the feed
runner.py     `ShadowRunner`: one of them at work on its tasks
rewriting.py  what was sent → what the candidate gets: only what must change changes (pure)

A caller never waits for it: the call has ended, and is stored, before anything of this begins, in another process than
the one that relayed it. `gnomon replay` does the same to calls of the past.
"""
