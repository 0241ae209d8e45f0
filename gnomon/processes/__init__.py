"""The processes of `gnomon serve`, and what ties them together.

In the order of a start:

supervisor.py     opens the sockets, keeps all processes running, reloads their settings, stops them in order
lock.py           one supervisor per data directory
sockets.py        the TCP sockets of the workers and the Unix socket of the api process
child_configs.py  the part of the settings that each kind of process gets
jobs.py           a child's first message: its name, its sockets, its configuration
api_job.py        … of the api process
process_slot.py   keeps one slot filled with a running process
process.py        one child process, as the supervisor sees it
signals.py        the signals and exit statuses between supervisor and children
child.py          main function of every child: reads its job, then runs a proxy worker or the api process
allocator.py      returns memory that a child has freed to the system
"""
