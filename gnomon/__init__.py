"""The program around the proxy, the store and the API: command line, settings, processes.

cli.py              the commands
  sql_command.py      `gnomon sql`
  evaluate_command.py `gnomon evaluate`
  replay/             `gnomon replay`
  demo_command.py     `gnomon demo`
  store_command.py    `gnomon store migrate`
  store_copy.py       `gnomon store copy`
  new_key.py          `gnomon keys new`
  spool_table.py      the output of `gnomon spool verify`
  replica_rebuild.py  `gnomon replica rebuild`
  reprocess_bar.py    the progress bar of `gnomon reprocess` and `gnomon store copy`
  doctor.py           the output of `gnomon doctor`
settings/           every setting: its model, its sources, its error messages
processes/          `gnomon serve`: the supervisor and its child processes
  banner.py           the lines printed when all processes are ready
  terminal.py         whether the terminal that started the program is still there
compiled.py         which modules mypyc compiles, where they are, whether they are used
log.py              log lines of every process, on standard error
"""

__version__ = "0.1.0"
