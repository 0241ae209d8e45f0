"""`python -m gnomon` is `gnomon`."""

from gnomon.cli import app

app(prog_name="gnomon")
