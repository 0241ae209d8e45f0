"""The program around the proxy, the store and the API: command line, settings, processes.

cli.py             the commands
  new_key.py         `gnomon keys new`
  spool_table.py     what `gnomon spool verify` prints
  rebuild_bar.py     what `gnomon analytics rebuild` shows
settings.py        every setting, read from a file and the environment
  toml_lines.py      which line of the file a key stands on
  complaints.py      what is wrong with one key
  contradictions.py  what is wrong with several keys together
  config_text.py     settings as text: the example file, what is in force
  settings_shown.py  … and as the dashboard shows them
supervisor.py      `gnomon serve`: keeps the processes running, replaces and stops them in order
  sockets.py         the sockets they listen on
  lock.py            one gnomon per data directory
  keeper.py          a place that always has a running process
  process.py         one child process, as the supervisor sees it
  jobs.py            what a child is told, and by which signals
  greeting.py        what a person is told when all are up
  terminal.py        whether the terminal we ran in is still there
child.py           what every child process does around its work
log.py             how processes speak to whoever runs them
"""

__version__ = "0.1.0"
